import Foundation
import Testing

/// A folder under `samples`: inputs, a shell command, and what it leaves behind.
///
/// `command` is one line. `expected` holds `stdout`, `stderr`, `exit` and every file that the command
/// writes, under the names it writes them.
struct SampleFolder: Sendable, CustomTestStringConvertible {
  /// The path below `samples`.
  let name: String
  let folder: URL

  var testDescription: String { name }

  /// The folder of all samples.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "samples")

  /// Every folder below `samples` that has a command, in the order of names.
  static let all: [SampleFolder] = {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    return paths.filter { $0.hasSuffix("/command") }.sorted().map { path in
      let name = String(path.dropLast("/command".count))
      return SampleFolder(name: name, folder: root.appending(path: name))
    }
  }()

  /// The texts of the files in a folder, by path, those of `expected` left out.
  static func files(in folder: URL) throws -> [String: String] {
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where !path.hasPrefix("expected") {
      let url = folder.appending(path: path)
      guard !url.hasDirectoryPath, let data = try? Data(contentsOf: url) else { continue }
      let text = try #require(String(data: data, encoding: .utf8), "\(path) is no UTF-8")
      // A residue names its tables by a digest, which changes with every row; samples leave it open.
      files[path] = text.replacing(#/"tables":"[0-9a-f]+"/#, with: #""tables":"DIGEST""#)
    }
    return files
  }

  /// What the command must leave behind, by path.
  var expected: [String: String] {
    get throws {
      let folder = folder.appending(path: "expected")
      guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
      return try SampleFolder.files(in: folder)
    }
  }

  /// Runs the command in a copy of the folder.
  ///
  /// - Returns: The files that were written or changed, the two output streams and the exit code.
  func run() throws -> [String: String] {
    let copy = try Folder()
    for path in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where path != "expected" {
      try FileManager.default.copyItem(
        at: folder.appending(path: path), to: copy.url.appending(path: path))
    }
    let before = try SampleFolder.files(in: copy.url)
    let run = try SampleFolder.shell(copy.read("command"), in: copy)
    let after = try SampleFolder.files(in: copy.url)
    let removed = before.keys.filter { after[$0] == nil }
    #expect(removed.isEmpty, "the command removed \(removed)")
    let streams = ["stdout": run.output, "stderr": run.errors, "exit": "\(run.status)\n"]
    return after.filter { before[$0.key] != $0.value }.merging(streams) { file, _ in file }
  }

  /// Runs a script in which `crosswalk` is the built program.
  static func shell(_ script: String, in folder: Folder) throws -> Run {
    try folder.shell("crosswalk() { \"$CROSSWALK\" \"$@\"; }\n" + script)
  }

  /// Writes what the command left behind as what is expected from now on.
  func update(_ files: [String: String]) throws {
    let folder = folder.appending(path: "expected")
    try? FileManager.default.removeItem(at: folder)
    for (path, text) in files {
      let url = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }
}
