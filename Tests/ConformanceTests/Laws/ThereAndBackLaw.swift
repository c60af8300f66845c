import Crosswalk
import JSONCore

extension Law {
  /// Law 2: `restore` gives the same tokens; the same bytes if no white space stood between them.
  static let thereAndBack = Law("there-and-back") { trial in
    let restored = try trial.bench.restore(trial.target.bytes, trial.residue, trial.setup)
    guard let back = ScannedPayload(restored), back.hasSameTokens(as: trial.source) else {
      return "tokens-differ: restored \(String(decoding: restored, as: UTF8.self))"
    }
    let isTight = trial.source.minified == trial.payload
    if isTight, restored != trial.payload { return "bytes-differ: only white space was added" }
    if trial.residue.patch.contains(0x0a) || trial.residue.patch.contains(0x0d) {
      return "residue-breaks-lines: a residue is one line"
    }
    guard trial.residue.check == trial.target.view.tokenHash(0) else {
      return "check-differs: the residue's check is not the hash of the target"
    }
    return nil
  }

  /// A residue is at most 1.5 times the bytes of what was dropped or changed, and 64 for each entry.
  ///
  /// What was dropped counts with its names, which have to be kept as well.
  static let residueSize = Law("residue-size") { trial in
    guard let patch = ScannedPayload(trial.residue.patch), let leaves = trial.leaves else {
      return trial.residue.patch.isEmpty ? nil : "copied-with-residue: nothing has to be restored"
    }
    let lost = lostBytes(trial.source.view, leaves)
    let entries = patch.view.leaves.count
    let most = lost * 3 / 2 + 64 * entries
    // Of a hybrid, the list that won is in the residue too: the way back reads it as the other one.
    guard patch.bytes.count > most, try !trial.isHybrid else { return nil }
    return "too-large: \(patch.bytes.count) bytes for \(lost) lost in \(entries) entries"
  }

  private static func lostBytes(_ source: TapeView, _ leaves: LeafMap) -> Int {
    let lost = leaves.dropped + leaves.absent + leaves.changed
    var marks = source.marks(inside: lost)
    for value in lost where source.name(of: value) != nil { marks[value - 1] += 1 }
    let nodes = (0..<source.count).filter { marks[$0] > 0 && !source.kind($0).isContainer }
    return nodes.reduce(0) { $0 + source[$1].length }
  }
}
