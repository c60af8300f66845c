// Lists, maps and adapters: the rows with tables of their own.
extension PlanCompiler {
  // MARK: Strings that stand for something

  /// Lets a plain string stand for an object: `"x"` for `{"value":"x","annotations":[]}`.
  mutating func wrapString(_ member: String, _ rows: [Row], plan: Int) {
    let around = wrapping(member, rows)
    objects[plan].stringOpen = text(around.open)
    objects[plan].stringClose = text(around.close)
  }

  /// What stands around a string that stands for its object.
  private func wrapping(_ member: String, _ rows: [Row]) -> (open: String, close: String) {
    ("{\"\(member)\":", fills(rows, besides: member) + "}")
  }

  /// The defaults of the target's members, each with a comma before it.
  private func fills(_ rows: [Row], besides member: String?) -> String {
    var all = ""
    for row in rows {
      guard let name = row.name(target), name != member, let fill = row.fill(target),
        let text = fill.text, !fill.onlyAtSchemaLevel || settings.pleasesSchema
      else { continue }
      all += ",\"\(name)\":\(text)"
    }
    return all
  }

  /// What stands around a string that stands for a whole element of an older type.
  private func wrapping(
    elementOf rule: ListRule,
    under context: ContextMask
  ) -> (open: String, close: String) {
    let tag = rule.stringMeans(under: context)
    for element in rule.cases
    where element.older.tag == tag && element.context.mask.contains(context) && !element.isReadOnly
    {
      guard case .both(let rows) = element.fate, let type = element.shape(target).tag else {
        continue
      }
      for row in rows {
        guard let inner = wrapping(row, rule.stringMember) else { continue }
        let others = fills(rows, besides: "type")
        return ("{\"type\":\"\(type)\"," + inner.open, inner.close + others + "}")
      }
    }
    preconditionFailure("no case of type \(tag ?? "") has a string that stands for it")
  }

  /// What stands around a string that stands for a row's object, in the element around it.
  private func wrapping(_ row: Row, _ member: String?) -> (open: String, close: String)? {
    switch row.verb {
    case .carry where member != nil && row.older == member:
      return row.name(target).map { ("\"\($0)\":", "") }
    case .inside(let inner, let string?):
      guard let name = row.name(target) else { return nil }
      let around = wrapping(string, inner)
      return ("\"\(name)\":" + around.open, around.close)
    case .flat(let rule):
      guard let string = rule.stringRow, let name = string.name(target) else { return nil }
      if target == .newer { return ("\"\(name)\":", fills(rule.rows, besides: name)) }
      guard let object = row.older else { return nil }
      if rule.writesString { return ("\"\(object)\":", "") }
      let around = wrapping(name, rule.rows)
      return ("\"\(object)\":" + around.open, around.close)
    default: return nil
    }
  }

  // MARK: Lists

  mutating func list(
    _ rule: ListRule,
    _ absences: [String],
    at field: Place,
    parent: Place,
    scope: inout Scope
  ) -> Int32 {
    var plan = ListPlan()
    if rule.stringMeans != nil { addStringForms(rule, &plan) }
    if let context = rule.context {
      plan.contextMember = text(context.member)
      plan.contextWord = text(context.word)
    }
    if case .drop(let note) = rule.others {
      plan.keepsOthers = false
      plan.otherSite = site(note, .dropped, field.element.source)
    }
    if let note = rule.emptied {
      plan.refusesEmptied = !settings.restores
      plan.refusesEmpty = rule.refusesEmpty && !settings.restores
      plan.emptiedSite = site(note, .dropped, field.source)
    }
    plan.dropsEmptied = rule.dropsEmptied
    plan.dropsNull = absences.contains("null")
    plan.elementSite = site(LossNote(.messageEmpty), .dropped, field.element.source)
    addForeign(rule, &plan, at: field)
    if let order = rule.order { addOrder(order, &plan, at: field) }
    // The index is taken before elements with lists of their own are compiled.
    let index = lists.count
    lists.append(plan)
    let second = rule.also.map { parent.member($0.name, $0.name).element } ?? field.element
    var mine: [CasePlan] = []
    for element in rule.cases {
      var place = field.element
      if element.isInSecond, source == .older { place.source = second.source }
      if element.isInSecond, target == .older { place.target = second.target }
      mine += casePlans(element, at: place)
    }
    plan.cases = Slice(first: Int32(cases.count), count: Int32(mine.count))
    cases += mine
    if let also = rule.also { addSecond(also, &plan, at: field, parent, index, &scope) }
    lists[index] = plan
    return Int32(index)
  }

