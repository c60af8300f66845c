import JSONCore

/// The beginnings of values and texts of which only so much is kept.
enum Excerpt {
  /// The bytes kept of a value.
  static let mostOfValue = 200
  /// The bytes kept of a pointer or message.
  static let mostOfText = 1000

  /// How a value begins, as it is written.
  static func value(_ node: Int, _ view: TapeView) -> String {
    let (start, end) = (Int(view[node].start), Int(view[node].end))
    guard end - start > mostOfValue else { return text(view.bytes.bytes(start, end)) }
    var cut = start + mostOfValue
    while cut > start, view.bytes.byte(cut) & 0xc0 == 0x80 { cut -= 1 }
    return text(view.bytes.bytes(start, cut)) + "…"
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
