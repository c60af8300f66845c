import JSONCore

// Maps of names to values, such as metadata.
extension LensRunner {
  /// A map that holds only strings on the newer side.
  mutating func textMap(_ entry: Entry, _ name: Int, _ frame: inout Frame) throws(Refusal) {
    let map = plan.texts[Int(entry.argument)]
    let node = source[name &+ 1]
    if map.dropsNull, node.kind == .null { return skip(name &+ 1) }
    begin(entry, name, &frame)
    guard node.kind == .object else { return copy(node.start, node.end) }
    try checkNames(map, name &+ 1)
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
    if map.retypes, value.kind == .null { return skip(name &+ 1) }
    separate(&frame, source[name].start)
    if map.retypes, value.kind != .string {
      copy(source[name].start, value.start)
      writeAsText(name &+ 1)
      try lose(map.retypedSite, name &+ 1, target: position - 1)
    } else {
      copy(source[name].start, value.end)
    }
  }

  /// Refuses names that stand twice, and what is over the target's limits.
  private func checkNames(_ map: TextsPlan, _ object: Int) throws(Refusal) {
    if !plan.restores, let name = source.repeatedName(in: object) {
      throw Refusal(site: plan.objects[0].duplicateSite, node: name + 1)
    }
    var count: Int32 = 0
    for member in source.members(of: object) {
      count += map.retypes && source.kind(member.value) == .null ? 0 : 1
      guard map.pairs >= 0, plan.refuses[Int(map.limitSite)] else { continue }
      if count > map.pairs || isTooLong(map, member.name) {
        throw Refusal(site: map.limitSite, node: member.value)
      }
    }
  }

  private func isTooLong(_ map: TextsPlan, _ name: Int) -> Bool {
    if !fits(name, 0...Int(map.name)) { return true }
    let value = source[name &+ 1]
    if value.kind == .string { return !fits(name &+ 1, 0...Int(map.value)) }
    // A value that becomes a string is as long as its tokens.
    return map.retypes && value.length > Int(map.value)
  }
}
