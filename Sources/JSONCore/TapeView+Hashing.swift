/// A hash of tokens, to tell whether a payload is still the one that was written.
extension TapeView {
  /// A hash of a value's tokens: white space between them does not count, all else does.
  ///
  /// The same on every machine and in every version, since residue files store it.
  package func tokenHash(_ node: Int) -> UInt64 {
    var hash = TokenHash()
    forEachRun(node) { hash.add(bytes, $0, $1) }
    return hash.finished()
  }
}

/// The hash of a sequence of bytes, however it is cut into pieces.
///
/// The bytes are read as words of eight, the first byte lowest, the last word filled up with zeros:
///
///     h = 0x9e3779b97f4a7c15
///     for each word w: h = (h ^ w) * 0xff51afd7ed558ccd; h = h ^ (h >> 32)
///     h = (h ^ number of bytes) * 0xc4ceb9fe1a85ec53; h = h ^ (h >> 33)
///
/// modulo 2^64. Each step can be undone, so two texts that differ in one word never collide. It guards
/// against mistakes, not against somebody who wants a collision.
struct TokenHash {
  private var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
  /// The bytes of the word that is not full yet.
  private var word: UInt64 = 0
  private var count = 0

  /// Adds the bytes of `bytes` from `start` up to `end`.
  mutating func add(_ bytes: ByteView, _ start: Int, _ end: Int) {
    var at = start
    let filled = UInt64(truncatingIfNeeded: (count & 7) &* 8)
    while at &+ 8 <= end {
      let next = bytes.word(at)
      mix(word | next &<< filled)
      word = filled == 0 ? 0 : next &>> (64 &- filled)
      at &+= 8
    }
    count &+= at &- start
    while at < end {
      word |= UInt64(bytes.byte(at)) &<< UInt64(truncatingIfNeeded: (count & 7) &* 8)
      count &+= 1
      if count & 7 == 0 {
        mix(word)
        word = 0
      }
      at &+= 1
    }
  }

  private mutating func mix(_ word: UInt64) {
    hash = (hash ^ word) &* 0xff51_afd7_ed55_8ccd
    hash ^= hash &>> 32
  }

  /// The hash of everything added.
  consuming func finished() -> UInt64 {
    if count & 7 != 0 { mix(word) }
    hash = (hash ^ UInt64(count)) &* 0xc4ce_b9fe_1a85_ec53
    return hash ^ hash &>> 33
  }
}
