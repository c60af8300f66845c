import JSONCore
import Testing

struct StringWritingTests {
  @Test func `an escape is found at every place of a text, and only where it belongs`() {
    for length in 1...20 {
      for place in 0..<length {
        for byte in UInt8(0)...0x7f {
          var text = Array(repeating: UInt8(ascii: "x"), count: length)
          text[place] = byte
          #expect(written(String(decoding: text, as: UTF8.self)) == reference(text))
        }
      }
    }
  }

  @Test func `characters beyond ASCII stay as they are`() {
    for text in ["é", "«ÿ»", "日本語日本語", "🙂🙂🙂", "\u{7f}\u{80}\u{a2}\u{dc}\u{10ffff}"] {
      #expect(written(text) == "\"\(text)\"")
    }
  }

  private func written(_ text: String) -> String {
    var sink = ByteSink(capacity: 0)
    sink.appendString(text)
    return String(decoding: sink.view.bytes, as: UTF8.self)
  }

  /// RFC 8259, section 7.
  private func reference(_ text: [UInt8]) -> String {
    let short: [UInt8: String] = [8: "b", 9: "t", 10: "n", 12: "f", 13: "r", 34: "\"", 92: "\\"]
    let inside = text.map { byte -> String in
      if let letter = short[byte] { return "\\" + letter }
      guard byte < 0x20 else { return String(UnicodeScalar(byte)) }
      return "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "\"" + inside.joined() + "\""
  }
}
