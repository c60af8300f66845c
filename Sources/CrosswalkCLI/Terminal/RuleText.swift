internal import Crosswalk

/// A rule of `check`, laid out for people.
enum RuleText {
  private static let columns = TextColumns(indent: 12)

  /// What a rule asks for, where, what the service says and what to do.
  static func text(_ rule: Explanation.Rule) -> String {
    var text = TextColumns.wrapped("\(rule.id): \(sentence(rule))")
    text += "\n" + columns.entry("level", level(rule))
    if let says = rule.says { text += columns.entry("service", filled(says)) }
    text += columns.entry("source", rule.source)
    text += columns.entry("advice", rule.advice)
    guard !rule.places.isEmpty else {
      return text + "\n" + TextColumns.wrapped("places: " + derived)
    }
    text += "\nplaces:\n"
    for place in rule.places {
      text += "  \(place.scope)\n" + place.paths.map { "    \($0)\n" }.joined()
    }
    return text
  }

  /// What is wrong and how bad that is.
  static func sentence(_ rule: Explanation.Rule) -> String {
    "\(filled(rule.message)) (\(rule.severity.rawValue))"
  }

  /// A text in which words of the payload are left open.
  private static func filled(_ text: String) -> String {
    text.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { place, piece in
      guard place > 0, let end = piece.firstIndex(of: "}"), end > piece.startIndex,
        piece[..<end].allSatisfy(\.isLowercase)
      else { return (place > 0 ? "{" : "") + piece }
      return "…" + piece[piece.index(after: end)...]
    }.joined()
  }

  /// Where a rule holds that has no places of its own.
  static let derived = "wherever the fields of a kind are published so"

  private static func level(_ rule: Explanation.Rule) -> String {
    switch rule.level {
    case .service: "service: the published schema does not ask for it"
    case .schema: "schema: the service is content without"
    case nil: "service and schema"
    }
  }
}
