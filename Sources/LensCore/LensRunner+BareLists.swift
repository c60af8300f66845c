import JSONCore

/// The values of a bare list that stand in the target, and where.
struct WrittenValues {
  var seen = SeenTexts()
  /// A byte of the target for each value seen; -1 if it was left out.
  var targets: [Int32] = []

  /// Forgets all, but keeps the memory.
  mutating func removeAll() {
    seen.removeAll()
    if !targets.isEmpty { targets.removeAll(keepingCapacity: true) }
  }
}

// Lists of plain values on the older side, of objects around them on the newer.
extension LensRunner {
  // MARK: Forward

  /// `["a"]` becomes `[{"file_id":"a",…}]`.
  mutating func wrapList(
    _ entry: Item<Entry>,
    _ object: Int,
    _ name: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let list = plan.bareLists.at(Int(entry.argument))
    guard try isToBeWritten(entry, list, object, name) else { return }
    begin(entry, name, &frame)
    let node = source[name &+ 1]
    copy(node.start, node.start &+ 1)
    var inner = Frame(previous: node.start &+ 1)
    var index = name &+ 2
    while index < Int(node.next) {
      guard source.kind(index) == .string else {
        throw Refusal(site: entry.site, node: index)
      }
      separate(&inner, source[index].start)
      try wrapElement(list, index)
      inner.previous = source[index].end
      inner.isAtStart = false
      index &+= 1
    }
    close(inner, node, UInt8(ascii: "]"))
  }

  private mutating func wrapElement(_ list: Item<BareListPlan>, _ index: Int) throws(Refusal) {
    write(list.open)
    copy(index)
    var frame = Frame(previous: 0)
    frame.isFirst = false
    try addTails(plan.objects.at(Int(list.plan)).tails, index, &frame)
    write(UInt8(ascii: "}"))
  }

  // MARK: Backward

  /// `[{"file_id":"a",…}]` becomes `["a"]`.
  mutating func unwrapList(
    _ entry: Item<Entry>,
    _ object: Int,
    _ name: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let list = plan.bareLists.at(Int(entry.argument))
    guard try isToBeWritten(entry, list, object, name) else { return }
    let before = mark()
    let outer = frame
    begin(entry, name, &frame)
    let node = source[name &+ 1]
    copy(node.start, node.start &+ 1)
    var inner = Frame(previous: node.start &+ 1)
    var written = WrittenValues()
    swap(&written, &self.written)
    defer { swap(&written, &self.written) }
    written.removeAll()
    var index = name &+ 2
    while index < Int(node.next) {
      try unwrapElement(entry, list, index, &inner, &written)
      inner.previous = source[index].end
      inner.isAtStart = false
      index = Int(source[index].next)
    }
    for moved in movedValues(list, object) {
      try addMoved(list, moved, &inner, &written)
    }
    if inner.isFirst, list.omitsEmpty {
      takeBack(to: before)
      frame = outer
      return
    }
    close(inner, node, UInt8(ascii: "]"))
  }

  private mutating func unwrapElement(
    _ entry: Item<Entry>,
    _ list: Item<BareListPlan>,
    _ index: Int,
    _ frame: inout Frame,
    _ written: inout WrittenValues
  ) throws(Refusal) {
    guard source.kind(index) == .object else {
      if plan.restores { return try lose(list.withoutValueSite, index) }
      throw Refusal(site: entry.site, node: index)
    }
    let value = member(index, list.member)
    guard value >= 0, source.kind(value) == .string else {
      return try lose(list.withoutValueSite, index)
    }
    // What is restored had each mention in its source.
    if !plan.restores, let earlier = written.seen.insert(value, source) {
      try lose(list.repeatedSite, value, target: written.targets[earlier])
      noteUnpaired(index)
      return try loseRest(list, index)
    }
    if list.maximum >= 0, written.targets.count >= list.maximum {
      guard list.cutsAtMaximum else {
        throw Refusal(site: list.maximumSite, node: index)
      }
      written.targets.append(-1)
      return try lose(list.maximumSite, index)
    }
    separate(&frame, source[index].start)
    copy(value)
    written.targets.append(position - 1)
    try loseRest(list, index)
  }