  private mutating func addStringForms(_ rule: ListRule, _ plan: inout ListPlan) {
    let usual = wrapping(elementOf: rule, under: .others)
    plan.wrap = StringWrap(open: text(usual.open), close: text(usual.close))
    let special = wrapping(elementOf: rule, under: .word)
    plan.wrapUnderWord = StringWrap(open: text(special.open), close: text(special.close))
    switch rule.string {
    case .wrapped: plan.wrapsString = true
    case .kept: plan.keepsString = true
    case .preferred:
      plan.keepsString = true
      plan.prefersString = target == .newer && !settings.restores
    }
    if target == .older {
      plan.keepsString = rule.keepsOlderString
      plan.wrapsString = !rule.keepsOlderString
    }
    guard plan.prefersString, let tag = rule.stringMeans(under: .word) else { return }
    plan.preferredTag = text(tag)
    for element in rule.cases where element.older.tag == tag {
      guard case .both(let rows) = element.fate else { continue }
      for row in rows { addPreferred(row, rule.stringMember, &plan) }
    }
  }

  /// Notes what a row says about the one text that may become a plain string.
  private mutating func addPreferred(_ row: Row, _ member: String?, _ plan: inout ListPlan) {
    guard let name = row.older else { return }
    if case .flat(let flat) = row.verb {
      plan.preferredMember = text(name)
      plan.preferredInner = text(flat.string ?? name)
    } else if name == member {
      plan.preferredMember = text(name)
    } else if member != nil, row.absences.contains("[]") {
      let first = plan.preferredEmpty.count == 0 ? Int32(values.count) : plan.preferredEmpty.first
      values.append(text(name))
      plan.preferredEmpty = Slice(first: first, count: plan.preferredEmpty.count + 1)
    }
  }

  /// The types that only the target has: an element of such a type is the target's already.
  private mutating func addForeign(_ rule: ListRule, _ plan: inout ListPlan, at field: Place) {
    let own = Set(
      rule.cases.filter { $0.exists(source) }.compactMap { $0.shape(source).tag }
    )
    let others = rule.cases.filter { $0.exists(target) && !$0.isInSecond }
      .compactMap { $0.shape(target).tag }.filter { !own.contains($0) }
    guard !others.isEmpty, plan.keepsOthers, !settings.restores, !lens.joinsEditions else { return }
    // One-sided elements of the target in a source that never had them are told by its dialect.
    let both = rule.cases.filter { if case .both = $0.fate { true } else { false } }
    let names = Set(both.compactMap { $0.shape(target).tag }).intersection(others)
    plan.foreign = texts(names.sorted())
    plan.foreignSite = site(LossNote(.elementNotInDialect), .changed, field.element.source)
  }

  private mutating func addOrder(_ order: ListOrder, _ plan: inout ListPlan, at field: Place) {
    guard target == .newer, !settings.restores else { return }
    plan.orderMember = text(order.member)
    plan.reversedSite = site(order.reversed, .changed, field.source)
    plan.unorderedSite = site(order.unknown, .changed, field.source)
    switch settings.choice(order.reversed.code, at: field.source) {
    case "newest-first": plan.ordering = .reversed
    case "oldest-first": plan.ordering = .kept
    default: plan.ordering = .found
    }
  }

  // MARK: Second lists

