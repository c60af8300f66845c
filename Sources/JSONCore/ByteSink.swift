/// Bytes under construction: the output of one record, or of many.
///
/// Room is made before each value is written, never guessed per record: a payload can grow twelvefold
/// (`"file_ids":["a","b",…]`). ``ByteView/padding`` bytes behind the last one stay readable, so what was
/// written can be scanned in place.
@safe
public struct ByteSink: ~Copyable, @unchecked Sendable {
  @usableFromInline var base: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int

  /// The number of bytes written.
  public private(set) var count: Int {
    @inlinable get { used }
    set { used = newValue }
  }
  @usableFromInline var used = 0

  /// Makes an empty sink with room for `capacity` bytes.
  public init(capacity: Int = 1 << 16) {
    self.capacity = capacity + 2 * ByteView.padding
    unsafe base = .allocate(byteCount: self.capacity, alignment: 16)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: self.capacity)
  }

  deinit { unsafe base.deallocate() }

  /// Makes sure that `more` bytes can be appended.
  @inlinable @inline(__always)
  public mutating func reserve(_ more: Int) {
    if used &+ more &+ 2 &* ByteView.padding > capacity { grow(more) }
  }

  @inline(never) @usableFromInline
  mutating func grow(_ more: Int) {
    let wanted = max(capacity * 2, used + more + 2 * ByteView.padding)
    let bigger = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
    unsafe bigger.copyMemory(from: base, byteCount: used)
    unsafe (bigger + used).initializeMemory(as: UInt8.self, repeating: 0, count: wanted - used)
    unsafe base.deallocate()
    unsafe base = bigger
    capacity = wanted
  }

  /// Appends one byte.
  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe base.storeBytes(of: byte, toByteOffset: used, as: UInt8.self)
    used &+= 1
  }

  /// Appends the bytes of `view` from `start` up to `end`.
  @inlinable @inline(__always)
  public mutating func append(_ view: ByteView, _ start: Int, _ end: Int) {
    let length = end &- start
    reserve(length)
    // Most pieces are short: two unconditional 16-byte stores cost less than a call.
    if length <= 32 {
      let room = unsafe base + used
      unsafe room.storeBytes(of: view.vector(start), as: SIMD16<Int8>.self)
      unsafe (room + 16).storeBytes(of: view.vector(start &+ 16), as: SIMD16<Int8>.self)
    } else {
      unsafe (base + used).copyMemory(from: view.base + start, byteCount: length)
    }
    used &+= length
  }

  /// Appends all bytes of `view`.
  @inlinable
  public mutating func append(_ view: ByteView) { append(view, 0, view.count) }

  /// Appends bytes.
  public mutating func append(_ bytes: [UInt8]) {
    reserve(bytes.count)
    unsafe bytes.withUnsafeBytes { source in
      if let start = source.baseAddress {
        unsafe (base + used).copyMemory(from: start, byteCount: source.count)
      }
    }
    used += bytes.count
  }

  /// Appends the UTF-8 of a text as it is, without quotes or escapes.
  public mutating func append(_ text: String) {
    var text = text
    reserve(text.utf8.count)
    text.withUTF8 { source in
      if let start = source.baseAddress {
        unsafe (base + used).copyMemory(from: start, byteCount: source.count)
      }
    }
    used += text.utf8.count
  }

  /// Appends what `fill` writes: up to `room` bytes, and as many as it returns.
  @unsafe
  package mutating func append<Failure: Error>(
    upTo room: Int,
    _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    reserve(room)
    let amount = try unsafe fill(UnsafeMutableRawBufferPointer(start: base + used, count: room))
    precondition(amount >= 0 && amount <= room, "a reader fills only the memory it was given")
    used += amount
    return amount
  }

  /// Appends a number in decimal.
  public mutating func append(decimal number: Int) {
    append(String(number))
  }

  /// Appends a number in hexadecimal, without leading zeros.
  package mutating func append(hexadecimal number: UInt64) {
    let digits = max(1, (64 - number.leadingZeroBitCount + 3) / 4)
    for place in stride(from: digits - 1, through: 0, by: -1) {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(4 * place)) & 15
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
    }
  }

  /// Takes back everything behind the first `count` bytes.
  @inlinable
  public mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= used, "a sink only shrinks to what it holds")
    used = count
  }

  /// Forgets the first `amount` bytes, for instance because they were written out.
  public mutating func removeFirst(_ amount: Int) {
    precondition(amount >= 0 && amount <= used, "a sink only forgets what it holds")
    unsafe base.copyMemory(from: base + amount, byteCount: used - amount)
    used -= amount
  }

  /// What was written, without a copy; valid until the next change.
  @inlinable
  public var view: ByteView { unsafe ByteView(base: base, count: used) }

  /// What was written from `start` on, without a copy; valid until the next change.
  @inlinable
  public func view(from start: Int) -> ByteView { view.part(start, used) }
}
