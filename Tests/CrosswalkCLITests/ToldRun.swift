internal import ConformanceSupport
internal import Foundation

/// A run of `convert` with options, and what must come of it; see `Tests/Runs`.
struct ToldRun: Sendable {
  /// What happens, and where the run is told.
  var name: String
  var words: [String] = []
  /// The lines of the files that belong to the run, by name.
  var files: [String: [String]] = [:]
  var outcomes: [Outcome] = [Outcome()]

  /// One way in which the run may end.
  struct Outcome: Sendable {
    var lines: [String] = []
    /// The code of the refusal, empty if any will do; nil if nothing is refused.
    var refusal: String?
    var losses: [ToldLoss] = []
  }

  /// A loss that must be listed.
  struct ToldLoss: Sendable {
    let action: String
    let pointer: String
    let code: String?
  }

  /// What contradicts the outcome that fits best, and what happened instead.
  func problems(in folder: Folder) throws -> [String] {
    for (name, lines) in files { try folder.write(name, lines.map { $0 + "\n" }.joined()) }
    var all = ["convert", "--losses", "losses.jsonl", "-q"] + words
    if files["context.jsonl"] != nil { all += ["--context", "context.jsonl"] }
    if files["ids.jsonl"] != nil { all += ["--id-map", "ids.jsonl"] }
    let run = try folder.crosswalk(all + ["in.jsonl"])
    let losses = run.status == 0 ? try Self.losses(folder.read("losses.jsonl")) : []
    let found = outcomes.map { $0.problems(run, losses) }
    guard let best = found.min(by: { $0.count < $1.count }), !best.isEmpty else { return [] }
    return best + ["found: \(run.output)\(run.errors)"] + losses.map { "loss: \($0)" }
  }

  private static func losses(_ text: String) throws -> [ToldLoss] {
    let decoder = JSONDecoder()
    return try text.split(separator: "\n").map { line in
      let loss = try decoder.decode(ListedLoss.self, from: Data(line.utf8))
      return ToldLoss(action: loss.action, pointer: loss.place, code: loss.code)
    }
  }
}

/// A line of the file of `--losses`.
private struct ListedLoss: Decodable {
  let code: String
  let action: String
  let source: String?
  let target: String?
  let member: String?

  /// The source; of what is assumed or missing the target.
  var place: String {
    if let member { return "\(target ?? "")/\(member)" }
    return (action == "assumed" ? target : source) ?? ""
  }
}

extension ToldRun.Outcome {
  fileprivate func problems(_ run: Run, _ found: [ToldRun.ToldLoss]) -> [String] {
    if let refusal {
      guard run.status != 0 else { return ["expected a refusal", "found a payload"] }
      return run.errors.contains("[\(refusal)") ? [] : ["expected the code \(refusal)"]
    }
    guard run.status == 0 else { return ["expected a payload", "found a refusal"] }
    let expected = lines.map { TokenForm.of($0) ?? "malformed" }
    let actual = run.output.split(separator: "\n").map { TokenForm.of(String($0)) ?? "malformed" }
    var problems = expected == actual ? [] : ["expected: \(lines.joined(separator: "\n"))"]
    for loss in losses where !found.contains(where: loss.matches) {
      problems.append("no loss: \(loss.action) \(loss.pointer) \(loss.code ?? "")")
    }
    return problems
  }
}

extension ToldRun.ToldLoss {
  fileprivate func matches(_ found: Self) -> Bool {
    guard action == "any" || action == found.action, code == nil || code == found.code else {
      return false
    }
    guard pointer.hasSuffix("...") else { return pointer == found.pointer }
    let root = pointer.dropLast(3)
    return found.pointer == root || found.pointer.hasPrefix(root + "/")
  }
}
