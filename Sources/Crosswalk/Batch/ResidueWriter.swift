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
  private var isPiece = false
  /// Whether the header was written: what records without a line are is settled.
  private(set) var isBegun = false
  private var lines = 0
  private var held = Outlet()
  /// A refused record whose line waits for what stands behind it.
  private var refused: RefusedLine?
  /// What stood in the source since the last record.
  private(set) var gap: [UInt8] = []
  /// Whether there was a record at all.
  private var isBehindRecord = false
  /// What the writer of a piece tells about its first record.
  private var first: FirstOfPiece?

  /// What has to be known of the first record of a piece where one before it was refused.
  private enum FirstOfPiece {
    /// It was written, behind this glue.
    case written([UInt8])
    case refused
  }

  init(_ converter: Converter, _ batch: BatchOptions) {
    header = ResidueHeader(target: converter.target, key: batch.key)
    header.at = converter.options.at
    header.column = batch.form == .copy ? batch.column ?? 1 : nil
    options = converter.options
  }

  /// The writer of pieces of the same residue, whose header was written.
  init(pieceOf whole: borrowing ResidueWriter) {
    header = whole.header
    options = whole.options
    isBegun = true
    isPiece = true
  }

  // MARK: Pieces

  /// Begins with another piece: nothing is known of what stands before it.
  mutating func beginPiece() {
    lines = 0
    refused = nil
    gap.removeAll(keepingCapacity: true)
    isBehindRecord = false
    first = nil
  }

  /// Goes on behind a piece.
  ///
  /// - Parameters:
  ///   - piece: The writer of the piece.
  ///   - start: What stands before the piece.
  ///   - outlet: Where the lines of the piece are to be written next.
  mutating func take(
    _ piece: borrowing ResidueWriter,
    behind start: Outlet.Start,
    into outlet: inout Outlet
  ) {
    switch piece.first {
    case .written(let glue): endRefused(behind: glue, into: &outlet)
    case .refused: endRefused(behind: nil, into: &outlet)
    case nil: break
    }
    lines += piece.lines
    if piece.isBehindRecord {
      refused = piece.refused.map { $0.moved(behind: start) }
      gap = piece.gap
      isBehindRecord = true
    } else {
      gap += piece.gap
    }
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
    into outlet: inout Outlet
  ) {
    if refused != nil { endRefused(behind: report.glue.bytes, into: &outlet) }
    if isPiece && first == nil { first = .written(gap + report.glue.bytes) }
    leaveGap()
    let source = report.outcome.form
    if case .converted = report.outcome, !isBegun { begin(source, report.form, into: &outlet) }
    let patch = worker.residuePatch
    guard needsLine(report.outcome, source, patch) else { return }
    let check = worker.check(output)
    line(report.form, into: &outlet) { outlet in
      report.label.open(out: report.out, into: &outlet)
      outlet.sink.append(member: "from", source.dialect)
      outlet.sink.append(member: "kind", source.kind)
      outlet.sink.open(member: "check")
      outlet.sink.append(UInt8(ascii: "\""))
      outlet.sink.append(hexadecimal: check)
      outlet.sink.append(UInt8(ascii: "\""))
      outlet.sink.open(member: "residue")
      if patch.count > 0 { outlet.sink.append(patch) } else { outlet.sink.append("null") }
      outlet.sink.append("}\n")
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

  /// Takes note of a record that was written and holds payloads in places.
  mutating func add(
    _ report: RecordReport,
    _ entries: [PlacedEntry],
    into outlet: inout Outlet
  ) {
    if refused != nil { endRefused(behind: report.glue.bytes, into: &outlet) }
    if isPiece && first == nil { first = .written(gap + report.glue.bytes) }
    leaveGap()
    if !isBegun, let first = entries.first(where: \.isConverted) {
      begin(first.source, report.form, into: &outlet)
    }
    guard entries.contains(where: { !$0.isUsual(header.standard, isBegun: isBegun) }) else {
      return
    }
    line(report.form, into: &outlet) { outlet in
      report.label.open(out: report.out, into: &outlet)
      outlet.sink.append(",\"residue\":")
      entries.append(into: &outlet.sink)
      outlet.sink.append("}\n")
    }
  }

  /// Takes note of a record that was refused and stands in the rejects.
  mutating func refuse(_ record: RefusedRecord, into outlet: inout Outlet) {
    endRefused(behind: nil, into: &outlet)
    let isFirst = isPiece && first == nil
    if isFirst { first = .refused }
    refused = RefusedLine(record, before: gap + record.glue, isBehindGap: isFirst)
    leaveGap()
  }

  /// Writes the line of a refused record.
  ///
  /// - Parameters:
  ///   - glue: What stands before the record that was written next; nil if that was refused as well.
  ///   - outlet: What to append to.
  private mutating func endRefused(behind glue: [UInt8]?, into outlet: inout Outlet) {
    guard let refused else { return }
    self.refused = nil
    let after = glue.map { gap + $0 }
    line(refused.form, into: &outlet) { refused.append(after: after, into: &$0) }
  }

  private mutating func leaveGap() {
    gap.removeAll(keepingCapacity: true)
    isBehindRecord = true
  }

  private mutating func line(
    _ form: InputForm,
    into outlet: inout Outlet,
    _ body: (inout Outlet) -> Void
  ) {
    lines += 1
    guard !isBegun else { return body(&outlet) }
    header.form = header.form ?? form
    body(&held)
    if held.sink.count > ResidueWriter.patience { begin(nil, form, into: &outlet) }
  }

  /// Writes the header and what waited for it.
  private mutating func begin(
    _ standard: (dialect: String, kind: String)?,
    _ form: InputForm?,
    into outlet: inout Outlet
  ) {
    isBegun = true
    header.standard = standard
    header.form = header.form ?? form
    header.tables = Converter.tableDigest
    header.append(options, into: &outlet.sink)
    outlet.sink.append(held.sink.view)
    held.sink.truncate(to: 0)
  }

  /// Writes the totals, without which the file is incomplete.
  mutating func end(_ summary: BatchSummary, form: InputForm?, into outlet: inout Outlet) {
    endRefused(behind: [], into: &outlet)
    if !isBegun { begin(nil, form, into: &outlet) }
    outlet.sink.append("{\"records\":")
    outlet.sink.append(decimal: summary.records)
    outlet.sink.append(member: "written", summary.written)
    outlet.sink.append(member: "rejected", summary.rejected)
    outlet.sink.append(member: "lines", lines)
    outlet.sink.append(member: "form", form?.rawValue)
    outlet.sink.append("}\n")
  }
}

/// Going on with a run later.
extension ResidueWriter {
  /// What is to be remembered of the lines before.
  var state: [UInt8] {
    var state = StateWriter()
    state.put(isBegun)
    state.put(lines)
    state.put(bytes: held.sink.view.bytes)
    state.put(bytes: gap)
    state.put(isBehindRecord)
    state.put(header.standard?.dialect)
    state.put(header.standard?.kind)
    state.put(header.form?.rawValue)
    state.put(json: refused?.state ?? Array("null".utf8))
    return state.finish()
  }

  /// Goes on where another writer of the same residue was.
  mutating func resume(_ state: inout StateReader) {
    isBegun = state.flag()
    lines = state.number()
    held.sink.append(state.bytes())
    gap = state.bytes()
    isBehindRecord = state.flag()
    let dialect = state.optionalText()
    let kind = state.optionalText()
    if let dialect, let kind { header.standard = (dialect, kind) }
    header.form = state.optionalText().flatMap { InputForm(rawValue: $0) }
    if var line = state.optionalList() { refused = RefusedLine(&line) }
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
  let form: InputForm
  private var written: Int
  private var place: Range<Int>
  private var before: [UInt8]
  /// Whether what stood before the piece stands before this as well.
  private var isBehindGap: Bool

  /// Keeps what the line needs when the record itself is gone.
  init(_ record: RefusedRecord, before: [UInt8], isBehindGap: Bool) {
    var head = ByteSink(capacity: 256)
    record.label.openUnwritten(into: &head)
    self.head = head.view.bytes
    written = record.written
    place = record.place
    self.before = before
    self.isBehindGap = isBehindGap
    form = record.form ?? .jsonl
  }

  /// What is to be remembered of the line until what stands behind it is known.
  var state: [UInt8] {
    var state = StateWriter()
    state.put(bytes: head)
    state.put(form.rawValue)
    state.put(written)
    state.put(place.lowerBound)
    state.put(place.count)
    state.put(bytes: before)
    return state.finish()
  }

  /// Reads a line that was remembered.
  init(_ state: inout StateReader) {
    head = state.bytes()
    form = InputForm(rawValue: state.text()) ?? .jsonl
    written = state.number()
    let start = state.number()
    place = start..<start + max(0, state.number())
    before = state.bytes()
    isBehindGap = false
  }

  /// The line of a piece's record, when the pieces before are known.
  func moved(behind start: Outlet.Start) -> RefusedLine {
    var line = self
    line.written += start.written
    line.place = place.lowerBound + start.rejectOffset..<place.upperBound + start.rejectOffset
    if isBehindGap { line.before = start.gap + before }
    line.isBehindGap = false
    return line
  }

  func append(after: [UInt8]?, into outlet: inout Outlet) {
    outlet.sink.append(head)
    outlet.sink.append(
      ",\"from\":\"refused\",\"kind\":null,\"check\":null,\"residue\":{\"follows\":")
    outlet.append(.written(written))
    outlet.sink.open(member: "reject_offset")
    outlet.append(.rejectOffset(place.lowerBound))
    outlet.sink.append(member: "bytes", place.count)
    outlet.sink.append(",\"before\":\"")
    if isBehindGap { outlet.append(.gap) }
    outlet.sink.appendStringContent(before)
    outlet.sink.append("\"")
    if let after {
      outlet.sink.open(member: "after")
      outlet.sink.appendString(after)
    }
    outlet.sink.append("}}\n")
  }
}
