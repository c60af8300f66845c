package import JSONCore

// A residue is the patch that turns the *way back* — what the target gives when it is converted back —
// into the source, member order and spelling included. It is found by comparing the two, whatever table,
// adapter or route made them: restoring is exact even where a row is wrong.
//
//   value   ["=", was, now]      another value, or another spelling of it
//           ["<", index, around] the string at that node inside stands alone in the source
//           [">", index, around] the string stands alone on the way back, at that node inside in the source
//   object  {"-": [[name, was]…], "@": [[name, spelling]…], "~": [[name, patch]…],
//            "#": [order], "+": [[place, name, value]…]}
//   array   {"a": length, "m": [sum, sequence], "-": [[place, was]…], "~": [[place, patch]…],
//            "#": [order], "+": [[place, value]…]}
//
// "m" tells elements that were moved from such that were edited: the sum of their hashes stays, the hash of
// their sequence does not. It is there if there are at least two.
//
// Places in "-" and "~" count in the way back, places in "+" in the source. `was` is what the way back must
// have for the entry to hold: the value itself, or a hash of it if that is shorter. Lexemes stand in the
// patch as they stood in the source, without white space between tokens, so a patch is one line.

/// Makes the patch from the way back to the source.
package struct ResidueMaker: ~Copyable {
  let back: TapeView
  let source: TapeView
  let both: TrailedPair
  /// Source elements that were dropped whole: they have no partner, however alike a neighbor looks.
  let dropped: Set<Int>

  /// Compares a way back with its source.
  ///
  /// - Parameters:
  ///   - back: What the target gives when it is converted back.
  ///   - source: What the target was converted from.
  ///   - trail: What the runs copied on both ways.
  ///   - dropped: Nodes of the source that have nothing of their own in the target.
  package init(back: TapeView, source: TapeView, trail: Trail, dropped: Set<Int>) {
    self.back = back
    self.source = source
    both = TrailedPair(back: back, source: source, trail: trail)
    self.dropped = dropped
  }

  /// Appends the patch, or nothing if none is needed.
  package func make(into sink: inout ByteSink) {
    if !back.sameTokens(0, source, 0) { value(0, 0, &sink) }
  }

  // MARK: Values

  func value(_ was: Int, _ now: Int, _ sink: inout ByteSink) {
    let before = back.kind(was)
    let after = source.kind(now)
    if before == .object, after == .object {
      if membersInStep(was, now, &sink) || object(was, now, &sink) { return }
    }
    if before == .array, after == .array {
      if elementsInStep(was, now, &sink) || elementsAround(was, now, &sink) { return }
      return array(was, now, &sink)
    }
    if before == .string, after.isContainer, lifted(was, now, &sink) { return }
    if before.isContainer, after == .string, lowered(was, now, &sink) { return }
    sink.append("[\"=\",")
    Witness.append(back, was, &sink)
    sink.append(UInt8(ascii: ","))
    source.minify(now, into: &sink)
    sink.append(UInt8(ascii: "]"))
  }

  /// The source has around a string what the way back has not.
  private func lifted(_ was: Int, _ now: Int, _ sink: inout ByteSink) -> Bool {
    guard let index = both.original(of: was), now < index, index < Int(source[now].next),
      source.sameTokens(index, back, was)
    else { return false }
    sink.append("[\">\",")
    sink.append(decimal: index - now)
    sink.append(UInt8(ascii: ","))
    Witness.append(source, now, without: index, &sink)
    sink.append(UInt8(ascii: "]"))
    return true
  }

  /// The way back has around a string what the source has not.
  private func lowered(_ was: Int, _ now: Int, _ sink: inout ByteSink) -> Bool {
    let inside = was + 1..<Int(back[was].next)
    let found = inside.first { back.sameTokens($0, source, now) && both.original(of: $0) == now }
    guard let index = found else { return false }
    sink.append("[\"<\",")
    sink.append(decimal: index - was)
    sink.append(UInt8(ascii: ","))
    Witness.append(hash: Witness.hash(back, was, without: index), &sink)
    sink.append(UInt8(ascii: "]"))
    return true
  }

  // MARK: Objects

  /// The patch of an object; false if names stand twice, which no patch can tell apart.
  private func object(_ was: Int, _ now: Int, _ sink: inout ByteSink) -> Bool {
    guard let pairing = MemberPairing(both, was, now) else { return false }
    var patch = PatchWriter(&sink)
    removals(pairing, &patch, &sink)
    spellings(pairing, &patch, &sink)
    changes(pairing, &patch, &sink)
    order(pairing.partners, &patch, &sink)
    additions(pairing, &patch, &sink)
    patch.end(&sink)
    return true
  }

  private func removals(
    _ pairing: MemberPairing,
    _ patch: inout PatchWriter,
    _ sink: inout ByteSink
  ) {
    for (place, member) in pairing.before.enumerated() where !pairing.partners.isPaired[place] {
      patch.entry("-", &sink)
      append(back, member.name, &sink)
      sink.append(UInt8(ascii: ","))
      Witness.append(back, member.value, &sink)
      sink.append(UInt8(ascii: "]"))
    }
    patch.endGroup(&sink)
  }

  private func spellings(
    _ pairing: MemberPairing,
    _ patch: inout PatchWriter,
    _ sink: inout ByteSink
  ) {
    for (member, partner) in pairing.pairs
    where !source.sameTokens(member.name, back, partner.name) {
      patch.entry("@", &sink)
      append(back, partner.name, &sink)
      sink.append(UInt8(ascii: ","))
      append(source, member.name, &sink)
      sink.append(UInt8(ascii: "]"))
    }
    patch.endGroup(&sink)
  }

  private func changes(
    _ pairing: MemberPairing,
    _ patch: inout PatchWriter,
    _ sink: inout ByteSink
  ) {
    for (member, partner) in pairing.pairs
    where !back.sameTokens(partner.value, source, member.value) {
      patch.entry("~", &sink)
      append(back, partner.name, &sink)
      sink.append(UInt8(ascii: ","))
      value(partner.value, member.value, &sink)
      sink.append(UInt8(ascii: "]"))
    }
    patch.endGroup(&sink)
  }

  private func order(
    _ partners: Partners,
    _ patch: inout PatchWriter,
    _ sink: inout ByteSink
  ) {
    guard let order = partners.order else { return }
    patch.key("#", &sink)
    sink.append(UInt8(ascii: "["))
    for (index, place) in order.enumerated() {
      if index > 0 { sink.append(UInt8(ascii: ",")) }
      sink.append(decimal: place)
    }
    sink.append(UInt8(ascii: "]"))
  }

  private func additions(
    _ pairing: MemberPairing,
    _ patch: inout PatchWriter,
    _ sink: inout ByteSink
  ) {
    for (place, member) in pairing.after.enumerated() where pairing.partners[place] < 0 {
      patch.entry("+", &sink)
      sink.append(decimal: place)
      sink.append(UInt8(ascii: ","))
      append(source, member.name, &sink)
      sink.append(UInt8(ascii: ","))
      source.minify(member.value, into: &sink)
      sink.append(UInt8(ascii: "]"))
    }
    patch.endGroup(&sink)
  }

  func append(_ view: TapeView, _ node: Int, _ sink: inout ByteSink) {
    sink.append(view.bytes, Int(view[node].start), Int(view[node].end))
  }

  // MARK: Arrays

  /// Begins the patch of an array: its length, and what tells elements that were moved.
  func begin(_ array: Int, _ sink: inout ByteSink) -> PatchWriter {
    let count = back.count(of: array)
    var patch = PatchWriter(&sink)
    patch.key("a", &sink)
    sink.append(decimal: count)
    // Places mean nothing if elements were moved.
    guard count > 1 else { return patch }
    let order = ElementOrder(of: array, in: back)
    patch.key("m", &sink)
    sink.append("[\"")
    sink.append(hexadecimal: order.sum)
    sink.append("\",\"")
    sink.append(hexadecimal: order.sequence)
    sink.append("\"]")
    return patch
  }

  private func array(_ was: Int, _ now: Int, _ sink: inout ByteSink) {
    let before = Array(back.elements(of: was))
    let after = Array(source.elements(of: now))
    let partners = Alignment(both, before, after, dropped).partners
    var patch = begin(was, &sink)
    for (place, element) in before.enumerated() where !partners.isPaired[place] {
      patch.entry("-", &sink)
      sink.append(decimal: place)
      sink.append(UInt8(ascii: ","))
      Witness.append(back, element, &sink)
      sink.append(UInt8(ascii: "]"))
    }
    patch.endGroup(&sink)
    for pair in partners.pairs
    where !back.sameTokens(before[pair.before], source, after[pair.after]) {
      patch.entry("~", &sink)
      sink.append(decimal: pair.before)
      sink.append(UInt8(ascii: ","))
      value(before[pair.before], after[pair.after], &sink)
      sink.append(UInt8(ascii: "]"))
    }
    patch.endGroup(&sink)
    order(partners, &patch, &sink)
    for (place, element) in after.enumerated() where partners[place] < 0 {
      patch.entry("+", &sink)
      sink.append(decimal: place)
      sink.append(UInt8(ascii: ","))
      source.minify(element, into: &sink)
      sink.append(UInt8(ascii: "]"))
    }
    patch.endGroup(&sink)
    patch.end(&sink)
  }
}

