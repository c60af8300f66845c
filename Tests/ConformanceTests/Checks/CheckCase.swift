import Crosswalk
import Foundation

/// One payload of a file under `Tests/Checks`, and what its rule says to it.
struct CheckCase: CustomStringConvertible {
  let rule: String
  let line: Int
  let isRefused: Bool
  let severity: Finding.Severity
  let options: CheckOptions
  let pointer: String?
  let payload: [UInt8]
  /// Part of the message; nil: any.
  var says: String?

  var description: String { "\(rule).case:\(line)" }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Checks")

  /// The rules that have a file.
  static func rules() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".case") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The cases of a rule.
  static func all(of rule: String) throws -> [CheckCase] {
    let url = folder.appending(path: rule + ".case")
    let text = try String(contentsOf: url, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var cases: [CheckCase] = []
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("says ") {
        cases[cases.count - 1].says = String(line.dropFirst(5))
      } else if line.hasPrefix("refused ") || line.hasPrefix("taken ") {
        cases.append(CheckCase(rule, index + 1, line, lines[index + 1]))
      }
    }
    return cases
  }

  private init(_ rule: String, _ line: Int, _ heading: String, _ payload: String) {
    self.rule = rule
    self.line = line
    var words = heading.split(separator: " ").map(String.init)[...]
    isRefused = words.popFirst() == "refused"
    var options = CheckOptions()
    var severity = Finding.Severity.error
    while let word = words.first, word == "schema" || word == "warning" {
      if word == "schema" { options.level = .schema } else { severity = .warning }
      words.removeFirst()
    }
    options.source = words.popFirst().flatMap { $0 == "-" ? nil : $0 }
    options.kind = words.popFirst().flatMap { $0 == "-" ? nil : $0 }
    self.options = options
    self.severity = severity
    pointer = words.popFirst().map { CheckCase.repeated($0 == "." ? "" : $0) }
    self.payload = Array(CheckCase.repeated(payload).utf8)
  }

  /// The text with each `«x*300»` written out.
  private static func repeated(_ text: String) -> String {
    text.replacing(#/«(.+?)\*(\d+)»/#) { match in
      String(repeating: String(match.1), count: Int(match.2) ?? 0)
    }
  }
}
