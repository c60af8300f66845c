import Crosswalk
import JSONCore

extension Law {
  /// Law 9: another value for a carried leaf of the target arrives in the source, and nothing else does.
  static let edits = Law("edits") { trial in
    // One list of a hybrid stands for two in its source: an edit of it cannot mean both.
    guard let leaves = trial.leaves, try !trial.isHybrid else { return nil }
    let editable = editable(trial, leaves)
    guard !editable.isEmpty else { return nil }
    for pick in trial.lawCase.picks.prefix(2) {
      let leaf = editable[pick % editable.count]
      if let problem = try edit(leaf, leaves, trial) { return problem }
    }
    return nil
  }

  /// Carried strings and numbers, without words by which payloads are read.
  private static func editable(_ trial: Trial, _ leaves: LeafMap) -> [Int] {
    let source = trial.source.view
    let target = trial.target.view
    // A value under a loss does not simply come back.
    let changed = source.marks(inside: leaves.changed)
    let words: [[UInt8]] = ["type", "object", "role", "method", "url"].map { Array($0.utf8) }
    return leaves.carried.keys.sorted().filter { leaf in
      let kind = source.kind(leaf)
      guard kind == .string || kind == .number, changed[leaf] == 0 else { return false }
      let names = [source.name(of: leaf), target.name(of: leaves.carried[leaf] ?? 0)]
      return !names.contains { $0.map(words.contains) ?? false }
    }
  }

  private static func edit(_ leaf: Int, _ leaves: LeafMap, _ trial: Trial) throws -> String? {
    let isText = trial.source.view.kind(leaf) == .string
    let value = Array((isText ? #""edited \u270E""# : "4.2e1").utf8)
    let edited = trial.target.replacing(leaves.carried[leaf] ?? 0, by: value)
    let place = trial.source.view.pointer(to: leaf)
    let restored: [UInt8]
    do {
      restored = try trial.bench.restore(edited, trial.residue, trial.setup)
    } catch let error as ConversionError {
      // In a payload of two editions, what one of them assumes may have been there: said, not guessed.
      if error.code == "residue-conflict", try trial.isMixed { return nil }
      // A lost member has the name that the edited one goes by: what the residue expects fails.
      if error.code == "residue-conflict", isOvershadowed(leaf, leaves, trial) { return nil }
      return "refused: after an edit of \(place) with \(error.code): \(error.message)"
    }
    guard let back = ScannedPayload(restored),
      let expected = ScannedPayload(trial.source.replacing(leaf, by: value)),
      back.hasSameTokens(as: expected)
    else {
      return "lost: an edit of \(place) gave \(String(decoding: restored, as: UTF8.self))"
    }
    return nil
  }
}

extension Law {
  /// Whether the object around a leaf has another member with the name that the leaf has in the target.
  private static func isOvershadowed(_ leaf: Int, _ leaves: LeafMap, _ trial: Trial) -> Bool {
    let view = trial.source.view
    guard let name = leaves.carried[leaf].flatMap({ trial.target.view.name(of: $0) }),
      name != view.name(of: leaf)
    else { return false }
    let holder = (0..<leaf).last { view.kind($0) == .object && leaf < Int(view[$0].next) }
    return holder.flatMap { view.member($0, name) } != nil
  }
}

extension ScannedPayload {
  /// The bytes with another value in place of a node.
  func replacing(_ node: Int, by value: [UInt8]) -> [UInt8] {
    let all = bytes
    return Array(all[..<Int(view[node].start)]) + value + Array(all[Int(view[node].end)...])
  }
}
