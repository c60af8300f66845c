import LensCore
import Testing

@Suite struct FieldListTests {
  /// A line of the notation, and the field that it says.
  struct Line: Sendable {
    var text: String
    var path: String
    var isRequired = false
    var isNullable = false
    var words: [String] = []
    var kind: String?
  }

  static let lines: [Line] = [
    Line(text: "/id", path: "/id"),
    Line(text: "/id!", path: "/id", isRequired: true),
    Line(text: "/id?", path: "/id", isNullable: true),
    Line(text: "/id!?", path: "/id", isRequired: true, isNullable: true),
    Line(text: "/role = user", path: "/role", words: ["user"]),
    Line(text: "/role! = a | b_c", path: "/role", isRequired: true, words: ["a", "b_c"]),
    Line(text: "/data as message", path: "/data", kind: "message"),
  ]

  @Test(arguments: lines) func `a line, parsed, is the field it describes`(_ line: Line) throws {
    let fields = try FieldList.Field.parse(line.text)
    try #require(fields.count == 1)
    #expect(fields[0].path == line.path)
    #expect(fields[0].isRequired == line.isRequired)
    #expect(fields[0].isNullable == line.isNullable)
    #expect(fields[0].words == line.words)
    #expect(fields[0].kind == line.kind)
  }

  static let mistakes: [(lines: String, line: Int, reason: FieldListError.Reason)] = [
    ("id", 1, .missingPath),
    ("! = a", 1, .missingPath),
    ("/", 1, .emptyText),
    ("/a\n/a/", 2, .emptyText),
    ("/a =", 1, .emptyText),
    ("/a as ", 1, .emptyText),
    ("/a?!", 1, .unknownMark),
    ("/a!x", 1, .unknownMark),
    ("/a is b", 1, .unknownMark),
    ("/a\n\n/a!", 3, .repeatedPath),
    ("/a/b", 1, .unlistedParent),
    ("/a\n/a/*[x]/b\n/a/*[x]", 2, .unlistedParent),
  ]

  @Test(arguments: mistakes) func `a line with a mistake, parsed, names line and reason`(
    _ mistake: (lines: String, line: Int, reason: FieldListError.Reason)
  ) {
    let error = #expect(throws: FieldListError.self) { try FieldList.Field.parse(mistake.lines) }
    #expect(error?.line == mistake.line)
    #expect(error?.reason == mistake.reason)
  }

  @Test func `lines with gaps, parsed, keep their order`() throws {
    let fields = try FieldList.Field.parse("\n/b\n\n/b/*[x]\n/b/*[x]/c\n/a\n")
    #expect(fields.map(\.path) == ["/b", "/b/*[x]", "/b/*[x]/c", "/a"])
  }
}
