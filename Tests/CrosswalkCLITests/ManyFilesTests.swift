internal import CrosswalkCLI
internal import Foundation
internal import Testing

/// Runs over many files: lists of inputs, and directories of outputs.
struct ManyFilesTests {
  // MARK: Lists

  /// How a list is written, and which of `a`, `b` and `c` are read.
  static let lists: [(list: String, read: String)] = [
    ("a\nb\n", "12"), ("b\na", "21"), ("\n\na\n\n", "1"), ("a\0b\0", "12"), ("c d\n\0a", ""),
    ("", ""), ("./a\n../F/b\n", "12"), ("c d\n", "3"),
  ]

  @Test(arguments: lists)
  func `a list of files, converted, is read in its order`(
    row: (list: String, read: String)
  ) throws {
    let folder = try files()
    try folder.write(
      "list", row.list.replacingOccurrences(of: "F", with: folder.url.lastPathComponent))
    for list in ["list", "- < list"] {
      let run = try folder.shell(#""$CROSSWALK" convert --to v2 --files-from "# + list)
      let expected = row.read.map { Sample.v2(Int(String($0)) ?? 0) + "\n" }.joined()
      if row.list.utf8.contains(0) && row.read.isEmpty {
        // With a NUL in it, line ends are parts of names.
        let message =
          "\(list.prefix(1) == "-" ? "-" : "list"):1: error: 'c d\\u000A' cannot be read: "
        #expect(run.status == 2 && run.errors.hasPrefix(message), "\(run.errors)")
      } else {
        #expect(run.status == 0 && run.output == expected, "\(run.errors)")
      }
    }
  }

  @Test func `files on the command line, read with a list, come first`() throws {
    let folder = try files()
    try folder.write("list", "b\n")
    let run = try folder.crosswalk("convert", "--files-from", "list", "--to", "v2", "a")
    #expect(run.output == Sample.v2(1) + "\n" + Sample.v2(2) + "\n")
  }

  @Test(arguments: ["identify", "check", "convert --to v2", "convert --to v2 --output-dir o"])
  func `a wrong name in a list, read, is named with its line before anything is written`(
    command: String
  ) throws {
    let folder = try files()
    try folder.write("list", "a\n\nnone\n")
    let run = try folder.shell(#""$CROSSWALK" \#(command) --files-from list"#)
    let message =
      "list:3: error: 'none' cannot be read: no such file or directory [file-unreadable]"
    #expect(run.status == 2 && run.output.isEmpty && run.errors.hasPrefix(message), "\(run.errors)")
    #expect(try folder.names == ["a", "b", "c d", "list"])
    let directory = try folder.shell(
      #"mkdir d; echo d > list; "$CROSSWALK" \#(command) --files-from list"#)
    #expect(directory.errors.hasPrefix("list:1: error: 'd' is a directory [file-is-directory]"))
  }

  // MARK: Names of outputs

  /// The name of an input, and that of its output below the directory.
  static let names: [(input: String, output: String)] = [
    ("a", "a"), ("a/b.gz", "a/b.gz"), ("./a", "a"), ("/x/a", "x/a"), ("../a", "a"),
    ("../../a/b", "a/b"),
    ("a/../b", "b"), ("a/../../b", "b"), ("x/y/./a/b", "a/b"), ("/x/./a", "a"), ("x/./y/./a", "a"),
    ("a//b", "a/b"), ("x/./../a", "a"), (".", ""), ("..", ""), ("/", ""), ("...", "..."),
    ("a/.b", "a/.b"), ("a/..b", "a/..b"), ("../.././a", "a"),
  ]

  @Test(arguments: names)
  func `the name of an output is that of its input and never leads out of the directory`(
    row: (input: String, output: String)
  ) {
    #expect(OutputTree.inner(row.input) == row.output)
    #expect(OutputTree(folder: "o").path(for: row.input) == "o/" + row.output)
    #expect(OutputTree(folder: "o/").path(for: row.input) == "o/" + row.output)
  }

  /// Words that make outputs get into each other's way, and what is said.
  static let conflicts: [(words: String, message: String)] = [
    ("--output-dir o a ./a", "'a' and './a' would both be written to 'o/a'"),
    ("--output-dir o d/./a a", "'d/./a' and 'a' would both be written to 'o/a'"),
    (
      "--output-dir o a d/./a/b",
      "'d/./a/b' cannot be written to 'o/a/b': 'a' is to be a file there"
    ),
    ("--output-dir . d/./a $PWD/a", "'./a' cannot be written: it is the input '"),
    ("--output-dir p --residue p a", "'p/a' cannot be written: it is named for another output"),
    ("--output-dir o --residue o a", "'o/a' cannot be written: it is named for another output"),
    ("--output-dir o --residue . a", "'./a' cannot be written: it is the input 'a'"),
    ("--output-dir o --losses o/a a", "'o/a' cannot be written: it is named for another output"),
    ("--output-dir o --losses a a", "'a' cannot be written: it is an input"),
    ("--output-dir o --context o/a a", "'o/a' cannot be written: it is read"),
    ("--output-dir o", "'-' has no path that an output could have"),
    ("--output-dir o - a", "'-' has no path that an output could have"),
    ("--output-dir o -o b a", "'--output' and '--output-dir' contradict each other"),
  ]

  @Test(arguments: conflicts)
  func `outputs that get into each other's way, converting, are refused and nothing is touched`(
    row: (words: String, message: String)
  ) throws {
    let folder = try Folder()
    try folder.write("a", Sample.v1Lines(1))
    let script =
      "mkdir -p d/a o; cp a d/a/b; touch o/a; "
      + (row.words.contains(" d/./a ") ? "rm -r d/a; cp a d/a; " : "") + "find . -type f > before; "
    let run = try folder.shell(script + #""$CROSSWALK" convert --to v2 "# + row.words)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("crosswalk: error: " + row.message), "\(run.errors)")
    let after = try folder.shell("find . -type f | cmp - before; cat a").output
    #expect(after == Sample.v1Lines(1))
  }

  // MARK: Trees

  @Test func `a tree, converted and restored, comes back with its compressed files`() throws {
    let folder = try Folder()
    let run = try folder.shell(
      #"""
      mkdir -p dump/x/y
      printf '%s' '\#(Sample.v1Lines(3))' > dump/a.jsonl
      printf '%s' '\#(Sample.v1Lines(4))' | gzip -n > dump/x/b.jsonl.gz
      (printf '%s' '\#(Sample.v1Lines(1))'; echo '{"x":1}'; echo '{') | zstd -q > dump/x/y/c.jsonl.zst
      find dump/. -type f | sort | "$CROSSWALK" convert --to v2 -q --files-from - --output-dir new \
        --residue kept --losses l --reject bad --files-report f || echo $?
      (cd new; find . -type f | sort); (cd kept; find . -type f | sort)
      find new/. -type f | "$CROSSWALK" restore -q --files-from - --output-dir old --residue kept \
        --rejected bad
      for f in a.jsonl x/b.jsonl.gz x/y/c.jsonl.zst; do
        case $f in *.gz) p='gzip -dc';; *.zst) p='zstd -dcq';; *) p=cat;; esac
        $p < dump/$f > one; $p < old/$f | cmp - one; $p < new/$f | grep -c attachments
      done
      """#)
    #expect(run.errors.isEmpty, "\(run.errors)")
    let names = "./a.jsonl\n./x/b.jsonl.gz\n./x/y/c.jsonl.zst\n"
    #expect(run.output == "1\n" + names + names + "3\n4\n1\n")
    // One for all, and the lines name the files.
    #expect(try folder.read("bad") == "{\"x\":1}\n{\n")
    let errors = try folder.read("bad.errors").split(separator: "\n")
    #expect(errors.count == 2 && errors[1].contains(#""file":"dump/./x/y/c.jsonl.zst""#))
    #expect(errors[1].contains(#""reject_offset":8,"#))
    #expect(try folder.read("l").contains(#""record":4,"file":"dump/./x/b.jsonl.gz""#))
    let report = try folder.read("f").split(separator: "\n")
    #expect(
      report.count == 1 && report[0].contains(#"{"file_id":"file-1","count":8,"#), "\(report)")
  }

  @Test func `rejects of several files, put back, go to their own`() throws {
    let folder = try Folder()
    for name in ["a", "b", "c"] {
      try folder.write(name, Sample.v1(1) + "\n{\"\(name)\"\n" + Sample.v1(2) + "\n")
    }
    let run = try folder.shell(
      #"""
      "$CROSSWALK" convert --to v2 -q --output-dir n --residue r --reject x a b c
      cat x; "$CROSSWALK" restore -q --output-dir o --residue r --rejected x n/./a n/./b n/./c
      for f in a b c; do cmp $f o/$f; done
      """#)
    #expect(run.output == "{\"a\"\n{\"b\"\n{\"c\"\n" && run.errors.isEmpty, "\(run)")
  }

  @Test func `totals of many files, told, are those of one`() throws {
    let folder = try files()
    try folder.write("list", "a\nb\nc d\n")
    let words = ["convert", "--to", "v2", "--stats=json", "-q", "--files-from", "list"]
    let one = try folder.crosswalk(words + ["-o", "one"])
    let many = try folder.crosswalk(words + ["--output-dir", "many"])
    let totals = [one, many].map { $0.errors.components(separatedBy: ",\"seconds\":")[0] }
    #expect(many.status == 0 && totals[0] == totals[1] && totals[0].contains(#""records":3"#))
  }

  @Test func `the output directory of the inputs, written to, replaces each`() throws {
    let folder = try files()
    let run = try folder.crosswalk("convert", "--to", "v2", "--output-dir", ".", "a", "b")
    #expect(
      run.status == 0 && run.errors.contains("note: 2 of 2 files written to ."), "\(run.errors)")
    #expect(try folder.read("a") == Sample.v2(1) + "\n")
    #expect(try folder.names == ["a", "b", "c d"])
  }

  // MARK: Failures

  @Test func `a damaged file among many ends the run, and what is complete stays`() throws {
    let folder = try damaged()
    let run = try folder.crosswalk(
      "convert", "--to", "v2", "--output-dir", "o", "--losses", "l", "--residue", "r", "a", "z", "b"
    )
    #expect(run.status == 2 && run.errors.hasPrefix("z: error: cannot be decompressed: "))
    #expect(run.errors.hasSuffix("crosswalk: note: 1 of 3 files written to o\n"), "\(run.errors)")
    #expect(try folder.shell("ls -A o r").output == "o:\na\n\nr:\na\n")
    #expect(try folder.names.contains("l"))
  }

  @Test func `a damaged file among many, with --reject, is left out`() throws {
    let folder = try damaged()
    let run = try folder.crosswalk(
      "convert", "--to", "v2", "--output-dir", "o", "--reject", "x", "a", "z", "b")
    #expect(run.status == 2 && run.errors.hasPrefix("z: error: cannot be decompressed: "))
    let note =
      "crosswalk: note: 2 of 3 files written to o; 1 could not be read, and have no output\n"
    #expect(run.errors.hasSuffix(note), "\(run.errors)")
    #expect(try folder.shell("ls -A o").output == "a\nb\n")
  }

  @Test func `a refused record among many files ends the run, and what is complete stays`() throws {
    let folder = try files()
    try folder.write("z", Sample.v1Lines(1) + "{\n")
    let run = try folder.crosswalk("convert", "--to", "v2", "--output-dir", "o", "a", "z", "b")
    #expect(run.status == 2 && run.errors.hasPrefix("z:2:2: error: "))
    #expect(run.errors.hasSuffix("crosswalk: note: 1 of 3 files written to o\n"))
    #expect(try folder.shell("ls -A o").output == "a\n")
  }

  @Test func `a residue that is missing among many, restored with, is named first`() throws {
    let folder = try files()
    let run = try folder.shell(
      #"""
      "$CROSSWALK" convert -q --to v2 --output-dir n --residue r a b; rm r/b
      "$CROSSWALK" restore --output-dir o --residue r n/./a n/./b
      """#)
    #expect(run.status == 2 && run.errors.hasPrefix("r/b: error: cannot be read: no such file"))
    #expect(try !folder.names.contains("o"))
  }

  @Test func `a directory that may not be written to, or is a file, is named`() throws {
    let folder = try files()
    try folder.write("o", "")
    let run = try folder.crosswalk("convert", "--to", "v2", "--output-dir", "o", "a")
    #expect(run.status == 2)
    #expect(
      run.errors.hasPrefix("o/a: error: cannot be written: not a directory ["), "\(run.errors)")
    guard geteuid() != 0 else { return }
    let closed = try folder.shell(
      #"mkdir p; chmod 500 p; "$CROSSWALK" convert --to v2 --output-dir p/q a; echo $?; chmod 700 p"#
    )
    #expect(closed.output == "2\n" && closed.errors.hasPrefix("p/q/a: error: cannot be written: "))
  }

  @Test func `SIGINT in the middle of many files leaves those that were complete`() throws {
    let folder = try files()
    let program = try folder.start(
      #"mkfifo p; exec 3<>p; exec "$CROSSWALK" convert --to v2 --output-dir o --losses l a p"#)
    while try !folder.shell("ls -A o").output.contains(".p.") { usleep(10_000) }
    program.send(SIGINT)
    let run = try program.end()
    #expect(run.status == 128 + SIGINT)
    #expect(
      run.errors.contains("stopped by SIGINT; 1 file was complete, and no other was written ["))
    #expect(try folder.shell("ls -A o").output == "a\n")
    #expect(try folder.names == ["a", "b", "c d", "o", "p"])
  }

  @Test func `many files, converted, are open one at a time`() throws {
    let folder = try Folder()
    let run = try folder.shell(
      #"""
      mkdir d; for n in $(seq 100); do echo '\#(Sample.v1(1))' > d/$n; done; gzip d/1*
      ls d/* > list; ulimit -n 24
      "$CROSSWALK" convert --to v2 -q --files-from list > all
      "$CROSSWALK" convert --to v2 -q --files-from list --output-dir o --residue r; wc -l < all
      """#)
    #expect(run.output == "100\n" && run.errors.isEmpty, "\(run.errors)")
    #expect(try folder.shell("ls o/d r/d | wc -l").output == "203\n")
  }

  // MARK: Making them

  /// A folder with three files of a record each.
  private func files() throws -> Folder {
    let folder = try Folder()
    for (index, name) in ["a", "b", "c d"].enumerated() {
      try folder.write(name, Sample.v2(index + 1) + "\n")
    }
    return folder
  }

  /// The same with a compressed file that ends early.
  private func damaged() throws -> Folder {
    let folder = try files()
    try folder.write("y", Sample.v1Lines(50))
    _ = try folder.shell("gzip -c y | head -c 100 > z; rm y")
    return folder
  }
}
