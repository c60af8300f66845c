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
    var close = ""
    for row in rows {
      guard let name = row.name(target), name != member, let text = row.fill(target)?.text else {
        continue
      }
      close += ",\"\(name)\":\(text)"
    }
    return ("{\"\(member)\":", close + "}")
  }

  /// What stands around a string that stands for a whole element of a type.
  private func wrapping(elementOf tag: String, _ rule: ListRule) -> (open: String, close: String) {
    for element in rule.cases where element.tag == tag {
      guard case .both(let rows) = element.fate else { continue }
      for row in rows {
        guard case .inside(let inner, let string?) = row.verb, let name = row.name(target) else {
          continue
        }
        let around = wrapping(string, inner)
        return ("{\"type\":\"\(tag)\",\"\(name)\":" + around.open, around.close + "}")
      }
    }
    preconditionFailure("no case of type \(tag) has an object that a string can stand for")
  }

  // MARK: Lists

  mutating func list(_ rule: ListRule, at field: String) -> Int32 {
    var plan = ListPlan()
    if let tag = rule.stringMeans {
      let around = wrapping(elementOf: tag, rule)
      plan.textOpen = text(around.open)
      plan.textClose = text(around.close)
      plan.stringOpen = text("[" + around.open)
      plan.stringClose = text(around.close + "]")
    }
    if case .drop(let note) = rule.others {
      plan.keepsOthers = false
      plan.otherSite = site(note, .dropped, field + "/*")
    }
    if let note = rule.emptied {
      plan.refusesEmptied = !settings.restores
      plan.emptiedSite = site(note, .dropped, field)
    }
    plan.dropsEmptied = rule.dropsEmptied
    plan.elementSite = site(LossNote(.messageEmpty), .dropped, field + "/*")
    let mine = rule.cases.compactMap { casePlan($0, at: field + "/*") }
    plan.cases = Slice(first: Int32(cases.count), count: Int32(mine.count))
    cases += mine
    lists.append(plan)
    return Int32(lists.count - 1)
  }

  private mutating func casePlan(_ element: ElementCase, at field: String) -> CasePlan? {
    var plan = CasePlan()
    if let tag = element.tag { plan.tag = text(tag) }
    switch element.fate {
    case .both(let rows): plan.plan = object(rows, at: field)
    case .only(let side, let note, let textFrom):
      // What is restored brought such an element from its source: nothing else writes one.
      if settings.restores { return nil }
      if side == target {
        plan.mode = .early
        plan.site = site(LossNote(.elementNotInDialect), .changed, field)
        return plan
      }
      plan.mode = .drop
      plan.site = site(note, .dropped, field)
      if let textFrom, settings.choice(note.code, at: field) == "text" {
        plan.mode = .asText
        plan.member = text(textFrom)
        plan.site = site(note, .changed, field)
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
    plan.rival = text(rival)
    plan.omitsEmpty = rule.omitsEmpty
    let unread = Row.rename(rule.member, rule.member)
    plan.plan = object(rule.rows + [unread], at: element, dissolves: true)
    plan.withoutValueSite = site(rule.withoutValue, .dropped, field + "/*")
    plan.repeatedSite = site(rule.repeated, .changed, field + "/*/" + rule.member)
    plan.disagreeSite = site(rule.disagree, .dropped, field + "/*")
    plan.agreeSite = site(rule.agree, .dropped, field)
    plan.agreeElementSite = site(rule.agree, .dropped, field + "/*")
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
    let wantsStrings = rule.stringEditions.contains(edition) && !settings.restores
    plan.dropsNull = rule.refusesNull && direction == .backward && !settings.restores
    plan.retypes = direction == .forward && wantsStrings
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
    guard let body = mine, !settings.restores || other != nil else {
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
