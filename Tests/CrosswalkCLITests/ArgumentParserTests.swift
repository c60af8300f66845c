internal import Crosswalk
internal import CrosswalkCLI
internal import Testing

struct ArgumentParserTests {
  /// Words, and what they ask for.
  static let accepted: [(words: [String], told: String)] = [
    (["convert", "--to", "v2", "a"], "convert to=v2 a"),
    (["convert", "--to=v2", "a", "b"], "convert to=v2 a b"),
    (["--to", "v2", "convert", "a"], "convert to=v2 a"),
    (["convert", "a", "--to", "v2"], "convert to=v2 a"),
    (["convert", "a", "-o", "b"], "convert output=b a"),
    (["convert", "a", "-ob"], "convert output=b a"),
    (["convert", "a", "-o=b"], "convert output=b a"),
    (["convert", "a", "-qo", "b"], "convert output=b quiet a"),
    (["convert", "-o", "-", "-"], "convert output=- -"),
    (["convert", "--", "--to", "-q"], "convert --to -q"),
    (["convert", "--strict", "content"], "convert strict=content content"),
    (["convert", "--strict=form", "a"], "convert strict=form a"),
    (["convert", "--to", "v1", "--to", "v2"], "convert to=v2"),
    (["convert", "--losses="], "convert losses="),
    (["convert", "--losses=a=b"], "convert losses=a=b"),
    (["convert", "--max-record", "64k"], "convert max=65536"),
    (["convert", "--max-record=3"], "convert max=3"),
    (["convert", "--max-record=4G"], "convert max=4294967296"),
    (["convert", "--on", "a=b", "--on", "c:/d/*=e"], "convert a:=b c:/d/*=e"),
    (
      ["convert", "--set", #"a=1,b=x,c=[1,"y"],d="z,w",e=null,f=1x"#],
      #"convert a=1 b="x" c=[1,"y"] d="z,w" e="null" f="1x""#
    ),
    (["convert", "-q", "--stats", "a"], "convert quiet stats=text a"),
    (["convert", "--stats=json", "a"], "convert stats=json a"),
    (["-h"], " help"), (["help", "convert"], "help convert"), (["--version"], " version"),
    (["convert", "-h", "--rejected", "x"], "convert help"),
    ([], ""), (["--"], ""),
  ]

  @Test(arguments: accepted)
  func `words that make sense, parsed, say what is asked for`(
    row: (words: [String], told: String)
  ) throws {
    let (command, arguments) = try ArgumentParser.parse(row.words)
    #expect((command?.name ?? "") + arguments.told == row.told)
  }

  /// Words, what is wrong with them, what to do.
  static let refused: [(words: String, message: String, help: String)] = [
    ("convrt", "unknown command 'convrt'", "did you mean 'convert'?"),
    ("xyz", "unknown command 'xyz'", "see 'crosswalk help' for the commands"),
    ("convert --too v2", "unknown option '--too'", "did you mean '--to'?"),
    ("--resedue=a convert", "unknown option '--resedue'", "did you mean '--residue'?"),
    ("convert --verfy", "unknown option '--verfy'", "did you mean '--verify'?"),
    ("convert --xyz", "unknown option '--xyz'", "see 'crosswalk help convert' for the options"),
    ("convert -x", "unknown option '-x'", "see 'crosswalk help convert' for the options"),
    ("convert --to", "'--to' needs a value", "write '--to=DIALECT'"),
    ("convert --to --from v1", "'--to' needs a value", "write '--to=DIALECT'"),
    ("convert -o", "'--output' needs a value", "write '--output=FILE'"),
    (
      "convert --jobs 0", "expected a number of workers after '--jobs', found '0'",
      "write a number from 1 to 1024, such as '--jobs 4'"
    ),
    ("convert --verify=yes", "'--verify' takes no value", "write '--verify' alone"),
    (
      "convert --level srvice", "expected service|schema after '--level', found 'srvice'",
      "did you mean 'service'?"
    ),
    (
      "convert --level=x", "expected service|schema after '--level', found 'x'",
      "write '--level=service'"
    ),
    (
      "convert --strict=contents",
      "expected content|record|form after '--strict', found 'contents'",
      "did you mean 'content'?"
    ),
    (
      "convert --max-record 0", "expected a number of bytes after '--max-record', found '0'",
      "write a number from 1 to 4g, such as 64m"
    ),
    (
      "convert --max-record 5g", "expected a number of bytes after '--max-record', found '5g'",
      "write a number from 1 to 4g, such as 64m"
    ),
    (
      "convert --max-record=k", "expected a number of bytes after '--max-record', found 'k'",
      "write a number from 1 to 4g, such as 64m"
    ),
    (
      "convert --on parts-joined", "expected CODE=CHOICE after '--on', found 'parts-joined'",
      "see 'crosswalk explain' for the codes and their choices"
    ),
    (
      "convert --set thread_1", "expected NAME=VALUE, found 'thread_1'",
      "write a name, '=' and a value, such as thread_id=thread_1"
    ),
    (
      "convert --set a=1,b", "expected NAME=VALUE, found 'b'",
      "write a name, '=' and a value, such as thread_id=thread_1"
    ),
    (
      "convert --rejected x", "'crosswalk convert' has no option '--rejected'",
      "see 'crosswalk help convert' for the options"
    ),
    (
      "explain --to v2", "'crosswalk explain' has no option '--to'",
      "see 'crosswalk help explain' for the options"
    ),
  ]

  @Test(arguments: refused)
  func `words that make no sense, parsed, are named with a way out`(
    row: (words: String, message: String, help: String)
  ) {
    let error = #expect(throws: UsageError.self) {
      _ = try ArgumentParser.parse(row.words.split(separator: " ").map(String.init))
    }
    #expect(error?.message == row.message)
    #expect(error?.help == row.help)
  }

  @Test
  func `every option, listed, has a name of its own except where a command gives it other words`() {
    let names = OptionList.all.map(\.name)
    let repeated = Set(names.filter { name in names.count { $0 == name } > 1 })
    #expect(repeated == ["residue", "format"])
    let letters = OptionList.all.compactMap(\.short)
    #expect(letters.count == Set(letters).count)
  }

  @Test func `every option of a command, listed, can be parsed`() {
    for command in CommandList.all {
      for option in command.options {
        #expect(OptionList.all.contains { $0.name == option.name }, "\(option.name)")
      }
    }
  }

  /// A word, and what it was meant to be.
  static let slips: [(word: String, meant: String?)] = [
    ("convrt", "convert"), ("covnert", "convert"), ("ident", "identify"), ("restor", "restore"),
    ("xyzzy", nil), ("", nil), ("c", nil),
  ]

  @Test(arguments: slips)
  func `a slip, compared with the known words, finds the one that was meant`(
    row: (word: String, meant: String?)
  ) {
    let known = ["convert", "restore", "identify", "explain", "help"]
    #expect(Suggestion.nearest(to: row.word, among: known) == row.meant)
  }
}
