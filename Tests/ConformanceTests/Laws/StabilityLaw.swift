import Crosswalk

extension Law {
  /// Law 7: the same input and options give the same bytes and losses, with used memory and with fresh.
  static let stability = Law("stability") { trial in
    // A fresh converter compiles its tables, which is slow: one case in eight is enough.
    guard trial.lawCase.picks[0] % 8 == 0 else { return nil }
    let converter = try Converter(to: trial.setup.target, options: trial.setup.options)
    let again = try converter.convert(trial.payload)
    if again.payload != trial.target.bytes { return "bytes-differ: fresh memory gives other bytes" }
    if again.losses != trial.losses { return "losses-differ: fresh memory gives other losses" }
    if again.residue != trial.residue { return "residue-differs: fresh memory gives another" }
    let restored = try converter.restore(again.payload, with: again.residue ?? trial.residue)
    let used = try trial.bench.restore(trial.target.bytes, trial.residue, trial.setup)
    if restored != used { return "restored-differs: fresh memory restores other bytes" }
    return nil
  }
}
