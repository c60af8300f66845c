internal import JSONCore
internal import Testing

struct PointerTests {
  /// The document of RFC 6901, section 5.
  static let document =
    #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#

  static let values: [(String, String)] = [
    ("/foo", #"["bar","baz"]"#), ("/foo/0", #""bar""#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"),
    ("/e^f", "3"), ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
    ("", document),
  ]

  @Test(arguments: values)
  func `a pointer of RFC 6901, followed, names its value and back`(row: (String, String)) throws {
    let pointer = try Pointer(parsing: row.0)
    #expect(pointer.text == row.0)
    let found = withTape(PointerTests.document) { view -> [String] in
      guard let node = view.node(at: pointer) else { return [] }
      return [String(view.lexeme(node)), view.pointer(to: node)]
    }
    #expect(found == [row.1, row.0])
  }

  @Test(
    arguments: [
      "/nope", "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/1 ", "/foo/", "/foo/0/x",
      "/foo/99999999999999999999", "/foo/bar", "/a/b",
    ]
  )
  func `a pointer to nothing, followed, finds nothing`(text: String) throws {
    let pointer = try Pointer(parsing: text)
    #expect(withTape(PointerTests.document) { $0.node(at: pointer) == nil } == true)
  }

  @Test func `escapes, parsed and printed, stand for tilde and slash in the right order`() throws {
    #expect(try Pointer(parsing: "/~01/~10").tokens.map { String($0) } == ["~1", "/0"])
    var pointer = Pointer()
    pointer.append(name: Array("~/~0".utf8))
    pointer.append(index: 12)
    #expect(pointer.text == "/~0~1~00/12")
    #expect(try Pointer(parsing: pointer.text) == pointer)
  }

  @Test(
    arguments: [
      ("foo", PointerError.Code.missingSlash, 0), ("#/foo", .missingSlash, 0),
      ("/a/~", .badEscape, 3),
      ("/~2", .badEscape, 1), ("/é~x", .badEscape, 3), ("/~~0", .badEscape, 1),
    ]
  )
  func `a text that is no pointer, parsed, throws with the place`(
    row: (String, PointerError.Code, Int)
  ) {
    let error = #expect(throws: PointerError.self) { try Pointer(parsing: row.0) }
    #expect(error?.code == row.1)
    #expect(error?.offset == row.2)
  }

  @Test func `names that look the same but are other code points, looked up, differ`() throws {
    let text = "{\"e\u{301}\":1,\"\u{e9}\":2}"
    let pointer = try Pointer(parsing: "/\u{e9}")
    #expect(withTape(text) { $0.node(at: pointer) } == 4)
    #expect(try Pointer(parsing: "/e\u{301}") != pointer)
  }

  @Test func `an offset, turned into a pointer, names the smallest value that holds it`() {
    let text = #"{"a":[1,{"b":"x"}],"c/d":null}"#
    let rows: [(Int, String)] = [
      (0, ""), (2, ""), (5, "/a"), (6, "/a/0"), (7, "/a"), (8, "/a/1"), (13, "/a/1/b"),
      (16, "/a/1"), (17, "/a"), (18, ""), (25, "/c~1d"), (29, ""),
    ]
    for (offset, pointer) in rows {
      #expect(withTape(text) { $0.pointer(toByte: offset) } == pointer, "at \(offset)")
    }
  }
}
