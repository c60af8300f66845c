import JSONCore
import LensCore

/// One run of a ``BatchConverter``, or of one of its workers over a piece of the input.
struct ConversionRun: ~Copyable {
  var flow: BatchFlow
  private var worker: ConversionWorker
  private(set) var reporter: ConversionReporter
  private var lists = ListNotes()
  /// Nil if nobody wants to know.
  private(set) var files: FilesReport?
  /// The result of a record that stands over several lines, before it is laid out like that.
  private var compact = ByteSink(capacity: 0)
  private var compactTape = Tape()
  /// What converts pieces beside this run; nil if nothing does.
  var lanes: LanePool?
  /// Converts records that hold payloads in places; nil if records are payloads.
  private var placed: PlacedConversion?
  private let notes = PlacedNotes()
  /// Who wants to know how far the run has come.
  let checkpoints: BatchCheckpoints?
  /// Told how far the run has come.
  let progress: ((BatchProgress) -> Void)?
  /// What runs that go on have in common with this one; nil if there are no checkpoints.
  let identity: RunIdentity?
  /// The index of the current input.
  private(set) var inputNumber = 0
  /// How many bytes the inputs before the current one have.
  var bytesBeforeInput = 0
  /// How many bytes were read when somebody was told how far the run has come.
  var bytesAtPause = 0

  init(
    _ converter: Converter,
    _ options: BatchOptions,
    _ outputs: BatchOutputs,
    identity: RunIdentity? = nil
  ) throws(ConfigurationError) {
    checkpoints = outputs.checkpoints
    progress = outputs.progress
    self.identity = identity
    let isReported = unsafe outputs.files != nil
    files =
      isReported ? try FilesReport(to: converter.target, options: converter.options) : nil
    flow = try BatchFlow(options, outputs)
    worker = ConversionWorker(converter)
    reporter = ConversionReporter(ResidueWriter(converter, options))
    if let finder = converter.finder { placed = PlacedConversion(finder) }
  }

  /// Makes the run of a worker.
  init(pieceOf whole: borrowing ConversionRun) {
    checkpoints = nil
    progress = nil
    identity = nil
    flow = BatchFlow(pieceOf: whole.flow)
    worker = ConversionWorker(whole.worker.converter)
    reporter = ConversionReporter(ResidueWriter(pieceOf: whole.reporter.residue))
    files = whole.files?.empty
    if let finder = worker.converter.finder { placed = PlacedConversion(finder) }
  }

  /// Converts all records of an input.
  ///
  /// - Parameters:
  ///   - input: Read to its end.
  ///   - number: Its index among the inputs.
  ///   - place: Where to go on if another run came so far; nil for the start.
  /// - Throws: ``BatchError`` for a refused record unless such are set aside; what inputs and outputs throw.
  mutating func convert(_ input: BatchInput, number: Int, from place: ReaderPlace?) throws {
    inputNumber = number
    var reader = flow.options.reader(of: input)
    if let place {
      flow.goOn(with: input)
      reader.resume(at: place, with: ByteSink(capacity: 0).view)
    } else {
      bytesBeforeInput = flow.streams.bytesRead
      flow.begin(input)
      reporter.residue.beginFile()
    }
    while true {
      switch try flow.step(&reader, input) {
      case .record:
        try convert(reader, input)
        try takeCheckpoint(reader)
      case .null: copy(reader)
      case .malformed(let error): try refuse(error, &reader, input)
      case .glue:
        pass(reader)
        if goesInPieces(reader), try convertInPieces(&reader, input) {
          return flow.noteMark(reader, input)
        }
      case .end:
        reporter.residue.pass(reader.glue)
        lists.end(reader, input.name)
        return flow.close(reader, input)
      }
    }
  }

  private mutating func pass(_ reader: borrowing RecordReader) {
    reporter.residue.pass(reader.glue)
    flow.pass(reader)
  }

  private mutating func takeCheckpoint(_ reader: borrowing RecordReader) throws {
    guard isCheckpointDue else { return }
    try takeCheckpoint(at: reader.place)
  }

  /// Goes on with what other runs remembered.
  mutating func resume(
    residue: inout StateReader, _ files: inout StateReader, _ summary: BatchSummary
  ) {
    reporter.residue.resume(&residue)
    self.files?.resume(&files)
    lists = ListNotes(summary)
  }

