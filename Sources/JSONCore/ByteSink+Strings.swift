/// JSON strings, written with as few escapes as the grammar allows.
extension ByteSink {
  /// Appends a JSON string with a text in UTF-8: quoted, with `"`, `\` and control bytes escaped.
  package mutating func appendString(_ text: [UInt8]) {
    append(UInt8(ascii: "\""))
    reserve(text.count)
    for byte in text {
      if ByteSink.takesEscape(byte) { appendEscape(byte) } else { append(byte) }
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends a JSON string with this text.
  package mutating func appendString(_ text: String) {
    guard text.utf8.allSatisfy({ !ByteSink.takesEscape($0) }) else {
      return appendString(Array(text.utf8))
    }
    append(UInt8(ascii: "\""))
    append(text)
    append(UInt8(ascii: "\""))
  }

  private static func takesEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func appendEscape(_ byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0a: append(UInt8(ascii: "n"))
    case 0x0c: append(UInt8(ascii: "f"))
    case 0x0d: append(UInt8(ascii: "r"))
    case ..<0x20:
      append("u00")
      append(UInt8(ascii: "0") + byte >> 4)
      append(byte & 15 < 10 ? UInt8(ascii: "0") + byte & 15 : UInt8(ascii: "a") + byte & 15 - 10)
    default: append(byte)
    }
  }
}
