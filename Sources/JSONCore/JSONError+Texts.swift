extension JSONError.Code {
  /// The stable name of this kind of error: several codes share one where a script would not care.
  package var id: String {
    switch self {
    case .expectedValue, .expectedNameOrClose, .expectedName, .expectedColon,
      .expectedCommaOrCloseInObject, .expectedCommaOrCloseInArray:
      "json-syntax"
    case .badLiteral: "json-literal"
    case .badNumber, .leadingZero: "json-number"
    case .controlCharacter: "json-string"
    case .badEscape, .badUnicodeEscape: "json-escape"
    case .loneSurrogate: "json-surrogate"
    case .invalidUTF8: "json-utf8"
    case .truncated: "json-end"
    case .tooDeep: "json-depth"
    case .recordTooLarge: "record-too-large"
    case .trailingContent: "json-trailing"
    case .byteOrderMark: "json-bom"
    case .utf16: "json-utf16"
    case .expectedArray: "json-array"
    case .expectedList, .secondData: "json-list"
    case .tooFewColumns: "copy-columns"
    case .unfinishedRow: "copy-escape"
    }
  }

  /// Expected what, found what.
  func message(found: String, member: String?) -> String {
    guard let expected = expected(member: member) else { return finding }
    return "expected \(expected), found \(found)"
  }

  /// What should have stood there; nil where there is no such thing to name.
  private func expected(member: String?) -> String? {
    let value = member.map { "the value of '\($0)'" }
    return switch self {
    case .expectedValue: value ?? "a value"
    case .expectedNameOrClose: "a name or '}' after '{'"
    case .expectedName: "a name after ','"
    case .expectedColon: "':' after a name"
    case .expectedCommaOrCloseInObject: "',' or '}' after \(value ?? "the value of a member")"
    case .expectedCommaOrCloseInArray: "',' or ']' after an element"
    case .badLiteral: "null, true or false"
    case .badNumber: "a digit"
    case .badEscape: #"one of " \ / b f n r t u after '\'"#
    case .badUnicodeEscape: #"four hexadecimal digits after '\u'"#
    case .trailingContent: "nothing more after the document"
    case .expectedArray: "the '[' of a top-level array"
    case .expectedList: "a list envelope, an object with an array 'data'"
    default: nil
    }
  }

  /// What is wrong, for codes where naming the byte would not help.
  private var finding: String {
    switch self {
    case .leadingZero: "a number starts with a zero that another digit follows"
    case .controlCharacter: "a control character stands in a string"
    case .loneSurrogate: "half of a surrogate pair stands alone"
    case .invalidUTF8: "the bytes are not UTF-8"
    case .tooDeep: "nested deeper than \(Tape.maximumDepth) levels"
    case .recordTooLarge: "the record is larger than the limit"
    case .byteOrderMark: "a byte order mark stands where a value was expected"
    case .utf16: "the input is UTF-16"
    case .secondData: "the list envelope has two members 'data'"
    case .tooFewColumns: "the row has fewer columns than the one that --column names"
    case .unfinishedRow: "the row ends inside of an escape"
    default: "the record ends before its value does"
    }
  }

  /// What to do about it, starting with a verb.
  package var help: String {
    switch self {
    case .utf16: "convert the file to UTF-8"
    case .byteOrderMark: "remove the byte order mark; only the first bytes of a file may be one"
    case .controlCharacter: "write control characters as escapes, a line break as \\n"
    case .loneSurrogate: "write both halves of the pair, or replace the escape by \\ufffd"
    case .invalidUTF8: "convert the text to UTF-8"
    case .tooDeep: "flatten the record, or set it aside with --reject FILE"
    case .recordTooLarge: "raise --max-record, or set the record aside with --reject FILE"
    case .expectedArray, .expectedList: "name the form of the input with --input"
    case .secondData: "keep one of the two"
    case .tooFewColumns:
      "name another column, or set the row aside with --reject FILE"
    case .unfinishedRow:
      "write line breaks in columns as \\n, as COPY TO does, or set the row aside with --reject FILE"
    default: "repair the record, or set refused records aside with --reject FILE"
    }
  }
}
