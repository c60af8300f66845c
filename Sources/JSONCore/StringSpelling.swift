/// How the characters of a JSON string are written, so that another text can be written alike.
///
/// Writers of JSON differ: one escapes all but ASCII, another `/`, a third `<` as `\u003c`. What a string
/// does with a character where it has it first is what it does.
///
///     let spelling = StringSpelling(of: #"caf\u00e9 <\/b>"#)
///     spelling.append(#"</é>"#, into: &sink)  // <\/\u00e9>
package struct StringSpelling: Sendable {
  /// How one character is written.
  private enum Form: UInt8 {
    /// As it is.
    case plain
    /// A backslash and a letter.
    case letter
    /// `\u` and four digits.
    case number
  }

  /// The forms of ASCII.
  private var forms: [UInt8]
  private var escapesOthers = false
  private var usesUpperCase = false

  /// Writes with as few escapes as the grammar allows.
  package init() {
    forms = (UInt8(0)..<128).map { byte in
      if ByteView.letterOfEscape(byte) != nil && byte != slash { return Form.letter.rawValue }
      return byte < 0x20 ? Form.number.rawValue : Form.plain.rawValue
    }
  }

  /// The spelling of a string: the bytes between its quotes, which a scan has accepted.
  package init(of string: ByteView) {
    self.init()
    var seen = Seen()
    var at = 0
    while at < string.count {
      let unit = string.unit(at: at)
      note(unit, string, at, &seen)
      at += unit.length
    }
  }

  /// What was met before.
  private struct Seen {
    var ascii: [Bool] = Array(repeating: false, count: 128)
    var others = false
    var digits = false
  }

  private mutating func note(
    _ unit: StringUnit,
    _ string: ByteView,
    _ at: Int,
    _ seen: inout Seen
  ) {
    let isNumber = unit.isEscape && string.byte(at + 1) == UInt8(ascii: "u")
    if isNumber, !seen.digits, let isUpper = string.usesUpperCase(at + 2, at + unit.length) {
      seen.digits = true
      usesUpperCase = isUpper
    }
    guard unit.scalar < 128 else {
      if !seen.others { escapesOthers = unit.isEscape }
      seen.others = true
      return
    }
    let character = Int(unit.scalar)
    guard !seen.ascii[character] else { return }
    seen.ascii[character] = true
    let form: Form = !unit.isEscape ? .plain : isNumber ? .number : .letter
    forms[character] = form.rawValue
  }

  /// Appends a text, without quotes.
  package func append(_ text: ByteView, into sink: inout ByteSink) {
    var run = 0
    var at = 0
    while at < text.count {
      let byte = text.byte(at)
      if byte < 0x80 ? forms[Int(byte)] == Form.plain.rawValue : !escapesOthers {
        at += 1
        continue
      }
      sink.append(text, run, at)
      let unit = text.character(at: at)
      append(unit.scalar, into: &sink)
      at += unit.length
      run = at
    }
    sink.append(text, run, text.count)
  }

  /// Appends a character as an escape.
  private func append(_ scalar: UInt32, into sink: inout ByteSink) {
    if scalar < 128, forms[Int(scalar)] == Form.letter.rawValue,
      let letter = ByteView.letterOfEscape(UInt8(scalar))
    {
      sink.append(UInt8(ascii: "\\"))
      sink.append(letter)
    } else if scalar < 0x10000 {
      append(number: scalar, into: &sink)
    } else {
      append(number: 0xd800 + (scalar - 0x10000) >> 10, into: &sink)
      append(number: 0xdc00 + (scalar - 0x10000) & 0x3ff, into: &sink)
    }
  }

  private func append(number: UInt32, into sink: inout ByteSink) {
    sink.append("\\u")
    for shift: UInt32 in [12, 8, 4, 0] {
      let digit = UInt8(truncatingIfNeeded: number >> shift) & 15
      let letters = usesUpperCase ? UInt8(ascii: "A") : UInt8(ascii: "a")
      sink.append(digit < 10 ? UInt8(ascii: "0") + digit : letters - 10 + digit)
    }
  }
}

private let slash = UInt8(ascii: "/")

/// One character of a JSON string as it is written: bytes as they are, or an escape.
struct StringUnit {
  /// The code point.
  let scalar: UInt32
  /// The bytes in the string.
  let length: Int
  let isEscape: Bool

  /// Whether it is white space where it stands between the tokens of a document.
  var isBlank: Bool { scalar == 0x20 || scalar == 0x0a || scalar == 0x0d || scalar == 0x09 }

  /// The bytes of the character in UTF-8.
  var width: Int { scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4 }
}

extension ByteView {
  /// The character at an offset of a string that a scan has accepted.
  func unit(at offset: Int) -> StringUnit {
    guard byte(offset) == UInt8(ascii: "\\") else { return character(at: offset) }
    let length = lengthOfEscape(offset)
    return StringUnit(scalar: scalarOfEscape(offset, length), length: length, isEscape: true)
  }

  /// The character at an offset of a text in UTF-8.
  func character(at offset: Int) -> StringUnit {
    let first = byte(offset)
    let length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    var scalar = UInt32(first)
    if length > 1 {
      scalar &= 0xff >> UInt32(length + 1)
      for place in 1..<length { scalar = scalar << 6 | UInt32(byte(offset + place) & 0x3f) }
    }
    return StringUnit(scalar: scalar, length: length, isEscape: false)
  }

  private func scalarOfEscape(_ offset: Int, _ length: Int) -> UInt32 {
    let letter = byte(offset + 1)
    switch letter {
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0c
    case UInt8(ascii: "n"): return 0x0a
    case UInt8(ascii: "r"): return 0x0d
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"):
      let high = UInt32(truncatingIfNeeded: hexadecimal(offset + 2))
      guard length == 12 else { return high }
      let low = UInt32(truncatingIfNeeded: hexadecimal(offset + 8))
      return 0x10000 + (high & 0x3ff) << 10 + low & 0x3ff
    default: return UInt32(letter)
    }
  }

  /// The letter that stands behind a backslash for a character; nil if there is none.
  static func letterOfEscape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x08: UInt8(ascii: "b")
    case 0x09: UInt8(ascii: "t")
    case 0x0a: UInt8(ascii: "n")
    case 0x0c: UInt8(ascii: "f")
    case 0x0d: UInt8(ascii: "r")
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), slash: byte
    default: nil
    }
  }

  /// Whether hexadecimal digits have capital letters; nil if they have none.
  fileprivate func usesUpperCase(_ start: Int, _ end: Int) -> Bool? {
    for at in start..<end {
      switch byte(at) {
      case UInt8(ascii: "A")...UInt8(ascii: "F"): return true
      case UInt8(ascii: "a")...UInt8(ascii: "f"): return false
      default: continue
      }
    }
    return nil
  }

  /// Finds a byte of a string's text in the string.
  ///
  /// - Parameters:
  ///   - offset: The byte in the text, from 0.
  ///   - start: Where the string's first character stands, behind its quote.
  /// - Returns: The offset of the character that it belongs to.
  package func place(ofTextByte offset: Int, from start: Int) -> Int {
    var at = start
    var passed = 0
    while passed < offset, at < count {
      let unit = unit(at: at)
      guard passed + unit.width <= offset else { return at }
      passed += unit.width
      at += unit.length
    }
    return at
  }
}
