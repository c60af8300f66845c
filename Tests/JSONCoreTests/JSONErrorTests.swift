internal import JSONCore
internal import Testing

struct JSONErrorTests {
  /// A text, and what a message says about it.
  static let messages: [(String, String, String)] = [
    (#"{"a" }"#, "json-syntax", "expected ':' after a name, found '}'"),
    (#"{1"#, "json-syntax", "expected a name or '}' after '{', found '1'"),
    (#"{"a":1,}"#, "json-syntax", "expected a name after ',', found '}'"),
    (
      #"{"role":"user" "x":1}"#, "json-syntax",
      "expected ',' or '}' after the value of 'role', found '\"'"
    ),
    (#"{"role":}"#, "json-syntax", "expected the value of 'role', found '}'"),
    ("[1;", "json-syntax", "expected ',' or ']' after an element, found ';'"),
    ("\u{1f}", "json-syntax", "expected a value, found '\\u001F'"),
    ("\u{7f}", "json-syntax", "expected a value, found '\\u007F'"),
    ("\u{e9}", "json-syntax", "expected a value, found byte 0xC3"),
    ("nux", "json-literal", "expected null, true or false, found 'x'"),
    ("-x", "json-number", "expected a digit, found 'x'"),
    ("01", "json-number", "a number starts with a zero that another digit follows"),
    ("\"\t\"", "json-string", "a control character stands in a string"),
    (#""\x""#, "json-escape", #"expected one of " \ / b f n r t u after '\', found 'x'"#),
    (#""\u12""#, "json-escape", #"expected four hexadecimal digits after '\u', found '"'"#),
    (#""\ud800""#, "json-surrogate", "half of a surrogate pair stands alone"),
    ("[1", "json-end", "the record ends before its value does"),
    ("\u{feff}[]", "json-bom", "a byte order mark stands where a value was expected"),
    (String(repeating: "[", count: 513), "json-depth", "nested deeper than 512 levels"),
  ]

  @Test(arguments: messages)
  func `a refused text, explained, says what was expected and what was found`(
    row: (String, String, String)
  ) {
    let text = PaddedText(row.0)
    var tape = Tape()
    #expect(tape.scan(text.bytes) == nil)
    let error = tape.error
    let found = error.offset < text.bytes.count ? text.bytes.byte(error.offset) : nil
    #expect(error.id == row.1)
    #expect(error.message(found: found, member: error.place(in: text.bytes).member) == row.2)
  }

  @Test func `codes that readers of records use, explained, have texts of their own`() {
    let rows: [(JSONError.Code, String, String)] = [
      (.recordTooLarge, "record-too-large", "the record is larger than the limit"),
      (
        .trailingContent, "json-trailing",
        "expected nothing more after the document, found the end of the record"
      ),
      (.utf16, "json-utf16", "the input is UTF-16"),
      (.invalidUTF8, "json-utf8", "the bytes are not UTF-8"),
    ]
    for (code, id, message) in rows {
      #expect(code.id == id)
      #expect(JSONError(code, at: 0).message(found: nil) == message)
    }
  }

  @Test(arguments: JSONError.Code.allCases)
  func `a code, explained, follows the style of messages`(code: JSONError.Code) {
    let error = JSONError(code, at: 3)
    #expect(error.id.allSatisfy { $0 == "-" || $0.isLowercase || $0.isNumber })
    for text in [error.message(found: 0x41), error.help] {
      #expect(!text.isEmpty && !text.hasSuffix(".") && !text.contains("!"))
    }
    #expect(error.help.prefix(1).allSatisfy { $0.isLowercase })
  }

  /// A text, the pointer of the place where it fails, and the member there.
  static let places: [(String, String, String?)] = [
    ("x", "", nil), ("[", "/0", nil), ("[1,", "/1", nil), ("[1 2", "/0", nil), ("{", "", nil),
    (#"{"a"#, "", nil), (#"{"a":"#, "/a", "a"), (#"{"a":1 "b""#, "/a", "a"),
    (#"{"a":1,"#, "", nil), (#"{"a":"x\q"}"#, "/a", "a"),
    (#"{"a":{"b":[0,{"c":nul}]}}"#, "/a/b/1/c", "c"),
    (#"{"a":[1,2],"b~/":[[],[,"#, "/b~0~1/1/0", nil), (#"{"\u00e9\"":"\u12"#, "/é\"", "é\""),
    (#"{"a,{":"],[" "#, "/a,{", "a,{"), (#"[{"a":1},{"b":2]"#, "/1/b", "b"),
    (#"{"a\q":1}"#, "", nil),
  ]

  @Test(arguments: places)
  func `an error, placed, names the value that was begun`(row: (String, String, String?)) {
    let text = PaddedText(row.0)
    var tape = Tape()
    #expect(tape.scan(text.bytes) == nil)
    let place = tape.error.place(in: text.bytes)
    #expect(place.pointer.text == row.1)
    #expect(place.member == row.2)
  }
}
