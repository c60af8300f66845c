package import LensCore

/// Makes the plans of one edition at one level, each kind's rules gathered once.
package struct CheckPlanMaker {
  /// How the service calls a payload in its answers; the others have no name of their own.
  private static let roots = ["input": "input", "input-item": "input[0]"]

  private typealias PlacedCheck = (path: CheckPath, check: CheckPlan.Check)

  private let rules: [CheckRule]
  private let edition: String
  private let isSchema: Bool
  /// What is asked of a kind itself, without the kinds inside it.
  private var own: [String: [PlacedCheck]] = [:]

  /// Makes a maker.
  ///
  /// - Parameters:
  ///   - edition: The name of an edition.
  ///   - schema: Whether the published schema is asked instead of the service.
  ///   - rules: The published rules, unless rules themselves are tested.
  package init(edition: String, schema: Bool, rules: [CheckRule] = Checks.rules) {
    self.rules = rules
    self.edition = edition
    isSchema = schema
  }

  /// All that is asked of payloads of a kind.
  package mutating func plan(_ kind: String) -> CheckPlan {
    CheckPlan(
      rules: rules,
      root: CheckPlanMaker.roots[kind] ?? "",
      isSent: Checks.isSent(kind) && !isSchema,
      checks: checks(of: kind)
    )
  }

  private mutating func checks(of kind: String) -> [PlacedCheck] {
    if own[kind] == nil { own[kind] = gather(kind) }
    var all = own[kind] ?? []
    for (outer, path, inner) in Checks.inside where outer == kind {
      let prefix = CheckPath(path)
      all += checks(of: inner).map { (prefix.appending($0.path), $0.check) }
    }
    return all
  }

  // MARK: One kind

  private func gather(_ kind: String) -> [PlacedCheck] {
    var checks: [PlacedCheck] = []
    for (index, rule) in rules.enumerated() {
      for place in rule.places where holds(place, kind) {
        checks += placed(place, rule, index)
      }
    }
    guard let list = FieldList.all.first(where: { $0.edition == edition && $0.kind == kind }) else {
      return checks
    }
    for (rule, place) in FieldChecks(list, isSchema: isSchema).places {
      guard let index = rules.firstIndex(where: { $0.id == rule.id }) else { continue }
      checks += placed(place, rule, index)
    }
    return checks
  }

  private func holds(_ place: CheckPlace, _ kind: String) -> Bool {
    place.kinds.contains(kind)
      && place.editions.contains { $0 == edition || edition.hasPrefix($0 + "-") }
  }

  private func placed(_ place: CheckPlace, _ rule: CheckRule, _ index: Int) -> [PlacedCheck] {
    switch place.level ?? rule.level {
    case .schema where !isSchema, .service where isSchema: return []
    default: break
    }
    let severity = place.severity ?? rule.severity
    let check = CheckPlan.Check(index, place.requirement, severity: severity)
    return place.paths.map { (CheckPath($0), check) }
  }
}
