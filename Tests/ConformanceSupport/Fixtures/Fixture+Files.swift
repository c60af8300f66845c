internal import Foundation
package import OpenAIDialects

extension Fixture {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// All cases in the order of their places.
  ///
  /// - Throws: ``FixtureError`` for a folder that belongs to no hop or kind.
  package static func all(_ registry: Registry = .standard) throws -> [Fixture] {
    var fixtures: [Fixture] = []
    for hop in try folders("") {
      guard let found = FixtureHop.all(registry).first(where: { $0.name == hop }) else {
        throw FixtureError(text: "\(hop): no hop has this folder")
      }
      for kind in try folders(hop) {
        guard found.folders.contains(kind) else {
          throw FixtureError(text: "\(hop)/\(kind): the hop has no such kind")
        }
        fixtures += try folders("\(hop)/\(kind)").map { try read(hop, kind, $0) }
      }
    }
    return fixtures
  }

  /// The folders in a folder; any other file in between belongs to no case.
  private static func folders(_ path: String) throws -> [String] {
    let folder = root.appending(path: path)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.filter { name in
      if path.isEmpty && (name == "README.md" || name == "mutants-explained.txt") { return false }
      let values = try folder.appending(path: name).resourceValues(forKeys: [.isDirectoryKey])
      guard values.isDirectory == true else {
        throw FixtureError(text: "\(path)/\(name): a file that no test reads")
      }
      return true
    }
  }

  private static func read(_ hop: String, _ kind: String, _ name: String) throws -> Fixture {
    let folder = root.appending(path: "\(hop)/\(kind)/\(name)")
    var files: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[file] = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }
    let options = try files[optionsFile].map(FixtureOptions.init) ?? FixtureOptions()
    return Fixture(hop: hop, kind: kind, name: name, files: files, options: options)
  }

  /// Writes the files that a case should have, removes those that it should not, and reads it again.
  package func written(_ expected: [String: String]) throws -> Fixture {
    let folder = Fixture.root.appending(path: place)
    for (name, text) in expected where files[name] != text {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    for name in files.keys where expected[name] == nil {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    return try Fixture.read(hop, kind, name)
  }

  /// The text of a file beside the cases.
  package static func text(of name: String) throws -> String {
    try String(contentsOf: root.appending(path: name), encoding: .utf8)
  }
}
