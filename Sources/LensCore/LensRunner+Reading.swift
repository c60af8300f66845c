import JSONCore

// Comparing what stands in the source with what the plan expects.
//
// Some of these change nothing and are `mutating` all the same: that passes the runner by its address.
// For a borrowed struct of its size Swift makes a copy on the stack, for each member and each call.
extension LensRunner {
  /// The entry of a member's name.
  ///
  /// Payloads of one origin have their members in one order: where each was found once, the next one is
  /// looked for first where the one behind it was last time.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - entries: The entries of its object.
  ///   - last: The entry that was found before, among those of the plan; -1 at the start of an object.
  /// - Returns: The index of the entry within the plan of the object; nil if no row claims the name.
  @inline(__always)
  mutating func find(_ name: Node, _ entries: Slice, _ last: inout Int) -> Int? {
    if name.hasEscape { return findEscaped(name, entries) }
    let first = Int(entries.first)
    let guess = Int(followers[last < 0 ? plan.entries.count &+ first : last])
    if guess < Int(entries.count), isName(name, first &+ guess) {
      last = first &+ guess
      return guess
    }
    return search(name, entries, &last)
  }

  @inline(__always)
  private func isName(_ name: Node, _ index: Int) -> Bool {
    let entry = plan.entries.at(index)
    guard name.end &- name.start == entry.length else { return false }
    let start = Int(name.start) &+ 1
    let bytes = source.bytes
    guard bytes.word(start) & entry.lowMask == entry.low,
      bytes.word(start &+ 8) & entry.highMask == entry.high
    else { return false }
    let text = entry.name
    return text.length <= 16
      || bytes.equals(
        start &+ 16,
        plan.pool,
        Int(text.offset) &+ 16,
        length: Int(text.length) &- 16
      )
  }

  /// Looks through all entries, and remembers which was found behind which.
  @inline(never)
  private mutating func search(_ name: Node, _ entries: Slice, _ last: inout Int) -> Int? {
    let first = Int(entries.first)
    for index in 0..<Int(entries.count) where isName(name, first &+ index) {
      followers[last < 0 ? plan.entries.count &+ first : last] = UInt16(index)
      last = first &+ index
      return index
    }
    return nil
  }

  @inline(never)
  private mutating func findEscaped(_ name: Node, _ entries: Slice) -> Int? {
    let text = source.decoded(name)
    for (index, entry) in entries.range.enumerated()
    where plan.pool.isEqual(plan.entries.at(entry).name, to: text) {
      return index
    }
    return nil
  }

  /// Whether a node is a string with this text.
  @inline(__always)
  func isString(_ node: Node, _ text: Text) -> Bool {
    guard node.kind == .string else { return false }
    return isText(node, text)
  }

  /// Whether a string or a name has this text.
  @inline(__always)
  func isText(_ node: Node, _ text: Text) -> Bool {
    if node.hasEscape { return plan.pool.isEqual(text, to: source.decoded(node)) }
    return node.length == Int(text.length) &+ 2
      && source.bytes.equals(
        Int(node.start) &+ 1,
        plan.pool,
        Int(text.offset),
        length: Int(text.length)
      )
  }

  /// The value of the first member with a name, or -1.
  @inline(__always)
  func member(_ object: Int, _ name: Text) -> Int {
    guard source.kind(object) == .object else { return -1 }
    var index = object &+ 1
    let end = Int(source[object].next)
    while index < end {
      if isText(source[index], name) { return index &+ 1 }
      index = Int(source[index &+ 1].next)
    }
    return -1
  }

  /// Whether a value is one of those that mean nothing; white space between tokens does not count.
  @inline(__always)
  mutating func isAbsent(_ node: Int, _ absences: Slice) -> Bool {
    for index in absences.range where isValue(node, plan.values[index]) { return true }
    return false
  }

  private mutating func isValue(_ node: Int, _ text: Text) -> Bool {
    let value = source[node]
    let start = Int(value.start)
    if value.length == Int(text.length),
      source.bytes.equals(start, plan.pool, Int(text.offset), length: value.length)
    {
      return true
    }
    guard value.kind.isContainer, value.length > Int(text.length),
      source.bytes.byte(start) == plan.pool.byte(Int(text.offset))
    else { return false }
    // By far the most often the question is whether a container is empty.
    if text.length == 2 { return Int(value.next) == node &+ 1 }
    return isSpaced(node, text)
  }

  @inline(never)
  private mutating func isSpaced(_ node: Int, _ text: Text) -> Bool {
    var tokens = ByteSink(capacity: 64)
    // Absence values are short: a long container is none, however it is spaced.
    guard source[node].next &- UInt32(node) < 32, source[node].length < 1024 else { return false }
    source.minify(node, into: &tokens)
    let found = tokens.view
    return found.count == Int(text.length)
      && found.equals(0, plan.pool, Int(text.offset), length: found.count)
  }
}

extension ByteView {
  /// Whether a text of the pool is these bytes.
  func isEqual(_ text: Text, to bytes: [UInt8]) -> Bool {
    guard bytes.count == Int(text.length) else { return false }
    for (index, byte) in bytes.enumerated() where byte != self.byte(Int(text.offset) + index) {
      return false
    }
    return true
  }
}
