internal import Crosswalk
internal import Testing

struct CheckTests {
  private let dump =
    Sample.v2(1) + "\n"
    + #"{"role":"user","content":"a","file_ids":["f"],"metadata":{"ticket":7}}"# + "\n"
    + #"{"object":"list","data":[],"first_id":null,"last_id":null,"has_more":true}"# + "\n"
    + #"{"role":"user","content":[{"type":"text"},{"type":"audio"}],"x\u001b":1}"# + "\n"

  @Test func `findings, for people, stand by record with advice once`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", dump)
    let run = try folder.crosswalk("check", "a.jsonl")
    #expect(run.status == 1)
    #expect(run.errors == "crosswalk: note: 4 errors and 1 warning in 3 of 4 records\n")
    try expectFile("check.txt", run.output)
    #expect(try folder.crosswalk("check", "-q", "a.jsonl").errors.isEmpty)
    let colored = try folder.crosswalk("check", "--color=always", "a.jsonl")
    #expect(colored.output.contains("  \u{1b}[1;31merror:\u{1b}[0m a value in metadata"))
  }

  @Test func `findings, for programs, are JSON Lines`() throws {
    let folder = try Folder()
    try folder.write("a \"b\".jsonl", dump)
    let run = try folder.crosswalk("check", "--format", "json", "a \"b\".jsonl")
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 1 && lines.count == 5)
    #expect(
      lines[0] == #"{"record":2,"file":"a \"b\".jsonl","pointer":"/metadata/ticket","#
        + #""id":"metadata-type","severity":"error","message":"a value in metadata is an integer, "#
        + #"expected a string; the service says: Invalid type for 'metadata.ticket': expected a "#
        + #"string, but got an integer instead."}"#)
  }

  @Test func `findings, as annotations, are escaped as workflows read them`() throws {
    let folder = try Folder()
    try folder.write("a,b:50%.jsonl", dump)
    let run = try folder.crosswalk("check", "--format=github", "a,b:50%.jsonl")
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 1 && lines.count == 5)
    #expect(
      lines[0].hasPrefix(
        "::error file=a%2Cb%3A50%25.jsonl,line=2,col=68,title=metadata-type::a value in metadata"))
    #expect(lines[0].hasSuffix("%0Ahelp: write the value as a string"))
    #expect(lines[1].hasPrefix("::warning file="))
    #expect(run.output.contains("\\u001B") && !run.output.contains("\u{1b}"))
    let piped = try folder.crosswalk("check", "--format=github", input: dump)
    #expect(piped.output.hasPrefix("::error title=metadata-type::"))
  }

  @Test func `warnings alone, checked, are clean`() throws {
    let page = #"{"object":"list","data":[],"first_id":null,"last_id":null,"has_more":true}"#
    let run = try Folder().crosswalk("check", input: page)
    #expect(run.status == 0)
    #expect(run.output.contains("  warning: has_more is true") && run.output.hasPrefix("-:1: "))
    #expect(run.errors == "crosswalk: note: 0 errors and 1 warning in 1 of 1 record\n")
  }

  @Test func `nothing wrong, and nothing at all, checked, are clean`() throws {
    let run = try Folder().crosswalk("check", input: Sample.v1Lines(3))
    #expect(run.status == 0 && run.output.isEmpty)
    #expect(run.errors == "crosswalk: note: 3 records checked, nothing found\n")
    #expect(try Folder().crosswalk("check").errors == "crosswalk: note: no records\n")
  }

  @Test func `a line that is no JSON, checked, is a finding and the next goes on`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", "{\n" + #"{"role":"user"}"# + "\n")
    let words = ["check", "--from=v1", "--kind=create-message-request", "a.jsonl"]
    let run = try folder.crosswalk(words)
    #expect(run.status == 1)
    #expect(
      run.output.hasPrefix(
        """
        a.jsonl:1: record 1
          error: the record ends before its value does [json-end]
            at the record itself, line 1, column 2
            help: repair the record

        a.jsonl:2: record 2
          error: the member 'content' is missing; the service says: Missing required \
        parameter: 'content'. [required-member]

        """))
  }

  @Test func `the level, named, decides who is asked`() throws {
    let request = #"{"role":"user","content":"a","metadata":{"n":7}}"#
    let words = ["check", "--from", "v1", "--level"]
    #expect(try Folder().crosswalk(words + ["service"], input: request).status == 1)
    #expect(try Folder().crosswalk(words + ["schema"], input: request).status == 0)
  }

  @Test func `a run that cannot be, checked, fails`() throws {
    for words in [["--from", "v7"], ["--kind", "mesage"], ["missing.jsonl"], ["--to", "v2"]] {
      let run = try Folder().crosswalk(["check"] + words)
      #expect(run.status == 2 && run.output.isEmpty && run.errors.contains("error: "), "\(words)")
    }
  }

  @Test func `a format, named, is one that the command has`() throws {
    let run = try Folder().crosswalk("identify", "--format", "github")
    #expect(run.status == 2)
    #expect(run.errors.contains("expected text|json after '--format', found 'github' [usage]"))
  }

  @Test func `every rule, explained, tells its level, source and advice`() throws {
    let folder = try Folder()
    for rule in Explanation.rules.prefix(8) {
      let run = try folder.crosswalk("explain", rule.id)
      #expect(run.status == 0 && run.output.hasPrefix("\(rule.id): "))
      for word in ["  level ", "  source ", "  advice ", "\nplaces:"] {
        #expect(run.output.contains(word), "\(rule.id)")
      }
    }
    try expectFile(
      "explain-content-too-long.txt", try folder.crosswalk("explain", "content-too-long").output)
    let overview = try folder.crosswalk("explain").output
    for rule in Explanation.rules { #expect(overview.contains("\n  \(rule.id)")) }
  }
}
