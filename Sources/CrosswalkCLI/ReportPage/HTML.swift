/// Markup under construction.
///
///     var html = HTML()
///     html.element("p", ["class": "note"]) { html in
///       html.text("12 < 13: ")
///       html.element("code", text: field)
///     }
///
/// Names of elements and attributes are literals of this program; everything else is text and is written
/// escaped. So there is no way for what stands in a payload to become markup.
struct HTML {
  /// Names and values of attributes.
  typealias Attributes = KeyValuePairs<StaticString, String>

  /// What was written.
  private(set) var source = ""

  /// Writes a literal.
  mutating func add(_ markup: StaticString) { source += markup.description }

  /// Writes what was made elsewhere.
  mutating func add(_ html: HTML) { source += html.source }

  /// Writes a text.
  mutating func text(_ text: String) { HTML.append(text, to: &source) }

  /// Writes an element around what `body` writes.
  mutating func element(
    _ name: StaticString,
    _ attributes: Attributes = [:],
    _ body: (inout HTML) -> Void
  ) {
    open(name, attributes)
    body(&self)
    source += "</\(name)>"
  }

  /// Writes an element around a text.
  mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// Writes the start of an element, or the whole of one that has no end.
  mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
    source += "<\(name)"
    for (name, value) in attributes {
      source += " \(name)=\""
      HTML.append(value, to: &source)
      source += "\""
    }
    source += ">"
  }

  private static func append(_ text: String, to source: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": source += "&amp;"
      case "<": source += "&lt;"
      case ">": source += "&gt;"
      case "\"": source += "&quot;"
      case "'": source += "&#39;"
      case _ where isHidden(scalar): source += escape(scalar)
      default: source.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether a character does something that nobody sees: controls, separators of lines, what turns the
  /// direction of the text around, and what has no width.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x61c, 0x200b, 0x200e, 0x200f, 0x2028...0x202e, 0x2060...0x206f,
      0xfeff, 0xfff9...0xfffb, 0xe0000...0xe007f:
      true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
