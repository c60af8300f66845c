import JSONCore

/// What converting and restoring share: records come in, go out in their frame, or are set aside.
struct BatchFlow: ~Copyable {
  let options: BatchOptions
  let key: KeyPlace?
  var streams: BatchStreams
  var writer = RecordWriter()
  var summary = BatchSummary()
  private(set) var forms = JoinedForms()
  /// The current input's name.
  private(set) var name = ""
  /// The current input's name as a JSON string.
  private var file: [UInt8] = []
  /// Whether records were refused since it was last asked whether they are too many.
  private var hasRefused = false

  /// Makes a flow into some outputs.
  init(_ options: BatchOptions, _ outputs: BatchOutputs) throws(ConfigurationError) {
    self.options = options
    key = try options.keyPlace()
    streams = BatchStreams(outputs)
  }

  /// Makes the flow of a piece.
  init(pieceOf whole: borrowing BatchFlow) {
    var options = whole.options
    // A piece knows a part of the refused records only.
    options.rejectLimit = nil
    self.options = options
    key = whole.key
    streams = BatchStreams(holdingLike: whole.streams)
    forms = whole.forms
  }

  /// Goes on where another run was.
  mutating func resume(
    _ summary: BatchSummary,
    _ writer: RecordWriter,
    _ forms: JoinedForms,
    _ lengths: BatchCheckpoint.Lengths
  ) {
    self.summary = summary
    self.writer = writer
    self.forms = forms
    streams.begin(at: lengths)
  }

  /// Begins with another piece of an input.
  mutating func beginPiece(of input: BatchInput) {
    begin(input)
    writer = RecordWriter()
    summary = BatchSummary()
  }

  /// Takes what a piece brought, which has to be the next one.
  mutating func take(_ piece: inout BatchFlow, behind start: Outlet.Start) throws {
    writer.take(
      piece.writer,
      isEmpty: piece.streams.payloads.total == 0,
      into: &streams.payloads.sink
    )
    summary.merge(piece.summary)
    try streams.take(&piece.streams, behind: start)
    if piece.summary.rejected > 0 { try checkLimit() }
  }

  /// Goes on with an input.
  mutating func begin(_ input: BatchInput) {
    writer.beginFile()
    forms.beginFile()
    goOn(with: input)
  }

  /// Goes on with an input that another run began.
  mutating func goOn(with input: BatchInput) {
    name = input.name
    var sink = ByteSink(capacity: name.utf8.count)
    sink.appendString(name)
    file = sink.view.bytes
  }

  /// Goes to the next step of an input, after writing out what is much.
  mutating func step(
    _ reader: inout RecordReader,
    _ input: BatchInput
  ) throws -> RecordReader.Step {
    try streams.drainIfFull()
    if hasRefused { try checkLimit() }
    let step = try input.step(&reader, &streams)
    switch step {
    case .record, .null, .malformed:
      summary.records += 1
      try forms.take(reader.form ?? .jsonl, file: input.name)
    case .end where reader.form?.isFramed == true:
      // Also without a record in it: its brackets are written.
      try forms.take(reader.form ?? .array, file: input.name)
    case .glue, .end: break
    }
    return step
  }

  /// Ends the run if more records were refused than it may have.
  private mutating func checkLimit() throws {
    hasRefused = false
    guard let limit = options.rejectLimit else { return }
    do throws(RejectLimitError) {
      try limit.check(summary)
    } catch {
      try streams.drain()
      throw error
    }
  }

  /// What lines about the current record begin with.
  func label(_ reader: borrowing RecordReader, isJSON: Bool = true) -> RecordLabel {
    RecordLabel(
      number: reader.number,
      file: file,
      key: key,
      view: isJSON ? reader.view : nil,
      bytes: reader.bytes
    )
  }

  /// Writes the glue before a record that is to be appended.
  mutating func open(_ reader: borrowing RecordReader) {
    writer.open(reader.glue, form: reader.form ?? .jsonl, into: &streams.payloads.sink)
  }

  /// Writes the glue at the end of an input.
  mutating func close(_ reader: borrowing RecordReader, _ input: BatchInput) {
    noteMark(reader, input)
    writer.close(
      reader.glue,
      form: reader.form ?? .jsonl,
      unclosed: reader.unclosed,
      into: &streams.payloads.sink
    )
  }

  /// Takes note of a byte order mark at the start of an input that was read to its end.
  mutating func noteMark(_ reader: borrowing RecordReader, _ input: BatchInput) {
    if reader.hadByteOrderMark { summary.markedFiles.append(input.name) }
  }

  /// Writes a piece of long glue.
  mutating func pass(_ reader: borrowing RecordReader) {
    writer.pass(reader.glue, form: reader.form ?? .jsonl, into: &streams.payloads.sink)
  }

