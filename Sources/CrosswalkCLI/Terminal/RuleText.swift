internal import Crosswalk

/// A rule of `check`, laid out for people.
enum RuleText {
  private static let columns = TextColumns(indent: 12)

  /// What a rule asks for, where, what the service says and what to do.
  static func text(_ rule: Explanation.Rule) -> String {
    var text = TextColumns.wrapped("\(rule.id): \(rule.message) (\(rule.severity.rawValue))")
    text += "\n" + columns.entry("level", level(rule))
    if let says = rule.says { text += columns.entry("service", says) }
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
