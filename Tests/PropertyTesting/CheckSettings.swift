internal import Foundation

/// How long and from which seed properties run: as the test says, unless the environment says otherwise.
///
/// `CROSSWALK_CASES=5000` runs that many cases of each property, `CROSSWALK_CASES=x20` twenty times as
/// many as the test asks for; `CROSSWALK_SEED=17` starts all of them elsewhere.
package struct CheckSettings: Sendable {
  /// How many cases to run.
  package var cases: Int
  /// Where the random choices start.
  package var seed: UInt64

  /// Reads the environment; what is not a number there is a mistake of the caller.
  package init(
    cases: Int,
    seed: UInt64,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.cases = cases
    self.seed = seed
    if let text = environment["CROSSWALK_CASES"] {
      self.cases = CheckSettings.count(text, of: cases)
    }
    if let text = environment["CROSSWALK_SEED"] {
      guard let number = UInt64(text) else {
        preconditionFailure("CROSSWALK_SEED: expected an integer, found '\(text)'")
      }
      self.seed = number
    }
  }

  private static func count(_ text: String, of cases: Int) -> Int {
    let isFactor = text.hasPrefix("x")
    guard let number = Int(text.dropFirst(isFactor ? 1 : 0)), number >= 0 else {
      preconditionFailure("CROSSWALK_CASES: expected '5000' or 'x20', found '\(text)'")
    }
    return isFactor ? cases * number : number
  }
}
