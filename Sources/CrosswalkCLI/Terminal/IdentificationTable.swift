internal import Crosswalk

/// What records are, in columns for people.
///
/// The widths are fixed, so that lines can be written before all records are known.
struct IdentificationTable {
  private static let widths = (record: 7, dialect: 12, kind: 24)

  /// Whether a line names each file before its records.
  let isTelling: Bool
  private var file: String?

  init(isTelling: Bool) { self.isTelling = isTelling }

  /// The line of a record, with a heading before the first one, or the first one of a file.
  mutating func line(_ finding: BatchIdentifier.Finding) -> String {
    var text = ""
    if file == nil || isTelling && file != finding.file {
      if file != nil { text += "\n" }
      if isTelling { text += Message.shown(finding.file) + "\n" }
      text += IdentificationTable.row("record", "dialect", "kind", "reason")
      file = finding.file
    }
    let found = finding.identification
    let place = finding.at.map { $0.isEmpty ? "" : ", at \($0)" } ?? ""
    return text
      + IdentificationTable.row(
        String(finding.record), found.dialect, found.kind, Message.shown(found.reason + place))
  }

  /// How many records there are of each dialect and kind.
  static func totals(_ totals: [BatchIdentifier.Total]) -> String {
    if totals.isEmpty { return "no records\n" }
    let rows = totals.map { row(String($0.count), $0.dialect, $0.kind, "") }
    return "\n" + row("records", "dialect", "kind", "") + rows.joined()
  }

  private static func row(
    _ number: String,
    _ dialect: String,
    _ kind: String,
    _ reason: String
  ) -> String {
    let left = String(repeating: " ", count: max(0, widths.record - number.count)) + number
    let line = left + "  " + padded(dialect, widths.dialect) + padded(kind, widths.kind) + reason
    let end = line.lastIndex { $0 != " " }
    return (end.map { String(line[...$0]) } ?? "") + "\n"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
