/// Structure: objects, arrays, literals, the depth limit.
extension Tape {
  /// Writes the nodes of the value at or after `start`; the heart of the scanner.
  ///
  /// Cursor, count and parent are local variables: they live in registers, where a stored property would
  /// be written back at each step.
  ///
  /// - Returns: The offset just past the value, which may lie behind the end if the value is cut there;
  ///   or a failure of ``ScanResult``.
  @inline(never)
  mutating func walk(_ bytes: ByteView, from start: Int, blanks: Blanks) -> Int {
    var at = bytes.skip(blanks, from: start)
    var open = Open()
    var index = 0
    var nodes = unsafe self.nodes
    var last = capacity &- 3  // an iteration writes a value and up to two names

    while at < bytes.count {
      if index > last {
        grow()
        unsafe nodes = self.nodes
        last = capacity &- 3
      }
      let first = bytes.byte(at)
      if first == UInt8(ascii: "\"") {
        var tag = Node.Kind.string.code
        let end = bytes.endOfString(from: at &+ 1, &tag)
        if end < 0 { return end }
        unsafe nodes[index] = Node(start: at, end: end, next: index &+ 1, tag: tag)
        index &+= 1
        at = end
      } else if first | 0x20 == UInt8(ascii: "{") {
        if open.depth == Tape.maximumDepth { return ScanResult.failure(.tooDeep, at) }
        unsafe open.enter(&nodes[index], at: at, index: index, isObject: first == UInt8(ascii: "{"))
        index &+= 1
        at = bytes.skip(blanks, from: at &+ 1)
        let inside = bytes.byte(at)
        if inside != open.close {
          if !open.isObject { continue }
          if inside != UInt8(ascii: "\"") { return ScanResult.failure(.expectedNameOrClose, at) }
          at = unsafe bytes.name(at, blanks, &nodes[index], index)
          if at < 0 { return at }
          index &+= 1
          continue
        }
      } else {
        var tag: UInt32 = 0
        let end = bytes.endOfScalar(at, first, &tag)
        if end < 0 { return end }
        unsafe nodes[index] = Node(start: at, end: end, next: index &+ 1, tag: tag)
        index &+= 1
        at = end
      }

      // A value is complete: close what closes behind it, up to the next ',' or the end.
      while true {
        if open.isEmpty {
          finish(count: index)
          return at
        }
        at = bytes.skip(blanks, from: at)
        if at >= bytes.count { return ScanResult.failure(.truncated, at) }
        let byte = bytes.byte(at)
        if byte == UInt8(ascii: ",") {
          at = bytes.skip(blanks, from: at &+ 1)
          if !open.isObject { break }
          if bytes.byte(at) != UInt8(ascii: "\"") {
            return ScanResult.failure(.expectedName, at)
          }
          at = unsafe bytes.name(at, blanks, &nodes[index], index)
          if at < 0 { return at }
          index &+= 1
          break
        }
        if byte != open.close { return ScanResult.failure(open.expectation, at) }
        at &+= 1
        unsafe open.leave(nodes, end: at, next: index)
      }
    }
    return ScanResult.failure(.truncated, at)
  }
}

/// The innermost open container; the ones around it are chained through their nodes.
private struct Open {
  private var index = -1
  var depth = 0
  private(set) var isObject = false
  /// The bracket that closes it.
  private(set) var close: UInt8 = 0

  @inline(__always) var isEmpty: Bool { index < 0 }

  @inline(__always) var expectation: JSONError.Code {
    isObject ? .expectedCommaOrCloseInObject : .expectedCommaOrCloseInArray
  }

  /// Opens a container at `node`; until it is closed, `next` says which one was open before.
  @inline(__always)
  mutating func enter(_ node: inout Node, at start: Int, index new: Int, isObject: Bool) {
    let kind: Node.Kind = isObject ? .object : .array
    node = Node(start: start, end: start, next: index, tag: kind.code)
    index = new
    depth &+= 1
    self.isObject = isObject
    close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
  }

