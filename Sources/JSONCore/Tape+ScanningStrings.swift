#if arch(x86_64)
  // One instruction gathers the bits of sixteen bytes. The module comes with the compiler.
  internal import _Builtin_intrinsics.intel.sse2
#endif

/// Strings and names: a fast look at one block, then blocks of 64 bytes with escapes and UTF-8 checked.
extension ByteView {
  /// The offset past the closing quote of the string whose text begins at `start`, or a failure.
  ///
  /// Half of all strings end within 32 bytes without anything special before the quote.
  @inline(__always)
  func endOfString(from start: Int, _ tag: inout UInt32) -> Int {
    let specials = specials32(start)
    if specials != 0 {
      let at = start &+ specials.trailingZeroBitCount
      if byte(at) == UInt8(ascii: "\"") { return at &+ 1 }
    }
    return endOfLongString(from: start, &tag)
  }

  /// The same for a name: nearly all are shorter than 16 bytes.
  @inline(__always)
  func endOfName(from start: Int, _ tag: inout UInt32) -> Int {
    let specials = specials16(start)
    if specials != 0 {
      let at = start &+ specials.trailingZeroBitCount
      if byte(at) == UInt8(ascii: "\"") { return at &+ 1 }
    }
    return endOfLongString(from: start, &tag)
  }

  /// Walks the special bytes of one 64-byte block after the other.
  ///
  /// Not inlined: it would take the registers of the structure loop.
  @inline(never)
  private func endOfLongString(from start: Int, _ tag: inout UInt32) -> Int {
    var block = start
    blocks: while block < count {
      var specials = specials64(block)
      while specials != 0 {
        let at = block &+ specials.trailingZeroBitCount
        let byte = byte(at)
        if byte == UInt8(ascii: "\"") { return at &+ 1 }
        if at >= count { return ScanResult.failure(.truncated, at) }
        let end: Int
        if byte == UInt8(ascii: "\\") {
          tag |= Node.escapeFlag
          end = endOfEscape(at)
        } else if byte >= 0x80 {
          tag |= Node.wideFlag
          end = endOfUTF8(at)
        } else {
          return ScanResult.failure(.controlCharacter, at)
        }
        if end < 0 { return end }
        let seen = end &- block
        if seen >= 64 {
          block = end
          continue blocks
        }
        specials &= ~0 &<< UInt64(truncatingIfNeeded: seen)
      }
      block &+= 64
    }
    return ScanResult.failure(.truncated, count)
  }
}

/// Escapes.
extension ByteView {
  /// The offset past the escape at `start`, both halves of a surrogate pair included.
  @inline(__always)
  private func endOfEscape(_ start: Int) -> Int {
    let letter = byte(start &+ 1)
    if letter == UInt8(ascii: "u") { return endOfUnicodeEscape(start) }
    return ByteView.isEscapeLetter(letter) ? start &+ 2 : ScanResult.failure(.badEscape, start &+ 1)
  }

  /// Whether a backslash may stand before `byte`: one of `" \ / b f n r t`, as a set of bits.
  @inline(__always)
  private static func isEscapeLetter(_ byte: UInt8) -> Bool {
    let below64: UInt64 = 1 << 0x22 | 1 << 0x2f
    let from64: UInt64 = 1 << 0x1c | 1 << 0x22 | 1 << 0x26 | 1 << 0x2e | 1 << 0x32 | 1 << 0x34
    let set = byte & 0x40 == 0 ? below64 : from64
    return byte < 0x80 && set &>> UInt64(byte & 63) & 1 != 0
  }

  /// The offset past the run of `\u` escapes at `start`, or a failure.
  ///
  /// Where text is kept in ASCII, they come in words: single spaces inside are stepped over.
  @inline(never)
  private func endOfUnicodeEscape(_ start: Int) -> Int {
    var at = start
    while true {
      let unit = hexadecimal(at &+ 2)
      if unit < 0 { return badHexadecimal(at &+ 2) }
      at = unit & 0xf800 == 0xd800 ? endOfSurrogates(at, unit) : at &+ 6
      if at < 0 || at >= count { return at }
      let next = byte(at) == UInt8(ascii: " ") ? at &+ 1 : at
      // `\u`, as a number.
      if half(next) & 0xffff != 0x755c || next >= count { return at }
      at = next
    }
  }