  /// The totals so far.
  ///
  /// - Parameter bytesRead: How many bytes are converted.
  /// - Returns: What ``finish()`` would give.
  func summaryNow(bytesRead: Int) -> BatchSummary {
    var summary = flow.summary
    reporter.count(into: &summary, dialect: worker.converter.target)
    summary.bytesRead = bytesRead
    summary.bytesWritten = flow.streams.payloads.total
    summary.incompleteLists = lists.incomplete
    summary.repeatedIDs = lists.repeated
    return summary
  }

  // MARK: Pieces

  /// Converts whole lines that a reader has at hand, whose bytes stay in memory.
  mutating func convertPiece(_ reader: inout RecordReader, of input: BatchInput) throws {
    flow.beginPiece(of: input)
    reporter.residue.beginPiece()
    while true {
      switch try flow.step(&reader, input) {
      case .record: try convert(reader, input)
      case .null: copy(reader)
      case .malformed(let error): try refuse(error, &reader, input)
      case .glue: pass(reader)
      case .end: return pass(reader)
      }
    }
  }

  /// Takes what a worker made of the next piece, and writes it out.
  mutating func take(_ piece: inout ConversionRun) throws {
    let start = Outlet.Start(
      written: flow.summary.written,
      rejectOffset: flow.streams.rejects.total,
      gap: reporter.residue.gap
    )
    reporter.take(&piece.reporter, behind: start, into: &flow.streams.residue)
    lists.take(&piece.lists)
    if var report = piece.files {
      files?.take(&report)
      piece.files = report
    }
    try flow.take(&piece.flow, behind: start)
  }

  /// Whether what follows is better converted by several workers.
  private func goesInPieces(_ reader: borrowing RecordReader) -> Bool {
    guard flow.options.jobs > 1, reader.form?.isLines == true, reader.number > 0 else {
      return false
    }
    let residueIsBegun = !flow.streams.residue.isWanted || reporter.residue.isBegun
    let place = reader.place
    return residueIsBegun && place.column == 1 && place.offset >= flow.options.piece
  }

  // MARK: Records

  private mutating func convert(_ reader: borrowing RecordReader, _ input: BatchInput) throws {
    flow.open(reader)
    do throws(ConversionError) {
      if placed != nil || reader.form == .copy {
        try convertInside(reader)
      } else if let layout = layout(reader) {
        try convert(reader, in: layout)
      } else {
        try convertCompact(reader)
      }
      flow.writer.keep()
      look(reader, input)
    } catch {
      let place = try flow.refuse(error, reader, input)
      noteRefused(place, flow.label(reader), reader.glue.bytes, reader.form)
    }
  }

  /// Copies a row whose column is NULL.
  private mutating func copy(_ reader: borrowing RecordReader) {
    flow.open(reader)
    flow.copy(reader)
    guard flow.streams.residue.isWanted else { return }
    reporter.residue.add(
      RecordReport(.unknown, flow, reader, isJSON: false),
      [],
      into: &flow.streams.residue
    )
  }

  /// Looks at the payloads of a record that was written.
  private mutating func look(_ reader: borrowing RecordReader, _ input: BatchInput) {
    guard placed != nil else {
      lists.look(reader.view, reader.number, input)
      files?.add(reader.view, record: reader.number, file: input.name)
      return
    }
    for payload in notes.payloads {
      lists.look(payload.view, reader.number, input)
      files?.add(payload.view, record: reader.number, file: input.name)
    }
  }

  /// Converts what a record holds: payloads in their places, or the document in a column.
  private mutating func convertInside(
    _ reader: borrowing RecordReader
  ) throws(ConversionError) {
    compact.truncate(to: 0)
    if placed != nil {
      try convertPlaced(reader)
    } else {
      try convertApart(reader)
    }
    flow.write(compact.view, reader, &compactTape, isLaidOut: placed != nil)
  }

  /// Converts the payloads of a record, and reports them when none was refused.
  private mutating func convertPlaced(
    _ reader: borrowing RecordReader
  ) throws(ConversionError) {
    let notes = notes
    let record = reader.view
    notes.begin(flow.streams.losses.isWanted ? flow.label(reader) : nil)
    try placed?.convert(
      record, &worker, keepsResidue: flow.streams.residue.isWanted, into: &compact
    ) { payload, outcome, worker, results in
      notes.add(payload, outcome, in: record, &worker, results)
    }
    try checkColumn(reader)
    flow.summary.count(notes.outcome)
    let report = RecordReport(notes.outcome ?? .unknown, flow, reader)
    reporter.add(notes, &worker, report)
    flow.streams.losses.sink.append(notes.losses.view)
    guard flow.streams.residue.isWanted, let entries = placed?.entries else { return }
    reporter.residue.add(report, entries, into: &flow.streams.residue)
  }

