internal import Testing

/// Input that is not as it should be (one test for each manner).
struct InputTests {
  /// What a file holds behind a good line, where the fault is, the code.
  static let malformed: [(bytes: [UInt8], place: String, code: String)] = [
    (Array(#"{"a" 1}"#.utf8), "2:6", "json-syntax"),
    (Array(#"{"a":"b"#.utf8), "2:8", "json-end"),
    (Array(#"{"é" 1}"#.utf8), "2:7", "json-syntax"),
    (Array("\r\n\r\n{\"a\" 1}\r\n".utf8), "4:6", "json-syntax"),
    (Array(#"{"a":"\ud800"}"#.utf8), "2:7", "json-surrogate"),
    ([0x22, 0xff, 0x22], "2:2", "json-utf8"),
    ([0x7b, 0x00, 0x7d], "2:2", "json-syntax"),
    ([0x22, 0x00, 0x22], "2:2", "json-string"),
    ([0xef, 0xbb, 0xbf, 0x7b, 0x7d], "2:1", "json-bom"),
    (Array("{} {}".utf8), "2:4", "json-trailing"),
  ]

  @Test(arguments: malformed)
  func `a line that is no JSON, converted, is named by line and column`(
    row: (bytes: [UInt8], place: String, code: String)
  ) throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Array((Sample.v2(1) + "\n").utf8) + row.bytes)
    let run = try folder.crosswalk("convert", "--to", "v2", "-o", "b", "a.jsonl")
    #expect(run.status == 2 && run.output.isEmpty)
    let first = run.errors.prefix { $0 != "\n" }
    #expect(first.hasPrefix("a.jsonl:\(row.place): error: "), "\(first)")
    #expect(first.hasSuffix("[\(row.code)]"), "\(first)")
    #expect(run.errors.contains("\n  record 2"))
    #expect(run.errors.contains("\n  help: "))
    #expect(try folder.names == ["a.jsonl"])
  }

  @Test(arguments: malformed)
  func `a line that is no JSON, set aside, lets the next line go on`(
    row: (bytes: [UInt8], place: String, code: String)
  ) throws {
    let folder = try Folder()
    let bytes = row.bytes + Array(("\n" + Sample.v2(3) + "\n").utf8)
    try folder.write("a.jsonl", Array((Sample.v2(1) + "\n").utf8) + bytes)
    let run = try folder.crosswalk("convert", "--to", "v2", "--reject", "x", "a.jsonl")
    #expect(run.status == 1)
    #expect(run.output.contains("msg_1") && run.output.contains("msg_3"))
    #expect(try folder.read("x.errors").contains(#""code":"\#(row.code)""#))
  }

  @Test func `a hundred thousand brackets, converted, are refused as too deep`() throws {
    let folder = try Folder()
    let text = String(repeating: "[", count: 100_000)
    for form in ["jsonl", "json", "array", "list", "concatenated"] {
      let run = try folder.crosswalk("convert", "--to", "v2", "--input", form, input: text)
      #expect(run.status == 2)
      #expect(run.errors.contains(form == "list" ? "error" : "[json-depth]"), "\(run.errors)")
    }
  }

  @Test func `a record at the limit passes, one byte beyond is refused`() throws {
    let folder = try Folder()
    let record = Sample.v2(1)
    try folder.write("a.jsonl", record + "\n")
    let size = record.utf8.count
    let at = try folder.crosswalk("convert", "--to", "v2", "--max-record", "\(size)", "a.jsonl")
    #expect(at.status == 0 && at.output == record + "\n")
    let beyond = try folder.crosswalk(
      "convert", "--to", "v2", "--max-record", "\(size - 1)", "a.jsonl")
    #expect(beyond.status == 2 && beyond.errors.contains("[record-too-large]"))
  }

  @Test func `a byte order mark at the start, converted, is skipped and noted`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", [0xef, 0xbb, 0xbf] + Array((Sample.v2(1) + "\n").utf8))
    let run = try folder.crosswalk("convert", "--to", "v2", "a.jsonl")
    #expect(run.status == 0 && run.output == Sample.v2(1) + "\n")
    #expect(run.errors == "a.jsonl: note: skipped a byte order mark\n")
  }

  @Test func `UTF-16, converted, is named`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", [0xff, 0xfe] + Sample.v2(1).utf8.flatMap { [$0, 0] })
    let run = try folder.crosswalk("convert", "--to", "v2", "a.jsonl")
    #expect(run.status == 2)
    #expect(run.errors.contains("UTF-16") && run.errors.contains("[json-utf16]"))
  }

  @Test func `no records at all, converted, are clean`() throws {
    let folder = try Folder()
    for text in ["", "\n", "\r\n \n"] {
      try folder.write("a.jsonl", text)
      let run = try folder.crosswalk("convert", "--to", "v2", "a.jsonl")
      #expect(run.status == 0 && run.output == text && run.errors.isEmpty)
    }
    #expect(try folder.crosswalk("convert", "--to", "v2").status == 0)
  }

  @Test func `no line end at the end, converted, stays so`() throws {
    let run = try Folder().crosswalk("convert", "--to", "v2", "-q", input: Sample.v1(1))
    #expect(run.status == 0 && run.output.hasSuffix("}"))
  }

  @Test func `an unknown kind, converted, is refused or passed through`() throws {
    let folder = try Folder()
    let run = try folder.crosswalk("convert", "--to", "v2", input: "{\"x\":1}\n")
    #expect(run.status == 2 && run.errors.hasPrefix("-:1:1: error: "))
    #expect(run.errors.contains("[unknown-kind]\n  record 1\n  help: "))
    let copied = try folder.crosswalk(
      "convert", "--to", "v2", "--on", "unknown-kind=copy", input: "{\"x\":1}\n")
    #expect(copied.status == 0 && copied.output == "{\"x\":1}\n")
  }

  /// A path that cannot be read, and what is said.
  static let unreadable: [(path: String, message: String)] = [
    (
      "none.jsonl", "none.jsonl: error: cannot be read: no such file or directory [file-unreadable]"
    ),
    (".", ".: error: is a directory [file-is-directory]"),
    ("a.jsonl/b", "a.jsonl/b: error: cannot be read: not a directory [file-unreadable]"),
    (
      "no\u{1b}[1mne",
      "no\\u001B[1mne: error: cannot be read: no such file or directory "
        + "[file-unreadable]"
    ),
  ]

  @Test(arguments: unreadable)
  func `a file that cannot be read, converted, is named before anything is written`(
    row: (path: String, message: String)
  ) throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(1))
    let run = try folder.crosswalk("convert", "--to", "v2", "-o", "b", "a.jsonl", row.path)
    #expect(run.status == 2 && run.errors.hasPrefix(row.message + "\n  help: "))
    #expect(try folder.names == ["a.jsonl"])
  }

  @Test func `a pipe that waits, converted, has written every complete record`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(2))
    // The second part comes only when the first came out at the other end.
    let run = try folder.shell(
      """
      (cat a.jsonl; n=0; until [ $(wc -l < b) = 2 ] || [ $n = 500 ]; do sleep 0.02; n=$((n+1)); done
       [ $n = 500 ] || echo '{"x":1}') \
      | "$CROSSWALK" convert --to v2 -q --on unknown-kind=copy > b
      """)
    #expect(run.status == 0)
    #expect(try folder.read("b").hasSuffix("}\n{\"x\":1}\n"))
  }
}
