package import JSONCore

/// Walks a payload along a plan and notes what does not hold.
///
/// The walk goes only where rules look, and as deep as their paths. Nothing is made for a value that
/// holds; a fault makes its texts at once, because the way to the value is known then.
package struct CheckRunner {
  /// A rule that does not hold somewhere.
  package struct Fault: Sendable {
    /// The rule.
    package let rule: CheckRule
    package let severity: CheckRule.Severity
    /// JSON Pointer to the value; to the object for a member that is not there.
    package let pointer: String
    /// Offset of the value in the record.
    package let offset: Int
    /// The name of the member that is not there, or should not be; empty if it is about a value.
    package let member: String
    /// What is wrong, and what the service says to it.
    package let message: String
  }

  /// How many faults of one rule are noted in one payload; the others are only counted.
  ///
  /// A page of a million messages with the same fault tells nothing new after the first thousand, and
  /// memory stays bounded by the record.
  package static let mostFaults = 1000

  let view: TapeView
  let plan: CheckPlan
  var trail = CheckTrail()
  private var counts: [Int]
  private(set) var faults: [Fault] = []

  private init(_ plan: CheckPlan, _ view: TapeView) {
    self.plan = plan
    self.view = view
    counts = Array(repeating: 0, count: plan.rules.count)
  }

  /// The faults of the payload at node 0, containers before what they hold.
  package static func faults(_ view: TapeView, _ plan: CheckPlan) -> [Fault] {
    var runner = CheckRunner(plan, view)
    runner.walk(0, 0)
    runner.tellUncounted()
    return runner.faults
  }

  private mutating func walk(_ node: Int, _ place: Int) {
    let state = plan.states[place]
    for check in state.checks { evaluate(check, node) }
    for edge in state.here where view.holds(edge.segment.conditions, node) {
      walk(node, edge.target)
    }
    switch view.kind(node) {
    case .object: walkMembers(node, state)
    case .array: walkElements(node, state)
    default: break
    }
  }

  private mutating func walkMembers(_ node: Int, _ state: CheckPlan.State) {
    guard !state.members.isEmpty || state.values != nil else { return }
    for member in view.members(of: node) {
      let known = state.members.first { view.isText(member.name, $0.name) }
      for target in [known?.target, state.values] {
        guard let target else { continue }
        trail.push(name: member.name)
        walk(member.value, target)
        trail.pop()
      }
    }
  }

  private mutating func walkElements(_ node: Int, _ state: CheckPlan.State) {
    guard let target = state.elements else { return }
    for (index, element) in view.elements(of: node).enumerated() {
      trail.push(index: index)
      walk(element, target)
      trail.pop()
    }
  }

  // MARK: Noting

  /// Whether it is worth while to search for the cause of another fault of a rule: the first faults show it.
  func isExplained(_ check: CheckPlan.Check) -> Bool { counts[check.rule] < 100 }

  /// Notes that a rule does not hold for a value.
  mutating func note(_ check: CheckPlan.Check, _ node: Int, _ texts: CheckTexts = CheckTexts()) {
    counts[check.rule] += 1
    guard counts[check.rule] <= CheckRunner.mostFaults else { return }
    let rule = plan.rules[check.rule]
    faults.append(
      Fault(
        rule: rule,
        severity: check.severity,
        pointer: trail.pointer(view),
        offset: Int(view[node].start),
        member: texts.member,
        message: message(rule, texts)
      )
    )
  }

  /// Notes that a member is not there: found at the object, told with the member's name.
  mutating func note(_ check: CheckPlan.Check, _ object: Int, missing name: String) {
    let before = faults.count
    note(check, object, CheckTexts(member: name))
    guard faults.count > before, let fault = faults.popLast() else { return }
    trail.push(missing: name)
    let message = message(fault.rule, CheckTexts(member: name))
    trail.pop()
    faults.append(
      Fault(
        rule: fault.rule,
        severity: fault.severity,
        pointer: fault.pointer,
        offset: fault.offset,
        member: name,
        message: message
      )
    )
  }

  private func message(_ rule: CheckRule, _ texts: CheckTexts) -> String {
    let parameter = trail.parameter(view, root: plan.root)
    let index = trail.lastIndex
    let message = texts.fill(rule.message, parameter: parameter, index: index)
    guard plan.isSent, let says = rule.says else { return message }
    return message + "; the service says: "
      + texts.fill(says, parameter: parameter, index: index)
  }

  /// Says of rules that do not hold too often how often that is.
  private mutating func tellUncounted() {
    for (rule, count) in counts.enumerated() where count > CheckRunner.mostFaults {
      let severity = faults.first { $0.rule.id == plan.rules[rule].id }?.severity ?? .error
      faults.append(
        Fault(
          rule: plan.rules[rule],
          severity: severity,
          pointer: "",
          offset: Int(view[0].start),
          member: "",
          message: "\(count - CheckRunner.mostFaults) more of these in the record are not listed"
        )
      )
    }
  }
}
