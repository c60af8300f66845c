import JSONCore

/// Writes a residue file: header, a line for each record that needs one, totals.
///
/// The header names the dialect and kind of the first converted record, and records that are the same and
/// need no patch have no line. Lines before the header is known are held back, but not without limit:
/// then the header names nothing, and records without a line are those that were copied.
struct ResidueWriter: ~Copyable {
  /// How many bytes of lines wait for a converted record.
  private static let patience = 64 << 10
  /// How many bytes between records are remembered; no frame has more.
  private static let longestGap = 1 << 20

  private var header: ResidueHeader
  private let options: ConversionOptions
  private var isBegun = false
  private var lines = 0
  private var held = ByteSink(capacity: 0)
  /// A refused record whose line waits for what stands behind it.
  private var refused: RefusedLine?
  /// What stood in the source since the last record.
  private var gap: [UInt8] = []
  /// Whether there was a record at all.
  private var isBehindRecord = false

  init(_ converter: Converter, key: String?) {
    header = ResidueHeader(target: converter.target, key: key)
    options = converter.options
  }

  // MARK: Glue

  /// Goes on with another input: where the one before ended inside a line, the writer ends it.
  mutating func beginFile() {
    if let last = gap.last ?? (isBehindRecord ? 0 : nil), last != 0x0a { gap.append(0x0a) }
  }

  /// Takes note of glue behind which no record stands.
  mutating func pass(_ glue: ByteView) {
    guard gap.count < ResidueWriter.longestGap else { return }
    gap += glue.bytes
  }

  // MARK: Lines

  /// Takes note of a record that was written.
  mutating func add(
    _ report: RecordReport,
    _ worker: inout ConversionWorker,
    _ output: borrowing ByteSink,
    into sink: inout ByteSink
  ) {
    if refused != nil { endRefused(behind: report.glue.bytes, into: &sink) }
    leaveGap()
    let source = report.outcome.form
    if case .converted = report.outcome, !isBegun { begin(source, report.form, into: &sink) }
    let patch = worker.residuePatch
    guard needsLine(report.outcome, source, patch) else { return }
    let check = worker.check(output)
    line(report.form, into: &sink) { sink in
      report.label.open(out: String(report.out), into: &sink)
      sink.append(member: "from", source.dialect)
      sink.append(member: "kind", source.kind)
      sink.open(member: "check")
      sink.append(UInt8(ascii: "\""))
      sink.append(hexadecimal: check)
      sink.append(UInt8(ascii: "\""))
      sink.open(member: "residue")
      if patch.count > 0 { sink.append(patch) } else { sink.append("null") }
      sink.append("}\n")
    }
  }

  private func needsLine(
    _ outcome: Outcome,
    _ source: (dialect: String, kind: String),
    _ patch: ByteView
  ) -> Bool {
    if patch.count > 0 { return true }
    if let standard = header.standard { return standard != source }
    if case .converted = outcome { return true }
    return !isBegun
  }

  /// Takes note of a record that was refused and stands in the rejects.
  mutating func refuse(_ record: RefusedRecord, into sink: inout ByteSink) {
    endRefused(behind: nil, into: &sink)
    refused = RefusedLine(record, before: gap + record.glue)
    leaveGap()
  }

  /// Writes the line of a refused record.
  ///
  /// - Parameters:
  ///   - glue: What stands before the record that was written next; nil if that was refused as well.
  ///   - sink: What to append to.
  private mutating func endRefused(behind glue: [UInt8]?, into sink: inout ByteSink) {
    guard let refused else { return }
    self.refused = nil
    let after = glue.map { gap + $0 }
    line(refused.form, into: &sink) { refused.append(after: after, into: &$0) }
  }

  private mutating func leaveGap() {
    gap.removeAll(keepingCapacity: true)
    isBehindRecord = true
  }

  private mutating func line(
    _ form: InputForm,
    into sink: inout ByteSink,
    _ body: (inout ByteSink) -> Void
  ) {
    lines += 1
    guard !isBegun else { return body(&sink) }
    header.form = header.form ?? form
    body(&held)
    if held.count > ResidueWriter.patience { begin(nil, form, into: &sink) }
  }

  /// Writes the header and what waited for it.
  private mutating func begin(
    _ standard: (dialect: String, kind: String)?,
    _ form: InputForm?,
    into sink: inout ByteSink
  ) {
    isBegun = true
    header.standard = standard
    header.form = header.form ?? form
    header.tables = Converter.tableDigest
    header.append(options, into: &sink)
    sink.append(held.view)
    held.truncate(to: 0)
  }

  /// Writes the totals, without which the file is incomplete.
  mutating func end(_ summary: BatchSummary, form: InputForm?, into sink: inout ByteSink) {
    endRefused(behind: [], into: &sink)
    if !isBegun { begin(nil, form, into: &sink) }
    sink.append("{\"records\":")
    sink.append(decimal: summary.records)
    sink.append(member: "written", summary.written)
    sink.append(member: "rejected", summary.rejected)
    sink.append(member: "lines", lines)
    sink.append(member: "form", form?.rawValue)
    sink.append("}\n")
  }
}

/// A record that was refused and set aside.
struct RefusedRecord {
  let label: RecordLabel
  /// How many records were written before it.
  let written: Int
  /// Where it stands in the rejects.
  let place: Range<Int>
  /// What stands before it.
  let glue: [UInt8]
  let form: InputForm?
}

/// The line of a refused record: where it was, and what stood around it.
private struct RefusedLine {
  let head: [UInt8]
  let written: Int
  let place: Range<Int>
  let before: [UInt8]
  let form: InputForm

  /// Keeps what the line needs when the record itself is gone.
  init(_ record: RefusedRecord, before: [UInt8]) {
    var head = ByteSink(capacity: 256)
    record.label.open(out: "null", into: &head)
    self.head = head.view.bytes
    written = record.written
    place = record.place
    self.before = before
    form = record.form ?? .jsonl
  }

  func append(after: [UInt8]?, into sink: inout ByteSink) {
    sink.append(head)
    sink.append(",\"from\":\"refused\",\"kind\":null,\"check\":null,\"residue\":{\"follows\":")
    sink.append(decimal: written)
    sink.append(member: "reject_offset", place.lowerBound)
    sink.append(member: "bytes", place.count)
    sink.open(member: "before")
    sink.appendString(before)
    if let after {
      sink.open(member: "after")
      sink.appendString(after)
    }
    sink.append("}}\n")
  }
}
