/// The rules of one edition and kind, laid out for one walk over a payload.
package final class CheckPlan: Sendable {
  /// A rule as it holds at one place.
  package struct Check: Sendable {
    /// Index into ``CheckPlan/rules``.
    let rule: Int
    let severity: CheckRule.Severity
    let requirement: CheckRequirement
  }

  struct Edge: Sendable {
    let segment: CheckPath.Segment
    let target: Int
  }

  /// A place: what is asked of the value there, and where to go from it.
  struct State: Sendable {
    var checks: [Check] = []
    /// The same value under conditions.
    var here: [Edge] = []
    /// Into members, each by its name.
    var members: [(name: [UInt8], target: Int)] = []
    /// Into elements of an array.
    var elements: Int?
    /// Into the values of all members.
    var values: Int?
  }

  package let rules: [CheckRule]
  /// How the service calls the payload itself: `input`, or nothing.
  package let root: String
  /// Whether such payloads are sent and the service is asked, so that it can answer.
  package let isSent: Bool
  let states: [State]

  /// Lays out rules.
  ///
  /// - Parameters:
  ///   - rules: The rules; `checks` count in it.
  ///   - root: How the service calls the payload itself in its answers.
  ///   - isSent: Whether such payloads are sent, and the service is asked.
  ///   - checks: What is asked where.
  package init(
    rules: [CheckRule],
    root: String,
    isSent: Bool,
    checks: [(path: CheckPath, check: Check)]
  ) {
    self.rules = rules
    self.root = root
    self.isSent = isSent
    var states = [State()]
    for (path, check) in checks {
      let place = path.segments.reduce(0) { CheckPlan.step($1, from: $0, in: &states) }
      states[place].checks.append(check)
    }
    self.states = states
  }

  /// The state behind a segment, made if it is not there yet.
  private static func step(
    _ segment: CheckPath.Segment,
    from place: Int,
    in states: inout [State]
  ) -> Int {
    let new = states.count
    switch segment.step {
    case .here:
      if let known = states[place].here.first(where: { $0.segment == segment }) {
        return known.target
      }
      states[place].here.append(Edge(segment: segment, target: new))
    case .member(let name):
      if let known = states[place].members.first(where: { $0.name == name }) {
        return known.target
      }
      states[place].members.append((name, new))
    case .elements:
      if let known = states[place].elements { return known }
      states[place].elements = new
    case .values:
      if let known = states[place].values { return known }
      states[place].values = new
    }
    states.append(State())
    return new
  }
}

extension CheckPlan.Check {
  /// A rule, by its index, at one place.
  package init(
    _ rule: Int,
    _ requirement: CheckRequirement,
    severity: CheckRule.Severity
  ) {
    self.rule = rule
    self.severity = severity
    self.requirement = requirement
  }
}
