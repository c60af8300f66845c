internal import JSONCore
internal import Testing

struct ScanningTests {
  @Test func `the worked example, scanned, has the nodes of the table in the documentation`() {
    let text = PaddedText(#"{"a":[1,"é"],"b":{}}"#)
    var tape = Tape()
    #expect(tape.scan(text.bytes) == 21)
    let view = tape.view(text.bytes)
    let rows = (0..<view.count).map { index -> String in
      let node = view[index]
      return "\(node.kind.phrase) \(node.start)..<\(node.end) \(node.next) \(node.hasNonASCII)"
    }
    #expect(
      rows == [
        "an object 0..<21 7 false", "a name 1..<4 2 false", "an array 5..<13 5 false",
        "a number 6..<7 4 false", "a string 8..<12 5 true", "a name 14..<17 6 false",
        "an object 18..<20 7 false",
      ]
    )
  }

  /// RFC 8259, sections 2 to 7.
  static let documents: [String] = [
    "null", "true", "false", "0", "-0", "1", "-1.5", "1e5", "1E+5", "1e-05", "0.0", "0e0", "10.25",
    "12345678901234567890123456789.000", "\"\"", "\"a\"", "[]", "{}", "[ ]", "{ }", "[1,2]",
    "[[],{}]", #"{"":""}"#, #"{"a":{"a":{"a":[null,true,false]}}}"#, #""\"\\\/\b\f\n\r\t""#,
    #""\u0000\uFFFF\uabCD""#, #""\ud83d\ude00""#, #""\uD83D\uDE00\udbff\udfff\ud800\udc00""#,
    "\"\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\"", "\"\u{10000}\u{10ffff}\u{d7ff}\u{e000}\u{feff}\"",
    "[1 ,\t2\r\n,3 ]", "{\"a\" : 1 , \"b\":2}", #"{"a":1,"a":2}"#,
    "\"Текст на русском языке и ещё слова\"", "\"漢字かな交じり文\"",
    "[\n                          1,\n\t\t\t2\n]",
  ]

  @Test(arguments: documents)
  func `a document of the grammar, scanned, is accepted to its end`(text: String) {
    #expect(answer(text) == .value(end: text.utf8.count))
  }

  @Test(arguments: documents)
  func `a document, cut anywhere, is truncated at the cut`(text: String) {
    let bytes = Array(text.utf8)
    let isNumber = bytes[0] == UInt8(ascii: "-") || bytes[0] &- 0x30 < 10
    for cut in 0..<bytes.count {
      let found = answer(Array(bytes[..<cut]))
      // What is left of a number may be a number.
      #expect(found == .failure(.truncated, cut) || isNumber && found == .value(end: cut))
    }
  }

  @Test func `white space before the value, skipped, leaves the rest for the caller`() {
    let text = Array(" \r\n\t 12 ,".utf8)
    #expect(answer(text) == .value(end: 7))
    #expect(answer(text, from: 6) == .value(end: 7))
    #expect(answer(Array("[1] [2]".utf8), from: 3) == .value(end: 7))
  }

  @Test func `a line feed between tokens, in JSON Lines, cuts the record`() {
    #expect(answer("[1,\n2]") == .value(end: 6))
    #expect(answer("[1,\n2]", lineBreaks: false) == .failure(.truncated, 3))
    #expect(answer("[1\n,2]", lineBreaks: false) == .failure(.truncated, 2))
    #expect(answer("{\"a\n\":2}", lineBreaks: false) == .failure(.truncated, 3))
    #expect(answer("\n1", lineBreaks: false) == .failure(.truncated, 0))
    #expect(answer("tru\n", lineBreaks: false) == .failure(.truncated, 3))
    #expect(answer("\r[1,\r2\r]", lineBreaks: false) == .value(end: 8))
  }

  @Test func `a tape, used again, forgets the record before`() {
    let long = PaddedText("[" + String(repeating: "[],", count: 5000) + "1]")
    let short = PaddedText("[1]")
    let bad = PaddedText("[")
    var tape = Tape()
    #expect(tape.scan(long.bytes) == long.bytes.count)
    #expect(tape.count == 5002)
    #expect(tape.view(long.bytes)[5000].start == 14_998)
    #expect(tape.scan(short.bytes) == 3)
    #expect(tape.count == 2)
    #expect(tape.scan(bad.bytes) == nil)
    #expect(tape.count == 0)
  }

  @Test func `nesting, at the limit and one beyond, is accepted and refused`() {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(Tape.maximumDepth == 512)
    #expect(answer(nested(512)) == .value(end: 1024))
    #expect(answer(nested(513)) == .failure(.tooDeep, 512))
    #expect(answer(nested(100_000)) == .failure(.tooDeep, 512))
    let objects = String(repeating: #"{"a":"#, count: 513)
    #expect(answer(objects) == .failure(.tooDeep, 5 * 512))
  }
}
