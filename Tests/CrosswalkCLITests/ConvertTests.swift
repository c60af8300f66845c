internal import Testing

struct ConvertTests {
  @Test func `records, converted from a file, come out with one line about the losses`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(3))
    let run = try folder.crosswalk("convert", "--to", "v2", "a.jsonl")
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == 3)
    #expect(run.output.contains(#""attachments":[{"file_id":"file-1""#))
    let line =
      "crosswalk: loss: 3 losses (3 content): tools-assumed at /attachments/*/tools (3); "
      + "list them with --losses FILE; undo them with --residue FILE and 'crosswalk restore'\n"
    #expect(run.errors == line)
  }

  @Test func `standard input, named - or not at all, is read`() throws {
    let folder = try Folder()
    let lines = Sample.v1Lines(2)
    let named = try folder.crosswalk("convert", "--to", "v2", "-q", "-", input: lines)
    let unnamed = try folder.crosswalk("convert", "--to=v2", "-q", input: lines)
    #expect(named.output == unnamed.output && named.output.contains("msg_2"))
    #expect(named.errors.isEmpty && named.status == 0)
  }

  @Test func `records of the asked dialect, converted, are the same bytes`() throws {
    let folder = try Folder()
    let text = "\n" + Sample.v2(1) + "\r\n\n" + Sample.v2(2)
    try folder.write("a.jsonl", text)
    let run = try folder.crosswalk("convert", "--to", "v2", "a.jsonl")
    #expect(run.output == text)
    #expect(run.errors.isEmpty)
  }

  @Test func `side files, named, are written and told of`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1(1) + "\n{}\n" + Sample.v1(2) + "\n")
    let run = try folder.crosswalk(
      "convert", "--to", "v2", "-o", "b.jsonl", "--losses", "l", "--residue", "r", "--reject", "x",
      "a.jsonl")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(try folder.names == ["a.jsonl", "b.jsonl", "l", "r", "x", "x.errors"])
    #expect(try folder.read("x") == "{}\n")
    #expect(try folder.read("x.errors").hasPrefix(#"{"record":2,"file":"a.jsonl","line":2,"#))
    #expect(try folder.read("l").hasPrefix(#"{"record":1,"file":"a.jsonl","code":"tools-assumed""#))
    #expect(
      run.errors == """
        crosswalk: loss: 2 losses (2 content): tools-assumed at /attachments/*/tools (2); \
        listed in l; undo them with 'crosswalk restore --residue r'
        crosswalk: note: 1 of 3 records refused: see x, and x.errors for why

        """)
  }

  @Test func `totals, asked for, stand on standard error`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1(1) + "\n" + Sample.v2(2) + "\n")
    let text = try folder.crosswalk("convert", "--to", "v2", "-q", "--stats", "a.jsonl")
    #expect(text.errors.hasPrefix("records                        2\nconverted  "))
    #expect(text.errors.contains("\nlosses: content                1\n"))
    let json = try folder.crosswalk("convert", "--to", "v2", "-q", "--stats=json", "a.jsonl")
    #expect(
      json.errors.hasPrefix(
        #"{"records":2,"converted":1,"copied":1,"undecided":0,"unknown":0,"rejected":0,"#))
    #expect(
      json.errors.hasSuffix(
        #""losses":{"content":1,"record":0,"form":0},"fields":[{"code":"tools-assumed","#
          + #""field":"/attachments/*/tools","weight":"content","action":"assumed","count":1}]}"#
          + "\n"))
  }

  /// Words behind `convert`, what is said, the exit code.
  static let refused: [(words: [String], message: String)] = [
    ([], "'--to' is missing [usage]\n  help: name the target, such as '--to v2'\n"),
    (
      ["--to", "v2", "--on-error", "reject"],
      "'--on-error reject' needs '--reject' [usage]\n  help: add '--reject FILE'\n"
    ),
    (
      ["--to", "v2", "--on-error", "stop", "--reject", "x"],
      "'--on-error stop' and '--reject' contradict each other [usage]\n"
        + "  help: leave out one of them\n"
    ),
  ]

  @Test(arguments: refused)
  func `options that do not go together, converting, are refused`(
    row: (words: [String], message: String)
  ) throws {
    let folder = try Folder()
    let run = try folder.crosswalk(["convert"] + row.words)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors == "crosswalk: error: " + row.message)
    #expect(try folder.names.isEmpty)
  }

  /// A name that is not known, and the one that is meant.
  static let slips: [(words: [String], message: String, meant: String)] = [
    (["--to", "v22"], "no dialect is called 'v22'", "v2"),
    (["--to", "v2", "--kind", "mesage"], "no kind is called 'mesage'", "message"),
    (
      ["--to", "v2", "--on", "tools-asumed=fail"], "no code is called 'tools-asumed'",
      "tools-assumed"
    ),
    (
      ["--to", "v2", "--on", "parts-joined=newlin"], "no choice of parts-joined is called 'newlin'",
      "newline"
    ),
  ]

  @Test(arguments: slips)
  func `an unknown name, converting, is refused with the one that was meant`(
    row: (words: [String], message: String, meant: String)
  ) throws {
    let run = try Folder().crosswalk(["convert"] + row.words)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("crosswalk: error: \(row.message) [usage]\n"))
    #expect(run.errors.contains("did you mean '\(row.meant)'?"))
  }

  @Test func `a context file, given, tells the tools; a bad line is named`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(1))
    try folder.write("c.jsonl", #"{"id":"msg_1","tools":[{"type":"retrieval"}]}"# + "\n\n")
    let run = try folder.crosswalk("convert", "--to", "v2", "--context", "c.jsonl", "a.jsonl")
    #expect(run.output.contains(#""tools":[{"type":"file_search"}]}]"#))
    try folder.write("c.jsonl", "\n{\"tools\":[]}\n")
    let bad = try folder.crosswalk("convert", "--to", "v2", "--context", "c.jsonl", "a.jsonl")
    #expect(bad.status == 2)
    #expect(bad.errors.hasPrefix("c.jsonl:2: error: expected an object with a text as id, found"))
  }

  @Test func `strictness, asked for, refuses a record that loses content`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(1))
    for word in ["--strict", "--strict=content", "--strict=form", "--on=tools-assumed=fail"] {
      let run = try folder.crosswalk("convert", "--to", "v2", word, "a.jsonl")
      #expect(run.status == 2 && run.output.isEmpty, "\(word)")
      #expect(run.errors.contains("[tools-assumed]\n"), "\(word)")
    }
  }

  @Test func `color, asked for, colors; a file gets none by itself`() throws {
    let folder = try Folder()
    let colored = try folder.crosswalk("convert", "--color", "always")
    #expect(colored.errors.hasPrefix("\u{1b}[1mcrosswalk:\u{1b}[0m \u{1b}[1;31merror:"))
    for word in ["auto", "never"] {
      #expect(try !folder.crosswalk("convert", "--color", word).errors.contains("\u{1b}"))
    }
  }
}
