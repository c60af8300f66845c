import JSONCore

/// The beginnings of values and texts of which only so much is kept.
enum Excerpt {
  /// The bytes kept of a value.
  static let mostOfValue = 200
  /// The bytes kept of a pointer or message.
  static let mostOfText = 1000

  /// How a value begins, as it is written; lines are put one behind the other.
  static func value(_ node: Int, _ view: TapeView) -> String {
    let (start, end) = (Int(view[node].start), Int(view[node].end))
    guard end - start > mostOfValue else { return inLine(view.bytes.bytes(start, end)) }
    var cut = start + mostOfValue
    while cut > start, view.bytes.byte(cut) & 0xc0 == 0x80 { cut -= 1 }
    return inLine(view.bytes.bytes(start, cut)) + "…"
  }

  /// Line ends and tabs with the white space behind them are one space: inside strings stand none.
  private static func inLine(_ bytes: [UInt8]) -> String {
    var kept: [UInt8] = []
    var isGap = false
    for byte in bytes {
      isGap = byte < 0x20 || isGap && byte == UInt8(ascii: " ")
      if !isGap {
        kept.append(byte)
      } else if byte < 0x20, kept.last != UInt8(ascii: " ") {
        kept.append(UInt8(ascii: " "))
      }
    }
    return text(kept)
  }

  /// A text, or its beginning if it is long.
  static func text(_ text: String) -> String {
    guard text.utf8.count > mostOfText else { return text }
    let bytes = Array(text.utf8)
    var cut = mostOfText
    while cut > 0, bytes[cut] & 0xc0 == 0x80 { cut -= 1 }
    return self.text(Array(bytes[..<cut])) + "…"
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