  /// Converts a record whose result is laid out or escaped before it is written.
  private mutating func convertApart(
    _ reader: borrowing RecordReader
  ) throws(ConversionError) {
    let outcome = try worker.convert(reader.view, into: &compact)
    try checkColumn(reader)
    flow.summary.count(outcome)
    guard reporter.count(outcome, &worker, for: &flow.streams) else { return }
    reporter.report(
      RecordReport(outcome, flow, reader),
      &worker,
      compact,
      &flow.streams.losses,
      &flow.streams.residue
    )
  }

  /// Refuses a result that its column cannot hold.
  private func checkColumn(_ reader: borrowing RecordReader) throws(ConversionError) {
    guard reader.form == .copy, compact.view.hasEscapedNUL,
      worker.converter.settings.choice(.columnHoldsNUL, at: "") != "keep"
    else { return }
    throw ConversionError(.columnHoldsNUL, LossCode.columnHoldsNUL.message)
  }

  /// How to lay out the result; nil if it stays as the worker gives it.
  private func layout(_ reader: borrowing RecordReader) -> Layout? {
    reader.form == .jsonl ? nil : Layout(of: reader.view, behind: reader.glue)
  }

  private mutating func convertCompact(
    _ reader: borrowing RecordReader
  ) throws(ConversionError) {
    let outcome = try worker.convert(reader.view, into: &flow.streams.payloads.sink)
    flow.summary.count(outcome)
    guard reporter.count(outcome, &worker, for: &flow.streams) else { return }
    reporter.report(
      RecordReport(outcome, flow, reader),
      &worker,
      flow.streams.payloads.sink,
      &flow.streams.losses,
      &flow.streams.residue
    )
  }

  /// Converts a record that stands over several lines.
  private mutating func convert(
    _ reader: borrowing RecordReader,
    in layout: Layout
  ) throws(ConversionError) {
    compact.truncate(to: 0)
    try convertApart(reader)
    layout.append(
      compact.view, unlessSameAs: reader.view, &compactTape, into: &flow.streams.payloads.sink)
  }

  private mutating func refuse(
    _ error: JSONError,
    _ reader: inout RecordReader,
    _ input: BatchInput
  ) throws {
    flow.open(reader)
    let glue = reader.glue.bytes
    let label = flow.label(reader, isJSON: false)
    let form = reader.form
    let place = try flow.refuse(error, &reader, input)
    noteRefused(place, label, glue, form)
  }

  private mutating func noteRefused(
    _ place: Range<Int>,
    _ label: RecordLabel,
    _ glue: [UInt8],
    _ form: InputForm?
  ) {
    guard flow.streams.residue.isWanted else { return }
    let refused = RefusedRecord(
      label: label,
      written: flow.summary.written,
      place: place,
      glue: glue,
      form: form
    )
    reporter.residue.refuse(refused, into: &flow.streams.residue)
  }

  // MARK: Finishing

  /// Completes the outputs but the report on files, which is added to another.
  mutating func finish(addingFilesTo total: inout FilesReport?) throws -> BatchSummary {
    let own = files
    files = nil
    let summary = try finish()
    guard var report = own else { return summary }
    var sum = total ?? report.empty
    total = nil
    sum.take(&report)
    total = sum
    return summary
  }

  /// Completes the outputs.
  mutating func finish() throws -> BatchSummary {
    if flow.streams.residue.isWanted {
      reporter.residue.end(
        flow.summary,
        form: flow.forms.joined,
        into: &flow.streams.residue
      )
    }
    for file in files?.files ?? [] {
      FileLines.append(file, into: &flow.streams.files.sink)
      try flow.streams.files.drainIfFull()
    }
    reporter.count(into: &flow.summary, dialect: worker.converter.target)
    try flow.finish()
    flow.summary.incompleteLists = lists.incomplete
    flow.summary.repeatedIDs = lists.repeated
    return flow.summary
  }
}

extension BatchSummary {
  fileprivate mutating func count(_ outcome: Outcome?) {
    switch outcome {
    case nil: withoutPayload += 1
    case .converted: converted += 1
    case .copied: copied += 1
    case .undecided: undecided += 1
    case .unknown: unknown += 1
    }
  }
}
