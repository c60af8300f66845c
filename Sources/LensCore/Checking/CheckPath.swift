/// Where a rule looks: a path from the payload down, in the notation of ``FieldList``.
///
/// ```
/// /content/*[text]/text      the text of each part whose `type` says text
/// /metadata/{}               each member's value
/// [role=assistant]/content   the content, if the payload has this role
/// /*[-type,+role]            elements without a `type` but with a `role`
/// ```
///
/// Conditions stand in brackets behind the value that they ask about, joined by commas: a bare word is
/// that of `type`, `name=word|word` and `name!=word|word` ask for a string, `+name` for a member that is
/// there and not null, `-name` for one that is not, `name*=word|word` for an array in which an element
/// has one of the words as `type`.
package struct CheckPath: Sendable, Equatable {
  /// One step down.
  package enum Step: Sendable, Equatable {
    case member([UInt8])
    case elements
    case values
    /// No step: the same value, under conditions.
    case here
  }

  /// What is asked about a value.
  package enum Condition: Sendable, Equatable {
    case isThere([UInt8])
    case isAbsent([UInt8])
    case says([UInt8], words: [[UInt8]])
    case saysNot([UInt8], words: [[UInt8]])
    case holds([UInt8], words: [[UInt8]])
  }

  /// A step, and what must hold behind it.
  package struct Segment: Sendable, Equatable {
    package var step: Step
    package var conditions: [Condition]
  }

  package var segments: [Segment]

  /// Reads a path that is part of the program.
  package init(_ text: String) {
    segments = []
    for piece in text.split(separator: "/", omittingEmptySubsequences: false) {
      let parts = piece.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      let isFirst = segments.isEmpty
      segments.append(Segment(step: CheckPath.step(name, isFirst: isFirst), conditions: []))
      guard parts.count > 1 else { continue }
      precondition(parts[1].hasSuffix("]"), "the path '\(text)' closes its brackets")
      segments.append(
        Segment(step: .here, conditions: CheckPath.conditions(parts[1].dropLast())))
    }
    segments.removeAll { $0.step == .here && $0.conditions.isEmpty }
  }

  /// The path to what another path leads to from the value at this one.
  package func appending(_ path: CheckPath) -> CheckPath {
    var longer = self
    longer.segments += path.segments
    return longer
  }

  private static func step(_ name: String, isFirst: Bool) -> Step {
    if isFirst {
      precondition(name.isEmpty, "a path begins with '/' or '['")
      return .here
    }
    return switch name {
    case "*": .elements
    case "{}": .values
    default: .member(Array(name.utf8))
    }
  }

  static func conditions(_ text: Substring) -> [Condition] {
    text.split(separator: ",").map { word in
      switch word.first {
      case "+": return .isThere(Array(word.dropFirst().utf8))
      case "-": return .isAbsent(Array(word.dropFirst().utf8))
      default: break
      }
      guard let equals = word.firstIndex(of: "=") else {
        return .says(Array("type".utf8), words: [Array(word.utf8)])
      }
      let words = word[word.index(after: equals)...].split(separator: "|").map { Array($0.utf8) }
      let name = word[..<equals]
      if name.hasSuffix("!") { return .saysNot(Array(name.dropLast().utf8), words: words) }
      if name.hasSuffix("*") { return .holds(Array(name.dropLast().utf8), words: words) }
      return .says(Array(name.utf8), words: words)
    }
  }
}
