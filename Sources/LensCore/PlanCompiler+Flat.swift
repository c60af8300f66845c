// Objects of the older side whose members stand beside them on the newer.
extension PlanCompiler {
  mutating func addFlat(_ rule: FlatRule, _ row: Row, to scope: inout Scope, at place: Place) {
    if direction == .forward {
      addFlattening(rule, row, to: &scope, at: place)
    } else if rule.writesString && !settings.restores {
      addString(rule, row, to: &scope, at: place)
    } else {
      addGroup(rule, row, to: &scope, at: place)
    }
  }

  /// Forward: the members of the object become members of the one around it.
  ///
  /// They have a table of their own, but share defaults and what was produced with the object around them.
  private mutating func addFlattening(
    _ rule: FlatRule,
    _ row: Row,
    to scope: inout Scope,
    at place: Place
  ) {
    guard let name = row.older else { return }
    precondition(scope.sourceNames.insert(name).inserted, "two rows claim \(name)")
    let field = place.member(name, nil)
    var inner = Scope()
    inner.slots = scope.slots
    var entry = self.entry(name, .flatten)
    let markers = stripped(rule.markers, at: field)
    if let markers {
      entry.operation = .strip
      entry.group = Int16(markers.index)
    }
    let outer = scopeOfMarkers
    scopeOfMarkers = markers ?? outer
    defer { scopeOfMarkers = outer }
    for member in rule.rows {
      let known = inner.entries.count
      add(
        settings.restores ? member : member.towards(edition, target), to: &inner, at: field)
      if member.older == rule.string, rule.string != nil, inner.entries.count > known {
        entry.slot = inner.entries[known].slot
        entry.key = member.name(target).map { key($0) } ?? Text()
      }
      if let markers, member.older == markers.rule.text, inner.entries.count > known {
        cut(&inner.entries[known])
      }
    }
    scope.slots = inner.slots
    scope.tails += inner.tails
    scope.head += (scope.head.isEmpty || inner.head.isEmpty ? "" : ",") + inner.head
    scope.targetNames += inner.targetNames
    inner.tails = []
    inner.head = ""
    entry.argument = Int32(objects.count)
    objects.append(ObjectPlan())
    var plan = objectPlan(inner, at: field)
    // The object is gone, and what nobody knows goes with it.
    plan.keepsUnknown = false
    plan.emptySite = site(LossNote(.unknownField), .dropped, field.source)
    objects[Int(entry.argument)] = plan
    entry.absences = texts(row.absences)
    entry.site = site(LossNote(.unexpectedType), .dropped, field.source)
    scope.entries.append(entry)
  }

  /// Backward, where the older side has a plain string: the member that it stands for is renamed.
  private mutating func addString(
    _ rule: FlatRule,
    _ row: Row,
    to scope: inout Scope,
    at place: Place
  ) {
    for var member in rule.rows {
      if member.older == rule.string {
        member.older = row.older
        add(member, to: &scope, at: place)
        if let last = scope.entries.indices.last {
          takeStrings(&scope.entries[last], member, place)
        }
        continue
      } else {
        // The string has no room for anything else.
        guard member.newer != nil else { continue }
        member.older = nil
        member.verb = .oneSided
        member.absences += [member.newerFill?.text].compactMap { $0 }
        member.loss = member.loss ?? LossNote(.noOlderField, .content)
      }
      add(member, to: &scope, at: place)
    }
  }

  /// Lets the plain string be one: forward, anything else would be refused.
  private mutating func takeStrings(_ entry: inout Entry, _ row: Row, _ place: Place) {
    guard entry.operation == .keep || entry.operation == .rename else { return }
    let field = place.member(row.newer, nil).source
    entry.operation = .string
    entry.site = site(LossNote(.unexpectedType), .dropped, field)
    entry.argument = Int32(site(LossNote(.unknownField), .dropped, field))
  }

  /// Backward: members that stand side by side get their object back.
  private mutating func addGroup(
    _ rule: FlatRule,
    _ row: Row,
    to scope: inout Scope,
    at place: Place
  ) {
    guard let name = row.older else { return }
    let number = scope.groups
    scope.groups += 1
    var inner = Scope()
    let field = place.member(nil, name)
    for member in rule.rows {
      add(
        settings.restores ? member : member.towards(edition, target), to: &inner, at: field)
    }
    var group = GroupPlan()
    group.number = number
    group.open = text("\"\(name)\":{" + inner.head)
    group.hasHead = !inner.head.isEmpty
    group.entries = Slice(first: Int32(entries.count), count: Int32(inner.entries.count))
    entries += inner.entries
    group.tails = Slice(first: Int32(tails.count), count: Int32(inner.tails.count))
    tails += inner.tails
    group.slot = scope.slot()
    if rule.writesString, let string = rule.stringRow?.newer {
      group.stringKey = key(name)
      group.string = text(string)
    }
    scope.targetNames.append(name)
    let index = Int32(groups.count)
    groups.append(group)
    for member in inner.entries {
      var outer = member
      outer.operation = .group
      outer.group = Int16(index)
      outer.limits = Slice()
      scope.entries.append(outer)
    }
    precondition(
      inner.sourceNames.isDisjoint(with: scope.sourceNames), "two rows claim a member of \(name)")
    scope.sourceNames.formUnion(inner.sourceNames)
  }

  // MARK: Payloads that are a list

  /// Finds the list that is the whole payload on the newer side.
  mutating func addBareRoot() {
    guard let name = lens.bareList else { return }
    let root = objects[0]
    let entry = root.entries.range.first { index in
      entries[index].operation == .list
    }
    guard let entry else { return }
    bareEntry = entry
    guard direction == .backward else { return }
    // The list stands where the table has it: members before it are fixed words.
    let head = text(of: root.head)
    bareHead = head.isEmpty ? Text() : text("{" + head)
    bareKey = text((head.isEmpty ? "{" : ",") + "\"\(name)\":")
  }

  private func text(of text: Text) -> String {
    guard text.exists else { return "" }
    let start = Int(text.offset)
    return String(decoding: pool[start..<start + Int(text.length)], as: UTF8.self)
  }
}

extension ElementCase.Context {
  /// The contexts as bits.
  var mask: ContextMask {
    switch self {
    case .any: .any
    case .word: .word
    case .others: .others
    }
  }
}
