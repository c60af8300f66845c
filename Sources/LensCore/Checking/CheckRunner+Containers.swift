internal import JSONCore

// What is asked of objects and lists as a whole.
extension CheckRunner {
  mutating func evaluateObject(_ check: CheckPlan.Check, _ node: Int) {
    switch check.requirement {
    case .members(let names):
      for name in names where view.member(node, named: name) == nil {
        note(check, node, missing: name)
      }
    case .onlyMembers(let names): checkNames(check, node, names)
    case .anyMember(let names):
      guard !names.contains(where: { view.isThere(node, Array($0.utf8)) }) else { return }
      note(check, node, CheckTexts(words: CheckTexts.list(names)))
    case .oneMember(let names):
      let count = names.filter { view.member(node, named: $0) != nil }.count
      guard count != 1 else { return }
      note(check, node, CheckTexts(found: String(count), words: CheckTexts.list(names)))
    case .distinctNames: checkDistinct(check, node)
    case .nameLength(let range): checkNameLengths(check, node, range)
    case .count(let range):
      checkCount(check, node, view.members(of: node).reduce(0) { count, _ in count + 1 }, range)
    case .variants(let words): checkVariant(check, node, words)
    case .spans(let text, let fault): checkSpans(check, node, text, fault)
    default: break
    }
  }

  mutating func evaluateList(_ check: CheckPlan.Check, _ node: Int) {
    switch check.requirement {
    case .count(let range):
      checkCount(check, node, view.elements(of: node).reduce(0) { count, _ in count + 1 }, range)
    case .unique(let name): checkUnique(check, node, name)
    case .oneType: checkOneType(check, node)
    case .partners(let types, let others, let name):
      checkPartners(check, node, types, others, name)
    case .followers(let first, let others): checkFollowers(check, node, first, others)
    case .leaders(let tests, let leader): checkLeaders(check, node, tests, leader)
    default: break
    }
  }

  // MARK: Members

  private mutating func checkNames(_ check: CheckPlan.Check, _ node: Int, _ names: [String]) {
    for member in view.members(of: node) {
      if names.contains(where: { view.isText(member.name, Array($0.utf8)) }) { continue }
      trail.push(name: member.name)
      note(check, member.name, CheckTexts(member: CheckTexts.shown(view.decoded(member.name))))
      trail.pop()
    }
  }

  private mutating func checkDistinct(_ check: CheckPlan.Check, _ node: Int) {
    guard mayRepeat(node) else { return }
    var seen: Set<[UInt8]> = []
    for member in view.members(of: node) {
      let text = view.decoded(member.name)
      guard !seen.insert(text).inserted else { continue }
      trail.push(name: member.name)
      note(check, member.name, CheckTexts(member: CheckTexts.shown(text)))
      trail.pop()
    }
  }

  /// Whether two names could be the same.
  ///
  /// Large objects and names with escapes are told by their texts alone; objects as they are served pass
  /// without one being made.
  private func mayRepeat(_ node: Int) -> Bool {
    let most = 32
    for (count, member) in view.members(of: node).enumerated() {
      if count >= most || view[member.name].hasEscape { return true }
      for earlier in view.members(of: node) {
        if earlier.name == member.name { break }
        if view.sameTokens(earlier.name, view, member.name) { return true }
      }
    }
    return false
  }

  private mutating func checkNameLengths(
    _ check: CheckPlan.Check,
    _ node: Int,
    _ range: ClosedRange<Int>
  ) {
    for member in view.members(of: node) {
      let count = view.scalarCount(member.name)
      guard !range.contains(count) else { continue }
      var texts = CheckTexts(found: String(count), limit: String(range.upperBound))
      texts.member = CheckTexts.shown(view.decoded(member.name))
      trail.push(name: member.name)
      note(check, member.name, texts)
      trail.pop()
    }
  }

  private mutating func checkCount(
    _ check: CheckPlan.Check,
    _ node: Int,
    _ count: Int,
    _ range: ClosedRange<Int>
  ) {
    guard !range.contains(count) else { return }
    let limit = count < range.lowerBound ? range.lowerBound : range.upperBound
    note(check, node, CheckTexts(found: String(count), limit: String(limit)))
  }