/// Hashes that tell whether elements of an array changed places.
struct ElementOrder: Equatable {
  /// Of the elements in any order.
  let sum: UInt64
  /// Of the elements in their order.
  let sequence: UInt64

  init(of array: Int, in view: TapeView) {
    sum = view.elements(of: array).reduce(0) { $0 &+ view.tokenHash($1) }
    sequence = view.tokenHash(array)
  }

  /// Reads what a patch says; nil if it says nothing.
  init?(_ patch: TapeView, _ entry: Int) {
    guard let pair = patch.member(entry, "m") else { return nil }
    let texts = patch.elements(of: pair).map { patch.lexeme($0).dropFirst().dropLast() }
    let hashes = texts.compactMap { UInt64(String(decoding: $0, as: UTF8.self), radix: 16) }
    guard hashes.count == 2 else { return nil }
    sum = hashes[0]
    sequence = hashes[1]
  }

  /// Whether the same elements stand in another order.
  func isMoved(from other: ElementOrder) -> Bool { sum == other.sum && sequence != other.sequence }
}

/// Writes the braces, keys and commas of a patch; groups without entries are left out.
struct PatchWriter {
  private var isFirst = true
  private var isInGroup = false

  init(_ sink: inout ByteSink) { sink.append(UInt8(ascii: "{")) }