  /// Copies a record that holds no payload, behind its glue.
  mutating func copy(_ reader: borrowing RecordReader) {
    streams.payloads.sink.append(reader.bytes)
    writer.keep()
    summary.withoutPayload += 1
  }

  /// Appends what became of a record, where it is a row in the row's column.
  ///
  /// - Parameters:
  ///   - result: The document.
  ///   - reader: At the record.
  ///   - tape: Memory to lay the document out with.
  ///   - isLaidOut: Whether the document has its layout already.
  mutating func write(
    _ result: ByteView,
    _ reader: borrowing RecordReader,
    _ tape: inout Tape,
    isLaidOut: Bool
  ) {
    guard reader.form == .copy else { return streams.payloads.sink.append(result) }
    let record = reader.view
    let text = record.bytes
    var column = ByteSink(capacity: text.count)
    column.append(text, 0, Int(record[0].start))
    if !isLaidOut, let layout = Layout(of: record, behind: text.part(0, 0)) {
      layout.append(result, unlessSameAs: record, &tape, into: &column)
    } else {
      column.append(result)
    }
    column.append(text, Int(record[0].end), text.count)
    let row = reader.bytes
    let place = reader.columnOfRow
    streams.payloads.sink.append(row, 0, place.lowerBound)
    if column.view.isSame(as: text) {
      streams.payloads.sink.append(row, place.lowerBound, place.upperBound)
    } else {
      CopyText.encode(column.view, into: &streams.payloads.sink)
    }
    streams.payloads.sink.append(row, place.upperBound, row.count)
  }

  /// Sets bytes aside that are no JSON, or ends the run.
  ///
  /// - Returns: Where they stand in the rejects.
  mutating func refuse(
    _ error: JSONError,
    _ reader: inout RecordReader,
    _ input: BatchInput
  ) throws -> Range<Int> {
    let error = BatchError(error, reader, file: input.name)
    let label = label(reader, isJSON: false)
    let start = try beginRefusal(error, reader)
    while try input.piece(&reader, &streams) {
      streams.rejects.sink.append(reader.bytes)
      try streams.rejects.drainIfFull()
    }
    return endRefusal(error, label, from: start)
  }

  /// Sets a record aside, or ends the run.
  ///
  /// - Returns: Where it stands in the rejects.
  mutating func refuse(
    _ error: ConversionError,
    _ reader: borrowing RecordReader,
    _ input: BatchInput
  ) throws -> Range<Int> {
    let error = BatchError(error, reader, file: input.name)
    let start = try beginRefusal(error, reader)
    var label = label(reader)
    label.at = error.at
    return endRefusal(error, label, from: start)
  }

  /// Takes the record out of the frame and sets its first bytes aside.
  private mutating func beginRefusal(
    _ error: BatchError,
    _ reader: borrowing RecordReader
  ) throws -> Int {
    writer.omit(from: &streams.payloads.sink)
    guard options.onError == .reject else {
      try streams.drain()
      throw error
    }
    summary.reject(error)
    hasRefused = true
    let start = streams.rejects.total
    streams.rejects.sink.append(reader.bytes)
    return start
  }

  private mutating func endRefusal(
    _ error: BatchError,
    _ label: RecordLabel,
    from start: Int
  ) -> Range<Int> {
    let place = start..<streams.rejects.total
    streams.rejects.sink.append(UInt8(ascii: "\n"))
    RejectLines.append(error, label, at: place, into: &streams.rejectErrors)
    return place
  }

  /// Writes out what waits and completes the summary.
  mutating func finish() throws {
    try streams.drain()
    summary.sort()
    summary.bytesRead = streams.bytesRead
    summary.bytesWritten = streams.payloads.total
  }
}

/// Writes a JSON line for each refused record.
enum RejectLines {
  /// Appends a line: `line` and `column` say where the fault is, `offset` and `bytes` where the record is,
  /// and `reject_offset` where it is in the rejects.
  static func append(
    _ error: BatchError,
    _ label: RecordLabel,
    at place: Range<Int>,
    into outlet: inout Outlet
  ) {
    label.open(into: &outlet.sink)
    outlet.sink.append(member: "line", error.line)
    outlet.sink.append(member: "column", error.column)
    outlet.sink.append(member: "offset", error.offset)
    outlet.sink.append(member: "bytes", place.count)
    outlet.sink.open(member: "reject_offset")
    outlet.append(.rejectOffset(place.lowerBound))
    outlet.sink.append(member: "code", error.code)
    outlet.sink.append(member: "message", error.message)
    outlet.sink.append("}\n")
  }
}
