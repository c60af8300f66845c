internal import JSONCore
internal import Testing

struct MalformedTests {
  typealias Row = (String, JSONError.Code, Int)

  /// RFC 8259, sections 2 to 6: structure, literals, numbers.
  static let structure: [Row] = [
    ("", .truncated, 0), ("  ", .truncated, 2), ("]", .expectedValue, 0), ("}", .expectedValue, 0),
    (",", .expectedValue, 0), (":", .expectedValue, 0), ("'a'", .expectedValue, 0),
    ("\u{0}", .expectedValue, 0), ("\u{c}1", .expectedValue, 0), ("\u{a0}1", .expectedValue, 0),
    ("// 1", .expectedValue, 0), ("[1,]", .expectedValue, 3), ("[,1]", .expectedValue, 1),
    ("[1,,2]", .expectedValue, 3), ("[1 2]", .expectedCommaOrCloseInArray, 3),
    ("[1}", .expectedCommaOrCloseInArray, 2), ("[1:2]", .expectedCommaOrCloseInArray, 2),
    ("{1:2}", .expectedNameOrClose, 1), ("{,}", .expectedNameOrClose, 1),
    ("{a:1}", .expectedNameOrClose, 1), ("{]", .expectedNameOrClose, 1),
    (#"{"a":1,}"#, .expectedName, 7), (#"{"a":1,,}"#, .expectedName, 7),
    (#"{"a":1, b:2}"#, .expectedName, 8), (#"{"a"}"#, .expectedColon, 4),
    (#"{"a" 1}"#, .expectedColon, 5), (#"{"a","b"}"#, .expectedColon, 4),
    (#"{"a":1,"b" = 2}"#, .expectedColon, 11), (#"{"a":}"#, .expectedValue, 5),
    (#"{"a":,"b":1}"#, .expectedValue, 5), (#"{"a"::1}"#, .expectedValue, 5),
    (#"{"a":1 "b":2}"#, .expectedCommaOrCloseInObject, 7),
    (#"{"a":1]"#, .expectedCommaOrCloseInObject, 6),
    (#"{"a":{"b":1]}"#, .expectedCommaOrCloseInObject, 11),
    (#"[{"a":1},{"b":2]]"#, .expectedCommaOrCloseInObject, 15),
    ("\u{feff}1", .byteOrderMark, 0), (" [\u{feff}]", .byteOrderMark, 2),
    ("nul", .truncated, 3), ("nulL", .badLiteral, 3), ("nuLl", .badLiteral, 2),
    ("Null", .expectedValue, 0), ("tru ", .badLiteral, 3), ("tree", .badLiteral, 2),
    ("fals3", .badLiteral, 4), ("fuse", .badLiteral, 1), ("NaN", .expectedValue, 0),
    ("Infinity", .expectedValue, 0), ("undefined", .expectedValue, 0),
    ("[nullx]", .expectedCommaOrCloseInArray, 5),
    ("-", .truncated, 1), ("-a", .badNumber, 1), ("--1", .badNumber, 1), ("+1", .expectedValue, 0),
    ("-Infinity", .badNumber, 1), (".5", .expectedValue, 0), ("1.", .truncated, 2),
    ("1.e5", .badNumber, 2), ("1.x", .badNumber, 2), ("1e", .truncated, 2), ("1e+", .truncated, 3),
    ("1eE", .badNumber, 2), ("1e+-2", .badNumber, 3), ("1E]", .badNumber, 2),
    ("01", .leadingZero, 1), ("-00", .leadingZero, 2), ("[0123]", .leadingZero, 2),
    ("[0x10]", .expectedCommaOrCloseInArray, 2), ("[1_000]", .expectedCommaOrCloseInArray, 2),
    ("[1.5.2]", .expectedCommaOrCloseInArray, 4), ("[1e5e]", .expectedCommaOrCloseInArray, 4),
  ]

  /// RFC 8259, sections 7 and 8.2; the offset of an error in a surrogate is that of its escape.
  static let strings: [Row] = [
    (#"""#, .truncated, 1), (#""abc"#, .truncated, 4), (#""abc\"#, .truncated, 5),
    (#""abc\""#, .truncated, 6), (#""\x""#, .badEscape, 2), (#""\'""#, .badEscape, 2),
    (#""\0""#, .badEscape, 2), (#""\U0041""#, .badEscape, 2), (#""\é""#, .badEscape, 2),
    ("\"\\\n\"", .badEscape, 2), (#""\u"#, .truncated, 3), (#""\u""#, .badUnicodeEscape, 3),
    (#""\u004""#, .badUnicodeEscape, 6), (#""\u00g1""#, .badUnicodeEscape, 5),
    (#""\u 041""#, .badUnicodeEscape, 3), (#""\u{41}""#, .badUnicodeEscape, 3),
    (#""\u+041""#, .badUnicodeEscape, 3), (#""\u004é""#, .badUnicodeEscape, 6),
    (#""\u004@""#, .badUnicodeEscape, 6), (#""\u004`""#, .badUnicodeEscape, 6),
    (#""\u004G""#, .badUnicodeEscape, 6), (#""\u004:""#, .badUnicodeEscape, 6),
    (#""\u004/""#, .badUnicodeEscape, 6), (#""\u0\u41""#, .badUnicodeEscape, 4),
    (#""\ud800""#, .loneSurrogate, 1), (#""\udbff""#, .loneSurrogate, 1),
    (#""\udc00""#, .loneSurrogate, 1), (#""\uDFFF""#, .loneSurrogate, 1),
    (#""a\ud83dx\ude00""#, .loneSurrogate, 2), (#""\ud83d\n""#, .loneSurrogate, 1),
    (#""\ud83d\u0041""#, .loneSurrogate, 1), (#""\ud83d\ud83d\ude00""#, .loneSurrogate, 1),
    (#""\ude00\ud83d""#, .loneSurrogate, 1), (#""\ud83d\ude00\ude00""#, .loneSurrogate, 13),
    (#""\ud83d\uze00""#, .badUnicodeEscape, 9), (#""\ud83d\ude"#, .truncated, 11),
    (#""\ud83d"#, .truncated, 7), (#""\ud83d\"#, .truncated, 8),
    (#"{"a\ud800":1}"#, .loneSurrogate, 3), (#"{"a\q":1}"#, .badEscape, 4),
    ("\"\u{0}\"", .controlCharacter, 1), ("\"a\u{1f}\"", .controlCharacter, 2),
    ("\"a\tb\"", .controlCharacter, 2), ("\"a\nb\"", .controlCharacter, 2),
    ("{\"a\u{1}\":1}", .controlCharacter, 3),
  ]

  @Test(arguments: structure + strings)
  func `a malformed text, scanned, is refused at the first wrong byte`(row: Row) {
    #expect(answer(row.0) == .failure(row.1, row.2))
  }

  /// RFC 3629: the bytes of a string's text, refused at their first.
  static let notUTF8: [[UInt8]] = [
    [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xc2, 0x41], [0xc2, 0xc2], [0xe0, 0x80, 0x80],
    [0xe0, 0x9f, 0xbf], [0xe2, 0x82, 0x41], [0xe2, 0x41, 0x82], [0xed, 0xa0, 0x80],
    [0xed, 0xbf, 0xbf], [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], [0xf0, 0x80, 0x80, 0x80],
    [0xf0, 0x8f, 0xbf, 0xbf], [0xf0, 0x9f, 0x98, 0x22], [0xf0, 0x9f, 0x22, 0x80],
    [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xfe],
    [0xff, 0xfe], [0xfc, 0x80],
  ]

  @Test(arguments: notUTF8)
  func `bytes that are not UTF-8, in any place of a string, are refused at their first`(
    bytes: [UInt8]
  ) {
    for before in ["", "é", "é ", "abc", String(repeating: "x", count: 61), "漢字 かな"] {
      let head = Array("[\"\(before)".utf8)
      let text = head + bytes + Array("\"]".utf8)
      #expect(answer(text) == .failure(.invalidUTF8, head.count))
      #expect(
        answer(Array("{\"\(before)".utf8) + bytes + Array("\":1}".utf8))
          == .failure(.invalidUTF8, head.count))
    }
  }

  @Test(arguments: ["é", "€", "\u{d7ff}", "\u{e000}", "😀", "\u{10ffff}", "\u{800}", "\u{10000}"])
  func `a sequence, cut by the end, is truncated and not called wrong`(text: String) {
    let bytes = Array(text.utf8)
    for cut in 1..<bytes.count {
      let head = [UInt8(ascii: "\"")] + bytes[..<cut]
      #expect(answer(head) == .failure(.truncated, head.count))
    }
  }

  /// What a string of each length may have at its end.
  static let tails: [String] = ["", "é", "😀", "\\n", "\\\"", "\\u00e9", "\\ud83d\\ude00", "é é"]

  @Test(arguments: tails)
  func `a string of each length, ending where the bytes end, is exact or truncated`(tail: String) {
    for length in 0...200 {
      let text = Array(("\"" + String(repeating: "x", count: length) + tail + "\"").utf8)
      #expect(answer(text) == .value(end: text.count))
      #expect(answer(text.dropLast()) == .failure(.truncated, text.count - 1))
      let wrong = text.dropLast() + [0x1f, 0x22]
      #expect(answer(Array(wrong)) == .failure(.controlCharacter, text.count - 1))
    }
  }

  @Test func `a special byte at each place of a block, scanned, is found there`() {
    for length in [15, 16, 17, 31, 32, 33, 63, 64, 65, 130] {
      for place in 0..<length {
        var text = [UInt8](repeating: UInt8(ascii: "x"), count: length)
        text[place] = 0x01
        #expect(answer([0x22] + text + [0x22]) == .failure(.controlCharacter, place + 1))
        text[place] = 0x80
        #expect(answer([0x22] + text + [0x22]) == .failure(.invalidUTF8, place + 1))
        text[place] = 0x7f
        #expect(answer([0x22] + text + [0x22]) == .value(end: length + 2))
        text[place] = 0x22
        #expect(answer([0x22] + text + [0x22]) == .value(end: place + 2))
      }
    }
  }
}
