import JSONCore

/// The strings or names met so far, to find one that comes again.
///
/// Few are compared one by one; many go into a set, so that a huge list costs no more than its size.
struct SeenTexts {
  private static let fewest = 16

  private var nodes: [Int] = []
  private var texts: Set<[UInt8]> = []

  /// Whether the text of a node is new.
  mutating func insert(_ node: Int, _ source: TapeView) -> Bool {
    if nodes.count < SeenTexts.fewest {
      if nodes.contains(where: { source.isSameText($0, node) }) { return false }
      nodes.append(node)
      return true
    }
    if texts.isEmpty { texts = Set(nodes.map { source.decoded($0) }) }
    return texts.insert(source.decoded(node)).inserted
  }
}

extension TapeView {
  /// Whether two strings or names have one text, however they are spelled.
  func isSameText(_ left: Int, _ right: Int) -> Bool {
    let first = self[left]
    let second = self[right]
    if first.hasEscape || second.hasEscape { return decoded(first) == decoded(second) }
    return first.length == second.length
      && bytes.equals(Int(first.start), bytes, Int(second.start), length: first.length)
  }
}
