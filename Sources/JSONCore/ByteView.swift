#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Bytes in memory that somebody else owns, with room to read a little past their end.
///
/// Every owner of such bytes (``ByteSink``, the record reader, a padded copy) keeps ``padding`` readable
/// bytes behind the last one, so that names and numbers can be compared a word at a time without
/// looking at the end first. What stands there is never part of an answer.
///
/// The memory must outlive the view. Views are made at the borders of this module and of the runner in
/// `LensCore`; code above works with offsets.
@safe
public struct ByteView: BitwiseCopyable, @unchecked Sendable {
  /// How many bytes behind ``count`` can be read.
  public static let padding = 64

  @usableFromInline let base: UnsafeRawPointer

  /// The number of bytes.
  public let count: Int

  /// Views `count` bytes at `base`.
  ///
  /// - Parameters:
  ///   - base: Memory of at least `count + ByteView.padding` bytes that outlives the view.
  ///   - count: The number of bytes that mean something.
  @inlinable @unsafe
  public init(base: UnsafeRawPointer, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// The byte at an offset from 0 up to, not including, `count + ByteView.padding`.
  @inlinable @inline(__always)
  public func byte(_ offset: Int) -> UInt8 {
    unsafe base.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// Four bytes from an offset, the first one lowest.
  @inlinable @inline(__always)
  public func half(_ offset: Int) -> UInt32 {
    unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// Eight bytes from an offset, the first one lowest.
  @inlinable @inline(__always)
  public func word(_ offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Sixteen bytes from an offset, signed so that one compare finds control bytes and non-ASCII.
  @inlinable @inline(__always)
  public func vector(_ offset: Int) -> SIMD16<Int8> {
    unsafe base.loadUnaligned(fromByteOffset: offset, as: SIMD16<Int8>.self)
  }

  /// Whether `length` bytes at `offset` are those at `other` of another view.
  @inlinable @inline(__always)
  public func equals(_ offset: Int, _ view: ByteView, _ other: Int, length: Int) -> Bool {
    // A call pays for itself only where there is much to compare.
    if length > 64 { return equalsMany(offset, view, other, length) }
    var k = 0
    while k &+ 8 <= length {
      if word(offset &+ k) != view.word(other &+ k) { return false }
      k &+= 8
    }
    let rest = UInt64(truncatingIfNeeded: (length &- k) &* 8)
    return rest == 0 || (word(offset &+ k) ^ view.word(other &+ k)) &<< (64 &- rest) == 0
  }

  @inline(never) @usableFromInline
  func equalsMany(_ offset: Int, _ view: ByteView, _ other: Int, _ length: Int) -> Bool {
    unsafe memcmp(base + offset, view.base + other, length) == 0
  }

  /// Whether the bytes from an offset on are those of a literal.
  ///
  /// Inlined, its length and words are constants: as fast as compares with numbers spelled out.
  @inlinable @inline(__always)
  public func equals(_ offset: Int, _ text: StaticString) -> Bool {
    let start = unsafe UnsafeRawPointer(text.utf8Start)
    let length = text.utf8CodeUnitCount
    var k = 0
    while k &+ 8 <= length {
      let theirs = unsafe start.loadUnaligned(fromByteOffset: k, as: UInt64.self)
      if word(offset &+ k) != UInt64(littleEndian: theirs) { return false }
      k &+= 8
    }
    var rest: UInt64 = 0
    var mask: UInt64 = 0
    for place in k..<length {
      let shift = UInt64(truncatingIfNeeded: (place &- k) &* 8)
      rest |= unsafe UInt64(start.load(fromByteOffset: place, as: UInt8.self)) &<< shift
      mask |= 0xff &<< shift
    }
    return word(offset &+ k) & mask == rest
  }

  /// A part of these bytes; the bytes behind it are its padding.
  @inlinable
  public func part(_ start: Int, _ end: Int) -> ByteView {
    precondition(start >= 0 && start <= end && end <= count, "the part lies outside of the bytes")
    return unsafe ByteView(base: base + start, count: end - start)
  }

  /// The bytes from `start` up to `end`, copied.
  public func bytes(_ start: Int, _ end: Int) -> [UInt8] {
    unsafe Array(UnsafeRawBufferPointer(start: base + start, count: end - start))
  }

  /// All bytes, copied.
  public var bytes: [UInt8] { bytes(0, count) }

  /// Calls `body` with the bytes, without a copy.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafeRawBufferPointer(start: base, count: count))
  }
}

extension ByteView {
  /// Whether all bytes are those of another view.
  package func isSame(as other: ByteView) -> Bool {
    count == other.count && equals(0, other, 0, length: count)
  }

  /// Whether a JSON document has the character NUL in a string or name, where it can only be an escape.
  package var hasEscapedNUL: Bool {
    var at = 0
    while let found = firstByte(UInt8(ascii: "\\"), from: at) {
      if equals(found, "\\u0000") && found &+ 6 <= count { return true }
      at = found &+ 2
    }
    return false
  }
}
