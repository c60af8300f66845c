import JSONCore

// Maps of names to values, such as metadata.
extension LensRunner {
  /// A map that holds only strings on the newer side.
  mutating func textMap(_ entry: Item<Entry>, _ name: Int, _ frame: inout Frame) throws(Refusal) {
    let map = plan.texts[Int(entry.argument)]
    let node = source[name &+ 1]
    if map.dropsNull, node.kind == .null { return skip(name &+ 1) }
    begin(entry, name, &frame)
    guard node.kind == .object else { return copy(node.start, node.end) }
    guard try needsRetyping(map, name &+ 1) else { return copy(node.start, node.end) }
    copy(node.start, node.start &+ 1)
    var inner = Frame(previous: node.start &+ 1)
    for member in source.members(of: name &+ 1) {
      try pair(map, member.name, &inner)
      inner.previous = source[member.value].end
      inner.isAtStart = false
    }
    close(inner, node, UInt8(ascii: "}"))
  }

  private mutating func pair(
    _ map: TextsPlan,
    _ name: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let value = source[name &+ 1]
    if value.kind == .null { return skip(name &+ 1) }
    separate(&frame, source[name].start)
    if value.kind != .string {
      copy(source[name].start, value.start)
      writeAsText(name &+ 1)
      try lose(map.retypedSite, name &+ 1, target: position - 1)
    } else {
      copy(source[name].start, value.end)
    }
  }

  /// Whether a value has to become a string.
  ///
  /// Refuses names that stand twice, and what is over the target's limits.
  private mutating func needsRetyping(_ map: TextsPlan, _ object: Int) throws(Refusal) -> Bool {
    if !plan.restores, let name = source.repeatedName(in: object) {
      throw Refusal(site: plan.objects.at(0).duplicateSite, node: name + 1)
    }
    let isLimited = map.pairs >= 0 && plan.refuses[Int(map.limitSite)]
    var count: Int32 = 0
    var hasOthers = false
    for member in source.members(of: object) {
      let kind = source.kind(member.value)
      if kind != .string { hasOthers = true }
      count += map.retypes && kind == .null ? 0 : 1
      if isLimited, count > map.pairs || isTooLong(map, member.name) {
        throw Refusal(site: map.limitSite, node: member.value)
      }
    }
    return map.retypes && hasOthers
  }

  private mutating func isTooLong(_ map: TextsPlan, _ name: Int) -> Bool {
    let value = source[name &+ 1]
    // Bytes are at least as many as code points: mostly that is all there is to ask.
    if source[name].length <= Int(map.name), value.length <= Int(map.value) { return false }
    if !fits(name, 0...Int(map.name)) { return true }
    if value.kind == .string { return !fits(name &+ 1, 0...Int(map.value)) }
    // A value that becomes a string is as long as its tokens.
    return map.retypes && value.length > Int(map.value)
  }
}
