import Crosswalk
import LensCore
import OpenAIDialects

extension Law {
  /// Law 1: what is in the asked dialect already is copied byte for byte.
  ///
  /// Forms that were published for one day, and hybrids, are rewritten and reported instead.
  static let identity = Law("identity") { trial in
    if trial.isCopied {
      guard trial.target.bytes == trial.payload else { return "copied-but-changed: other bytes" }
      guard trial.losses.isEmpty else { return "copied-with-losses: nothing can have been lost" }
      return nil
    }
    let found = try trial.bench.identify(trial.source, trial.setup)
    if found == "hybrid", trial.losses.isEmpty {
      return "hybrid-untold: the record was rewritten and nothing said so"
    }
    let isOfKind = trial.setup.asked == nil || trial.setup.asked == trial.kind.name
    guard isOfKind, isThere(found, trial.setup.target) else { return nil }
    let isOneDayForm = trial.losses.contains { $0.code == "one-day-form" }
    return isOneDayForm ? nil : "not-copied: the record is in \(found) already"
  }

  /// Whether a payload of a form needs nothing to be one of the target.
  private static func isThere(_ form: String, _ target: String) -> Bool {
    if form == target { return true }
    guard let found = Registry.dialect(named: form) else { return false }
    return found.dialect.name == target
  }
}
