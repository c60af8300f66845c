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
  private var isEscaped = false

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
      let byte = bytes.byte(at)
      if shape == .scalar && ByteView.endsScalar(byte) { return true }
      at &+= 1
      if isInString ? leavesString(byte) && shape == .string : closes(byte) {
        shape = .none
        return true
      }
    }
    return false
  }

  /// The buffer forgot its first `amount` bytes.
  mutating func shift(by amount: Int) { at -= amount }

  private mutating func leavesString(_ byte: UInt8) -> Bool {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
      return true
    }
    return false
  }

  private mutating func closes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""):
      isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth &+= 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth &-= 1
      return depth <= 0
    default:
      break
    }
    return false
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
