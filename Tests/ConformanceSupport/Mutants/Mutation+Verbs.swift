internal import LensCore

extension MutationContext {
  /// Every change to what a row does.
  func verb(_ row: Row) -> [(String, Row.Verb)] {
    switch row.verb {
    case .carry, .oneSided: []
    case .marker(let rule): marker(rule).map { ($0, .marker($1)) }
    case .flat(let rule): flat(rule).map { ($0, .flat($1)) }
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
      let name = "case \(element.name.isEmpty ? "any" : element.name): "
      add(name + "remove") { $0.cases.remove(at: index) }
      for (text, other) in cases(element) { add(name + text) { $0.cases[index] = other } }
    }
    return found + forms(rule)
  }

  /// Every change to strings, contexts and second lists.
  private func forms(_ rule: ListRule) -> [(String, ListRule)] {
    var found: [(String, ListRule)] = []
    func add(_ text: String, _ change: (inout ListRule) -> Void) {
      var copy = rule
      change(&copy)
      found.append((text, copy))
    }
    if rule.stringMeans != nil, rule.context != nil {
      for (text, form) in [
        ("wrapped", StringForm.wrapped), ("kept", .kept), ("preferred", .preferred),
      ] where form != rule.string {
        add("string \(text)") { $0.string = form }
      }
      add("older string: other way") { $0.keepsOlderString.toggle() }
    }
    if rule.emptied != nil { add("refuses empty: other way") { $0.refusesEmpty.toggle() } }
    if let context = rule.context {
      add("other context") { $0.context = ListContext(context.member, context.word + "_") }
    }
    if rule.order != nil { add("any order") { $0.order = nil } }
    guard let also = rule.also else { return found }
    func second(_ text: String, unique: String? = nil, _ notes: [LossNote?], fill: Fill?) {
      add("second: " + text) {
        $0.also = SecondList(
          also.name,
          unique: unique ?? also.unique,
          twice: notes[0] ?? also.twice,
          order: notes[1] ?? also.order,
          alone: notes[2] ?? also.alone,
          fill: fill
        )
      }
    }
    second("other key", unique: also.unique + "_", [nil, nil, nil], fill: also.fill)
    second("other fill", [nil, nil, nil], fill: also.fill == nil ? .filler("[]") : nil)
    for (text, note) in notes(also.twice) {
      second("twice: \(text)", [note, nil, nil], fill: also.fill)
    }
    for (text, note) in notes(also.order) {
      second("order: \(text)", [nil, note, nil], fill: also.fill)
    }
    for (text, note) in notes(also.alone) {
      second("alone: \(text)", [nil, nil, note], fill: also.fill)
    }
    return found
  }

  private func cases(_ element: ElementCase) -> [(String, ElementCase)] {
    var found: [(String, ElementCase)] = []
    func add(_ text: String, _ change: (inout ElementCase) -> Void) {
      var copy = element
      change(&copy)
      found.append((text, copy))
    }
    if let tag = element.older.tag {
      add("other older tag") { $0.older.tag = tag + "_" }
    }
    if let tag = element.newer.tag {
      add("other newer tag") { $0.newer.tag = tag + "_" }
    }
    if element.older.member != nil { add("any older member") { $0.older.member = nil } }
    if element.newer.member != nil { add("any newer member") { $0.newer.member = nil } }
    if element.context.isSome { add("in any context") { $0.context = .any } }
    if let choice = element.choice {
      add("under all choices") { $0.choice = nil }
      add("under no choice") { $0.choice = (choice.code, []) }
    }
    for (text, note) in element.readNote.map(notes) ?? [] { add(text) { $0.readNote = note } }
    if element.isForeignToOlder { add("told of by nobody") { $0.isForeignToOlder = false } }
    if element.isReadOnly { add("written too") { $0.isReadOnly = false } }
    guard case .only(let side, let note, let textFrom) = element.fate else { return found }
    let other: Side = side == .older ? .newer : .older
    add("invert the side") { $0.fate = .only(other, note, textFrom: textFrom) }
    for (text, note) in notes(note) {
      add(text) { $0.fate = .only(side, note, textFrom: textFrom) }
    }
    if textFrom != nil { add("never as text") { $0.fate = .only(side, note, textFrom: nil) } }
    return found
  }

  private func marker(_ rule: MarkerRule) -> [(String, MarkerRule)] {
    var found: [(String, MarkerRule)] = []
    func add(_ text: String, _ change: (inout MarkerRule) -> Void) {
      var copy = rule
      change(&copy)
      found.append((text, copy))
    }
    add("other older word") { $0.older += "_" }
    add("other newer word") { $0.newer += "_" }
    if rule.otherwise != nil { add("any word") { $0.otherwise = nil } }
    for (text, note) in rule.otherwise.map(codes) ?? [] { add(text) { $0.otherwise = note } }
    return found
  }

  private func flat(_ rule: FlatRule) -> [(String, FlatRule)] {
    let found = markers(rule)
    guard rule.string != nil else { return found }
    var plain = rule
    plain.string = nil
    plain.writesString = false
    var other = rule
    other.writesString.toggle()
    return [("a string means nothing", plain), ("writes string: other way", other)] + found
  }

  private func markers(_ rule: FlatRule) -> [(String, FlatRule)] {
    guard let markers = rule.markers else { return [] }
    var found: [(String, FlatRule)] = []
    func add(_ text: String, _ change: (inout MarkersRule) -> Void) {
      var copy = rule
      var other = markers
      change(&other)
      copy.markers = other
      found.append(("markers: \(text)", copy))
    }
    var none = rule
    none.markers = nil
    found.append(("markers: none", none))
    add("in no text") { $0.text += "_" }
    add("by no list") { $0.list += "_" }
    for (index, type) in markers.types.enumerated() {
      add("not \(type)") { $0.types.remove(at: index) }
    }
    add("other start") { $0.start += "_" }
    add("other end") { $0.end += "_" }
    add("other quoted") { $0.quoted += "_" }
    for (text, note) in notes(markers.stripped) { add("stripped: \(text)") { $0.stripped = note } }
    for (text, note) in notes(markers.differing) {
      add("differing: \(text)") { $0.differing = note }
    }
    for (text, note) in notes(markers.moved) { add("moved: \(text)") { $0.moved = note } }
    for (text, note) in notes(markers.kept) { add("kept: \(text)") { $0.kept = note } }
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
        carriesForward: adapter.carriesForward,
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

extension ElementCase.Context {
  fileprivate var isSome: Bool {
    if case .any = self { return false }
    return true
  }
}