  private mutating func addSecond(
    _ also: SecondList,
    _ plan: inout ListPlan,
    at field: Place,
    _ parent: Place,
    _ index: Int,
    _ scope: inout Scope
  ) {
    plan.second = text(also.name)
    plan.unique = text(also.unique)
    guard source == .older else {
      plan.secondKey = key(also.name)
      plan.secondSlot = scope.slot()
      plan.orderSite = site(also.order, .changed, field.source)
      scope.targetNames.append(also.name)
      if let fill = also.fill {
        addTail(
          fill, also.name, isOneSided: true, slot: plan.secondSlot, to: &scope, at: parent
        )
      }
      return
    }
    let place = parent.member(also.name, nil)
    plan.twiceSite = site(also.twice, .dropped, place.element.source)
    plan.aloneSite = site(also.alone, .dropped, place.element.source)
    var entry = self.entry(also.name, .second)
    entry.argument = Int32(index)
    entry.absences = texts(["null", "[]"])
    entry.site = site(LossNote(.unexpectedType), .dropped, place.source)
    entry.rival = text(String(field.source.dropFirst(parent.source.utf8.count + 1)))
    scope.entries.append(entry)
    scope.sourceNames.insert(also.name)
  }

  // MARK: Cases

  private mutating func casePlans(_ element: ElementCase, at field: Place) -> [CasePlan] {
    // What is restored was read as it is written now.
    if element.isReadOnly, source == .older, !settings.restores { return [] }
    guard var plan = casePlan(element, at: field) else { return [] }
    plan.context = element.context.mask
    plan.isInSecond = element.isInSecond
    test(element.shape(plan.mode == .early ? target : source), in: &plan)
    if let note = element.readNote, source == .newer {
      plan.isRetagged = true
      plan.site = site(note, .changed, field.source + "/type")
    }
    if element.isForeignToOlder, source == .older {
      plan.isForeign = true
      plan.site = site(LossNote(.elementNotInDialect), .changed, field.source)
    }
    return [plan]
  }

  private mutating func test(_ shape: Shape, in plan: inout CasePlan) {
    if let tag = shape.tag { plan.tag = text(tag) }
    guard let member = shape.member else { return }
    plan.member = text(member)
    if let inner = shape.inner { plan.inner = text(inner) }
    switch shape.test {
    case .present: plan.test = .present
    case .string: plan.test = .string
    case .prefix(let prefix):
      plan.test = .prefix
      plan.testText = text(prefix)
    case .lacks(let tag):
      plan.test = .lacks
      plan.testText = text(tag)
    case .filled: plan.test = .filled
    }
  }

  private mutating func casePlan(_ element: ElementCase, at field: Place) -> CasePlan? {
    if let choice = element.choice, case .only(source, _, _) = element.fate, !settings.restores,
      !choice.among.contains(settings.choice(choice.code, at: field.source))
    {
      return nil
    }
    var plan = CasePlan()
    switch element.fate {
    case .both(let rows): plan.plan = object(rows, at: field)
    case .only(let side, let note, let textFrom):
      // What is restored brought such an element from its source: nothing else writes one.
      if settings.restores { return nil }
      if side == target {
        // It stays where such elements can be told at all.
        guard element.shape(target).tag != nil, !element.isInSecond else { return nil }
        plan.mode = .early
        plan.site = site(LossNote(.elementNotInDialect), .changed, field.source)
        return plan
      }
      plan.mode = .drop
      plan.site = site(note, .dropped, field.source)
      if let textFrom, settings.choice(note.code, at: field.source) == "text" {
        plan.mode = .asText
        plan.text = text(textFrom)
        plan.site = site(note, .changed, field.source)
      }
    }
    return plan
  }

  // MARK: Bare lists

