import Foundation
import Testing

/// Runs the commands in the `console` blocks of the pages and compares what they print.
///
/// `UPDATE_SAMPLES=1` writes what they print into the pages.
@Suite struct TranscriptsTests {
  private static let updates = ProcessInfo.processInfo.environment["UPDATE_SAMPLES"] == "1"
  private static let root = SampleFolder.root.deletingLastPathComponent()

  /// Pages with commands, below the root of the package.
  private static let pages = [
    "README.md", "docs/getting-started.md", "docs/how-to/convert-a-database-column.md",
    "docs/report.md",
  ]

  @Test(arguments: pages)
  func `the commands of a page, run, print what the page says`(page: String) throws {
    let url = TranscriptsTests.root.appending(path: page)
    let text = try String(contentsOf: url, encoding: .utf8)
    let found = try run(text)
    if TranscriptsTests.updates { try Data(found.utf8).write(to: url) }
    let expected = TranscriptsTests.updates ? found : text
    for (line, pair) in zip(lines(expected), lines(found)).enumerated() {
      #expect(pair.0 == pair.1, "\(page):\(line + 1)")
    }
    #expect(lines(expected).count == lines(found).count, "\(page) has lines more or less")
    #expect(text.contains("\n$ crosswalk "), "\(page) has no command")
  }

  @Test func `pages with commands, looked for, are all run`() throws {
    let folders = ["docs", "samples"].map { TranscriptsTests.root.appending(path: $0) }
    let below = try folders.flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        .map { folder.lastPathComponent + "/" + $0 }
    }
    let top = try FileManager.default.contentsOfDirectory(atPath: TranscriptsTests.root.path)
    let found = try (top + below).filter { path in
      guard path.hasSuffix(".md") else { return false }
      let url = TranscriptsTests.root.appending(path: path)
      return try String(contentsOf: url, encoding: .utf8).contains("```console\n")
    }
    #expect(found.sorted() == TranscriptsTests.pages.sorted())
  }

  private func lines(_ text: String) -> [String] { text.components(separatedBy: "\n") }

  /// The page with what its commands print, all run in one copy of the samples.
  private func run(_ page: String) throws -> String {
    let folder = try Folder()
    try FileManager.default.copyItem(
      at: SampleFolder.root, to: folder.url.appending(path: "samples"))
    let opening = "```console\n"
    let pieces = page.components(separatedBy: opening)
    return try pieces.dropFirst().reduce(into: pieces[0]) { text, piece in
      let end = try #require(piece.range(of: "```"))
      text += opening + (try printed(by: String(piece[..<end.lowerBound]), in: folder))
      text += piece[end.lowerBound...]
    }
  }

  /// The commands of one block, each followed by what it prints.
  private func printed(by block: String, in folder: Folder) throws -> String {
    let commands = lines(block).filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
    // One shell runs them all, so that `cd` holds for the next one.
    let script = commands.map { command in
      let quoted = command.replacing("'", with: "'\\''")
      return "printf '%s\\n' '$ \(quoted)'\n\(command)\n"
    }
    return try SampleFolder.shell("exec 2>&1\n" + script.joined(), in: folder).output
  }
}
