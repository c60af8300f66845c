/// A line of `Tests/Fixtures/mutants-explained.txt`: mutants that no test can notice, and why.
///
/// Lines without a `#` in front name mutants, with `*` for anything; a comment above says why, for all lines up
/// to the next blank one.
package struct MutantExplanation: Sendable {
  /// The name of a mutant, with `*` for anything.
  package let pattern: String
  /// Why nothing can notice it.
  package let reason: String

  /// A line and the comment above it.
  package init(pattern: String, reason: String) {
    self.pattern = pattern
    self.reason = reason
  }

  /// Whether a mutant is meant.
  package func explains(_ name: String) -> Bool {
    let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = pieces.first, let last = pieces.last, name.hasPrefix(first) else {
      return false
    }
    guard pieces.count > 1 else { return name == pattern }
    var rest = name.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }

  /// All explanations.
  ///
  /// - Throws: ``FixtureError`` for a line without a reason.
  package static func all() throws -> [MutantExplanation] {
    try parse(try Fixture.text(of: "mutants-explained.txt"))
  }

  /// Reads explanations.
  package static func parse(_ text: String) throws -> [MutantExplanation] {
    var found: [MutantExplanation] = []
    var reason = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        reason = ""
      } else if line.hasPrefix("# ") {
        reason += (reason.isEmpty ? "" : " ") + line.dropFirst(2)
      } else if reason.isEmpty {
        throw FixtureError(text: "mutants-explained.txt: no reason above '\(line)'")
      } else {
        found.append(MutantExplanation(pattern: String(line), reason: reason))
      }
    }
    return found
  }
}
