internal import ConformanceSupport
internal import Foundation

extension ToldRun {
  /// The runs of all files.
  static func all() throws -> [ToldRun] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Runs")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.sorted().filter { $0.hasSuffix(".runs") }.flatMap { name in
      try parse(String(contentsOf: folder.appending(path: name), encoding: .utf8), file: name)
    }
  }

  private static func parse(_ text: String, file: String) throws -> [ToldRun] {
    var runs: [ToldRun] = []
    for line in logicalLines(of: text) {
      let word = String(line.prefix { $0 != " " })
      let rest = Repetition.expand(String(line.dropFirst(word.count + 1)))
      if word == "##" {
        runs.append(ToldRun(name: "\(file): \(rest)"))
      } else if runs.isEmpty || !runs[runs.count - 1].read(word, rest) {
        throw CocoaError(.propertyListReadCorrupt, userInfo: ["line": "\(file): \(line)"])
      }
    }
    return runs
  }

  private static func logicalLines(of text: String) -> [String] {
    var lines: [String] = []
    for line in text.split(separator: "\n") {
      if line.first == " ", !lines.isEmpty {
        lines[lines.count - 1] += line.drop { $0 == " " }
      } else {
        lines.append(String(line))
      }
    }
    return lines
  }

  /// Reads a line of a run; false if it is none.
  private mutating func read(_ word: String, _ rest: String) -> Bool {
    let last = outcomes.count - 1
    switch word {
    case "run": words = rest.split(separator: " ").map(String.init)
    case "in": files["in.jsonl", default: []].append(rest)
    case "context": files["context.jsonl", default: []].append(rest)
    case "ids": files["ids.jsonl", default: []].append(rest)
    case "out": outcomes[last].lines.append(rest)
    case "refused": outcomes[last].refusal = rest
    case "or": outcomes.append(Outcome())
    case "loss":
      let parts = rest.split(separator: " ").map(String.init)
      guard parts.count == 2 || parts.count == 3 else { return false }
      let code = parts.count == 3 ? parts[2] : nil
      outcomes[last].losses.append(ToldLoss(action: parts[0], pointer: parts[1], code: code))
    default: return false
    }
    return true
  }
}
