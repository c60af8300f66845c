/// The smallest case found for which a property does not hold.
package struct Counterexample: Error, Equatable, CustomStringConvertible {
  /// Where the case came from.
  package enum Origin: Equatable, Sendable {
    /// A line of the regressions file.
    case stored(line: Int)
    /// The number of a random case, and the seed of the run.
    case random(Int, seed: UInt64)
  }

  /// The property.
  package let name: String
  /// What is wrong with the smallest case.
  package let failure: Failure
  /// The smallest case for people.
  package let value: String
  /// The choices that make it.
  package let choices: [Int]
  /// Where it came from.
  package let origin: Origin

  let firstLength: Int
  let tries: Int

  /// The line to put into the regressions file.
  package var regressionLine: String { Regressions.line(for: choices) }

  /// Everything a person needs: what, which case, how to see it again, how to keep it.
  package var description: String {
    """
    property '\(name)' does not hold: \(failure.message) [\(failure.id)]
      case: \(value)
      \(originText), \(firstLength) choices shrunk to \(choices.count) in \(tries) tries
      help: keep it as a line of Tests/Regressions/\(name).choices:
    \(regressionLine)  # \(failure.id)
    """
  }

  private var originText: String {
    switch origin {
    case .stored(let line): "from: line \(line) of Tests/Regressions/\(name).choices"
    case .random(let number, let seed): "from: case \(number) of CROSSWALK_SEED=\(seed)"
    }
  }
}

/// A check that says nothing: it could not have failed.
package struct VacuousProperty: Error, Equatable, CustomStringConvertible {
  /// The property.
  package let name: String
  /// Why it says nothing.
  package let reason: String

  /// Both, for people.
  package var description: String { "property '\(name)' cannot fail: \(reason)" }
}
