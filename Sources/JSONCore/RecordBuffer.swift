#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The part of a file that is in memory: what was read and is still needed.
///
/// It grows only for a record that does not fit, by doubling. ``ByteView/padding`` zeros follow the
/// last byte, so that no answer depends on what stood there before.
@safe
struct RecordBuffer: ~Copyable, @unchecked Sendable {
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  private let chunk: Int

  /// The number of bytes held.
  private(set) var count = 0
  /// Where the first byte held stands in the file.
  private(set) var origin = 0
  /// Whether the byte behind the last one held is the end of the file.
  private(set) var isAtEnd = false

  /// Makes an empty buffer that reads at most `chunk` bytes at once.
  init(chunk: Int) {
    precondition(chunk > 0, "a chunk has at least one byte")
    self.chunk = chunk
    capacity = chunk
    unsafe base = RecordBuffer.block(nil, capacity: chunk)
  }

  deinit { unsafe free(base) }

  /// All bytes held; valid until the next ``fill(keepingFrom:_:)``.
  var view: ByteView { unsafe ByteView(base: base, count: count) }

  /// Forgets the first `start` bytes and appends what one call of `read` gives.
  mutating func fill<Failure: Error>(
    keepingFrom start: Int,
    _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    forget(start)
    if count == capacity { grow() }
    let room = min(chunk, capacity - count)
    let target = unsafe UnsafeMutableRawBufferPointer(start: base + count, count: room)
    let amount = try unsafe read(target)
    precondition(amount >= 0 && amount <= room, "a reader fills only the memory it was given")
    count += amount
    isAtEnd = amount == 0
    pad()
  }

  /// Forgets everything and holds bytes that stand at an offset of a file.
  mutating func restart(at origin: Int, with bytes: ByteView) {
    self.origin = origin
    isAtEnd = false
    count = 0
    while capacity < bytes.count { grow() }
    unsafe base.copyMemory(from: bytes.base, byteCount: bytes.count)
    count = bytes.count
    pad()
  }

  /// Takes the first bytes for all that there are.
  mutating func cut(to end: Int) {
    precondition(end <= count, "a buffer is cut to what it holds")
    count = end
    isAtEnd = true
    pad()
  }

  private mutating func pad() {
    unsafe (base + count).initializeMemory(as: UInt8.self, repeating: 0, count: ByteView.padding)
  }

  private mutating func forget(_ amount: Int) {
    guard amount > 0 else { return }
    unsafe base.copyMemory(from: base + amount, byteCount: count - amount)
    count -= amount
    origin += amount
  }

  private mutating func grow() {
    capacity *= 2
    unsafe base = RecordBuffer.block(base, capacity: capacity)
  }

  /// `realloc` moves the pages of a large block: old and new are never in memory together.
  private static func block(
    _ old: UnsafeMutableRawPointer?,
    capacity: Int
  ) -> UnsafeMutableRawPointer {
    guard let block = unsafe realloc(old, capacity + ByteView.padding) else {
      preconditionFailure("no memory for \(capacity) bytes of a record")
    }
    return unsafe block
  }
}

/// Line ends.
extension ByteView {
  /// The offset of the first line feed from `start` on.
  func lineFeed(from start: Int) -> Int? {
    guard start < count else { return nil }
    return unsafe withBytes { all -> Int? in
      guard let base = all.baseAddress,
        let found = unsafe memchr(base + start, 0x0a, all.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// The number of line feeds from `start` up to `end`, and the offset just past the last one.
  func lineFeeds(from start: Int, to end: Int) -> (count: Int, pastLast: Int?) {
    var total = 0
    var past: Int?
    var at = start
    while let found = part(0, end).lineFeed(from: at) {
      total += 1
      past = found + 1
      at = found + 1
    }
    return (total, past)
  }
}
