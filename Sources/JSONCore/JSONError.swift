/// Why bytes are not one JSON document, and where.
///
/// Code and offset only; text is made when somebody reads it. Offsets count from 0 in the scanned bytes;
/// ``SourcePosition`` turns them into line and column.
package struct JSONError: Error, Equatable, Sendable, BitwiseCopyable {
  /// What was expected at ``offset``.
  package enum Code: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case expectedValue
    case expectedNameOrClose
    case expectedName
    case expectedColon
    case expectedCommaOrCloseInObject
    case expectedCommaOrCloseInArray
    case badLiteral
    case badNumber
    case leadingZero
    case controlCharacter
    case badEscape
    case badUnicodeEscape
    case loneSurrogate
    case invalidUTF8
    case truncated
    case tooDeep
    case recordTooLarge
    case trailingContent
    case byteOrderMark
    case utf16
    case expectedArray
    case expectedList
    case secondData
    case tooFewColumns
    case unfinishedRow
  }

  /// What was expected.
  package var code: Code
  /// Offset of the byte that is wrong, from 0; of the whole sequence for a surrogate or UTF-8.
  package var offset: Int

  /// Makes an error.
  package init(_ code: Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }

  /// The stable name for people and scripts.
  package var id: String { code.id }

  /// The sentence for people, without place and id.
  ///
  /// - Parameters:
  ///   - found: The byte at ``offset``; nil where the record ends.
  ///   - member: The name of the member that the place belongs to, if it is known.
  /// - Returns: For instance `expected ':' after a name, found '}'`.
  package func message(found: UInt8?, member: String? = nil) -> String {
    code.message(found: JSONError.shown(found), member: member)
  }

  /// What to do about it.
  package var help: String { code.help }

  /// A byte as messages show it: quoted, `\u001F` for controls, `byte 0xC0` from 0x80 on.
  package static func shown(_ byte: UInt8?) -> String {
    guard let byte else { return "the end of the record" }
    let digits = String(byte, radix: 16, uppercase: true)
    return switch byte {
    case 0..<0x20, 0x7f: "'\\u00" + (digits.count < 2 ? "0" : "") + digits + "'"
    case 0x80...: "byte 0x" + digits
    default: "'" + String(UnicodeScalar(byte)) + "'"
    }
  }
}
