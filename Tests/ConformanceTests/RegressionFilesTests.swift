import Foundation
import PropertyTesting
import Testing

/// Looks after the stored cases: a file that no check replays guards nothing.
@Suite struct RegressionFilesTests {
  @Test func `every file of stored cases, looked up, belongs to a check`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Regressions.standardFolder)
    let checks = try checkNames().union(LawField.all.map(\.name))
    for name in names where !name.hasPrefix(".") && name != "README.md" {
      #expect(name.hasSuffix(".choices"), "\(name)")
      #expect(checks.contains(String(name.dropLast(".choices".count))), "\(name)")
    }
  }

  @Test func `every file of stored cases, read, holds a case`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Regressions.standardFolder)
    for name in names where name.hasSuffix(".choices") {
      let cases = try Regressions().cases(of: String(name.dropLast(".choices".count)))
      #expect(!cases.isEmpty, "\(name)")
    }
  }

  /// The names of checks that stand as literals in the tests.
  private func checkNames() throws -> Set<String> {
    let tests = URL(filePath: Regressions.standardFolder).deletingLastPathComponent()
    let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)
    var names: Set<String> = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /check\(\s*"([a-z0-9-]+)"/) { names.insert(String(match.1)) }
    }
    return names
  }
}