  /// Begins a member; all names are one letter.
  mutating func key(_ name: Unicode.Scalar, _ sink: inout ByteSink) {
    if !isFirst { sink.append(UInt8(ascii: ",")) }
    isFirst = false
    sink.append(UInt8(ascii: "\""))
    sink.append(UInt8(ascii: name))
    sink.append(UInt8(ascii: "\""))
    sink.append(UInt8(ascii: ":"))
  }

  mutating func entry(_ name: Unicode.Scalar, _ sink: inout ByteSink) {
    if isInGroup {
      sink.append(UInt8(ascii: ","))
    } else {
      key(name, &sink)
      sink.append(UInt8(ascii: "["))
      isInGroup = true
    }
    sink.append(UInt8(ascii: "["))
  }

  mutating func endGroup(_ sink: inout ByteSink) {
    if isInGroup { sink.append(UInt8(ascii: "]")) }
    isInGroup = false
  }

  func end(_ sink: inout ByteSink) { sink.append(UInt8(ascii: "}")) }
}

/// What a patch expects a value to be.
enum Witness {
  /// Longer values are told by a hash.
  private static let longest = 40

  /// Appends the value, or a hash of it if that is shorter.
  static func append(_ view: TapeView, _ node: Int, _ sink: inout ByteSink) {
    let start = sink.count
    // A value that looks like a hash is told by its hash.
    let isShort = view[node].length <= 2 * longest && hash(view, node) == nil
    if isShort { view.minify(node, into: &sink) }
    if sink.count == start || sink.count - start > longest {
      sink.truncate(to: start)
      append(hash: view.tokenHash(node), &sink)
    }
  }

  /// Appends a hash, in a form that no value of a payload needs: an object whose only name is empty.
  static func append(hash: UInt64, _ sink: inout ByteSink) {
    sink.append("{\"\":\"")
    sink.append(hexadecimal: hash)
    sink.append("\"}")
  }

  /// Appends a value with null in place of one node inside.
  static func append(
    _ view: TapeView,
    _ node: Int,
    without hole: Int,
    _ sink: inout ByteSink
  ) {
    var whole = ByteSink(capacity: view[node].length)
    let prefix = view[node]
    whole.append(view.bytes, Int(prefix.start), Int(view[hole].start))
    whole.append("null")
    whole.append(view.bytes, Int(view[hole].end), Int(prefix.end))
    var tape = Tape()
    guard tape.scan(whole.view) != nil else { return sink.append("null") }
    tape.view(whole.view).minify(0, into: &sink)
  }

  /// The hash of a value with null in place of one node inside.
  static func hash(_ view: TapeView, _ node: Int, without hole: Int) -> UInt64 {
    var around = ByteSink(capacity: view[node].length)
    append(view, node, without: hole, &around)
    var tape = Tape()
    guard tape.scan(around.view) != nil else { return 0 }
    return tape.view(around.view).tokenHash(0)
  }

  /// Whether a value is what a patch expects.
  static func holds(_ view: TapeView, _ node: Int, _ patch: TapeView, _ witness: Int) -> Bool {
    if let hash = hash(patch, witness) { return hash == view.tokenHash(node) }
    return view.sameTokens(node, patch, witness)
  }

  /// The hash that a witness gives; nil if it gives the value itself.
  static func hash(_ patch: TapeView, _ witness: Int) -> UInt64? {
    guard patch.kind(witness) == .object, patch[witness].next == UInt32(witness + 3),
      patch[witness + 1].length == 2
    else { return nil }
    return UInt64(String(decoding: patch.decoded(witness + 2), as: UTF8.self), radix: 16)
  }
}