  /// The members of an element other than its value.
  private mutating func loseRest(_ list: Item<BareListPlan>, _ object: Int) throws(Refusal) {
    let members = plan.objects.at(Int(list.plan))
    var last = -1
    var seen: UInt64 = 0
    for member in source.members(of: object) {
      guard let found = find(source[member.name], members.entries, &last) else {
        try lose(members.unknownSite, member.value)
        continue
      }
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: found)
      if seen & bit != 0, !plan.restores {
        throw Refusal(site: members.duplicateSite, node: member.value)
      }
      seen |= bit
      let entry = plan.entries.at(Int(members.entries.first) + found)
      guard entry.operation == .drop || entry.operation == .clash else { continue }
      if isAbsent(member.value, entry.absences) {
        skip(member.value)
      } else {
        try lose(entry.site, member.value)
      }
    }
  }

  // MARK: Values from elsewhere

  /// Writes the older list for values from elsewhere, if the payload has no list to add them to.
  mutating func addMovedList(_ entry: Item<Entry>, _ object: Int, _ frame: inout Frame)
    throws(Refusal)
  {
    let list = plan.bareLists.at(Int(entry.argument))
    let values = movedValues(list, object)
    guard !values.isEmpty else { return }
    separate(&frame)
    write(entry.key)
    write(UInt8(ascii: "["))
    var inner = Frame(previous: 0)
    var written = WrittenValues()
    for value in values { try addMoved(list, value, &inner, &written) }
    write(UInt8(ascii: "]"))
  }

  private mutating func movedValues(_ list: Item<BareListPlan>, _ object: Int) -> [Int] {
    list.moved < 0 ? [] : plan.moved[Int(list.moved)].find(source, object)
  }

  private mutating func addMoved(
    _ list: Item<BareListPlan>,
    _ node: Int,
    _ frame: inout Frame,
    _ written: inout WrittenValues
  ) throws(Refusal) {
    guard written.seen.insert(node, source) == nil else { return }
    guard list.maximum < 0 || written.targets.count < list.maximum else {
      throw Refusal(site: list.maximumSite, node: node)
    }
    separate(&frame)
    copy(node)
    written.targets.append(position - 1)
  }

  // MARK: Two lists in one payload

  /// Whether the list is written: not if it means nothing, and not if the target's own list stands beside it.
  private mutating func isToBeWritten(
    _ entry: Item<Entry>,
    _ list: Item<BareListPlan>,
    _ object: Int,
    _ name: Int
  ) throws(Refusal) -> Bool {
    let value = name &+ 1
    let kind = source.kind(value)
    guard kind == .array || kind == .null else {
      throw Refusal(site: entry.site, node: value)
    }
    let isEmpty = kind == .null || Int(source[value].next) == value + 1
    let rival = member(object, list.rival)
    if rival >= 0, isEmpty || source.kind(rival) == .array {
      try loseToRival(list, value, rival)
      return false
    }
    if kind == .null || isEmpty && list.omitsEmpty {
      skip(value)
      return false
    }
    return true
  }

  /// The target's own list wins; values that only this one has are a loss of content.
  private mutating func loseToRival(
    _ list: Item<BareListPlan>,
    _ value: Int,
    _ rival: Int
  ) throws(Refusal) {
    // Empty or null: the target's own list says as much as that.
    guard source.kind(value) == .array, Int(source[value].next) > value + 1 else {
      return try lose(list.agreeSite, value)
    }
    let known = Set(ids(of: rival, list).map { source.decoded($0) })
    let strangers = Set(
      source.elements(of: value).filter { element in
        guard let id = id(of: element, list) else { return true }
        return !known.contains(source.decoded(id))
      }
    )
    guard !strangers.isEmpty else { return try lose(list.agreeSite, value) }
    for element in source.elements(of: value) {
      try lose(strangers.contains(element) ? list.disagreeSite : list.agreeElementSite, element)
    }
  }

  private mutating func ids(of array: Int, _ list: Item<BareListPlan>) -> [Int] {
    source.elements(of: array).compactMap { id(of: $0, list) }
  }

  /// The value of an element of either list.
  private func id(of element: Int, _ list: Item<BareListPlan>) -> Int? {
    if source.kind(element) == .string { return element }
    let value = member(element, list.member)
    return value >= 0 && source.kind(value) == .string ? value : nil
  }

  /// The target's own list in a payload of the source's dialect: kept as it is, and reported unless what
  /// became of the source's list was.
  mutating func rival(
    _ entry: Item<Entry>,
    _ object: Int,
    _ name: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let value = name &+ 1
    guard source.kind(value) == .array else {
      if isAbsent(value, entry.absences) { return skip(value) }
      throw Refusal(site: entry.site, node: value)
    }
    begin(entry, name, &frame)
    let list = plan.bareLists.at(Int(entry.argument))
    if member(object, list.own) < 0 { try lose(list.keptSite, value, target: position) }
    copy(value)
  }
}