  private func endOfSurrogates(_ start: Int, _ unit: Int) -> Int {
    let isHigh = unit & 0x0400 == 0
    guard isHigh else { return loneSurrogate(start, decidedBy: start &+ 5) }
    guard byte(start &+ 6) == UInt8(ascii: "\\") else {
      return loneSurrogate(start, decidedBy: start &+ 6)
    }
    guard byte(start &+ 7) == UInt8(ascii: "u") else {
      return loneSurrogate(start, decidedBy: start &+ 7)
    }
    let low = hexadecimal(start &+ 8)
    if low < 0 { return badHexadecimal(start &+ 8) }
    return low & 0xfc00 == 0xdc00 ? start &+ 12 : loneSurrogate(start, decidedBy: start &+ 11)
  }

  /// The failure at an escape, unless the byte that decided it lies behind the end.
  private func loneSurrogate(_ start: Int, decidedBy last: Int) -> Int {
    ScanResult.failure(.loneSurrogate, last < count ? start : last)
  }

  /// The failure at the first byte of four that is no hexadecimal digit.
  private func badHexadecimal(_ start: Int) -> Int {
    var at = start
    while UnicodeScalar(byte(at)).properties.isASCIIHexDigit { at += 1 }
    return ScanResult.failure(.badUnicodeEscape, at)
  }

  /// The value of four hexadecimal digits, or -1.
  ///
  /// All four at once: in each byte of a word the top bit is set where adding carries past the first
  /// character of a range and not past its last.
  @inline(__always)
  func hexadecimal(_ start: Int) -> Int {
    let word = half(start)
    let low = word & 0x7f7f_7f7f
    let letters = low | 0x2020_2020  // folded to lower case
    let areDigits = (low &+ 0x5050_5050) & ~(low &+ 0x4646_4646)
    let areLetters = (letters &+ 0x1f1f_1f1f) & ~(letters &+ 0x1919_1919)
    if (areDigits | areLetters) & ~word & 0x8080_8080 != 0x8080_8080 { return -1 }
    let nibbles = (word & 0x0f0f_0f0f) &+ ((word &>> 6) & 0x0101_0101) &* 9
    let pairs = (nibbles & 0x00ff_00ff) &<< 4 | (nibbles &>> 8) & 0x00ff_00ff
    return Int((pairs & 0xff) &<< 8 | (pairs &>> 16) & 0xff)
  }
}

/// UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
extension ByteView {
  /// The offset past the run of multi-byte sequences at `start`, or a failure.
  ///
  /// Single spaces inside the run are stepped over: without that, each word of Cyrillic text would go
  /// back to the block loop.
  @inline(__always)
  private func endOfUTF8(_ start: Int) -> Int {
    var at = start
    while true {
      let length = lengthOfSequence(half(at))
      if length == 0 { return badUTF8(at) }
      at &+= length
      var next = byte(at)
      if next == UInt8(ascii: " ") && byte(at &+ 1) >= 0x80 {
        at &+= 1
        next = 0x80
      }
      if next < 0x80 || at >= count { return at }
    }
  }

  /// How many bytes the sequence at the low end of `word` has; 0 if it is none.
  @inline(__always)
  private func lengthOfSequence(_ word: UInt32) -> Int {
    if word & 0xe0 == 0xc0 {
      return word & 0xc000 == 0x8000 && word & 0x1e != 0 ? 2 : 0
    }
    if word & 0xf0 == 0xe0 {
      // The lead's low nibble with the bit that tells 80–9F from A0–BF in the second byte.
      let nibble = word & 0x200f
      return word & 0xc0_c000 == 0x80_8000 && nibble != 0 && nibble != 0x200d ? 3 : 0
    }
    if word & 0xf8 == 0xf0 {
      let plane = (word & 0x07) &<< 2 | (word & 0x3000) &>> 12
      return word & 0xc0c0_c000 == 0x8080_8000 && plane &- 1 < 16 ? 4 : 0
    }
    return 0
  }

