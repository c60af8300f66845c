internal import Crosswalk
internal import CrosswalkCLI
internal import Foundation
internal import JSONCore
internal import Testing

struct ExplainTests {
  @Test func `a code, explained, tells cause, remedy and choices`() throws {
    let run = try Folder().crosswalk("explain", "parts-joined")
    #expect(run.status == 0 && run.errors.isEmpty)
    try expectFile("explain-parts-joined.txt", run.output)
  }

  @Test func `every code, explained, marks its default`() throws {
    let folder = try Folder()
    for code in Explanation.printedCodes {
      let run = try folder.crosswalk("explain", code.id)
      #expect(run.output.hasPrefix("\(code.id): "))
      let hasDefault = run.output.split(separator: " ").joined(separator: " ").contains("(default)")
      #expect(hasDefault == !code.choices.isEmpty)
    }
  }

  /// The repository.
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The codes that are written in the sources: as a loss, an error of the library or one of the program.
  private static func writtenCodes() throws -> Set<String> {
    let sources = root.appending(path: "Sources")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    var codes = Set(JSONError.Code.allCases.map(\.id))
    for path in paths where path.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      for match in text.matches(of: #/(?:LossCode\(\s*|\b(?:code|id): )"([a-z0-9-]+)"/#) {
        codes.insert(String(match.output.1))
      }
    }
    return codes
  }

  @Test func `every code in the sources, looked for, is one that can be explained`() throws {
    let known = Explanation.printedCodes.map(\.id)
    #expect(Set(known).count == known.count)
    let written = try ExplainTests.writtenCodes()
    #expect(written.count > 50)
    #expect(written.subtracting(known).isEmpty)
  }

  @Test func `nothing, explained, lists all codes and mappings`() throws {
    let run = try Folder().crosswalk("explain")
    for code in Explanation.printedCodes { #expect(run.output.contains("\n  \(code.id)")) }
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
    for mapping in Explanation.mappings where (mapping.older, mapping.newer) == ("v1", "v2") {
      #expect(all.output.contains("\(mapping.name), v1 to v2 ("))
    }
  }

  @Test
  func `a kind that can become several, explained, shows the usual table and names the others`()
    throws
  {
    let folder = try Folder()
    let run = try folder.crosswalk("explain", "v2..responses", "message")
    #expect(run.output.hasPrefix("message to item, v2 to responses (source: "))
    #expect(
      run.output.hasSuffix(
        "\nwith --as KIND, other tables: crosswalk explain v2..responses TABLE\n"
          + "  input-item                message-to-input-item\n"))
    let other = try folder.crosswalk("explain", "v2..responses", "message-to-input-item")
    #expect(other.output.hasPrefix("message to input-item, v2 to responses (source: "))
    let only = try folder.crosswalk("explain", "v2..responses", "thread")
    #expect(!only.output.contains("other tables"))
  }

  @Test func `calls, explained, show each endpoint from the table of endpoints`() throws {
    let folder = try Folder()
    let newer = try folder.crosswalk("explain", "v2..responses", "http-request")
    #expect(newer.output.hasPrefix("http-request, v2 to responses (source: "))
    for endpoint in Explanation.endpoints {
      guard let older = endpoint.older, endpoint.olderDialects.contains("v2") else { continue }
      let fate = endpoint.newer.map { "\(endpoint.method) \($0)" } ?? "refused"
      #expect(newer.output.contains("\n  \(endpoint.method) \(older)\n    \(fate)"), "\(older)")
    }
    #expect(newer.output.contains("/headers/OpenAI-Beta      removed\n"))
    #expect(newer.output.contains("?before                 left out: query-not-in-dialect"))
    #expect(!newer.output.contains("/responses/{response_id}"))
    let older = try folder.crosswalk("explain", "responses..v1", "http-request")
    #expect(older.output.contains("/headers/OpenAI-Beta      assistants=v1, added\n"))
    #expect(older.output.contains("  POST /responses\n    refused: endpoint-not-in-dialect\n"))
    let edition = try folder.crosswalk("explain", "v2..v1-2023-11", "http-request")
    #expect(edition.output.contains("?run_id                 left out"))
    #expect(
      !(try folder.crosswalk("explain", "v2..v1", "http-request").output.contains("left out")))
  }

  @Test func `answers, explained, tell what becomes of bodies`() throws {
    let run = try Folder().crosswalk("explain", "v1..responses", "http-response")
    #expect(run.output.hasPrefix("http-response, v1 to responses (source: "))
    #expect(run.output.contains("/response/body            converted as what it is\n"))
    #expect(run.output.contains("crosswalk explain v1..responses KIND"))
  }

  @Test func `texts of rules, explained, leave open what comes from the payload`() throws {
    let folder = try Folder()
    let ids = Explanation.rules.filter { $0.message.contains("{") || $0.says != nil }.map(\.id)
    for id in ["", "items-above-limit", "assistant-part", "attachment-without-tools"]
      + ids.prefix(3)
    {
      let run = try folder.crosswalk(["explain"] + (id.isEmpty ? [] : [id]))
      #expect(run.output.firstMatch(of: #/\{[a-z]+\}/#) == nil, "\(id)")
    }
    let run = try folder.crosswalk("explain", "items-above-limit")
    #expect(run.output.contains("a request has … items, more than the … that are taken"))
    let literal = try folder.crosswalk("explain", "attachment-without-tools")
    #expect(literal.output.contains(#"{"type":"file_search"}"#))
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
