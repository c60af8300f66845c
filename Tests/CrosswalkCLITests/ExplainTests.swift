internal import Crosswalk
internal import Testing

struct ExplainTests {
  @Test func `a code, explained, tells cause, remedy and choices`() throws {
    let run = try Folder().crosswalk("explain", "parts-joined")
    #expect(run.status == 0 && run.errors.isEmpty)
    try expectFile("explain-parts-joined.txt", run.output)
  }

  @Test func `every code, explained, marks its default`() throws {
    let folder = try Folder()
    for code in Explanation.codes {
      let run = try folder.crosswalk("explain", code.id)
      #expect(run.output.hasPrefix("\(code.id): "))
      #expect(run.output.split(separator: " ").joined(separator: " ").contains("(default)"))
    }
  }

  @Test func `nothing, explained, lists all codes and mappings`() throws {
    let run = try Folder().crosswalk("explain")
    for code in Explanation.codes { #expect(run.output.contains("\n  \(code.id)")) }
    for mapping in Explanation.mappings {
      #expect(run.output.contains("\n  \(mapping.older)..\(mapping.newer)"))
    }
  }

  @Test func `a mapping, explained, tells each field the way that is asked for`() throws {
    let folder = try Folder()
    let forward = try folder.crosswalk("explain", "v1..v2", "thread")
    let backward = try folder.crosswalk("explain", "v2..v1", "thread")
    #expect(forward.output.hasPrefix("thread, v1 to v2 (source: "))
    #expect(backward.output.hasPrefix("thread, v2 to v1 (source: "))
    #expect(
      backward.output.contains("no-older-field") && !forward.output.contains("no-older-field"))
    let edition = try folder.crosswalk("explain", "v1-2023-11..v2", "thread")
    #expect(edition.output == forward.output)
    let all = try folder.crosswalk("explain", "v1..v2")
    for kind in Explanation.kinds { #expect(all.output.contains("\(kind), v1 to v2 (")) }
  }

  /// Words behind `explain`, and what is said.
  static let refused: [(words: [String], message: String)] = [
    (["parts-joind"], "unknown code 'parts-joind' [usage]\n  help: did you mean 'parts-joined'?\n"),
    (["v1..v9"], "unknown dialect 'v9' [usage]\n  help: did you mean"),
    (["v1..v2", "mesage"], "unknown kind 'mesage' [usage]\n  help: did you mean 'message'?\n"),
    (["v1..v1"], "unknown mapping 'v1..v1' [usage]\n  help: did you mean 'v1..v2'?\n"),
    (
      ["parts-joined", "x"],
      "expected nothing more after 'parts-joined', found 'x' [usage]\n"
        + "  help: see 'crosswalk help explain'\n"
    ),
  ]

  @Test(arguments: refused)
  func `what is not known, explained, is refused with what was meant`(
    row: (words: [String], message: String)
  ) throws {
    let run = try Folder().crosswalk(["explain"] + row.words)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("crosswalk: error: " + row.message), "\(run.errors)")
  }
}
