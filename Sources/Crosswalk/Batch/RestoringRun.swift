import JSONCore

/// One run of a ``BatchRestorer``.
struct RestoringRun: ~Copyable {
  /// How much of a refused record is read at once.
  private static let piece = 256 << 10

  var worker: ConversionWorker
  var flow: BatchFlow
  var pairing: ResiduePairing
  /// Dialect and kind of records without a line; nil if they were copied.
  let standard: (dialect: String, kind: String)?
  private let rejected: SeekableInput?
  let allowsConflicts: Bool
  var lossLines = LossLines()
  var conflicts = ConflictTally()
  var patchTape = Tape()
  /// The result of a record that stands over several lines, before it is laid out like that.
  var compact = ByteSink(capacity: 0)
  var compactTape = Tape()
  /// What stood before the next record, if refused ones were put back before it.
  private var glue = ByteSink(capacity: 0)
  private var hasPutBack = false
  /// Restores records that hold payloads in places; nil if records are payloads.
  let placed: PlacedRestoring?

  init(
    worker: consuming ConversionWorker,
    flow: consuming BatchFlow,
    pairing: consuming ResiduePairing,
    standard: (dialect: String, kind: String)?,
    rejected: SeekableInput?,
    allowsConflicts: Bool,
    finder: PayloadFinder?
  ) {
    self.worker = worker
    self.flow = flow
    self.pairing = pairing
    self.standard = standard
    self.rejected = rejected
    self.allowsConflicts = allowsConflicts
    placed = finder.map { PlacedRestoring($0) }
  }

  /// Restores all records of an input.
  mutating func restore(_ input: BatchInput) throws {
    flow.begin(input)
    var reader = flow.options.reader(of: input)
    while true {
      switch try flow.step(&reader, input) {
      case .record: try restore(reader, input)
      case .null:
        try open(reader)
        flow.copy(reader)
      case .malformed(let error):
        try open(reader)
        _ = try flow.refuse(error, &reader, input)
      case .glue:
        if try !putBack(upTo: flow.summary.records, reader.form) { flow.pass(reader) }
      case .end: return try close(reader, input)
      }
    }
  }

  /// Completes the output.
  mutating func finish() throws -> BatchSummary {
    for loss in conflicts.losses { flow.summary.count(loss) }
    try flow.finish()
    return flow.summary
  }

  // MARK: Frame

  mutating func open(_ reader: borrowing RecordReader) throws {
    if try putBack(upTo: flow.summary.records - 1, reader.form) {
      let form = reader.form ?? .jsonl
      flow.writer.open(glue.view, form: form, into: &flow.streams.payloads.sink)
    } else {
      flow.open(reader)
    }
    hasPutBack = false
  }

  private mutating func close(_ reader: borrowing RecordReader, _ input: BatchInput) throws {
    if try putBack(upTo: flow.summary.records, reader.form) {
      let form = reader.form ?? .jsonl
      flow.writer.close(glue.view, form: form, into: &flow.streams.payloads.sink)
    } else {
      flow.close(reader, input)
    }
  }

  /// Writes the refused records that stood behind a record, each behind what stood before it.
  ///
  /// - Returns: Whether there was one; ``glue`` is then what stood behind the last, and what the target
  ///   has there does not count.
  private mutating func putBack(upTo written: Int, _ form: InputForm?) throws -> Bool {
    guard let rejected else { return false }
    let form = form ?? .jsonl
    var last: ResidueLine?
    while let line = try pairing.nextRefused(upTo: written, behind: last) {
      last = line
      hasPutBack = true
      take(line.before)
      flow.writer.open(glue.view, form: form, into: &flow.streams.payloads.sink)
      try putBack(line, rejected)
      flow.writer.keep()
      if let after = line.after { take(after) }
      try flow.streams.drainIfFull()
    }
    return hasPutBack
  }

  private mutating func take(_ bytes: [UInt8]) {
    glue.truncate(to: 0)
    glue.append(bytes)
  }

  private mutating func putBack(_ line: ResidueLine, _ rejected: SeekableInput) throws {
    guard let place = line.place, place.upperBound <= rejected.size else {
      throw ResidueError.format("the rejects end before a record that the residue tells of")
    }
    var start = place.lowerBound
    while start < place.upperBound {
      let count = min(place.upperBound - start, RestoringRun.piece)
      try rejected.append(from: start, count: count, to: &flow.streams.payloads.sink)
      try flow.streams.drainIfFull()
      start += count
    }
  }
}
