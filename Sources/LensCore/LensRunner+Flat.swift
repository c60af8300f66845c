import JSONCore

// Fixed words, and objects whose members stand beside them on the newer side.
extension LensRunner {
  /// Writes a fixed word for another.
  mutating func marker(_ entry: Item<Entry>, _ name: Int, _ frame: inout Frame) throws(Refusal) {
    let value = name &+ 1
    if entry.absences.count > 0, !isAbsent(value, entry.absences), !isFixedWord(value, entry) {
      throw Refusal(site: entry.site, node: value)
    }
    skip(value)
    guard entry.key.exists else { return }
    separate(&frame, source[name].start)
    frame.produced |= 1 &<< UInt64(truncatingIfNeeded: entry.slot)
    write(entry.key)
    noteFiller()
  }

  /// Whether a word is the right one in another spelling, or nothing; what is restored may be anything.
  private mutating func isFixedWord(_ value: Int, _ entry: Item<Entry>) -> Bool {
    if plan.restores || source.kind(value) == .null { return true }
    guard source[value].hasEscape else { return false }
    let text = source.decoded(value)
    return entry.absences.range.contains { index in
      let word = plan.values[index]
      let inner = Text(offset: word.offset + 1, length: word.length - 2)
      return plan.pool.isEqual(inner, to: text)
    }
  }

  /// Keeps a word, or writes the one that the target knows it by.
  mutating func fold(_ entry: Item<Entry>, _ name: Int, _ frame: inout Frame) throws(Refusal) {
    let value = name &+ 1
    if isAbsent(value, entry.absences) { return skip(value) }
    begin(entry, name, &frame)
    var index = Int(entry.argument)
    while plan.folds[index].from.exists {
      let fold = plan.folds[index]
      let inner = Text(offset: fold.from.offset + 1, length: fold.from.length - 2)
      if isString(source[value], inner) {
        write(fold.to)
        return try lose(fold.site, value, target: position - 1)
      }
      index &+= 1
    }
    copy(value)
  }

  // MARK: Forward

  /// Writes the members of an object in its place.
  mutating func flatten(_ entry: Item<Entry>, _ name: Int, _ frame: inout Frame) throws(Refusal) {
    let value = name &+ 1
    let node = source[value]
    switch node.kind {
    case .object:
      if Int(node.next) == value &+ 1 {
        return try lose(plan.objects.at(Int(entry.argument)).emptySite, value)
      }
      var inner = Frame(previous: node.start &+ 1)
      inner.isFirst = frame.isFirst
      inner.produced = frame.produced
      try members(plan.objects.at(Int(entry.argument)), value, &inner)
      frame.isFirst = inner.isFirst
      frame.produced = inner.produced
    case .string where entry.key.exists:
      separate(&frame, source[name].start)
      frame.produced |= 1 &<< UInt64(truncatingIfNeeded: entry.slot)
      write(entry.key)
      copy(value)
    // An element that was foreign to the source may hold anything: it comes back from where it stands now.
    case _ where plan.restores:
      separate(&frame, source[name].start)
      copy(source[name].start, source[value].end)
    case .null: try lose(plan.objects.at(Int(entry.argument)).emptySite, value)
    default: throw Refusal(site: entry.site, node: value)
    }
  }

  // MARK: Backward

  /// Writes a member that is a plain string on the older side; null has nothing to say.
  mutating func string(_ entry: Item<Entry>, _ name: Int, _ frame: inout Frame) throws(Refusal) {
    let value = name &+ 1
    switch source.kind(value) {
    case .string:
      try checkLimits(entry.limits, value)
      begin(entry, name, &frame)
      copy(value)
    case .null: try lose(UInt16(entry.argument), value)
    default: throw Refusal(site: entry.site, node: value)
    }
  }

  /// Writes the object around all of its members, where the first of them stands.
  mutating func group(
    _ entry: Item<Entry>,
    _ object: Int,
    _ name: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let group = plan.groups[Int(entry.group)]
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: group.number)
    if frame.groups & bit != 0 { return }
    frame.groups |= bit
    frame.produced |= 1 &<< UInt64(truncatingIfNeeded: group.slot)
    separate(&frame, source[name].start)
    if group.stringKey.exists, let string = onlyString(of: group, in: object) {
      write(group.stringKey)
      return copy(string)
    }
    write(group.open)
    var inner = Frame(previous: source[name].start)
    inner.isFirst = !group.hasHead
    try addMembers(of: group, from: name, in: object, &inner)
    try addTails(group.tails, object, &inner)
    write(UInt8(ascii: "}"))
  }

  /// The string of a group whose other members are empty lists; nil if it has to be an object.
  private mutating func onlyString(of group: GroupPlan, in object: Int) -> Int? {
    var string: Int?
    var last = -1
    for member in source.members(of: object)
    where find(source[member.name], group.entries, &last) != nil {
      let node = source[member.value]
      if node.kind == .string, isText(source[member.name], group.string) {
        string = member.value
      } else if !(node.kind.isContainer && Int(node.next) == member.value + 1) {
        return nil
      }
    }
    return string
  }

  private mutating func addMembers(
    of group: GroupPlan,
    from first: Int,
    in object: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    var index = first
    let end = Int(source[object].next)
    while index < end {
      if let found = find(source[index], group.entries, &frame.last) {
        try member(Int(group.entries.first) &+ found, object, index, &frame)
        frame.isAtStart = false
      }
      frame.previous = source[index &+ 1].end
      index = Int(source[index &+ 1].next)
    }
  }
}