  /// The failure at the sequence that is none, or behind the end if it is only cut there.
  @inline(never)
  private func badUTF8(_ start: Int) -> Int {
    let lead = byte(start)
    let length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    guard lead >= 0xc2 && lead <= 0xf4 else { return ScanResult.failure(.invalidUTF8, start) }
    var allowed = ByteView.secondBytes(after: lead)
    for at in start + 1..<start + length {
      if at >= count { return ScanResult.failure(.truncated, at) }
      if !allowed.contains(byte(at)) { break }
      allowed = 0x80...0xbf
    }
    return ScanResult.failure(.invalidUTF8, start)
  }

  /// What may follow a lead byte (RFC 3629, section 4).
  private static func secondBytes(after lead: UInt8) -> ClosedRange<UInt8> {
    switch lead {
    case 0xe0: 0xa0...0xbf
    case 0xed: 0x80...0x9f
    case 0xf0: 0x90...0xbf
    case 0xf4: 0x80...0x8f
    default: 0x80...0xbf
    }
  }
}

/// Special bytes of a block as a bit mask: `"`, `\`, below 0x20, from 0x80 on.
///
/// Read as signed numbers, the last two are one range: everything below 0x20. Both sides of a compare
/// must be spelled as `SIMD16<Int8>`: with a scalar, or without the element type, Swift 6.3 picks a
/// generic overload that is a loop through memory, 39 times slower as a whole.
extension ByteView {
  private typealias Marks = SIMDMask<SIMD16<Int8>>

  @inline(__always)
  private func marks(_ start: Int) -> Marks {
    let block = vector(start)
    return (block .< SIMD16<Int8>(repeating: 0x20)) .| (block .== SIMD16<Int8>(repeating: 0x22))
      .| (block .== SIMD16<Int8>(repeating: 0x5c))
  }

  /// A bit for each of sixteen marks, the first one lowest.
  @inline(__always)
  private func bits(_ marks: Marks) -> UInt64 {
    #if arch(x86_64)
      let words = unsafe unsafeBitCast(marks, to: SIMD2<Int64>.self)
      return UInt64(UInt32(bitPattern: _mm_movemask_epi8(words)))
    #else
      let words = unsafe unsafeBitCast(marks, to: SIMD2<UInt64>.self)
      return bits(words[0]) | bits(words[1]) &<< 8
    #endif
  }

  #if !arch(x86_64)
    /// Each byte, 00 or FF, keeps another bit, and one multiplication adds them up in the top byte.
    @inline(__always)
    private func bits(_ word: UInt64) -> UInt64 {
      ((word & 0x8040_2010_0804_0201) &* 0x0101_0101_0101_0101) &>> 56
    }
  #endif

  @inline(__always)
  private func specials16(_ start: Int) -> UInt64 { bits(marks(start)) }

  @inline(__always)
  private func specials32(_ start: Int) -> UInt64 {
    bits(marks(start)) | bits(marks(start &+ 16)) &<< 16
  }

  /// A bit for each of 64 bytes that is a quote, a backslash, a control character or not ASCII.
  @inline(__always)
  func specials64(_ start: Int) -> UInt64 {
    let a = marks(start)
    let b = marks(start &+ 16)
    let c = marks(start &+ 32)
    let d = marks(start &+ 48)
    // Most blocks of prose hold nothing special: find that out before gathering.
    if bits((a .| b) .| (c .| d)) == 0 { return 0 }
    return (bits(a) | bits(b) &<< 16) | (bits(c) | bits(d) &<< 16) &<< 32
  }
}
