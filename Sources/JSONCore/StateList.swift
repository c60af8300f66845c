/// Writes what a run has to remember as one JSON array; ``StateReader`` reads it in the same order.
package struct StateWriter: ~Copyable {
  private var sink = ByteSink(capacity: 1 << 10)
  private var isFirst = true

  /// Begins an array.
  package init() { sink.append("[") }

  private mutating func separate() {
    if !isFirst { sink.append(",") }
    isFirst = false
  }

  /// Appends a whole number.
  package mutating func put(_ number: Int) {
    separate()
    sink.append(decimal: number)
  }

  /// Appends a truth value as 1 or 0.
  package mutating func put(_ flag: Bool) { put(flag ? 1 : 0) }

  /// Appends a text, or null.
  package mutating func put(_ text: String?) {
    separate()
    if let text { sink.appendString(text) } else { sink.append("null") }
  }

  /// Appends bytes that are UTF-8, as a string.
  package mutating func put(bytes: [UInt8]) {
    separate()
    sink.appendString(bytes)
  }

  /// Appends a JSON value, such as another array.
  package mutating func put(json: [UInt8]) {
    separate()
    sink.append(json)
  }

  /// The array.
  package consuming func finish() -> [UInt8] {
    sink.append("]")
    return sink.view.bytes
  }
}

/// Reads what a ``StateWriter`` wrote.
///
/// After something that is not as it should be, ``isValid`` is false, and all answers mean nothing.
package struct StateReader {
  private let view: TapeView
  private var nodes: [Int]
  /// Whether all that was asked for was there.
  package private(set) var isValid = true

  /// Begins with an array.
  package init(_ view: TapeView, _ node: Int) {
    self.view = view
    isValid = view.kind(node) == .array
    nodes = isValid ? Array(view.elements(of: node)).reversed() : []
  }

  private mutating func next(_ kind: Node.Kind) -> Int? {
    guard let node = nodes.popLast(), view.kind(node) == kind else {
      isValid = false
      return nil
    }
    return node
  }

  /// Whether null comes next, which is taken then.
  private mutating func takesNull() -> Bool {
    guard let node = nodes.last, view.kind(node) == .null else { return false }
    nodes.removeLast()
    return true
  }

  /// The next whole number.
  package mutating func number() -> Int {
    guard let node = next(.number),
      let number = Int(String(decoding: view.lexeme(node), as: UTF8.self))
    else {
      isValid = false
      return 0
    }
    return number
  }

  /// The next truth value.
  package mutating func flag() -> Bool { number() != 0 }

  /// The next bytes.
  package mutating func bytes() -> [UInt8] { next(.string).map { view.decoded($0) } ?? [] }

  /// The next text.
  package mutating func text() -> String { String(decoding: bytes(), as: UTF8.self) }

  /// The next text, or nil for null.
  package mutating func optionalText() -> String? { takesNull() ? nil : text() }

  /// The next array.
  package mutating func list() -> StateReader {
    guard let node = next(.array) else { return StateReader(view, 0) }
    return StateReader(view, node)
  }

  /// The next array, or nil for null.
  package mutating func optionalList() -> StateReader? { takesNull() ? nil : list() }

  /// The node of the next object.
  package mutating func object() -> Int { next(.object) ?? 0 }

  /// Whether more comes.
  package var hasMore: Bool { !nodes.isEmpty }
}
