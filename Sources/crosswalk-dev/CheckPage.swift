internal import Crosswalk

/// The page about the rules of `check`, made from the rules.
enum CheckPage {
  static var text: String {
    var text = """
      \(GeneratedDocs.notice)# Rules of check

      `crosswalk check` measures payloads by these rules; [checking](checking.md) tells how. An id is never
      renamed or reused; texts may improve. Words in braces come from the payload. In places, `*` is each
      element, `{}` each value of an object, and brackets hold conditions: `[text]` the value of `type`,
      `[role=assistant]` a member with this value, `+name` and `-name` a member that is there or not.
      `crosswalk explain ID` shows one rule.


      """
    for rule in Explanation.rules { text += section(rule) }
    return String(text.dropLast())
  }

  private static func section(_ rule: Explanation.Rule) -> String {
    let message = rule.message.prefix(1).uppercased() + rule.message.dropFirst()
    var text = "## `\(rule.id)`\n\n\(message) (\(rule.severity.rawValue), \(level(rule))).\n\n"
    if let says = rule.says { text += "The service says: `\(says)`\n\n" }
    text += "Source: \(rule.source).\n\nWhat to do: \(rule.advice).\n\n"
    if rule.places.isEmpty { text += "Where: wherever the fields of a kind are published so.\n" }
    for place in rule.places {
      let paths = place.paths.map { "`\($0)`" }.joined(separator: ", ")
      text += "- \(place.scope): \(paths)\n"
    }
    return text + "\n"
  }

  private static func level(_ rule: Explanation.Rule) -> String {
    rule.level.map { "\($0.rawValue) only" } ?? "service and schema"
  }
}
