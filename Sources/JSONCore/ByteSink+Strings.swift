/// JSON strings, written with as few escapes as the grammar allows.
extension ByteSink {
  /// Appends a JSON string with a text in UTF-8: quoted, with `"`, `\` and control bytes escaped.
  package mutating func appendString(_ text: [UInt8]) {
    append(UInt8(ascii: "\""))
    appendStringContent(text)
    append(UInt8(ascii: "\""))
  }

  /// Appends what stands between the quotes of a JSON string.
  package mutating func appendStringContent(_ text: [UInt8]) {
    reserve(text.count)
    for byte in text {
      if ByteSink.takesEscape(byte) { appendEscape(byte) } else { append(byte) }
    }
  }

  /// Appends a JSON string with the bytes of a view, which must not be this sink's.
  package mutating func appendString(_ text: ByteView) {
    append(UInt8(ascii: "\""))
    reserve(text.count)
    for place in 0..<text.count {
      let byte = text.byte(place)
      if ByteSink.takesEscape(byte) { appendEscape(byte) } else { append(byte) }
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends a JSON string with this text.
  package mutating func appendString(_ text: String) {
    append(UInt8(ascii: "\""))
    let start = count
    append(text)
    // Most texts take no escape, and then they are written already.
    guard view.takesEscape(from: start) else { return append(UInt8(ascii: "\"")) }
    truncate(to: start - 1)
    appendString(Array(text.utf8))
  }

  fileprivate static func takesEscape(_ byte: UInt8) -> Bool {
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

extension ByteView {
  /// Whether a byte from `start` on may need an escape; more bytes than do are said to.
  fileprivate func takesEscape(from start: Int) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = ones &* 0x22
    let backslashes = ones &* 0x5c
    var at = start
    while at &+ 8 <= count {
      let bytes = word(at)
      // A byte below n borrows when n is taken from it; one from 0x80 on is no control.
      let controls = (bytes &- ones &* 0x20) & ~bytes
      let quote = (bytes ^ quotes) &- ones
      let backslash = (bytes ^ backslashes) &- ones
      let found = controls | quote & ~(bytes ^ quotes) | backslash & ~(bytes ^ backslashes)
      if found & (ones &* 0x80) != 0 { return true }
      at &+= 8
    }
    while at < count {
      if ByteSink.takesEscape(byte(at)) { return true }
      at &+= 1
    }
    return false
  }
}
