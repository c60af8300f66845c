internal import Crosswalk
internal import CrosswalkCLI
internal import Foundation

extension Command {
  /// Writes the pages that are made from the tables, or says which are out of date.
  static let docs = Command(
    name: "docs",
    summary:
      "writes the pages that are made from tables and options [--check: only says what is stale]"
  ) { words in
    let pages = GeneratedDocs.pages
    var stale: [String] = []
    for (path, text) in pages.sorted(by: { $0.key < $1.key }) {
      let url = URL(fileURLWithPath: path)
      if let found = try? String(contentsOf: url, encoding: .utf8), found == text { continue }
      stale.append(path)
      guard !words.contains("--check") else { continue }
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: url)
    }
    for path in GeneratedDocs.left() {
      stale.append(path)
      if !words.contains("--check") { try FileManager.default.removeItem(atPath: path) }
    }
    guard words.contains("--check") else {
      return print("wrote or removed \(stale.count) of \(pages.count) pages")
    }
    guard stale.isEmpty else {
      throw UsageError(
        text: "stale: \(stale.joined(separator: ", ")); run 'swift run crosswalk-dev docs'")
    }
    print("\(pages.count) generated pages are fresh")
  }
}

/// The pages under `docs` that no one writes by hand.
enum GeneratedDocs {
  static var pages: [String: String] {
    var pages = [
      "docs/losses.md": losses,
      "docs/checks.md": CheckPage.text,
      "docs/endpoints.md": EndpointPage.text,
      "docs/mappings/README.md": index,
      "docs/cli.md": commandLine,
    ]
    for mapping in Explanation.mappings { pages[path(mapping)] = page(mapping) }
    return pages
  }

  /// Pages of tables that are gone.
  static func left() -> [String] {
    let folder = "docs/mappings"
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let files = paths.filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
    return files.filter { pages[$0] == nil }.sorted()
  }

  static let notice =
    "<!-- Made by `swift run crosswalk-dev docs` from the tables; do not edit. -->\n"

  private static func path(_ mapping: Explanation.Mapping) -> String {
    "docs/mappings/\(folder(mapping))/\(mapping.name).md"
  }

  private static func folder(_ mapping: Explanation.Mapping) -> String {
    "\(mapping.older)-to-\(mapping.newer)"
  }

  // MARK: Mappings

  private static var index: String {
    var text = notice + "# Mappings\n\n| between | kind | page |\n|---|---|---|\n"
    for mapping in Explanation.mappings {
      text +=
        "| \(mapping.older) ⇄ \(mapping.newer) | \(mapping.name) "
        + "| [\(mapping.lines.count) fields](\(folder(mapping))/\(mapping.name).md) |\n"
    }
    return text
  }

  private static func page(_ mapping: Explanation.Mapping) -> String {
    let head = """
      \(notice)# \(mapping.name): \(mapping.older) ⇄ \(mapping.newer)

      Source: \(mapping.source). Codes: [losses](../../losses.md). The same table:
      `crosswalk explain \(mapping.older)..\(mapping.newer) \(mapping.name)`.

      | \(mapping.older) | \(mapping.newer) | \(mapping.older) → \(mapping.newer) \
      | \(mapping.newer) → \(mapping.older) | means nothing |
      |---|---|---|---|---|

      """
    return head
      + mapping.lines.map { line in
        "| "
          + [line.older, line.newer].map { $0.isEmpty ? "" : "`\($0)`" }.joined(separator: " | ")
          + " | \(line.forward) | \(line.backward) | \(line.absences) |\n"
      }.joined()
  }

  // MARK: Command line

  private static var commandLine: String {
    let screens = [HelpScreen.overview] + CommandList.all.map { HelpScreen.screen(for: $0) }
    let titles = ["crosswalk"] + CommandList.all.map { "crosswalk \($0.name)" }
    let intro =
      "\(notice)# The command line\n\n"
      + "What `crosswalk help` says, and each `crosswalk help COMMAND`.\n"
    return zip(titles, screens).reduce(intro) { text, section in
      text + "\n## `\(section.0)`\n\n```\n\(section.1)```\n"
    }
  }

  // MARK: Losses

  private static var losses: String {
    var text = """
      \(notice)# Losses and refusals

      Every difference that a conversion cannot avoid has a code, a place and a weight: `content` (text,
      images, files, citations, roles, refusals, tools), `record` (ids, times, metadata, bookkeeping) or
      `form` (fillers, retyping). Codes are never renamed or reused. `--on CODE=CHOICE` chooses what
      happens, `--on CODE:FIELD=CHOICE` for one field only; the first choice is the default, and `fail`
      refuses the record. Codes without choices, at the end, tell why a record, a residue or a file cannot be
      used. `crosswalk explain CODE` shows one entry.


      """
    for code in Explanation.printedCodes {
      let sentence = code.sentence.prefix(1).uppercased() + code.sentence.dropFirst()
      text += "## `\(code.id)`\n\n\(sentence).\n\n\(code.cause)\n\n\(code.remedy)\n\n"
      for (place, choice) in code.choices.enumerated() {
        text += "- `\(choice.name)`\(place == 0 ? " (default)" : ""): \(choice.effect)\n"
      }
      if !code.choices.isEmpty { text += "\n" }
    }
    return String(text.dropLast())
  }
}
