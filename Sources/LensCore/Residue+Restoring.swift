package import JSONCore

/// Applies a patch to a way back and gets the source.
///
/// What the patch expects and does not find contradicts it: the target was edited there. Such places are
/// listed in ``conflicts``; the edit wins, and it is for the caller to refuse.
package struct ResidueApplier: ~Copyable {
  private let back: TapeView
  private let patch: TapeView
  /// Pointers, into the way back, at which the patch did not hold.
  package private(set) var conflicts: [String] = []

  /// Applies a patch to a way back.
  package init(back: TapeView, patch: TapeView) {
    self.back = back
    self.patch = patch
  }

  /// Appends the source, without white space between tokens.
  package mutating func apply(into sink: inout ByteSink) {
    apply(0, 0, &sink)
  }

  private mutating func conflict(_ node: Int) { conflicts.append(back.pointer(to: node)) }

  private mutating func apply(_ node: Int, _ entry: Int, _ sink: inout ByteSink) {
    if patch.kind(entry) == .array {
      value(node, entry, &sink)
    } else if let length = patch.member(entry, "a") {
      array(node, entry, length, &sink)
    } else {
      object(node, entry, &sink)
    }
  }

  // MARK: Values

  private mutating func value(_ node: Int, _ entry: Int, _ sink: inout ByteSink) {
    let parts = Array(patch.elements(of: entry))
    guard parts.count == 3 else { return keep(node, &sink) }
    if patch.isText(parts[0], "=") {
      guard Witness.holds(back, node, patch, parts[1]) else { return keep(node, &sink) }
      patch.minify(parts[2], into: &sink)
    } else if patch.isText(parts[0], "<") {
      lower(node, parts, &sink)
    } else {
      lift(node, parts, &sink)
    }
  }

  /// The entry does not hold: the value stays as it is.
  private mutating func keep(_ node: Int, _ sink: inout ByteSink) {
    conflict(node)
    back.minify(node, into: &sink)
  }

  /// Takes a string out of what stands around it.
  private mutating func lower(_ node: Int, _ parts: [Int], _ sink: inout ByteSink) {
    let inner = node + (number(parts[1]) ?? 0)
    guard back.kind(node).isContainer, inner > node, inner < Int(back[node].next),
      back.kind(inner) == .string,
      Witness.hash(patch, parts[2]) == Witness.hash(back, node, without: inner)
    else { return keep(node, &sink) }
    back.minify(inner, into: &sink)
  }

  /// Puts around a string what stood around it.
  private mutating func lift(_ node: Int, _ parts: [Int], _ sink: inout ByteSink) {
    let around = parts[2]
    let hole = around + (number(parts[1]) ?? 0)
    guard back.kind(node) == .string, hole > around, hole < Int(patch[around].next),
      patch.kind(hole) == .null
    else { return keep(node, &sink) }
    sink.append(patch.bytes, Int(patch[around].start), Int(patch[hole].start))
    back.minify(node, into: &sink)
    sink.append(patch.bytes, Int(patch[hole].end), Int(patch[around].end))
  }

  /// A place or an index; residues come from files, so it may be anything.
  private func number(_ node: Int) -> Int? {
    guard patch.kind(node) == .number,
      let number = Int(String(decoding: patch.lexeme(node), as: UTF8.self)), number >= 0
    else { return nil }
    return number
  }

  // MARK: Groups of entries

  /// The entries of one group: arrays of two or three values.
  private func entries(_ object: Int, _ name: StaticString) -> [[Int]] {
    guard let group = patch.member(object, name), patch.kind(group) == .array else { return [] }
    return patch.elements(of: group).map { Array(patch.elements(of: $0)) }.filter { $0.count >= 2 }
  }

  // MARK: Arrays

  private mutating func array(
    _ node: Int,
    _ entry: Int,
    _ length: Int,
    _ sink: inout ByteSink
  ) {
    let elements = Array(back.elements(of: node))
    guard back.kind(node) == .array, number(length) == elements.count else {
      return keep(node, &sink)
    }
    if let order = ElementOrder(patch, entry),
      ElementOrder(of: node, in: back).isMoved(from: order)
    {
      return keep(node, &sink)
    }
    var pieces: [Piece] = elements.map { Piece(value: .kept($0)) }
    for change in entries(entry, "~") {
      if let place = number(change[0]), place < pieces.count {
        pieces[place].value = .patched(elements[place], change[1])
      }
    }
    for removal in entries(entry, "-") {
      guard let place = number(removal[0]), place < pieces.count else { continue }
      if Witness.holds(back, elements[place], patch, removal[1]) {
        pieces[place].isRemoved = true
      } else {
        conflict(elements[place])
      }
    }
    pieces.removeAll { $0.isRemoved }
    reorder(entry, &pieces)
    let additions: [(place: Int?, piece: Piece)] = entries(entry, "+").map {
      (number($0[0]), Piece(value: .added($0[1])))
    }
    sink.append(UInt8(ascii: "["))
    write(merge(pieces, additions), &sink)
    sink.append(UInt8(ascii: "]"))
  }

  // MARK: Objects

  private mutating func object(_ node: Int, _ entry: Int, _ sink: inout ByteSink) {
    guard back.kind(node) == .object, back.repeatedName(in: node) == nil else {
      return keep(node, &sink)
    }
    var pieces: [Piece] = back.members(of: node).map {
      Piece(name: .kept($0.name), value: .kept($0.value))
    }
    var places: [[UInt8]: Int] = [:]
    for (place, member) in back.members(of: node).enumerated() {
      places[back.decoded(member.name)] = place
    }
    change(entry, &pieces, places, node)
    respell(entry, &pieces, places)
    remove(entry, &pieces, places)
    let additions = additions(entry, pieces, places)
    pieces.removeAll { $0.isRemoved }
    reorder(entry, &pieces)
    sink.append(UInt8(ascii: "{"))
    write(merge(pieces, additions), &sink)
    sink.append(UInt8(ascii: "}"))
  }

  private mutating func change(
    _ entry: Int,
    _ pieces: inout [Piece],
    _ places: [[UInt8]: Int],
    _ node: Int
  ) {
    for change in entries(entry, "~") {
      guard let place = places[patch.decoded(change[0])] else {
        conflict(node)
        continue
      }
      if case .kept(let value) = pieces[place].value {
        pieces[place].value = .patched(value, change[1])
      }
    }
  }

  private func respell(_ entry: Int, _ pieces: inout [Piece], _ places: [[UInt8]: Int]) {
    for spelling in entries(entry, "@") {
      if let place = places[patch.decoded(spelling[0])] {
        pieces[place].name = .added(spelling[1])
      }
    }
  }

  private mutating func remove(
    _ entry: Int,
    _ pieces: inout [Piece],
    _ places: [[UInt8]: Int]
  ) {
    for removal in entries(entry, "-") {
      guard let place = places[patch.decoded(removal[0])],
        case .kept(let value) = pieces[place].value
      else { continue }
      if Witness.holds(back, value, patch, removal[1]) {
        pieces[place].isRemoved = true
      } else {
        conflict(value)
      }
    }
  }

  /// Brings members or elements into the source's order, unless an edit changed which there are.
  private func reorder(_ entry: Int, _ pieces: inout [Piece]) {
    guard let group = patch.member(entry, "#") else { return }
    let order = patch.elements(of: group).compactMap { number($0) }
    guard order.count == pieces.count, order.allSatisfy({ $0 < pieces.count }) else { return }
    pieces = order.map { pieces[$0] }
  }

  /// The members that only the source has; a member of the same name was edited in and stays.
  private mutating func additions(
    _ entry: Int,
    _ pieces: [Piece],
    _ places: [[UInt8]: Int]
  ) -> [(place: Int?, piece: Piece)] {
    var all: [(place: Int?, piece: Piece)] = []
    for addition in entries(entry, "+") where addition.count == 3 {
      if let rival = places[patch.decoded(addition[1])], !pieces[rival].isRemoved {
        if case .kept(let value) = pieces[rival].value { conflict(value) }
        continue
      }
      let piece = Piece(name: .added(addition[1]), value: .added(addition[2]))
      all.append((number(addition[0]), piece))
    }
    return all
  }

  // MARK: Writing

  /// Where a name or value comes from.
  private enum Origin {
    case kept(Int)
    case added(Int)
    case patched(Int, Int)
  }

  /// A member or element of the result.
  private struct Piece {
    var name: Origin?
    var value: Origin
    var isRemoved = false
  }

  /// Puts pieces of the source between those that are kept, each at its place in the result.
  private func merge(_ kept: [Piece], _ added: [(place: Int?, piece: Piece)]) -> [Piece] {
    if added.isEmpty { return kept }
    var all: [Piece] = []
    all.reserveCapacity(kept.count + added.count)
    var next = added.startIndex
    for piece in kept {
      while next < added.endIndex, let place = added[next].place, place <= all.count {
        all.append(added[next].piece)
        next += 1
      }
      all.append(piece)
    }
    return all + added[next...].map(\.piece)
  }

  private mutating func write(_ pieces: [Piece], _ sink: inout ByteSink) {
    for (index, piece) in pieces.enumerated() {
      if index > 0 { sink.append(UInt8(ascii: ",")) }
      if let name = piece.name {
        write(name, &sink)
        sink.append(UInt8(ascii: ":"))
      }
      write(piece.value, &sink)
    }
  }

  private mutating func write(_ origin: Origin, _ sink: inout ByteSink) {
    switch origin {
    case .kept(let node) where back.kind(node) == .name: append(back, node, &sink)
    case .kept(let node): back.minify(node, into: &sink)
    case .added(let node) where patch.kind(node) == .name: append(patch, node, &sink)
    case .added(let node): patch.minify(node, into: &sink)
    case .patched(let node, let entry): apply(node, entry, &sink)
    }
  }

  private func append(_ view: TapeView, _ node: Int, _ sink: inout ByteSink) {
    sink.append(view.bytes, Int(view[node].start), Int(view[node].end))
  }
}
