import JSONCore

// Two lists of the older side that are one on the newer, and lists that are whole payloads.
extension LensRunner {
  // MARK: Forward

  /// The second list in the source; -1 if there is none.
  mutating func secondList(_ list: Item<ListPlan>, _ object: Int) -> Int {
    let value = member(object, list.second)
    return value >= 0 && source.kind(value) == .array ? value : -1
  }

  /// Whether any element of the second list is written.
  mutating func sends(_ list: ListFrame) -> Bool {
    source.elements(of: list.second).contains { element in
      let found = choose(list.plan.cases, element, list.context, isInSecond: true)
      return found >= 0 && plan.cases.at(found).mode == .rows
    }
  }

  /// Writes the elements of the second list behind those of the first.
  mutating func secondElements(_ list: inout ListFrame) throws(Refusal) {
    var seen = SeenTexts()
    swap(&seen, &sent)
    defer { swap(&seen, &sent) }
    seen.removeAll()
    for element in source.elements(of: list.second) {
      let found = choose(list.plan.cases, element, list.context, isInSecond: true)
      guard found >= 0 else {
        try lose(list.plan.aloneSite, element)
        continue
      }
      let fate = plan.cases.at(found)
      guard fate.mode == .rows else {
        try lose(fate.site, element)
        continue
      }
      let key = member(element, list.plan.unique)
      if !plan.restores, key >= 0, source.kind(key) == .string, seen.insert(key, source) != nil {
        try lose(list.plan.twiceSite, element)
        continue
      }
      separate(&list.frame)
      try object(Int(fate.plan), element)
    }
  }

  /// The second list where it stands: written behind the first, if that is there.
  mutating func second(_ entry: Item<Entry>, _ object: Int, _ name: Int) throws(Refusal) {
    let value = name &+ 1
    if isAbsent(value, entry.absences) { return skip(value) }
    guard source.kind(value) == .array else { throw Refusal(site: entry.site, node: value) }
    let first = member(object, entry.rival)
    if first >= 0, source.kind(first) == .array || source.kind(first) == .string { return }
    let list = plan.lists.at(Int(entry.argument))
    for element in source.elements(of: value) { try lose(list.aloneSite, element) }
  }

  // MARK: Backward

  /// Writes the second list behind the member of the first.
  mutating func addSecondList(
    _ list: Item<ListPlan>,
    from start: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    separate(&frame)
    write(list.secondKey)
    write(UInt8(ascii: "["))
    var inner = Frame(previous: 0)
    inner.isAtStart = false
    for place in start..<seconds.count {
      let element = Int(seconds[place])
      separate(&inner)
      let found = choose(list.cases, element, holderContext(list), isInSecond: true)
      try object(Int(plan.cases.at(found).plan), element)
    }
    write(UInt8(ascii: "]"))
    frame.produced |= 1 &<< UInt64(truncatingIfNeeded: list.secondSlot)
    seconds.removeLast(seconds.count - start)
  }

  private mutating func holderContext(_ list: Item<ListPlan>) -> ContextMask {
    list.contextMember.exists ? context(list, holder) : .others
  }

  // MARK: Order

  /// Whether the elements have to be turned around; says so, or that nothing tells.
  mutating func isReversed(_ list: Item<ListPlan>, _ array: Int) throws(Refusal) -> Bool {
    let node = source[array]
    let first = array &+ 1
    guard first < Int(node.next), Int(source[first].next) < Int(node.next) else { return false }
    switch list.ordering {
    case .none, .kept: return false
    case .reversed: break
    case .found:
      switch order(list, array) {
      case .newestFirst: break
      case .oldestFirst: return false
      case .unknown:
        try lose(list.unorderedSite, array, target: position - 1)
        return false
      }
    }
    try lose(list.reversedSite, array, target: position - 1)
    return true
  }

  private enum FoundOrder {
    case newestFirst
    case oldestFirst
    case unknown
  }

