/// One row of what a payload has to satisfy: where, what must hold, and what to tell if it does not.
///
/// ```swift
/// CheckRule(
///   "too-many-file-ids", .error, .both,
///   "a message has {found} file ids, it takes at most {limit}",
///   says: "Invalid '{param}': array too long. Expected an array with maximum length {limit}, …",
///   source: "OpenAPI 2023-11-14, CreateMessageRequest",
///   advice: "split the message",
///   places: [.at("/file_ids", "v1: create-message-request", .count(0...10))]
/// )
/// ```
///
/// The texts are templates: `{param}` is the place as the service writes it, the other words come from
/// what was found (see ``CheckTexts``). A rule may have several places, as a limit that changed between
/// editions has; its id is stable, kebab-case and never reused.
package struct CheckRule: Sendable {
  /// How bad it is.
  package enum Severity: String, Sendable {
    /// The payload is refused, or no service ever made it.
    case error
    /// The payload passes, but hardly as it was meant.
    case warning
  }

  /// Who asks for it.
  package enum Level: Sendable {
    /// The published schema alone; the service is content without.
    case schema
    /// The service alone; the published schema does not say it.
    case service
    /// Both.
    case both
  }

  package let id: String
  package let severity: Severity
  package let level: Level
  /// What is wrong, lower case, without a full stop; a template.
  package let message: String
  /// What the service answers, as users search for it; a template.
  ///
  /// Nil if no answer is known.
  package let says: String?
  /// Where the rule is published or was reported.
  package let source: String
  /// What to do, beginning with a verb.
  package let advice: String
  /// Where it holds, besides the places that are derived from field lists.
  package let places: [CheckPlace]

  /// A row.
  package init(
    _ id: String,
    _ severity: Severity,
    _ level: Level,
    _ message: String,
    says: String? = nil,
    source: String,
    advice: String,
    places: [CheckPlace] = []
  ) {
    self.id = id
    self.severity = severity
    self.level = level
    self.message = message
    self.says = says
    self.source = source
    self.advice = advice
    self.places = places
  }
}

/// Where a rule holds: in which editions and kinds, at which values, and what is asked of these.
package struct CheckPlace: Sendable {
  /// Names of editions, or of dialects for all their editions.
  package let editions: [String]
  /// Names of kinds.
  package let kinds: [String]
  /// Paths from the payload; see ``CheckPath``.
  package let paths: [String]
  package let requirement: CheckRequirement
  /// How bad it is here, if that differs from the rule.
  package let severity: CheckRule.Severity?
  /// Who asks for it here, if that differs from the rule.
  package let level: CheckRule.Level?

  /// A place in payloads of some editions and kinds.
  package init(
    editions: [String],
    kinds: [String],
    paths: [String],
    _ requirement: CheckRequirement,
    severity: CheckRule.Severity? = nil,
    level: CheckRule.Level? = nil
  ) {
    self.editions = editions
    self.kinds = kinds
    self.paths = paths
    self.requirement = requirement
    self.severity = severity
    self.level = level
  }

  /// A place as a row writes it.
  ///
  /// - Parameters:
  ///   - paths: One or more paths with a blank between them; `/` alone is the payload itself.
  ///   - scope: Editions or dialects, a colon, kinds: `v1 v2-2024-04: message thread`.
  ///   - requirement: What must hold there.
  ///   - severity: How bad it is here, if that differs from the rule.
  ///   - level: Who asks for it here, if that differs from the rule.
  /// - Returns: The place.
  package static func at(
    _ paths: String,
    _ scope: String,
    _ requirement: CheckRequirement,
    _ severity: CheckRule.Severity? = nil,
    level: CheckRule.Level? = nil
  ) -> CheckPlace {
    let sides = scope.split(separator: ":").map { $0.split(separator: " ").map(String.init) }
    precondition(sides.count == 2, "the scope '\(scope)' has editions, a colon and kinds")
    return CheckPlace(
      editions: sides[0],
      kinds: sides[1],
      paths: paths.split(separator: " ").map { $0 == "/" ? "" : String($0) },
      requirement,
      severity: severity,
      level: level
    )
  }
}
