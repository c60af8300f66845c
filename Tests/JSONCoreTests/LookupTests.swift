internal import JSONCore
internal import Testing

struct LookupTests {
  @Test func `members and elements, listed, come in the order they are written`() {
    let pairs = withTape(#"{"b":[1,[2],{}],"a":{"c":0},"b":3}"#) { view in
      view.members(of: 0).map { String(view.lexeme($0.name) + view.lexeme($0.value)) }
    }
    #expect(pairs == [#""b"[1,[2],{}]"#, #""a"{"c":0}"#, #""b"3"#])
    #expect(withTape("[1,[2],{}]") { Array($0.elements(of: 0)) } == [1, 2, 4])
    #expect(withTape("[1]") { Array($0.members(of: 0)).count } == 0)
    #expect(withTape(#"{"a":1}"#) { Array($0.elements(of: 0)) } == [])
    #expect(withTape("{}") { Array($0.members(of: 0)).count } == 0)
    #expect(withTape("7") { Array($0.members(of: 0)).count + Array($0.elements(of: 0)).count } == 0)
  }

  @Test func `a member, looked up, is the first with that text, escaped or not`() {
    let text = #"{"file":0,"file\u005fids":1,"file_ids":2,"file_id":3,"thread_message":4}"#
    #expect(withTape(text) { $0.member(0, "file_ids") } == 4)
    #expect(withTape(text) { $0.member(0, "file_id") } == 8)
    #expect(withTape(text) { $0.member(0, "thread_message") } == 10)
    #expect(withTape(text) { $0.member(0, "thread_messagf") } == .some(.none))
    #expect(withTape(text) { $0.member(0, "") } == .some(.none))
    #expect(withTape(text) { $0.member(1, "file") } == .some(.none))
    let name = "file" + "_ids"
    #expect(withTape(text) { $0.member(0, named: name) } == 4)
  }

  /// A string as written, its text, its number of code points.
  static let strings: [(String, String, Int)] = [
    (#""""#, "", 0), (#""abc""#, "abc", 3), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t", 8),
    (#""\u0041\u00e9\u20AC\uD83D\uDE00""#, "Aé€😀", 4), (#""é€😀e\u0301""#, "é€😀e\u{301}", 5),
    (#""\u0000""#, "\0", 1), (#""x\ud83d\ude00y😀""#, "x😀y😀", 4), (#""Ünïcödé""#, "Ünïcödé", 7),
    (#""\\u0041""#, "\\u0041", 6), (#""\uffff\ue000\ud7ff""#, "\u{ffff}\u{e000}\u{d7ff}", 3),
  ]

  @Test(arguments: strings)
  func `a string, decoded and counted, gives its text`(row: (String, String, Int)) {
    let text = Array(row.1.utf8)
    #expect(withTape(row.0) { $0.decoded(0) } == text)
    #expect(withTape(row.0) { $0.scalarCount(0) } == row.2)
    #expect(withTape(row.0) { $0.isText(0, text) } == true)
    #expect(withTape(row.0) { $0.isText(0, text + [0x20]) } == false)
    #expect(withTape(row.0) { $0.lexeme(0) } == Array(row.0.utf8))
    let padded = PaddedText(text)
    #expect(withTape(row.0) { $0.isText(0, padded.bytes) } == true)
    #expect(withTape("[\(row.0)]") { $0.isText(0, text) } == false)
  }

  @Test func `code points, counted in strings of each length, agree with the library`() {
    for piece in ["a", "é", "€", "😀", "aé€😀", "\\n", "é\\u00e9"] {
      for length in 0...30 {
        let written = String(repeating: piece, count: length)
        let found = withTape("\"x\(written)y\"") { ($0.scalarCount(0), $0.decoded(0)) }
        #expect(found.map { $0.0 == String($0.1).unicodeScalars.count } == true)
      }
    }
  }

  @Test func `a text, compared, is not a number or literal of the same spelling`() {
    #expect(withTape("12345") { $0.isText(0, "234") } == false)
    #expect(withTape("true") { $0.isText(0, "ru") } == false)
  }

  static let pairs: [(String, String, Bool)] = [
    ("{\"a\":[1,2]}", " { \"a\" :\n[ 1 , 2 ] } ", true), ("[1]", "[1.0]", false),
    ("[1,2]", "[12]", false), ("[[1],2]", "[[1,2]]", false), ("[[],[]]", "[[[]]]", false),
    (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, false), (#"["a"]"#, #"["\u0061"]"#, false),
    (#"{"a":{}}"#, #"{"a":[]}"#, false), ("null", " null", true), ("true", "null", false),
    (#"["a b"]"#, #"["ab"]"#, false), ("[]", "[ ]", true), ("[1, 2]", "[1 ,2]", true),
    ("1", "12", false), ("{\"a\":1}", "{\"a\":12}", false), ("[[]]", "[[ ], 1]", false),
    ("\"a,long,string,longer,than,a,word\"", "\"a,long,string,longer,than,a,worm\"", false),
  ]

  @Test(arguments: pairs)
  func `two values, compared by tokens, agree whatever the white space`(
    row: (String, String, Bool)
  ) {
    let found = withTape(row.0) { view in
      withTape(row.1) { other in
        (
          view.sameTokens(0, other, 0), other.sameTokens(0, view, 0),
          view.tokenHash(0) == other.tokenHash(0),
          view.hasTokens(of: other.bytes), other.hasTokens(of: view.bytes)
        )
      }
    }
    #expect(found?.map { $0 == (row.2, row.2, row.2, row.2, row.2) } == true)
  }

  @Test func `a position, computed, counts LF and CRLF lines and columns in bytes`() {
    let text = PaddedText("{\r\n \"é\":\r\n\n😀\n")
    let rows: [(Int, Int, Int)] = [
      (0, 1, 1), (1, 1, 2), (2, 1, 3), (3, 2, 1), (4, 2, 2), (7, 2, 5), (11, 3, 1), (12, 4, 1),
      (16, 4, 5), (17, 5, 1), (99, 5, 1),
    ]
    for (offset, line, column) in rows {
      #expect(
        SourcePosition(of: offset, in: text.bytes) == SourcePosition(line: line, column: column),
        "at \(offset)"
      )
    }
    let base = SourcePosition(line: 7, column: 3)
    #expect(SourcePosition(of: 1, in: text.bytes, from: base) == SourcePosition(line: 7, column: 4))
    #expect(SourcePosition(of: 4, in: text.bytes, from: base) == SourcePosition(line: 8, column: 2))
  }
}