  /// Closes it and returns to the container around.
  @inline(__always) @unsafe
  mutating func leave(_ nodes: UnsafeMutablePointer<Node>, end: Int, next: Int) {
    let outer = Int(Int32(bitPattern: unsafe nodes[index].next))
    unsafe nodes[index].end = UInt32(truncatingIfNeeded: end)
    unsafe nodes[index].next = UInt32(truncatingIfNeeded: next)
    index = outer
    depth &-= 1
    guard outer >= 0 else { return }
    isObject = unsafe nodes[outer].kind == .object
    close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
  }
}

/// Which bytes are white space between tokens: a bit for each byte from 0 to 0x20.
struct Blanks {
  fileprivate let bits: UInt64

  /// Space, tab, line feed, carriage return (RFC 8259, section 2).
  static let anywhere = Blanks(bits: 1 << 0x20 | 1 << 0x09 | 1 << 0x0a | 1 << 0x0d)
  /// The same without the line feed, which ends a record of JSON Lines.
  static let withinLine = Blanks(bits: 1 << 0x20 | 1 << 0x09 | 1 << 0x0d)

  /// Whether `byte`, at most 0x20, is white space.
  @inline(__always)
  func contains(_ byte: UInt8) -> Bool { bits &>> UInt64(byte) & 1 != 0 }
}

extension ByteView {
  /// The first offset from `start` on that is no white space, or one at or just behind the end.
  @inline(__always)
  func skip(_ blanks: Blanks, from start: Int) -> Int {
    let byte = byte(start)
    return byte > 0x20 ? start : skipSeveral(blanks, from: start)
  }

  /// Most white space is a single space behind ',' or ':'; the rest is indentation.
  @inline(__always)
  private func skipSeveral(_ blanks: Blanks, from start: Int) -> Int {
    if !blanks.contains(byte(start)) { return start }
    return byte(start &+ 1) > 0x20 ? start &+ 1 : skipIndentation(blanks, from: start &+ 1)
  }

  @inline(never)
  private func skipIndentation(_ blanks: Blanks, from start: Int) -> Int {
    var at = start
    while at < count {
      if word(at) == 0x2020_2020_2020_2020 {
        at &+= 8
        continue
      }
      let byte = byte(at)
      if byte > 0x20 || !blanks.contains(byte) { return at }
      at &+= 1
    }
    return at
  }

  /// Writes the node of the name at `start` and steps over ':' to where the value should begin.
  @inline(__always)
  fileprivate func name(_ start: Int, _ blanks: Blanks, _ node: inout Node, _ index: Int) -> Int {
    var tag = Node.Kind.name.code
    let end = endOfName(from: start &+ 1, &tag)
    if end < 0 { return end }
    node = Node(start: start, end: end, next: index &+ 1, tag: tag)
    let colon = skip(blanks, from: end)
    if byte(colon) != UInt8(ascii: ":") { return ScanResult.failure(.expectedColon, colon) }
    return skip(blanks, from: colon &+ 1)
  }

  /// The offset past the number or literal at `start`, with its kind in `tag`.
  @inline(__always)
  fileprivate func endOfScalar(_ start: Int, _ first: UInt8, _ tag: inout UInt32) -> Int {
    switch first {
    case UInt8(ascii: "n"):
      tag = Node.Kind.null.code
      return half(start) == 0x6c6c_756e ? start &+ 4 : badLiteral(start, "null")
    case UInt8(ascii: "t"):
      tag = Node.Kind.true.code
      return half(start) == 0x6575_7274 ? start &+ 4 : badLiteral(start, "true")
    case UInt8(ascii: "f"):
      tag = Node.Kind.false.code
      return half(start &+ 1) == 0x6573_6c61 ? start &+ 5 : badLiteral(start, "false")
    default:
      tag = Node.Kind.number.code
      return endOfNumber(start)
    }
  }

  /// The failure at the first byte that differs from `literal`.
  @inline(never)
  private func badLiteral(_ start: Int, _ literal: StaticString) -> Int {
    var at = start
    for wanted in literal.description.utf8 {
      if at >= count || byte(at) != wanted { break }
      at += 1
    }
    return ScanResult.failure(.badLiteral, at)
  }
}
