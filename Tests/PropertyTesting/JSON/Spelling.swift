/// How a draft is written: the one place where white space, escapes and member order are chosen.
///
///     {"file_ids":["a"]}        plain, the simplest
///     { "file\u005fids" :
///       ["\u0061" ] }           the same payload, spelled with ill will
package struct Spelling: Sendable {
  /// Whether line breaks may stand between tokens; a record of JSON Lines has none.
  package var lineBreaks = true
  /// Whether members may change their order.
  package var shuffles = true

  /// Makes a spelling.
  package init(lineBreaks: Bool = true, shuffles: Bool = true) {
    self.lineBreaks = lineBreaks
    self.shuffles = shuffles
  }

  /// Writes a draft, without white space before or after it.
  package func spell(_ draft: Draft, _ choices: inout Choices) -> [UInt8] {
    var speller = Speller(
      spaces: spaces(&choices),
      escapes: choices.chance(1, in: 3),
      shuffles: choices.chance(1, in: 3) && shuffles
    )
    speller.append(draft, &choices)
    return Array(speller.text.utf8)
  }

  /// The white space that may stand in a gap between tokens, most often none.
  private func spaces(_ choices: inout Choices) -> [String] {
    switch choices.below(5) {
    case 0, 1: []
    case 2: ["", "", "", " "]
    case 3: ["", " ", "\t", "  ", " \t "]
    default: lineBreaks ? ["", " ", "\n", "\r\n", "\n  ", "\r", "\t\n\n "] : ["", " ", "\r", "\t"]
    }
  }
}

/// A text under construction.
private struct Speller {
  let spaces: [String]
  let escapes: Bool
  let shuffles: Bool
  var text = ""

  mutating func append(_ draft: Draft, _ choices: inout Choices) {
    switch draft {
    case .lexeme(let lexeme): text += lexeme
    case .text(let content): appendString(content, &choices)
    case .array(let elements): appendArray(elements, &choices)
    case .object(let members): appendObject(members, &choices)
    }
  }

  private mutating func appendGap(_ choices: inout Choices) {
    if !spaces.isEmpty { text += choices.one(of: spaces) }
  }

  private mutating func appendArray(_ elements: [Draft], _ choices: inout Choices) {
    text += "["
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      appendGap(&choices)
      append(element, &choices)
      appendGap(&choices)
    }
    if elements.isEmpty { appendGap(&choices) }
    text += "]"
  }

  private mutating func appendObject(_ members: [Draft.Member], _ choices: inout Choices) {
    text += "{"
    for (index, member) in ordered(members, &choices).enumerated() {
      if index > 0 { text += "," }
      appendGap(&choices)
      appendString(member.name, &choices)
      appendGap(&choices)
      text += ":"
      appendGap(&choices)
      append(member.value, &choices)
      appendGap(&choices)
    }
    if members.isEmpty { appendGap(&choices) }
    text += "}"
  }

  /// Shuffles members; choices of 0 leave them as they are.
  private func ordered(
    _ members: [Draft.Member], _ choices: inout Choices
  ) -> [Draft.Member] {
    guard shuffles, members.count > 1 else { return members }
    var members = members
    for index in 0..<(members.count - 1) {
      members.swapAt(index, index + choices.below(members.count - index))
    }
    return members
  }

  // MARK: Strings

  private enum Escapes {
    /// Only what must be escaped, in the short form where there is one.
    case minimal
    /// Each scalar as chance has it.
    case mixed
    /// Every scalar as `\u` and hex digits.
    case all
  }

  private mutating func appendString(_ content: String, _ choices: inout Choices) {
    text += "\""
    let escapes: Escapes = escapes ? choices.one(of: [.minimal, .minimal, .mixed, .all]) : .minimal
    if escapes == .minimal && !needsEscapes(content) {
      text += content
    } else {
      for scalar in content.unicodeScalars { appendScalar(scalar, escapes, &choices) }
    }
    text += "\""
  }

  private func needsEscapes(_ content: String) -> Bool {
    for byte in content.utf8 where byte < 0x20 || byte == 0x22 || byte == 0x5C { return true }
    return false
  }

  private mutating func appendScalar(
    _ scalar: Unicode.Scalar, _ escapes: Escapes, _ choices: inout Choices
  ) {
    let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
    let form =
      switch escapes {
      case .minimal: 0
      case .mixed: choices.below(4)
      case .all: 2 + choices.below(2)
      }
    switch form {
    case 0 where !mustEscape: text.unicodeScalars.append(scalar)
    case 0, 1: text += shortEscape(scalar) ?? hexEscapes(scalar, uppercase: false)
    default: text += hexEscapes(scalar, uppercase: form == 3)
    }
  }

  private func shortEscape(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "/": "\\/"
    case "\u{8}": "\\b"
    case "\u{C}": "\\f"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: nil
    }
  }

  /// One `\uXXXX` per UTF-16 unit: two for scalars beyond U+FFFF.
  private func hexEscapes(_ scalar: Unicode.Scalar, uppercase: Bool) -> String {
    var result = ""
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16, uppercase: uppercase)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    return result
  }
}
