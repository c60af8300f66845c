/// One value or member name of a scanned payload: where it stands and where the next one is.
///
/// Sixteen bytes, so that a tape costs no more than the text it describes. Offsets are 32-bit: a record
/// is smaller than 4 GiB.
public struct Node: BitwiseCopyable, Sendable {
  /// What a node is.
  public struct Kind: Equatable, Sendable, BitwiseCopyable {
    @usableFromInline let code: UInt32
    @inlinable init(code: UInt32) { self.code = code }

    /// An object; what it holds are the nodes up to its `next`.
    @inlinable public static var object: Kind { Kind(code: 0) }
    /// An array; what it holds are the nodes up to its `next`.
    @inlinable public static var array: Kind { Kind(code: 1) }
    /// A string, with its quotes.
    @inlinable public static var string: Kind { Kind(code: 2) }
    /// A number, as it is spelled.
    @inlinable public static var number: Kind { Kind(code: 3) }
    /// The literal `null`.
    @inlinable public static var null: Kind { Kind(code: 4) }
    /// The literal `true`.
    @inlinable public static var `true`: Kind { Kind(code: 5) }
    /// The literal `false`.
    @inlinable public static var `false`: Kind { Kind(code: 6) }
    /// The name of a member; its value is the next node.
    @inlinable public static var name: Kind { Kind(code: 7) }

    /// Whether this is an object or an array.
    @inlinable public var isContainer: Bool { code < 2 }

    /// The words for it in messages, with an article where one belongs.
    public var phrase: String { Kind.phrases[Int(code)] }

    private static let phrases = [
      "an object", "an array", "a string", "a number", "null", "true", "false", "a name",
    ]
  }

  /// Offset of the first byte: the quote of a string, the bracket of a container.
  public var start: UInt32
  /// Offset just past the last byte.
  public var end: UInt32
  /// Index of the node behind this one and everything inside it.
  public var next: UInt32
  /// Kind in the low byte, flags above.
  @usableFromInline var tag: UInt32

  @usableFromInline static let escapeFlag: UInt32 = 0x100
  @usableFromInline static let wideFlag: UInt32 = 0x200

  @inlinable
  init(start: Int, end: Int, next: Int, tag: UInt32) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.next = UInt32(truncatingIfNeeded: next)
    self.tag = tag
  }

  /// What the node is.
  @inlinable public var kind: Kind { Kind(code: tag & 0xff) }
  /// Whether this string or name holds a backslash: its lexeme is not its text.
  @inlinable public var hasEscape: Bool { tag & Node.escapeFlag != 0 }
  /// Whether this string or name holds bytes from 0x80 on.
  @inlinable public var hasNonASCII: Bool { tag & Node.wideFlag != 0 }
  /// Bytes from the first to the last, quotes and brackets included.
  @inlinable public var length: Int { Int(end &- start) }
}
