import JSONCore

/// Which element of the way back belongs to which element of the source.
///
/// An element belongs to the one that its bytes came from, wherever that stands. Only elements of which
/// nothing was copied are paired by likeness, in their order, with what is left.
struct Alignment {
  /// For each element of the source the place of its partner.
  private(set) var partners: Partners

  /// The most pairs of elements that are compared with each other.
  private static let most = 4096

  /// Pairs elements.
  ///
  /// - Parameters:
  ///   - both: The way back and the source.
  ///   - before: The elements of the way back.
  ///   - after: The elements of the source.
  ///   - dropped: Nodes of the source that have no partner, however alike a neighbor looks.
  init(_ both: TrailedPair, _ before: [Int], _ after: [Int], _ dropped: Set<Int>) {
    partners = Partners(before: before.count, after: after.count)
    let strangers = pairByOrigin(both, before, after)
    let open = after.indices.filter { partners[$0] < 0 && !dropped.contains(after[$0]) }
    let pairs = Alignment.pairs(
      both.back,
      strangers.map { before[$0] },
      both.source,
      after,
      open
    )
    for pair in pairs { partners.pair(strangers[pair.before], with: pair.after) }
  }

  /// Pairs elements with those that they came from.
  ///
  /// - Returns: The places of elements that came from nowhere.
  private mutating func pairByOrigin(
    _ both: TrailedPair,
    _ before: [Int],
    _ after: [Int]
  ) -> [Int] {
    var strangers: [Int] = []
    for (place, element) in before.enumerated() {
      var isStranger = true
      for byte in both.origins(in: element) {
        isStranger = false
        guard let found = Alignment.place(ofByte: byte, after, both.source) else { continue }
        if partners[found] < 0 { partners.pair(place, with: found) }
        break
      }
      if isStranger { strangers.append(place) }
    }
    return strangers
  }

  /// The place of the element that holds a byte.
  private static func place(ofByte byte: Int, _ elements: [Int], _ view: TapeView) -> Int? {
    var low = 0
    var high = elements.count
    while low < high {
      let middle = (low + high) / 2
      if Int(view[elements[middle]].start) <= byte { low = middle + 1 } else { high = middle }
    }
    guard low > 0, byte < Int(view[elements[low - 1]].end) else { return nil }
    return low - 1
  }

  // MARK: Likeness

  /// Pairs of places, both rising.
  private static func pairs(
    _ back: TapeView,
    _ before: [Int],
    _ source: TapeView,
    _ after: [Int],
    _ kept: [Int]
  ) -> [(before: Int, after: Int)] {
    // The usual case: conversion keeps the order, and the run said what it dropped.
    if kept.count == before.count { return zip(before.indices, kept).map { ($0, $1) } }
    return around(back, before, source, after, kept)
  }

  /// Pairs equal elements at both ends, and what is between them by likeness.
  private static func around(
    _ back: TapeView,
    _ before: [Int],
    _ source: TapeView,
    _ after: [Int],
    _ kept: [Int]
  ) -> [(before: Int, after: Int)] {
    let most = Swift.min(before.count, kept.count)
    func isSame(_ left: Int, _ right: Int) -> Bool {
      back.sameTokens(before[left], source, after[kept[right]])
    }
    var low = 0
    while low < most, isSame(low, low) { low += 1 }
    var high = 0
    while high < most - low, isSame(before.count - 1 - high, kept.count - 1 - high) { high += 1 }
    var pairs = (0..<low).map { (before: $0, after: kept[$0]) }
    let middle = Array(before[low..<before.count - high])
    let others = Array(kept[low..<kept.count - high])
    for pair in between(back, middle, source, after, others) {
      pairs.append((before: pair.before + low, after: pair.after))
    }
    for place in stride(from: high, to: 0, by: -1) {
      pairs.append((before: before.count - place, after: kept[kept.count - place]))
    }
    return pairs
  }

  private static func between(
    _ back: TapeView,
    _ before: [Int],
    _ source: TapeView,
    _ after: [Int],
    _ kept: [Int]
  ) -> [(before: Int, after: Int)] {
    if before.isEmpty || kept.isEmpty { return [] }
    if before.count * kept.count <= most { return best(back, before, source, after, kept) }
    let common = Swift.min(before.count, kept.count)
    return (0..<common).map { (before: $0, after: kept[$0]) }
  }

  /// The pairing of most likeness that keeps both orders.
  private static func best(
    _ back: TapeView,
    _ before: [Int],
    _ source: TapeView,
    _ after: [Int],
    _ kept: [Int]
  ) -> [(before: Int, after: Int)] {
    let width = kept.count + 1
    var table = [Int](repeating: 0, count: (before.count + 1) * width)
    var likeness = table
    for left in stride(from: before.count - 1, through: 0, by: -1) {
      for right in stride(from: kept.count - 1, through: 0, by: -1) {
        let cell = left * width + right
        likeness[cell] = alike(back, before[left], source, after[kept[right]])
        let paired = likeness[cell] > 0 ? table[cell + width + 1] + likeness[cell] : 0
        table[cell] = Swift.max(paired, table[cell + width], table[cell + 1])
      }
    }
    return path(table, likeness, before.count, kept)
  }

  private static func path(
    _ table: [Int],
    _ likeness: [Int],
    _ count: Int,
    _ kept: [Int]
  ) -> [(before: Int, after: Int)] {
    let width = kept.count + 1
    var pairs: [(before: Int, after: Int)] = []
    var left = 0
    var right = 0
    while left < count && right < kept.count {
      let cell = left * width + right
      if likeness[cell] > 0, table[cell] == table[cell + width + 1] + likeness[cell] {
        pairs.append((before: left, after: kept[right]))
        left += 1
        right += 1
      } else if table[cell] == table[cell + width] {
        left += 1
      } else {
        right += 1
      }
    }
    return pairs
  }

  /// How alike two elements are: 0 not at all; the same string inside tells more than the same shape.
  private static func alike(_ back: TapeView, _ left: Int, _ source: TapeView, _ right: Int) -> Int
  {
    if back.sameTokens(left, source, right) { return 8 }
    guard back.kind(left) == source.kind(right) else { return 0 }
    guard back.kind(left).isContainer else { return 1 }
    return sharesLongestString(back, left, source, right) ? 4 : 1
  }

  private static func sharesLongestString(
    _ back: TapeView,
    _ left: Int,
    _ source: TapeView,
    _ right: Int
  ) -> Bool {
    guard let first = longestString(back, left, source, right),
      let second = longestString(source, right, back, left)
    else { return false }
    return back.sameTokens(first, source, second)
  }

  /// Texts, URLs and ids tell elements apart; a member that the other one lacks tells nothing.
  private static func longestString(
    _ view: TapeView,
    _ node: Int,
    _ other: TapeView,
    _ partner: Int
  ) -> Int? {
    var parts = [node..<Int(view[node].next)]
    if view.kind(node) == .object {
      let shared = view.members(of: node).filter {
        other.member(partner, view.decoded($0.name)) != nil
      }
      parts = shared.map { $0.value..<Int(view[$0.value].next) }
    }
    return parts.joined().filter { view.kind($0) == .string }
      .max { view[$0].length < view[$1].length }
  }
}