  private mutating func order(_ list: Item<ListPlan>, _ array: Int) -> FoundOrder {
    var rises = false
    var falls = false
    var last: Double?
    for element in source.elements(of: array) {
      let value = member(element, list.orderMember)
      guard value >= 0, source.kind(value) == .number,
        let time = Double(String(decoding: source.lexeme(value), as: UTF8.self))
      else { return .unknown }
      if let last {
        if time > last { rises = true }
        if time < last { falls = true }
      }
      last = time
    }
    if falls && !rises { return .newestFirst }
    return rises && !falls ? .oldestFirst : .unknown
  }

  mutating func reversedElements(_ list: inout ListFrame, _ array: Int) throws(Refusal) {
    let elements = Array(source.elements(of: array)).reversed()
    for element in elements {
      // The separators of the source stand on the wrong side.
      list.frame.isAtStart = true
      list.frame.previous = source[element].start
      try self.element(&list, element)
    }
    list.frame.previous = 0
  }

  // MARK: Payloads that are a list

  /// Writes a payload that is an object on the older side and only its list on the newer.
  mutating func bareRoot() throws(Refusal) {
    let entry = plan.entries.at(plan.bareEntry)
    if plan.direction == .forward {
      try unwrapRoot(entry)
    } else {
      try wrapRoot(entry)
    }
  }

  /// Only the list is written; all else is lost.
  private mutating func unwrapRoot(_ entry: Item<Entry>) throws(Refusal) {
    let root = plan.objects.at(0)
    var frame = Frame(previous: 0)
    var isFound = false
    for item in source.members(of: 0) {
      guard let found = find(source[item.name], root.entries, &frame.last) else {
        try lose(root.unknownSite, item.value)
        continue
      }
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: found)
      if frame.seen & bit != 0, !plan.restores {
        throw Refusal(site: root.duplicateSite, node: item.value)
      }
      frame.seen |= bit
      let index = Int(root.entries.first) &+ found
      if index == plan.bareEntry, source.kind(item.value) == .null {
        skip(item.value)
      } else if index == plan.bareEntry {
        isFound = true
        holder = 0
        try checkLimits(plan.lists.at(Int(entry.argument)).limits, item.value)
        try listValue(plan.lists.at(Int(entry.argument)), entry.site, 0, item.value)
      } else {
        try member(index, 0, item.name, &frame)
      }
    }
    if Int(source[0].next) == 1 { skip(0) }
    if !isFound { try addBareList(entry, root.tails) }
  }

  /// An object without the list becomes an empty one, which says something that the source did not say.
  private mutating func addBareList(_ entry: Item<Entry>, _ tails: Slice) throws(Refusal) {
    write(Array("[]".utf8))
    for index in tails.range where plan.tails.at(index).slot == entry.slot {
      if plan.refuses[Int(plan.tails.at(index).site)] {
        throw Refusal(site: plan.tails.at(index).site, node: 0)
      }
      return try lose(plan.tails.at(index).site, -1, target: position - 1)
    }
    noteFiller()
  }

  /// The list gets its object back; a plain string is one message of a user.
  private mutating func wrapRoot(_ entry: Item<Entry>) throws(Refusal) {
    let start = position
    if plan.bareHead.exists {
      write(plan.bareHead)
      noteFiller()
    }
    write(plan.bareKey)
    switch source.kind(0) {
    case .string where plan.lens.kind.isSendable:
      write(Array("[{\"role\":\"user\"".utf8))
      noteFiller()
      write(Array(",\"content\":".utf8))
      copy(0)
      write(Array("}]".utf8))
    case .array:
      holder = 0
      try listValue(plan.lists.at(Int(entry.argument)), entry.site, 0, 0)
    default: throw Refusal(site: entry.site, node: 0)
    }
    var frame = Frame(previous: 0)
    frame.isFirst = false
    frame.target = start
    frame.produced = 1 &<< UInt64(truncatingIfNeeded: entry.slot)
    try addTails(plan.objects.at(0).tails, 0, &frame)
    write(UInt8(ascii: "}"))
  }
}
