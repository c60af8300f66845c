package import LensCore

/// What payloads have to satisfy: the table of contents of this folder, and how rows become plans.
///
/// Rows stand in the other files, by what they are about. What the field lists say (members that are
/// required, words, forms) is derived from them, see ``FieldChecks``. A row holds for a kind wherever
/// payloads of that kind stand: rows of `message` also hold in `message-list`.
package enum Checks {
  /// All rules, in the order of the documentation.
  package static let rules: [CheckRule] =
    FieldChecks.rules + contentRules + fileRules + metadataRules + annotationRules + storedRules
    + threadRules + partRules + itemRules + idRules + sequenceRules

  /// Which kinds stand inside others, and where.
  static let inside: [(kind: String, path: String, inner: String)] = [
    ("message-list", "/data/*", "message"),
    ("create-thread-request", "/messages/*", "create-message-request"),
    ("item-list", "/data/*", "item"),
    ("input", "/*", "input-item"),
    ("create-items-request", "/items/*", "input-item"),
    ("create-conversation-request", "/items/*", "input-item"),
  ]

  /// How the service calls a payload in its answers; the others have no name of their own.
  private static let roots = ["input": "input", "input-item": "input[0]"]

  /// Whether payloads of a kind are sent to the service.
  package static func isSent(_ kind: String) -> Bool {
    kind.hasSuffix("-request") || kind == "input" || kind == "input-item"
  }

  /// The editions of a dialect, oldest first; of an edition, itself.
  package static func editions(of name: String) -> [String] {
    let all = FieldList.all.reduce(into: [String]()) { names, list in
      if !names.contains(list.edition) { names.append(list.edition) }
    }
    return all.filter { $0 == name || $0.hasPrefix(name + "-") }
  }

  /// The editions of a dialect that have a kind.
  package static func editions(of name: String, with kind: String) -> [String] {
    editions(of: name).filter { edition in
      FieldList.all.contains { $0.edition == edition && $0.kind == kind }
    }
  }

  /// The rules of an edition and kind as one of the levels asks for them.
  ///
  /// - Parameters:
  ///   - edition: The name of an edition.
  ///   - kind: The name of a kind that it has.
  ///   - schema: Whether the published schema is asked instead of the service.
  ///   - rules: The published rules, unless rules themselves are tested.
  /// - Returns: All that is asked of such payloads.
  package static func plan(
    edition: String,
    kind: String,
    schema: Bool,
    rules: [CheckRule] = rules
  ) -> CheckPlan {
    var maker = PlanMaker(rules: rules, edition: edition, isSchema: schema)
    maker.add(kind, at: "")
    return CheckPlan(
      rules: rules,
      root: roots[kind] ?? "",
      isSent: isSent(kind) && !schema,
      checks: maker.checks
    )
  }
}

/// Collects what is asked of payloads of one edition.
private struct PlanMaker {
  let rules: [CheckRule]
  let edition: String
  let isSchema: Bool
  var checks: [(path: CheckPath, check: CheckPlan.Check)] = []

  /// Adds what holds for a kind and for the kinds inside it.
  mutating func add(_ kind: String, at prefix: String) {
    for (index, rule) in rules.enumerated() {
      for place in rule.places where holds(place, kind) { add(place, rule, index, prefix) }
    }
    if let list = FieldList.all.first(where: { $0.edition == edition && $0.kind == kind }) {
      for (rule, place) in FieldChecks(list, isSchema: isSchema).places {
        guard let index = rules.firstIndex(where: { $0.id == rule.id }) else { continue }
        add(place, rule, index, prefix)
      }
    }
    for (outer, path, inner) in Checks.inside where outer == kind {
      add(inner, at: prefix + path)
    }
  }

  private func holds(_ place: CheckPlace, _ kind: String) -> Bool {
    place.kinds.contains(kind)
      && place.editions.contains { $0 == edition || edition.hasPrefix($0 + "-") }
  }

  private mutating func add(
    _ place: CheckPlace,
    _ rule: CheckRule,
    _ index: Int,
    _ prefix: String
  ) {
    switch place.level ?? rule.level {
    case .schema where !isSchema, .service where isSchema: return
    default: break
    }
    let severity = place.severity ?? rule.severity
    for path in place.paths {
      let check = CheckPlan.Check(index, place.requirement, severity: severity)
      checks.append((CheckPath(prefix + path), check))
    }
  }
}