  mutating func addBareList(
    _ rule: BareListRule,
    _ row: Row,
    _ entry: inout Entry,
    field: String,
    path: String
  ) {
    guard let rival = row.name(target) else { return }
    let element = path + "/" + (direction == .forward ? rival : entryName(entry)) + "/*"
    var plan = BareListPlan()
    plan.member = text(rule.member)
    plan.open = text("{\"\(rule.member)\":")
    plan.own = entry.name
    plan.rival = text(rival)
    plan.omitsEmpty = rule.omitsEmpty
    let unread = Row.rename(rule.member, rule.member)
    plan.plan = object(
      rule.rows + [unread],
      at: Place(source: element, target: element),
      dissolves: true
    )
    plan.withoutValueSite = site(rule.withoutValue, .dropped, field + "/*")
    plan.repeatedSite = site(rule.repeated, .changed, field + "/*/" + rule.member)
    plan.disagreeSite = site(rule.disagree, .dropped, field + "/*")
    plan.agreeSite = site(rule.agree, .dropped, field)
    plan.agreeElementSite = site(rule.agree, .dropped, field + "/*")
    plan.keptSite = site(LossNote(.elementNotInDialect), .changed, path + "/" + rival)
    if direction == .backward, let (count, note) = rule.olderMaximum, !settings.restores {
      plan.maximum = Int32(count)
      plan.maximumSite = site(note, .dropped, field, limit: .count(count))
      plan.cutsAtMaximum = settings.choice(note.code, at: field) == "first"
    }
    if direction == .backward, let extra = rule.moved,
      settings.choice(extra.code, at: path + "/content/*") == "move"
    {
      plan.moved = Int32(moved.count)
      moved.append(extra)
    }
    entry.operation = direction == .forward ? .wrapList : .unwrapList
    entry.site = site(LossNote(.unexpectedType), .dropped, field)
    entry.argument = Int32(bareLists.count)
    bareLists.append(plan)
  }

  private func entryName(_ entry: Entry) -> String {
    let start = Int(entry.name.offset)
    return String(decoding: pool[start..<start + Int(entry.name.length)], as: UTF8.self)
  }

  /// The list that the target's dialect would have: if a payload has both, this one wins.
  mutating func rival(of entry: Entry, named name: String, field: String) -> Entry {
    var rival = self.entry(name, .rival)
    rival.slot = entry.slot
    rival.site = entry.site
    rival.argument = entry.argument
    rival.absences = texts(["null"])
    return rival
  }

  // MARK: Maps

  mutating func textsPlan(_ rule: TextsRule, at field: String) -> Int32 {
    var plan = TextsPlan()
    let editions = direction == .forward ? rule.stringEditions : rule.olderStringEditions
    let wantsStrings = editions.contains(edition) && !settings.restores
    let refusesNull = direction == .backward ? rule.refusesNull : rule.newerRefusesNull
    plan.dropsNull = refusesNull && !settings.restores
    plan.retypes = wantsStrings
    plan.retypedSite = site(rule.retyped, .changed, field + "/*")
    if let limit = rule.limit, !settings.restores {
      plan.pairs = Int32(limit.pairs)
      plan.name = Int32(limit.name)
      plan.value = Int32(limit.value)
      plan.limitSite = site(limit.note, .changed, field, limit: .count(limit.pairs))
    }
    texts.append(plan)
    return Int32(texts.count - 1)
  }

  // MARK: Adapters

  mutating func addAdapter(_ adapter: Adapter, _ entry: inout Entry, field: String) {
    entry.limits = limitPlans(adapter.limits, at: field)
    let bodies = [adapter.forward, adapter.backward]
    let (mine, other) = direction == .forward ? (bodies[0], bodies[1]) : (bodies[1], bodies[0])
    guard let body = mine, !settings.restores || other != nil && !adapter.carriesForward else {
      // Nothing was rewritten on the way here, so nothing is on the way back.
      return
    }
    entry.operation = .adapter
    entry.argument = Int32(adapters.count)
    entry.site = site(LossNote(.unexpectedType), .dropped, field)
    let rivalSite = site(LossNote(.nameClash), .dropped, field)
    let losses = adapter.losses.map { site($0.note, $0.action, field + $0.path) }
    adapters.append(
      AdapterPlan(
        body: body,
        sites: losses,
        rivalSite: rivalSite,
        choices: adapter.losses.map { settings.choice($0.note.code, at: field + $0.path) }
      )
    )
  }
}
