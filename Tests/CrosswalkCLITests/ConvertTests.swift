internal import Foundation
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

  @Test func `totals, asked for, are one screen on standard error`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1(1) + "\n" + Sample.v2(2) + "\n{]\n")
    let text = try folder.crosswalk(
      "convert", "--to", "v2", "-q", "--stats", "--reject", "x", "a.jsonl")
    #expect(
      text.errors.hasPrefix(
        """
        came in            3  records, 534 B
                           1  v1 message
                           1  v2 message
        went out           2  records, 607 B
                           2  v2 message
        losses             1  1 content, 0 record, 0 form
          content          1  tools-assumed  record 1: /attachments/0/tools [{"type":"f…
        refused            1
                           1  json-syntax, first at a.jsonl:3:2
        time                  0.
        """))
    #expect(text.errors.hasSuffix(" records/s\n"))
  }

  @Test func `totals of many kinds, codes and fields are no more than a screen`() throws {
    let folder = try Folder()
    let dump = SampleFolder.root.appending(path: "to-responses/dump.jsonl")
    let bad = ["{]", "nul", "\"\\q\"", "{\"x\":1}", "\u{1}"].joined(separator: "\n")
    try folder.write("a.jsonl", try String(contentsOf: dump, encoding: .utf8) + bad)
    let run = try folder.crosswalk(
      "convert", "--to", "responses", "-q", "--stats", "--reject", "x", "a.jsonl", "a.jsonl")
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 24)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.contains("                  10  of 5 other kinds"), "\(run.errors)")
    #expect(lines.contains("                  20  of 2 other codes"))
    #expect(lines.contains { $0.contains("first at a.jsonl:") })
    #expect(
      lines.contains { $0.contains("citation-span-lost  a.jsonl record 2: …annotations/0/e") })
  }

  @Test func `totals, asked for as JSON, are one line with all that is known`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1(1) + "\n" + Sample.v2(2) + "\n")
    let json = try folder.crosswalk("convert", "--to", "v2", "-q", "--stats=json", "a.jsonl")
    #expect(
      json.errors.hasPrefix(
        #"{"records":2,"converted":1,"copied":1,"undecided":0,"unknown":0,"rejected":0,"#))
    for part in [
      #""losses":{"content":1,"record":0,"form":0}"#,
      #"{"count":1,"dialect":"v1","kind":"message","target_dialect":"v2","target_kind":"message"}"#,
      #""fields":[{"code":"tools-assumed","field":"/attachments/*/tools","weight":"content","#
        + #""action":"assumed","count":1,"message":""#,
      #""example":{"record":1,"file":"a.jsonl","source":null,"target":"/attachments/0/tools""#,
      #""refusals":[],"rejects":[],"marked_files":[]"#,
    ] { #expect(json.errors.contains(part), "\(part)") }
    #expect(json.errors.contains(#/,"seconds":\d+\.\d\d\d}\n$/#))
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
