/// What a fault adds to the templates of its rule.
///
/// | template | becomes |
/// |---|---|
/// | `{param}` | the place as the service writes it, such as `input[3].content[0].type` |
/// | `{value}` | the string that was found |
/// | `{found}` | its form, or how many there are |
/// | `{expected}` | the forms that are expected |
/// | `{limit}` | the bound that does not hold |
/// | `{words}` | the words that are taken: `'user' and 'assistant'` |
/// | `{member}` | the name of a member |
/// | `{index}` | the innermost index on the way |
struct CheckTexts {
  var value = ""
  var found = ""
  var expected = ""
  var limit = ""
  var words = ""
  var member = ""

  /// A template with its words put in.
  func fill(_ template: String, parameter: String, index: Int) -> String {
    var text = ""
    let pieces = template.split(separator: "{", omittingEmptySubsequences: false)
    for (place, piece) in pieces.enumerated() {
      guard place > 0, let end = piece.firstIndex(of: "}") else {
        text += piece
        continue
      }
      text += word(piece[..<end], parameter, index) + piece[piece.index(after: end)...]
    }
    return text
  }

  private func word(_ name: Substring, _ parameter: String, _ index: Int) -> String {
    switch name {
    case "param": parameter
    case "value": value
    case "found": found
    case "expected": expected
    case "limit": limit
    case "words": words
    case "member": member
    case "index": String(index)
    default: "{" + name + "}"
    }
  }

  /// Words as the service lists them: `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
  static func list(_ words: [String]) -> String {
    let quoted = words.map { "'\($0)'" }
    guard quoted.count > 2 else { return quoted.joined(separator: " and ") }
    return quoted.dropLast().joined(separator: ", ") + ", and " + quoted[quoted.count - 1]
  }

  /// A string from a payload, cut if it is long.
  static func shown(_ bytes: [UInt8]) -> String {
    let most = 64
    let scalars = String(decoding: bytes.prefix(4 * most + 4), as: UTF8.self).unicodeScalars
    guard scalars.count > most else { return String(scalars) }
    return String(String.UnicodeScalarView(scalars.prefix(most))) + "…"
  }
}

/// Lists of words for texts of rows.
package enum CheckTextList {
  /// Words as the service lists them: `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
  package static func words(_ words: [String]) -> String { CheckTexts.list(words) }
}
