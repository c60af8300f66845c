internal import JSONCore
internal import Testing

struct ReformattingTests {
  private static func minified(_ text: String) -> String? {
    withTape(text) { view in
      var sink = ByteSink(capacity: 0)
      view.minify(0, into: &sink)
      return String(sink.view.bytes)
    }
  }

  private static func indented(_ text: String, by unit: String = "  ") -> String? {
    withTape(text) { view in
      var sink = ByteSink(capacity: 0)
      view.indent(0, by: Array(unit.utf8), into: &sink)
      return String(sink.view.bytes)
    }
  }

  /// Minified and indented by two spaces.
  static let documents: [(String, String)] = [
    ("[]", "[]"), ("{}", "{}"), ("7", "7"), (#""a b""#, #""a b""#), ("[1]", "[\n  1\n]"),
    (#"{"a":1.0,"b c":[]}"#, "{\n  \"a\": 1.0,\n  \"b c\": []\n}"),
    ("[[[]],{}]", "[\n  [\n    []\n  ],\n  {}\n]"),
    (
      #"[{"a":{"b":[null,true]}},"\u00e9"]"#,
      "[\n  {\n    \"a\": {\n      \"b\": [\n        null,\n        true\n      ]\n    }\n  },\n"
        + "  \"\\u00e9\"\n]"
    ),
  ]

  @Test(arguments: documents)
  func `a value, minified and indented, goes from each form to each`(row: (String, String)) {
    for text in [row.0, row.1, "\t\r\n" + row.1.replacingLineBreaks(by: "\r\n\t ")] {
      #expect(ReformattingTests.minified(text) == row.0)
      #expect(ReformattingTests.indented(text) == row.1)
    }
  }

  @Test func `white space in every place, minified, is gone and strings keep theirs`() {
    let text =
      " { \"a b\" : [ 1 , \" x \\\" , \" ] ,\n \"c\"\t: { } , \"d\":[ ] , \"e\" : [ [ ] ] } "
    #expect(
      ReformattingTests.minified(text) == #"{"a b":[1," x \" , "],"c":{},"d":[],"e":[[]]}"#
    )
  }

  @Test func `a nested value, minified, is only that value`() {
    let text = withTape(#"[0, {"a": [1, 2 ]} , 3]"#) { view in
      var sink = ByteSink(capacity: 0)
      view.minify(2, into: &sink)
      view.indent(4, by: [0x09], into: &sink)
      return String(sink.view.bytes)
    }
    #expect(text == "{\"a\":[1,2]}[\n\t1,\n\t2\n]")
  }

  @Test(
    arguments: [
      ("[1,2]", nil), ("{}", nil), ("7\n", nil), ("\n[1]", nil), ("[1, \"\\n\"]", nil),
      ("[\n  1\n]", "  "), ("{\n\t\"a\": 1\n}", "\t"), ("[\r\n    1]", "    "), ("[\n1]", ""),
      ("{\"a\": [\n   1\n]}", "   "), ("[1\n , 2]", " "), ("[\n\n  1]", ""),
    ] as [(String, String?)]
  )
  func `the indentation, looked for, is that of the first nested line`(row: (String, String?)) {
    #expect(withTape(row.0) { $0.indentation(of: 0) } == .some(row.1.map { Array($0.utf8) }))
  }

  /// Computed by another program from the description of the algorithm.
  static let hashes: [(String, UInt64)] = [
    (#"{}"#, 0x7268_4e05_7a6a_ea8c),
    (#"[1,2,3]"#, 0x60a8_6bc2_8971_5875),
    (#""1234567""#, 0xb6cb_0118_a6a9_3859),
    (#""12345 \" é""#, 0xd043_5f46_1f33_fd6d),
    (#"{"id":"msg_abc123","object":"thread.message"}"#, 0xbaab_209f_34e5_7e0d),
  ]

  @Test(arguments: hashes)
  func `a hash of tokens, computed, is the documented one`(row: (String, UInt64)) {
    #expect(withTape(row.0) { $0.tokenHash(0) } == row.1)
  }

  @Test func `texts of every length, hashed with white space or without, agree and differ by text`()
  {
    var seen: Set<UInt64> = []
    for length in 0...100 {
      let items = (0..<length).map { String($0) }
      let plain = withTape("[" + items.joined(separator: ",") + "]") { $0.tokenHash(0) }
      let spaced = withTape(" [\n " + items.joined(separator: " ,\t") + " ]") { $0.tokenHash(0) }
      #expect(plain == spaced)
      if let plain { seen.insert(plain) }
    }
    #expect(seen.count == 101)
  }

  @Test func `a text, written as a JSON string, has the fewest escapes and reads back`() {
    var sink = ByteSink(capacity: 0)
    sink.appendString("a\"\\/\u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}é😀\u{2028}")
    let written = String(sink.view.bytes)
    #expect(
      written == #""a\"\\/\u0000\b\t\n\u000b\f\r\u001f"# + "\u{7f}é😀\u{2028}\""
    )
    let all = (0..<0x300).compactMap(UnicodeScalar.init).map(String.init).joined()
    sink.truncate(to: 0)
    sink.appendString(all)
    #expect(withTape(sink.view.bytes) { $0.decoded(0) } == Array(all.utf8))
  }
}

extension String {
  fileprivate func replacingLineBreaks(by text: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: text)
  }
}
