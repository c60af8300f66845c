import JSONCore

// Objects: one member after the other, as the source has them.
extension LensRunner {
  /// Writes the object at a node as its plan says.
  mutating func object(_ index: Int, _ node: Int) throws(Refusal) {
    let object = source[node]
    let plan = plan.objects.at(index)
    let outer = identified
    if plan.hasIdentity { identified = node }
    copy(object.start, object.start &+ 1)
    var frame = Frame(previous: object.start &+ 1)
    frame.target = position - 1
    if plan.head.exists {
      write(plan.head)
      noteFiller()
      frame.isFirst = false
    }
    try members(plan, node, &frame)
    try addTails(plan.tails, node, &frame)
    if plan.movedEntry >= 0 {
      try addMissedList(Int(plan.movedEntry), node, &frame)
    }
    close(frame, object, UInt8(ascii: "}"))
    identified = outer
  }

  mutating func members(
    _ plan: Item<ObjectPlan>,
    _ node: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    var index = node &+ 1
    let end = Int(source[node].next)
    let entries = plan.entries
    while index < end {
      if let found = find(source[index], entries, &frame.last) {
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: found)
        if frame.seen & bit != 0, !self.plan.restores {
          throw Refusal(site: plan.duplicateSite, node: index &+ 1)
        }
        frame.seen |= bit
        try member(Int(entries.first) &+ found, node, index, &frame)
      } else {
        try unknown(plan, node, index, &frame)
      }
      frame.previous = source[index &+ 1].end
      frame.isAtStart = false
      index = Int(source[index &+ 1].next)
    }
  }

  @inline(__always)
  mutating func member(
    _ index: Int,
    _ object: Int,
    _ name: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let entry = self.plan.entries.at(index)
    if entry.isPlain {
      // By far the most members end here.
      separate(&frame, source[name].start)
      copy(source[name].start, source[name &+ 1].end)
      frame.produced |= 1 &<< UInt64(truncatingIfNeeded: entry.slot)
    } else {
      try rewrite(entry, object, name, &frame)
    }
  }

  @inline(never)
  private mutating func rewrite(
    _ entry: Item<Entry>,
    _ object: Int,
    _ name: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let value = name &+ 1
    switch entry.operation {
    case .keepUnlessAbsent where isAbsent(value, entry.absences): skip(value)
    case .keep, .keepUnlessAbsent, .rename:
      try checkLimits(entry.limits, value)
      begin(entry, name, &frame)
      copy(value)
    case .marker: try marker(entry, name, &frame)
    case .fold: try fold(entry, name, &frame)
    case .string: try string(entry, name, &frame)
    case .inside: try inside(entry, name, &frame)
    case .flatten: try flatten(entry, name, &frame)
    case .strip: try strip(entry, name, &frame)
    case .cut: try cut(entry, name, &frame)
    case .move: try move(entry, object, name, &frame)
    case .group: try group(entry, object, name, &frame)
    case .list: try list(entry, object, name, &frame)
    case .second: try second(entry, object, name)
    case .wrapList: try wrapList(entry, object, name, &frame)
    case .unwrapList: try unwrapList(entry, object, name, &frame)
    case .rival: try rival(entry, object, name, &frame)
    case .texts: try textMap(entry, name, &frame)
    case .drop:
      if isAbsent(value, entry.absences) { skip(value) } else { try lose(entry.site, value) }
    case .clash: try lose(entry.site, value)
    case .adapter: try adapt(entry, object, name, &frame)
    }
  }

  /// Writes what stands before a value: separator, name and colon, the source's own if they are right.
  mutating func begin(_ entry: Item<Entry>, _ name: Int, _ frame: inout Frame) {
    let member = source[name]
    separate(&frame, member.start)
    if entry.slot != Entry.noSlot {
      frame.produced |= 1 &<< UInt64(truncatingIfNeeded: entry.slot)
    }
    // A name that stays keeps its spelling.
    if !entry.key.exists {
      copy(member.start, source[name &+ 1].start)
    } else {
      write(entry.key)
    }
  }

  /// A member that no row claims.
  @inline(never)
  private mutating func unknown(
    _ plan: Item<ObjectPlan>,
    _ object: Int,
    _ name: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    frame.unknowns += 1
    if frame.unknowns == 2, !self.plan.restores,
      hasRepeatedUnknown(object, plan.entries)
    {
      throw Refusal(site: plan.duplicateSite, node: name + 1)
    }
    if plan.keepsUnknown {
      separate(&frame, source[name].start)
      copy(source[name].start, source[name &+ 1].end)
    } else {
      try lose(plan.unknownSite, name &+ 1)
    }
  }

  /// Whether two members of an object that no row claims have one name.
  private mutating func hasRepeatedUnknown(_ object: Int, _ entries: Slice) -> Bool {
    var seen = SeenTexts()
    for member in source.members(of: object) {
      var last = -1
      guard find(source[member.name], entries, &last) == nil else { continue }
      if seen.insert(member.name, source) != nil { return true }
    }
    return false
  }

  private mutating func inside(_ entry: Item<Entry>, _ name: Int, _ frame: inout Frame)
    throws(Refusal)
  {
    let value = source[name &+ 1]
    let index = Int(entry.argument)
    begin(entry, name, &frame)
    if value.kind == .object {
      try object(index, name &+ 1)
    } else if value.kind == .string, plan.objects.at(index).stringOpen.exists {
      wrap(name &+ 1, plan.objects.at(index).stringOpen, plan.objects.at(index).stringClose)
    } else if value.kind == .null || value.kind == .string {
      copy(value.start, value.end)
    } else {
      throw Refusal(site: entry.site, node: name &+ 1)
    }
  }

  /// Writes a string with the object or list that it stands for around it.
  mutating func wrap(_ node: Int, _ open: Text, _ close: Text) {
    write(open)
    copy(node)
    write(close)
    noteFiller()
  }

  /// Writes a list that the payload does not have but a policy moves values into.
  private mutating func addMissedList(
    _ index: Int,
    _ node: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let entry = plan.entries.at(index)
    guard frame.produced & (1 &<< UInt64(truncatingIfNeeded: entry.slot)) == 0 else { return }
    try addMovedList(entry, node, &frame)
  }

  // MARK: Defaults

  /// Writes what the target wants and the source did not produce.
  @inline(__always)
  mutating func addTails(_ tails: Slice, _ node: Int, _ frame: inout Frame) throws(Refusal) {
    for index in tails.range {
      let slot = UInt64(truncatingIfNeeded: plan.tails.at(index).slot)
      if frame.produced & (1 &<< slot) == 0 { try add(plan.tails.at(index), node, &frame) }
    }
  }

  @inline(never)
  private mutating func add(_ tail: Item<Tail>, _ node: Int, _ frame: inout Frame) throws(Refusal) {
    if tail.supply >= 0, let given = supplied(Int(tail.supply), node) {
      separate(&frame)
      write(tail.key)
      write(given)
      try loseUnsaid(tail.suppliedSite, in: node, target: position - 1)
      return
    }
    guard tail.meaning != .missing else {
      try loseUnsaid(tail.site, in: node, target: frame.target)
      return
    }
    if tail.meaning == .copy || tail.meaning == .computed {
      return try addFound(tail, node, &frame)
    }
    separate(&frame)
    write(tail.text)
    if tail.meaning == .assumed {
      try loseUnsaid(tail.site, in: node, target: position - 1)
    } else {
      noteFiller()
    }
  }

  /// Writes a value that stands elsewhere in the source, or follows from it.
  private mutating func addFound(
    _ tail: Item<Tail>,
    _ node: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    var found: [UInt8]?
    if tail.meaning == .copy {
      let value = member(node, tail.copied)
      if value >= 0 { found = source.lexeme(value) }
    } else {
      found = plan.computations[Int(tail.computation)](source, node, holder)
    }
    if let found {
      separate(&frame)
      write(tail.key)
      write(found)
    } else if tail.text.exists {
      separate(&frame)
      write(tail.text)
    } else {
      return
    }
    if tail.reports {
      try loseUnsaid(tail.site, in: node, target: position - 1)
    } else {
      noteFiller()
    }
  }

  /// Reports a value that the source does not have; a refusal points at what should have it.
  private mutating func loseUnsaid(
    _ site: UInt16,
    in node: Int,
    target: Int32
  ) throws(Refusal) {
    if plan.sites[Int(site)].refuses { throw Refusal(site: site, node: node) }
    try lose(site, -1, target: target)
  }

  /// A value that the caller gave, for the object at a node or for the identified object around it.
  private mutating func supplied(_ name: Int, _ node: Int) -> [UInt8]? {
    let supplies = plan.supplies
    if supplies.isEmpty { return nil }
    let key = plan.supplyNames[name]
    for id in ids(node) {
      if let found = supplies.byID[id]?[key] { return found }
    }
    return supplies.always[key]
  }

  /// The ids of a node, the most special first: its own text, then those of the identified object.
  private mutating func ids(_ node: Int) -> [[UInt8]] {
    var all: [[UInt8]] = []
    if source.kind(node) == .string { all.append(source.decoded(node)) }
    if let file = fileID(node) { all.append(file) }
    guard identified >= 0 else { return all }
    for name in plan.identities {
      let value = member(identified, name)
      if value >= 0, source.kind(value) == .string { all.append(source.decoded(value)) }
    }
    return all
  }

  /// The id of the file that an object is about: a member of its own, or of an object in it.
  private mutating func fileID(_ node: Int) -> [UInt8]? {
    guard source.kind(node) == .object else { return nil }
    for member in source.members(of: node) {
      if source.isText(member.name, "file_id"), source.kind(member.value) == .string {
        return source.decoded(member.value)
      }
      if let inner = source.member(member.value, "file_id"), source.kind(inner) == .string {
        return source.decoded(inner)
      }
    }
    return nil
  }

  // MARK: Limits

  /// Refuses a value that the target does not take.
  mutating func checkLimits(_ limits: Slice, _ node: Int) throws(Refusal) {
    for index in limits.range {
      let limit = plan.limits[index]
      guard plan.refuses[Int(limit.site)] || limit.drops, breaks(limit, node) else { continue }
      throw Refusal(site: limit.site, node: node)
    }
  }

  /// Refuses a value that an adapter carries and the target does not take.
  package mutating func checkLimits(_ place: AdapterPlace) throws(Refusal) {
    try checkLimits(place.limits, place.value)
  }

  private mutating func breaks(_ limit: LimitPlan, _ node: Int) -> Bool {
    let value = source[node]
    if limit.isCount { return elementCount(node) > Int(limit.maximum) }
    guard value.kind == .string else { return false }
    if limit.words.count > 0 {
      return !limit.words.range.contains { isText(value, plan.values[$0]) }
    }
    return !fits(node, Int(limit.minimum)...Int(limit.maximum))
  }

  private mutating func elementCount(_ node: Int) -> Int {
    guard source.kind(node) == .array else { return 0 }
    var count = 0
    for _ in source.elements(of: node) { count += 1 }
    return count
  }

  /// Whether a string has so many code points; counted only if its bytes leave a doubt.
  package mutating func fits(_ node: Int, _ range: ClosedRange<Int>) -> Bool {
    let bytes = source[node].length - 2
    if bytes <= range.upperBound && bytes >= range.lowerBound * 12 { return true }
    return range.contains(source.scalarCount(node))
  }

  /// Refuses a string, made of several, that has more or fewer code points than the target takes.
  package mutating func checkLength(
    of strings: [Int],
    between separator: Int,
    _ place: AdapterPlace
  ) throws(Refusal) {
    for index in place.limits.range {
      let limit = plan.limits[index]
      guard plan.refuses[Int(limit.site)] else { continue }
      let range = Int(limit.minimum)...Int(limit.maximum)
      if strings.count == 1 && fits(strings[0], range) { continue }
      let between = separator * (strings.count - 1)
      let length = strings.reduce(between) { $0 + source.scalarCount($1) }
      if !range.contains(length) { throw Refusal(site: limit.site, node: place.value) }
    }
  }

  // MARK: Adapters

  /// Whether a field read by an old name has nothing to say, or stands there by its name of today too.
  private mutating func losesToRival(
    _ entry: Item<Entry>,
    _ adapter: AdapterPlan,
    _ object: Int,
    _ name: Int
  ) throws(Refusal) -> Bool {
    if source.kind(name &+ 1) == .null {
      skip(name &+ 1)
      return true
    }
    guard member(object, entry.rival) >= 0 else { return false }
    try lose(adapter.rivalSite, name &+ 1)
    return true
  }

  private mutating func adapt(
    _ entry: Item<Entry>,
    _ object: Int,
    _ name: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let adapter = plan.adapters[Int(entry.argument)]
    if entry.rival.exists, try losesToRival(entry, adapter, object, name) { return }
    begin(entry, name, &frame)
    let place = AdapterPlace(
      object: object,
      name: name,
      sites: adapter.sites,
      choices: adapter.choices,
      target: position,
      limits: entry.limits,
      typeSite: entry.site
    )
    try adapter.body(&self, place)
  }
}
