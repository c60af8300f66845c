import JSONCore
import PropertyTesting
import Testing

struct CopyTextTests {
  static let columns: [(column: String, text: String)] = [
    ("", ""),
    ("plain", "plain"),
    (#"\b\f\n\r\t\v\\"#, "\u{8}\u{c}\n\r\t\u{b}\\"),
    (#"\0\7\11\101\1012"#, "\u{0}\u{7}\tAA2"),
    (#"\x4\x41\x4112\xg\x"#, "\u{4}AA12xgx"),
    (#"\q\.\N"#, "q.N"),
    (#"\\N"#, #"\N"#),
    (#"{\"a\":"\\n"}"#, #"{"a":"\n"}"#),
    (#"\303\251"#, "é"),
    ("\\\t", "\t"),
  ]

  @Test(arguments: columns)
  func `a column is decoded as PostgreSQL reads it`(_ column: String, _ text: String) {
    let input = padded(column)
    var sink = ByteSink(capacity: 0)
    CopyText.decode(input.view, into: &sink)
    #expect(String(decoding: sink.view.bytes, as: UTF8.self) == text)
  }

  @Test func `a text is encoded as PostgreSQL writes it`() {
    let text = "\u{8}\u{c}\n\r\t\u{b}\\ \u{1}\u{7f}é😀\"/"
    #expect(encoded(text) == #"\b\f\n\r\t\v\\ "# + "\u{1}\u{7f}é😀\"/")
  }

  @Test func `columns stand between tabs that no backslash is before`() {
    let input = padded("a\t\\\t\\\\\tc\t")
    let row = input.view
    #expect(CopyText.count(row) == 4)
    #expect((1...5).map { CopyText.column($0, of: row) } == [0..<1, 2..<6, 7..<8, 9..<9, nil])
  }

  @Test func `what is encoded is decoded again, whatever stands before and behind it`() throws {
    try check("copy-text-there-and-back", count: 500, texts) { (text: [UInt8]) in
      let sink = padded(text)
      var column = ByteSink(capacity: 0)
      CopyText.encode(sink.view, into: &column)
      let reference = text.flatMap(CopyTextTests.reference)
      if let failure = Failure.unlessEqual("encoded", column.view.bytes, reference) {
        return failure
      }
      var decoded = ByteSink(capacity: 0)
      CopyText.decode(column.view, into: &decoded)
      if let failure = Failure.unlessEqual("decoded", decoded.view.bytes, text) { return failure }
      let places = text.indices.map { CopyText.place(of: $0, in: column.view) }
      let expected = text.indices.map { place in
        text[..<place].reduce(0) { $0 + CopyTextTests.reference($1).count }
      }
      return Failure.unlessEqual("places", places, expected)
    }
  }

  /// What PostgreSQL writes for a byte.
  private static func reference(_ byte: UInt8) -> [UInt8] {
    let letters: [UInt8: Character] = [
      8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 92: "\\",
    ]
    guard let letter = letters[byte]?.asciiValue else { return [byte] }
    return [92, letter]
  }

  private var texts: Generator<[UInt8]> {
    Generator { choices in
      var text: [UInt8] = []
      while choices.more(average: 12) {
        let byte = choices.one(of: [
          0x61, 0x5c, 0x09, 0x0a, 0x0d, 0x08, 0x0b, 0x0c, 0x01, 0xc3, 0x4e,
        ])
        text.append(UInt8(byte))
      }
      return text
    }
  }

  private func padded(_ text: String) -> ByteSink { padded(Array(text.utf8)) }

  private func padded(_ bytes: [UInt8]) -> ByteSink {
    var sink = ByteSink(capacity: bytes.count)
    sink.append(bytes)
    // What stands behind the last byte is nobody's business.
    sink.append("\\\t\\")
    sink.truncate(to: bytes.count)
    return sink
  }

  private func encoded(_ text: String) -> String {
    let input = padded(text)
    var sink = ByteSink(capacity: 0)
    CopyText.encode(input.view, into: &sink)
    return String(decoding: sink.view.bytes, as: UTF8.self)
  }
}

struct RowReadingTests {
  /// What is found in a file, as `NUMBER @OFFSET LINE:COLUMN ROW => DOCUMENT` for each row.
  static let files: [(text: String, column: Int, rows: [String])] = [
    ("", 1, []),
    ("\\.\n", 1, []),
    ("7\t{\"a\":1}\tx\n", 2, [#"1 @0 1:1 {"a":1}"#]),
    ("7\t{\"a\":1}\r\n8\t2\n", 2, [#"1 @0 1:1 {"a":1}"#, "2 @11 2:1 2"]),
    ("7\t[\"a\\\\\"b\\n\"]", 2, ["1 controlCharacter+6 1:10"]),
    ("7\t[\"a\\\\\"b\"]", 2, [#"1 @0 1:1 ["a\"b"]"#]),
    ("7\t\\N\n8\t3\n\\.\n", 2, ["1 @0 1:1 null column", "2 @5 2:1 3"]),
    ("7\n8\t3\n\n", 2, ["1 tooFewColumns+0 1:1", "2 @2 2:1 3", "3 tooFewColumns+0 3:1"]),
    ("7\t{\\n \\\"a\\\": 1}\t\n", 2, ["1 @0 1:1 {\n \"a\": 1}"]),
    ("7\t{\"a\":\\ttrue x}\n", 2, ["1 expectedCommaOrCloseInObject+11 1:15"]),
    ("7\t{} {}\n", 2, ["1 trailingContent+3 1:6"]),
    ("7\t{}\\\n8\t{}\n", 2, ["1 unfinishedRow+4 1:5", "2 @6 2:1 {}"]),
    ("7\t\n", 2, ["1 truncated+0 1:3"]),
    ("\\N\tx\n", 1, ["1 @0 1:1 null column"]),
  ]

  @Test(arguments: files, [1, 3, 4096])
  func `rows are read alike however the file is cut`(
    _ file: (text: String, column: Int, rows: [String]),
    _ chunk: Int
  ) {
    var source = ByteSource(Array(file.text.utf8))
    var reader = RecordReader(
      form: .copy, isJSONLines: false, column: file.column, chunk: chunk)
    var rows: [String] = []
    var all: [UInt8] = []
    reading: while true {
      let step = unsafe reader.next { memory in unsafe source.read(memory) }
      all += reader.glue.bytes
      let place = "\(reader.number) @\(reader.offset) \(reader.line):\(reader.column) "
      switch step {
      case .record: rows.append(place + String(decoding: reader.view.lexeme(0), as: UTF8.self))
      case .null: rows.append(place + "null column")
      case .malformed(let error):
        let position = reader.position(of: error.offset)
        rows.append(
          "\(reader.number) \(error.code)+\(error.offset) \(position.line):\(position.column)")
      case .glue: continue
      case .end: break reading
      }
      all += reader.bytes.bytes
    }
    #expect(rows == file.rows)
    #expect(String(decoding: all, as: UTF8.self) == file.text)
  }

  @Test func `a row above the limit is refused and the next one goes on`() {
    var source = ByteSource(Array("1\t[1,2,3,4,5,6,7,8,9]\n2\t[]\n".utf8))
    var reader = RecordReader(
      form: .copy, isJSONLines: false, column: 2, maximumRecord: 10, chunk: 4)
    var found: [String] = []
    while true {
      let step = unsafe reader.next { memory in unsafe source.read(memory) }
      if step == .end { break }
      if step == .glue { continue }
      if case .malformed(let error) = step { found.append(error.id) } else { found.append("row") }
    }
    #expect(found == ["record-too-large", "row"])
  }
}
