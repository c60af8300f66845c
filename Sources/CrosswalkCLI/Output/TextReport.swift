internal import Crosswalk

/// Findings for people: grouped by record, with advice where a rule is met first.
///
///     dump.jsonl:3: record 3
///       error: a part of type 'input_text' stands in an assistant message; … [assistant-part]
///         at /content/0, column 42
///         help: write assistant text as output_text, or as a string
struct TextReport: FindingReport {
  private let style: Style
  private var record: (file: String, number: Int)?
  private var explained: Set<String> = []

  init(isColored: Bool) { style = isColored ? .colored : .plain }

  mutating func lines(_ found: BatchChecker.Located) -> String {
    let finding = found.finding
    let severity: Message.Severity = finding.severity == .error ? .error : .warning
    let title = style.severity(severity, severity.rawValue + ":")
    var text = heading(found)
    text += "  \(title) \(Message.shown(finding.message)) [\(finding.id)]\n"
    text += "    \(Message.shown(place(found)))\n"
    if explained.insert(finding.id).inserted {
      text += "    \(style.strong("help:")) \(Message.shown(finding.help))\n"
    }
    return text
  }

  /// The line above the findings of a record, with an empty one between records.
  private mutating func heading(_ found: BatchChecker.Located) -> String {
    if let record, record == (found.file, found.record) { return "" }
    let gap = record == nil ? "" : "\n"
    record = (found.file, found.record)
    let place = Message.shown("\(found.file):\(found.line):")
    return "\(gap)\(style.strong(place)) record \(found.record)\n"
  }

  private func place(_ found: BatchChecker.Located) -> String {
    let pointer = Message.place(found.finding.pointer, in: found.at)
    let place = "at " + (pointer.map(Message.shortened) ?? "the record itself")
    return "\(place), line \(found.line), column \(found.column)"
  }
}
