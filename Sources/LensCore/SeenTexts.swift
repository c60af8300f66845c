package import JSONCore

/// The strings or names met so far, to find one that comes again.
///
/// Few are compared one by one; many go into a table, so that a huge list costs no more than its size.
package struct SeenTexts {
  static let fewest = 16

  private var nodes: [Int] = []
  private var places: [[UInt8]: Int] = [:]

  /// Nothing was met.
  package init() {}

  /// Remembers the text of a node; gives the place of the same text if it was there before.
  package mutating func insert(_ node: Int, _ source: TapeView) -> Int? {
    if let place = place(node, source) { return place }
    if nodes.count >= SeenTexts.fewest { places[source.decoded(node)] = nodes.count }
    nodes.append(node)
    if nodes.count == SeenTexts.fewest { index(source) }
    return nil
  }

  /// Forgets all, but keeps the memory for few.
  package mutating func removeAll() {
    if !nodes.isEmpty { nodes.removeAll(keepingCapacity: true) }
    if !places.isEmpty { places = [:] }
  }

  private func place(_ node: Int, _ source: TapeView) -> Int? {
    if nodes.count >= SeenTexts.fewest { return places[source.decoded(node)] }
    return nodes.firstIndex { source.isSameText($0, node) }
  }

  private mutating func index(_ source: TapeView) {
    for (place, node) in nodes.enumerated() { places[source.decoded(node)] = place }
  }
}

extension TapeView {
  /// The name of a member that an earlier one has too; nil if all names differ.
  ///
  /// Most objects have few members: those are compared without remembering any.
  func repeatedName(in object: Int) -> Int? {
    var count = 0
    var name = object &+ 1
    let end = Int(self[object].next)
    while name < end {
      count &+= 1
      if count > SeenTexts.fewest { return repeatedNameOfMany(in: object) }
      var earlier = object &+ 1
      while earlier < name {
        if isSameText(earlier, name) { return name }
        earlier = Int(self[earlier &+ 1].next)
      }
      name = Int(self[name &+ 1].next)
    }
    return nil
  }

  private func repeatedNameOfMany(in object: Int) -> Int? {
    var seen = SeenTexts()
    return members(of: object).first { seen.insert($0.name, self) != nil }?.name
  }

  /// Whether two strings or names of one payload have one text, however they are spelled.
  func isSameText(_ left: Int, _ right: Int) -> Bool { isSameText(left, self, right) }

  /// Whether a string or name has the text of one of another payload.
  @inline(__always)
  func isSameText(_ index: Int, _ other: TapeView, _ otherIndex: Int) -> Bool {
    let left = self[index]
    let right = other[otherIndex]
    if left.hasEscape || right.hasEscape { return hasSameDecoded(left, other, right) }
    return left.length == right.length
      && bytes.equals(Int(left.start), other.bytes, Int(right.start), length: left.length)
  }
  @inline(never)
  private func hasSameDecoded(_ left: Node, _ other: TapeView, _ right: Node) -> Bool {
    decoded(left) == other.decoded(right)
  }
}
