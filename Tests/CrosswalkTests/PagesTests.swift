import Crosswalk
import Foundation
import Testing

/// What the pages written by hand must not forget.
@Suite struct PagesTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Every page, below the root of the package.
  private static let pages: [String] = {
    let manager = FileManager.default
    let top = (try? manager.contentsOfDirectory(atPath: root.path)) ?? []
    let below = ["docs", "samples", "Tests/Fates"].flatMap { folder in
      let paths = try? manager.subpathsOfDirectory(atPath: root.appending(path: folder).path)
      return (paths ?? []).map { "\(folder)/\($0)" }
    }
    return (top + below).filter { $0.hasSuffix(".md") }.sorted()
  }()

  @Test func `links to files and headings, followed, lead somewhere`() throws {
    #expect(PagesTests.pages.count > 40)
    for page in PagesTests.pages {
      for link in try links(in: page) where !link.contains("://") {
        let parts = link.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let target = parts[0].isEmpty ? page : path(parts[0], from: page)
        let exists = FileManager.default.fileExists(
          atPath: PagesTests.root.appending(path: target).path)
        #expect(exists, "\(page) leads to \(link)")
        guard exists, parts.count > 1 else { continue }
        #expect(try anchors(in: target).contains(parts[1]), "\(page) leads to \(link)")
      }
    }
  }

  @Test func `every code, looked for, has its line in the changelog`() throws {
    let changes = try text("CHANGELOG.md")
    for code in Explanation.codes {
      #expect(changes.contains("`\(code.id)`"), "CHANGELOG.md does not name \(code.id)")
    }
  }

  @Test func `every kind, looked for, is in the README and in the concepts`() throws {
    for page in ["README.md", "docs/concepts.md"] {
      let text = try text(page)
      for kind in Explanation.kinds { #expect(text.contains("| `\(kind)` |"), "\(page): \(kind)") }
      for edition in Explanation.dialects.flatMap(\.editions) {
        #expect(text.contains("`\(edition)`"), "\(page) does not name \(edition)")
      }
    }
  }

  private func text(_ page: String) throws -> String {
    try String(contentsOf: PagesTests.root.appending(path: page), encoding: .utf8)
  }

  /// What stands in the round brackets of links, code blocks left out.
  private func links(in page: String) throws -> [String] {
    let blocks = try text(page).components(separatedBy: "```")
    let prose = stride(from: 0, to: blocks.count, by: 2).map { blocks[$0] }.joined()
    return prose.components(separatedBy: "](").dropFirst().compactMap {
      $0.components(separatedBy: ")").first
    }
  }

  private func path(_ link: String, from page: String) -> String {
    var folders = page.split(separator: "/").dropLast().map(String.init)
    for step in link.split(separator: "/").map(String.init) {
      if step == ".." { _ = folders.popLast() } else { folders.append(step) }
    }
    return folders.joined(separator: "/")
  }

  /// The names that headings have in links.
  private func anchors(in page: String) throws -> [String] {
    try text(page).components(separatedBy: "\n").filter { $0.hasPrefix("#") }.map { line in
      line.drop { $0 == "#" || $0 == " " }.lowercased()
        .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
        .replacing(" ", with: "-")
    }
  }
}
