internal import LensCore

extension MutationContext {
  /// Every change to what a row does.
  func verb(_ row: Row) -> [(String, Row.Verb)] {
    switch row.verb {
    case .carry, .oneSided: []
    case .inside(let rows, let string):
      string == nil ? [] : [("a string means nothing", .inside(rows, string: nil))]
    case .list(let rule): list(rule).map { ($0, .list($1)) }
    case .bareList(let rule): bareList(rule).map { ($0, .bareList($1)) }
    case .texts(let rule): texts(rule).map { ($0, .texts($1)) }
    case .adapter(let adapter): self.adapter(adapter).map { ($0, .adapter($1)) }
    }
  }

  // MARK: Lists

  private func list(_ rule: ListRule) -> [(String, ListRule)] {
    var found: [(String, ListRule)] = []
    func add(_ text: String, _ change: (inout ListRule) -> Void) {
      var copy = rule
      change(&copy)
      found.append((text, copy))
    }
    switch rule.others {
    case .keep: add("drop others") { $0.others = .drop(LossNote(.unknownElement)) }
    case .drop: add("keep others") { $0.others = .keep }
    }
    if rule.stringMeans != nil { add("a string means nothing") { $0.stringMeans = nil } }
    if let emptied = rule.emptied {
      add("not refused when emptied") { $0.emptied = nil }
      for (text, note) in codes(emptied) { add("emptied: \(text)") { $0.emptied = note } }
    } else {
      add("refused when emptied") { $0.emptied = LossNote(.messageEmpty) }
    }
    add("drops emptied: other way") { $0.dropsEmptied.toggle() }
    for (index, element) in rule.cases.enumerated() {
      let name = "case \(element.tag ?? "any"): "
      add(name + "remove") { $0.cases.remove(at: index) }
      for (text, other) in cases(element) { add(name + text) { $0.cases[index] = other } }
    }
    return found
  }

  private func cases(_ element: ElementCase) -> [(String, ElementCase)] {
    guard let tag = element.tag else { return [] }
    var found: [(String, ElementCase)] = [
      ("other tag", ElementCase(tag: tag + "_", fate: element.fate))
    ]
    guard case .only(let side, let note, let textFrom) = element.fate else { return found }
    let other: Side = side == .older ? .newer : .older
    func add(_ text: String, _ fate: ElementCase.Fate) {
      found.append((text, ElementCase(tag: tag, fate: fate)))
    }
    add("invert the side", .only(other, note, textFrom: textFrom))
    for (text, note) in notes(note) { add(text, .only(side, note, textFrom: textFrom)) }
    if textFrom != nil { add("never as text", .only(side, note, textFrom: nil)) }
    return found
  }

  private func bareList(_ rule: BareListRule) -> [(String, BareListRule)] {
    var found: [(String, BareListRule)] = []
    func add(_ text: String, _ change: (inout BareListRule) -> Void) {
      var copy = rule
      change(&copy)
      found.append((text, copy))
    }
    add("other member") { $0.member += "_" }
    add("omits empty: other way") { $0.omitsEmpty.toggle() }
    for (text, note) in notes(rule.withoutValue) {
      add("no value: \(text)") { $0.withoutValue = note }
    }
    for (text, note) in notes(rule.repeated) { add("repeated: \(text)") { $0.repeated = note } }
    for (text, note) in notes(rule.disagree) { add("disagree: \(text)") { $0.disagree = note } }
    for (text, note) in notes(rule.agree) { add("agree: \(text)") { $0.agree = note } }
    if rule.moved != nil { add("moves nothing") { $0.moved = nil } }
    guard let (count, note) = rule.olderMaximum else { return found }
    add("no maximum") { $0.olderMaximum = nil }
    add("maximum one more") { $0.olderMaximum = (count + 1, note) }
    add("maximum one less") { $0.olderMaximum = (count - 1, note) }
    for (text, note) in notes(note) { add("maximum: \(text)") { $0.olderMaximum = (count, note) } }
    return found
  }

  // MARK: Maps and adapters

  private func texts(_ rule: TextsRule) -> [(String, TextsRule)] {
    var found: [(String, TextsRule)] = []
    func add(_ text: String, _ change: (inout TextsRule) -> Void) {
      var copy = rule
      change(&copy)
      found.append((text, copy))
    }
    for (text, note) in notes(rule.retyped) { add("retyped: \(text)") { $0.retyped = note } }
    add("strings in no edition") { $0.stringEditions = [] }
    add("strings in all editions") { $0.stringEditions = Set(editions(.newer)) }
    guard let limit = rule.limit else { return found }
    add("no limit") { $0.limit = nil }
    for step in [-1, 1] {
      add("pairs \(step)") { $0.limit?.pairs = limit.pairs + step }
      add("name \(step)") { $0.limit?.name = limit.name + step }
      add("value \(step)") { $0.limit?.value = limit.value + step }
    }
    for (text, note) in codes(limit.note) { add("limit: \(text)") { $0.limit?.note = note } }
    return found
  }

  private func adapter(_ adapter: Adapter) -> [(String, Adapter)] {
    func copy(
      losses: [AdapterLoss]? = nil,
      limits: [Limit]? = nil,
      forward: Adapter.Body?,
      backward: Adapter.Body?
    ) -> Adapter {
      Adapter(
        adapter.summary,
        losses: losses ?? adapter.losses,
        limits: limits ?? adapter.limits,
        stringMeans: adapter.stringMeans,
        forward: forward,
        backward: backward
      )
    }
    let (forward, backward) = (adapter.forward, adapter.backward)
    var found: [(String, Adapter)] = []
    if forward != nil { found.append(("carried forward", copy(forward: nil, backward: backward))) }
    if backward != nil { found.append(("carried backward", copy(forward: forward, backward: nil))) }
    for (text, limits) in limits(adapter.limits) {
      found.append((text, copy(limits: limits, forward: forward, backward: backward)))
    }
    for (index, loss) in adapter.losses.enumerated() {
      let isRefusal = loss.note.code == .messageEmpty
      for (text, note) in isRefusal ? codes(loss.note) : notes(loss.note) {
        var losses = adapter.losses
        losses[index] = AdapterLoss(note, loss.action, at: loss.path)
        let name = "loss \(loss.note.code.id) \(loss.action.name): \(text)"
        found.append((name, copy(losses: losses, forward: forward, backward: backward)))
      }
    }
    return found
  }
}
