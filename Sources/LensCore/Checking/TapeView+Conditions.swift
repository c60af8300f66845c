package import JSONCore

// What the conditions of a path ask about a value.
extension TapeView {
  /// Whether all conditions hold for a value.
  package func holds(_ conditions: [CheckPath.Condition], _ node: Int) -> Bool {
    conditions.allSatisfy { holds($0, node) }
  }

  private func holds(_ condition: CheckPath.Condition, _ node: Int) -> Bool {
    switch condition {
    case .isThere(let name): isThere(node, name)
    case .isAbsent(let name): !isThere(node, name)
    case .says(let name, let words): says(node, name, words)
    case .saysNot(let name, let words): !says(node, name, words)
    case .holds(let name, let words): holds(node, name, words)
    }
  }

  private func holds(_ node: Int, _ name: [UInt8], _ words: [[UInt8]]) -> Bool {
    guard let list = member(node, name) else { return false }
    return elements(of: list).contains { says($0, Array("type".utf8), words) }
  }

  /// Whether a member is there; null means that it is not.
  func isThere(_ node: Int, _ name: [UInt8]) -> Bool {
    member(node, name).map { kind($0) != .null } ?? false
  }

  private func says(_ node: Int, _ name: [UInt8], _ words: [[UInt8]]) -> Bool {
    guard let value = member(node, name) else { return false }
    return kind(value) == .string && words.contains { isText(value, $0) }
  }
}
