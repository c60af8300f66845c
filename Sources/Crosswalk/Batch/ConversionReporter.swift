import JSONCore

/// A record that was written, as reports tell of it; valid until the reader's next step.
struct RecordReport {
  let outcome: Outcome
  let label: RecordLabel
  /// Its number among the records written, from 1.
  let out: Int
  let form: InputForm
  /// What stands before it.
  let glue: ByteView
  /// The input's name.
  let file: String

  init(
    _ outcome: Outcome,
    _ flow: borrowing BatchFlow,
    _ reader: borrowing RecordReader,
    isJSON: Bool = true
  ) {
    self.outcome = outcome
    label = flow.label(reader, isJSON: isJSON)
    out = flow.summary.written
    form = reader.form ?? .jsonl
    glue = reader.glue
    file = flow.name
  }
}

/// Tells of each converted record what somebody wants to know.
struct ConversionReporter: ~Copyable {
  var residue: ResidueWriter
  private var kinds = KindTally()
  private var losses = LossTally()
  private var hasNewLoss = false
  private var lossLines = LossLines()

  init(_ residue: consuming ResidueWriter) { self.residue = residue }

  /// Counts what the worker's last record was and what it lost.
  ///
  /// - Returns: Whether somebody wants to read about the record.
  mutating func count(
    _ outcome: Outcome,
    _ worker: inout ConversionWorker,
    for streams: inout BatchStreams
  ) -> Bool {
    kinds.add(outcome, worker.targetKind)
    guard worker.lossCount > 0 else { return streams.residue.isWanted }
    hasNewLoss = worker.count(in: &losses)
    return hasNewLoss || streams.losses.isWanted || streams.residue.isWanted
  }

  /// Counts what the payloads of a record were and what they lost.
  mutating func add(_ notes: PlacedNotes, _ worker: inout ConversionWorker, _ report: RecordReport)
  {
    for payload in notes.payloads {
      kinds.add(payload.outcome, payload.target)
      guard let sites = payload.sites, losses.add(payload.events, at: sites) else { continue }
      // Where a loss comes about for the first time, the worker has to know of this payload again.
      var result = ByteSink(capacity: payload.view[0].length)
      guard (try? worker.convert(payload.view, into: &result)) != nil else { continue }
      losses.takeExamples(&worker, result, file: report.file, record: report.label.number)
    }
  }

  /// Reports the worker's last record.
  mutating func report(
    _ report: RecordReport,
    _ worker: inout ConversionWorker,
    _ output: borrowing ByteSink,
    _ lines: inout Outlet,
    _ residues: inout Outlet
  ) {
    if hasNewLoss {
      losses.takeExamples(&worker, output, file: report.file, record: report.label.number)
      hasNewLoss = false
    }
    if lines.isWanted { lossLines.append(report.label, &worker, output, into: &lines.sink) }
    if residues.isWanted { residue.add(report, &worker, output, into: &residues) }
  }

  /// Takes over what was counted and noted in a piece.
  mutating func take(
    _ piece: inout ConversionReporter,
    behind start: Outlet.Start,
    into residues: inout Outlet
  ) {
    kinds.take(&piece.kinds)
    losses.take(&piece.losses)
    if residues.isWanted { residue.take(piece.residue, behind: start, into: &residues) }
  }

  /// Adds what was counted to a summary.
  func count(into summary: inout BatchSummary, dialect: String) {
    kinds.count(into: &summary, dialect: dialect)
    losses.count(into: &summary)
  }
}
