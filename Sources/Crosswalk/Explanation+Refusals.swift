// Codes that no table brings about: of input that is no JSON document, and of residue files.
extension Explanation.Code {
  /// A reason to refuse that offers no choice.
  package init(refusal id: String, _ message: String, cause: String, remedy: String) {
    self.init(
      id: id,
      weight: nil,
      message: message,
      cause: cause,
      remedy: remedy,
      choices: []
    )
  }

  /// Why bytes are no record.
  static let input: [Explanation.Code] = grammar + strings + limits + forms + rows

  private static let repair = "Repair the record, or set refused records aside with --reject FILE."

  private static let grammar: [Explanation.Code] = [
    Explanation.Code(
      refusal: "json-syntax",
      "something else was expected at this place of the document",
      cause: "A comma, colon, bracket, name or value is missing, or one too many is there.",
      remedy: repair
    ),
    Explanation.Code(
      refusal: "json-literal",
      "a word begins like null, true or false and is none of them",
      cause: "JSON has these three words, in lower case. NaN, None and undefined are not JSON.",
      remedy: repair
    ),
    Explanation.Code(
      refusal: "json-number",
      "a number is not written as JSON writes numbers",
      cause:
        "A digit is missing behind a sign, a point or an exponent, or a zero "
        + "stands in front of other digits.",
      remedy: repair
    ),
    Explanation.Code(
      refusal: "json-end",
      "the record ends before its value does",
      cause: "A file was cut, or a document in JSON Lines goes on over several lines.",
      remedy: "Fetch the file again, or name its form with --input."
    ),
    Explanation.Code(
      refusal: "json-trailing",
      "something stands behind the document",
      cause: "In JSON Lines a line holds one document and nothing else.",
      remedy: "Repair the record, or name the form of the input with --input."
    ),
  ]

  private static let strings: [Explanation.Code] = [
    Explanation.Code(
      refusal: "json-string",
      "a control character stands in a string",
      cause: "JSON has control characters below U+0020 in strings as escapes only.",
      remedy: "Write them as escapes, a line break as \\n."
    ),
    Explanation.Code(
      refusal: "json-escape",
      "a backslash is followed by no escape that JSON knows",
      cause:
        "The escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t, and \\u with four "
        + "hexadecimal digits.",
      remedy: repair
    ),
    Explanation.Code(
      refusal: "json-surrogate",
      "half of a surrogate pair stands alone",
      cause:
        "Characters beyond U+FFFF are two escapes. One of them alone is no "
        + "character and cannot be UTF-8.",
      remedy: "Write both halves of the pair, or replace the escape by \\ufffd."
    ),
    Explanation.Code(
      refusal: "json-utf8",
      "the bytes are not UTF-8",
      cause: "The text has another encoding, or was cut in the middle of a character.",
      remedy: "Convert the file to UTF-8."
    ),
    Explanation.Code(
      refusal: "json-bom",
      "a byte order mark stands where a value was expected",
      cause: "Only the first bytes of a file may be a byte order mark; files were put together.",
      remedy: "Remove the byte order mark."
    ),
    Explanation.Code(
      refusal: "json-utf16",
      "the input is UTF-16",
      cause: "Its first bytes are a mark of UTF-16, or every other one is zero.",
      remedy: "Convert the file to UTF-8."
    ),
  ]

  private static let limits: [Explanation.Code] = [
    Explanation.Code(
      refusal: "json-depth",
      "objects and arrays are nested too deep",
      cause: "A record may be nested 512 levels deep. Real payloads stay below 20.",
      remedy: "Flatten the record, or set it aside with --reject FILE."
    ),
    Explanation.Code(
      refusal: "record-too-large",
      "the record is larger than the limit",
      cause: "A record is held in memory as a whole, so its size is limited.",
      remedy: "Raise --max-record, or set the record aside with --reject FILE."
    ),
  ]

  private static let forms: [Explanation.Code] = [
    Explanation.Code(
      refusal: "json-array",
      "the input is no top-level array",
      cause: "With --input array the input begins with '['.",
      remedy: "Name the form of the input with --input."
    ),
    Explanation.Code(
      refusal: "json-list",
      "the input is no list envelope",
      cause: "With --input list the input is an object with one member data, an array.",
      remedy: "Name the form of the input with --input, or keep one of two members data."
    ),
  ]

  private static let rows: [Explanation.Code] = [
    Explanation.Code(
      refusal: "copy-columns",
      "the row has fewer columns than the one that --column names",
      cause:
        "With --input copy each line is a row, with tabs between its columns. A line break or a tab in a "
        + "column that is not escaped makes other columns of it.",
      remedy: "Name another column, or set the row aside with --reject FILE."
    ),
    Explanation.Code(
      refusal: "copy-escape",
      "the row ends inside of an escape",
      cause:
        "PostgreSQL reads a backslash before a line end as a line break in the column. COPY TO writes \\n "
        + "instead, and only then is each line a row.",
      remedy:
        "Write line breaks in columns as \\n, as COPY TO does, or set the row aside with --reject FILE."
    ),
  ]

  /// Why a residue file cannot be used.
  static let residueFile: [Explanation.Code] = [
    Explanation.Code(
      refusal: "residue-format",
      "the file is no residue, or one of its lines is none",
      cause:
        "Each line of a residue is an object that convert wrote; the first one "
        + "names the target.",
      remedy: "Name the file that --residue of the conversion wrote, as it was written."
    ),
    Explanation.Code(
      refusal: "residue-incomplete",
      "the residue ends without its last line, the totals",
      cause: "The conversion did not finish, or the file was cut.",
      remedy: "Convert again."
    ),
    Explanation.Code(
      refusal: "residue-tables",
      "the residue was made with other mapping tables than those of this version",
      cause:
        "A residue leads from what the tables give on the way back to the "
        + "source. Other tables give "
        + "something else.",
      remedy: "Restore with the version that converted."
    ),
  ]
}
