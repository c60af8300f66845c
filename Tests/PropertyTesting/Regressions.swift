internal import Foundation

/// Cases that failed once: `Tests/Regressions/<property>.choices`, replayed before anything else.
///
/// A case per line, its choices separated by spaces; `#` starts a comment, and should say what was wrong.
package struct Regressions: Sendable {
  /// One stored case.
  package struct Case: Equatable, Sendable {
    /// Its line in the file, from 1.
    package let line: Int
    /// Its choices.
    package let choices: [Int]
  }

  /// The folder of the files, without a slash at the end.
  package let folder: String

  /// Uses the files of a folder; by default those of this package.
  package init(folder: String = Regressions.standardFolder) { self.folder = folder }

  /// `Tests/Regressions` beside the folder of this file.
  package static var standardFolder: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Regressions").path
  }

  /// The stored cases of a property; none if it has no file.
  package func cases(of property: String) throws -> [Case] {
    let path = "\(folder)/\(property).choices"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try Regressions.parse(String(contentsOfFile: path, encoding: .utf8), path)
  }

  /// Reads the text of a file.
  static func parse(_ text: String, _ path: String) throws -> [Case] {
    var cases: [Case] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let code = line.prefix { $0 != "#" }
      let words = code.split(whereSeparator: \.isWhitespace)
      // A comment alone is no case; the simplest case of all is written as 0.
      if words.isEmpty { continue }
      let choices = words.compactMap { Int($0) }
      guard choices.count == words.count else {
        throw MalformedRegression(path: path, line: index + 1, text: String(line))
      }
      cases.append(Case(line: index + 1, choices: choices))
    }
    return cases
  }

  /// The line that stores a case.
  package static func line(for choices: [Int]) -> String {
    choices.isEmpty ? "0" : choices.map(String.init).joined(separator: " ")
  }
}

/// A line of a regressions file that is no list of integers.
package struct MalformedRegression: Error, Equatable, CustomStringConvertible {
  let path: String
  let line: Int
  let text: String

  /// Where it stands, what was expected and what was found.
  package var description: String {
    "\(path):\(line): expected integers separated by spaces, found '\(text)'"
  }
}
