#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The nodes of one scanned JSON value: a flat list instead of a tree.
///
/// Nothing is decoded, converted or copied: a node says where its bytes stand, and the payload stays what
/// it is, byte for byte. The record `{"a":[1,"é"],"b":{}}` gives
///
/// | index | kind   | bytes          | next |                                     |
/// | ----- | ------ | -------------- | ---- | ----------------------------------- |
/// | 0     | object | 0 ..< 21       | 7    | everything is inside of node 0      |
/// | 1     | name   | 1 ..< 4        | 2    | its value is the next node          |
/// | 2     | array  | 5 ..< 13       | 5    | `next` skips the elements           |
/// | 3     | number | 6 ..< 7        | 4    |                                     |
/// | 4     | string | 8 ..< 12       | 5    | flag `hasNonASCII`: é is two bytes  |
/// | 5     | name   | 14 ..< 17      | 6    |                                     |
/// | 6     | object | 18 ..< 20      | 7    | empty: `next` is the following node |
///
/// The scanner is strict (RFC 8259, UTF-8 without exceptions, no lone surrogates) and never recursive;
/// while a container is open, its `next` holds its parent, so that nesting needs no stack.
///
/// A tape is used for one record after the other. Its memory grows to what the largest one needed.
@safe
package struct Tape: ~Copyable, @unchecked Sendable {
  /// How many containers may stand inside each other; one more is refused.
  ///
  /// Real payloads stay below 20. The limit protects what comes after the scan: programs that recurse.
  package static let maximumDepth = 512

  /// Why the last scan failed; meaningful after one that did.
  package private(set) var error = JSONError(.truncated, at: 0)
  /// The number of nodes of the last successful scan.
  package private(set) var count = 0

  var nodes: UnsafeMutablePointer<Node>
  var capacity: Int

  /// Makes a tape with room for a usual message.
  package init() {
    capacity = 1024
    unsafe nodes = Tape.block(nil, capacity: 1024)
  }

  deinit { unsafe free(nodes) }

  /// Scans one JSON value that starts at or after an offset; white space before it is skipped.
  ///
  /// What follows the value is not looked at. A value that is cut at the end of the bytes fails with
  /// `truncated` at `bytes.count`, whatever stands in the padding.
  ///
  /// - Parameters:
  ///   - bytes: Fewer than 4 GiB, with ``ByteView/padding`` readable bytes behind them.
  ///   - start: Where to begin.
  ///   - lineBreaks: False in JSON Lines: a line feed ends the record, so that one before the end of the
  ///     value fails with `truncated` at its offset.
  /// - Returns: The offset just past the value; nil on failure, and then ``error`` says why.
  /// - Complexity: O(*n*) in the bytes of the value; no allocation once the tape is large enough.
  package mutating func scan(
    _ bytes: ByteView,
    from start: Int = 0,
    lineBreaks: Bool = true
  ) -> Int? {
    let result = scanRaw(bytes, from: start, lineBreaks: lineBreaks)
    return result < 0 ? nil : result
  }

  /// ``scan(_:from:lineBreaks:)`` with a negative number for failure.
  package mutating func scanRaw(_ bytes: ByteView, from start: Int, lineBreaks: Bool) -> Int {
    guard bytes.count < Int(UInt32.max) else {
      return fail(ScanResult.failure(.recordTooLarge, 0), bytes, lineBreaks)
    }
    let result = walk(bytes, from: start, blanks: lineBreaks ? .anywhere : .withinLine)
    return result >= 0 && result <= bytes.count ? result : fail(result, bytes, lineBreaks)
  }

  /// The nodes of the last successful scan, which was one of `bytes`.
  package func view(_ bytes: ByteView) -> TapeView {
    unsafe TapeView(bytes: bytes, nodes: nodes, count: count)
  }

  /// Remembers how many nodes a scan made.
  @inline(__always)
  mutating func finish(count: Int) { self.count = count }

  /// Turns the result of a scan into ``error``.
  ///
  /// Every offset points at the first byte that no document could have there. If that byte lies behind
  /// the end, or ends the line, the document was cut.
  @inline(never)
  private mutating func fail(_ result: Int, _ bytes: ByteView, _ lineBreaks: Bool) -> Int {
    count = 0
    error = result < 0 ? ScanResult.error(result) : JSONError(.truncated, at: bytes.count)
    if error.offset >= bytes.count {
      error = JSONError(.truncated, at: bytes.count)
    } else if error.code == .expectedValue && bytes.half(error.offset) & 0xff_ffff == 0xbf_bbef {
      error.code = .byteOrderMark
    } else if !lineBreaks && bytes.byte(error.offset) == UInt8(ascii: "\n") {
      error.code = .truncated
    }
    return -1
  }

  /// Doubles the room for nodes.
  @inline(never)
  mutating func grow() {
    capacity *= 2
    unsafe nodes = Tape.block(nodes, capacity: capacity)
  }

  /// A block for nodes that continues `old`.
  ///
  /// `realloc` moves pages of a large block instead of copying them: old and new are never in memory
  /// together.
  private static func block(
    _ old: UnsafeMutablePointer<Node>?,
    capacity: Int
  ) -> UnsafeMutablePointer<Node> {
    guard let block = unsafe realloc(old, capacity * MemoryLayout<Node>.stride) else {
      preconditionFailure("no memory for \(capacity) nodes")
    }
    return unsafe block.assumingMemoryBound(to: Node.self)
  }
}

/// Whole documents, and parts of payloads.
extension Tape {
  /// Scans a document around which nothing stands but white space.
  ///
  /// - Returns: Why the bytes are none; nil if they are one.
  package mutating func scanDocument(_ bytes: ByteView) -> JSONError? {
    guard let end = scan(bytes) else { return error }
    let after = bytes.skip(.anywhere, from: end)
    return after < bytes.count ? JSONError(.trailingContent, at: after) : nil
  }

  /// Takes over one value of a scanned payload, as if it had been scanned alone.
  ///
  /// - Returns: The value as a payload of its own, whose offsets count from its first byte; valid as long as
  ///   the other payload's bytes are, and until this tape is used again.
  package mutating func take(_ node: Int, of payload: TapeView) -> TapeView {
    let whole = payload[node]
    let amount = Int(whole.next) - node
    while capacity < amount { grow() }
    for place in 0..<amount {
      var part = payload[node + place]
      part.start -= whole.start
      part.end -= whole.start
      part.next -= UInt32(truncatingIfNeeded: node)
      unsafe nodes[place] = part
    }
    finish(count: amount)
    return view(payload.bytes.part(Int(whole.start), Int(whole.end)))
  }
}