  /// An object whose `type` is none of the words; one without a type, or with no string there, too.
  private mutating func checkVariant(_ check: CheckPlan.Check, _ node: Int, _ words: [String]) {
    guard let type = view.member(node, "type"), view.kind(type) == .string else { return }
    if words.contains(where: { view.isText(type, Array($0.utf8)) }) { return }
    var texts = found(type)
    texts.words = CheckTexts.list(words)
    note(check, node, texts)
  }

  // MARK: Elements

  private mutating func note(
    _ check: CheckPlan.Check,
    element: Int,
    at index: Int,
    _ texts: CheckTexts
  ) {
    trail.push(index: index)
    note(check, element, texts)
    trail.pop()
  }

  private func text(_ element: Int, _ name: String) -> [UInt8]? {
    guard let value = view.member(element, named: name), view.kind(value) == .string else {
      return nil
    }
    return view.decoded(value)
  }

  private mutating func checkUnique(_ check: CheckPlan.Check, _ node: Int, _ name: String) {
    var seen: Set<[UInt8]> = []
    for (index, element) in view.elements(of: node).enumerated() {
      guard let text = text(element, name), !seen.insert(text).inserted else { continue }
      note(check, element: element, at: index, CheckTexts(value: CheckTexts.shown(text)))
    }
  }

  /// One fault at most: at the first element of another type.
  private mutating func checkOneType(_ check: CheckPlan.Check, _ node: Int) {
    var first: [UInt8]?
    for (index, element) in view.elements(of: node).enumerated() {
      guard let type = text(element, "type") else { continue }
      guard let known = first, known != type else {
        first = type
        continue
      }
      let words = CheckTexts.list([known, type].map { String(decoding: $0, as: UTF8.self) })
      return note(check, element: element, at: index, CheckTexts(words: words))
    }
  }

  private mutating func checkPartners(
    _ check: CheckPlan.Check,
    _ node: Int,
    _ types: [String],
    _ others: [String],
    _ name: String
  ) {
    var known: Set<[UInt8]> = []
    for element in view.elements(of: node) where isOf(others, element) {
      if let text = text(element, name) { known.insert(text) }
    }
    for (index, element) in view.elements(of: node).enumerated() where isOf(types, element) {
      guard let text = text(element, name), !known.contains(text) else { continue }
      note(check, element: element, at: index, CheckTexts(value: CheckTexts.shown(text)))
    }
  }

  private func isOf(_ types: [String], _ element: Int) -> Bool {
    guard let type = view.member(element, "type") else { return false }
    return types.contains { view.isText(type, Array($0.utf8)) }
  }

  private mutating func checkFollowers(
    _ check: CheckPlan.Check,
    _ node: Int,
    _ first: ElementTest,
    _ others: [ElementTest]
  ) {
    let elements = Array(view.elements(of: node))
    for (index, element) in elements.enumerated() where view.holds(first.conditions, element) {
      if index + 1 < elements.count {
        let next = elements[index + 1]
        if others.contains(where: { view.holds($0.conditions, next) }) { continue }
      }
      note(check, element: element, at: index, identity(element))
    }
  }

  private mutating func checkLeaders(
    _ check: CheckPlan.Check,
    _ node: Int,
    _ tests: [ElementTest],
    _ leader: ElementTest
  ) {
    let elements = Array(view.elements(of: node))
    guard elements.contains(where: { view.holds(leader.conditions, $0) }) else { return }
    var isLed = false
    for (index, element) in elements.enumerated() {
      let isMember = tests.contains { view.holds($0.conditions, element) }
      if isMember && !isLed { note(check, element: element, at: index, identity(element)) }
      isLed = isMember || view.holds(leader.conditions, element)
    }
  }

  /// The id of an element, for templates.
  private func identity(_ element: Int) -> CheckTexts {
    CheckTexts(value: CheckTexts.shown(text(element, "id") ?? []))
  }
}
