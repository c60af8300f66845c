import JSONCore

/// Which of several children of the source belongs to which of the way back.
struct Partners {
  /// For each child of the source the place of its partner in the way back, or -1.
  private var places: [Int]
  /// For each child of the way back whether the source has it.
  private(set) var isPaired: [Bool]

  /// Leaves all alone.
  init(before: Int, after: Int) {
    places = Array(repeating: -1, count: after)
    isPaired = Array(repeating: false, count: before)
  }

  /// The place of the partner of a child of the source, or -1.
  subscript(place: Int) -> Int { places[place] }

  /// Makes partners of two children that have none.
  mutating func pair(_ before: Int, with after: Int) {
    places[after] = before
    isPaired[before] = true
  }

  /// Partners in the order of the source.
  var pairs: [(before: Int, after: Int)] {
    places.indices.compactMap { places[$0] < 0 ? nil : (places[$0], $0) }
  }

  /// The places of the source's children among the kept ones of the way back; nil if they only rise.
  var order: [Int]? {
    var last = -1
    let rises = places.allSatisfy { place in
      defer { last = Swift.max(last, place) }
      return place < 0 || place > last
    }
    if rises { return nil }
    var rank = Array(repeating: 0, count: isPaired.count)
    var next = 0
    for place in isPaired.indices where isPaired[place] {
      rank[place] = next
      next += 1
    }
    return places.compactMap { $0 < 0 ? nil : rank[$0] }
  }
}

/// Which member of the way back belongs to which member of the source: those of one name.
///
/// What has no namesake belongs to the member that its value came from, whatever that is called.
struct MemberPairing {
  typealias Member = (name: Int, value: Int)

  let before: [Member]
  let after: [Member]
  private(set) var partners: Partners

  /// Pairs the members of two objects; nil if a name stands twice in one of them.
  init?(_ both: TrailedPair, _ was: Int, _ now: Int) {
    let back = both.back
    let source = both.source
    guard back.repeatedName(in: was) == nil, source.repeatedName(in: now) == nil else {
      return nil
    }
    before = Array(back.members(of: was))
    after = Array(source.members(of: now))
    partners = Partners(before: before.count, after: after.count)
    var names = NameSearch(back, before)
    for (place, member) in after.enumerated() {
      let found = names.find(source, member.name)
      if found >= 0 { partners.pair(found, with: place) }
    }
    for place in before.indices where !partners.isPaired[place] {
      guard let original = both.original(of: before[place].value),
        let found = after.firstIndex(where: { $0.value == original }), partners[found] < 0
      else { continue }
      partners.pair(place, with: found)
    }
  }

  /// Members on both sides, in the order of the source.
  var pairs: [(member: Member, partner: Member)] {
    partners.pairs.map { (member: after[$0.after], partner: before[$0.before]) }
  }
}

/// Finds members by name: mostly the next one, else one by one, in large objects by a table.
private struct NameSearch {
  private static let fewest = 32

  private let view: TapeView
  private let members: [MemberPairing.Member]
  private var table: [[UInt8]: Int] = [:]
  private var next = 0

  init(_ view: TapeView, _ members: [MemberPairing.Member]) {
    self.view = view
    self.members = members
    guard members.count > NameSearch.fewest else { return }
    for (place, member) in members.enumerated() where table[view.decoded(member.name)] == nil {
      table[view.decoded(member.name)] = place
    }
  }

  /// The place of the member with the name of a node of another payload, or -1.
  mutating func find(_ other: TapeView, _ name: Int) -> Int {
    if next < members.count, other.isSameText(name, view, members[next].name) {
      next += 1
      return next - 1
    }
    let found = search(other, name)
    if found >= 0 { next = found + 1 }
    return found
  }

  private func search(_ other: TapeView, _ name: Int) -> Int {
    if !table.isEmpty { return table[other.decoded(name)] ?? -1 }
    return members.firstIndex { other.isSameText(name, view, $0.name) } ?? -1
  }
}
