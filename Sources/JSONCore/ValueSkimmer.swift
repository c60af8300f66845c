/// Finds where a value ends that did not fit into the bytes at hand, without looking at a byte twice.
///
/// Brackets and quotes only. Scanning again with each new chunk would take quadratic time, and waiting
/// for twice the bytes would hold back a complete record while the input blocks. Whether the value is
/// well-formed is the scanner's to say.
struct ValueSkimmer {
  private enum Shape {
    case none
    case container
    case string
    case scalar
  }

  private var shape = Shape.none
  private var at = 0
  private var depth = 0
  private var isInString = false

  /// Whether a value was begun and its end not yet found.
  var isRunning: Bool { shape != .none }

  /// Begins with the value whose first byte stands at `start`.
  mutating func begin(_ bytes: ByteView, at start: Int) {
    self = ValueSkimmer()
    at = start
    switch bytes.byte(start) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): shape = .container
    case UInt8(ascii: "\""): shape = .string
    default: shape = .scalar
    }
  }

  /// Goes on to the end of the value, or of the bytes; says whether the value ended.
  mutating func reachesEnd(_ bytes: ByteView) -> Bool {
    while at < bytes.count {
      if isInString {
        guard leavesString(bytes) else { return false }
      } else {
        let byte = bytes.byte(at)
        if shape == .scalar && ByteView.endsScalar(byte) { return true }
        at &+= 1
        count(byte)
      }
      if depth == 0 && !isInString && shape != .scalar {
        shape = .none
        return true
      }
    }
    return false
  }

  /// The buffer forgot its first `amount` bytes.
  mutating func shift(by amount: Int) { at -= amount }

  /// Goes behind the closing quote of a string; false if the bytes end before it.
  ///
  /// An escaped byte is stepped over with its backslash, even if it was not read yet.
  private mutating func leavesString(_ bytes: ByteView) -> Bool {
    while at < bytes.count {
      let block = at
      var specials = bytes.specials64(block)
      at = min(block &+ 64, bytes.count)
      while specials != 0 {
        let place = block &+ specials.trailingZeroBitCount
        if place >= bytes.count { break }
        specials &= specials &- 1
        switch bytes.byte(place) {
        case UInt8(ascii: "\""):
          at = place &+ 1
          isInString = false
          return true
        case UInt8(ascii: "\\"):
          at = max(at, place &+ 2)
          specials &= ~0 << UInt64(place &+ 2 &- block)
        default: break
        }
      }
    }
    return false
  }

  private mutating func count(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth &+= 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth &-= 1
    default: break
    }
  }
}

extension ByteView {
  /// Whether `byte` cannot go on a number or literal.
  static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      true
    default:
      false
    }
  }
}
