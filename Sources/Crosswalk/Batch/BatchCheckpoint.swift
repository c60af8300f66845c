import JSONCore

/// How far a batch has come, so that another run can go on from there.
///
/// ```swift
/// outputs.checkpoints = BatchCheckpoints(isDue: { clock.hasPassed }) { checkpoint in
///   try sync(files)
///   try replace("run.checkpoint", with: checkpoint.json)
/// }
/// // Later, after a crash, with the outputs cut to `checkpoint.lengths` and the input at `checkpoint.offset`:
/// try batch.convert(inputs, to: outputs, from: BatchCheckpoint(json: stored))
/// ```
///
/// What the interrupted run and the one that goes on write together are the bytes of a run without an
/// interruption, if inputs and options are the same.
public struct BatchCheckpoint: Sendable, Equatable {
  /// The bytes that each output had.
  public struct Lengths: Sendable, Equatable {
    /// Bytes of ``BatchOutputs/payloads``.
    public let payloads: Int
    /// Bytes of ``BatchOutputs/losses``.
    public let losses: Int
    /// Bytes of ``BatchOutputs/residue``.
    public let residue: Int
    /// Bytes of ``BatchOutputs/rejects``.
    public let rejects: Int
    /// Bytes of ``BatchOutputs/rejectErrors``.
    public let rejectErrors: Int
  }

  /// The index of the input that was being read, from 0.
  public let input: Int
  /// How many bytes of that input are converted.
  public let offset: Int
  /// How long the outputs were.
  public let lengths: Lengths
  /// How many records were set aside.
  public let rejected: Int
  /// The checkpoint as one JSON object on one line, without a line end.
  public let json: [UInt8]

  /// What is the same in the run that goes on, such as the target and the options, by name.
  let run: [(name: String, value: String)]

  /// Reads a checkpoint; nil if the bytes are none.
  public init?(json: [UInt8]) {
    var parts = ByteSink(capacity: json.count)
    parts.append(json)
    var tape = Tape()
    guard tape.scan(parts.view) != nil else { return nil }
    let view = tape.view(parts.view)
    guard view.integer("checkpoint") == BatchCheckpoint.version, let input = view.integer("input"),
      let place = view.member(0, "place"), let lengths = view.member(0, "lengths"),
      let run = view.member(0, "run"), let rejected = view.integer("rejected")
    else { return nil }
    var at = StateReader(view, place)
    var list = StateReader(view, lengths)
    self.input = input
    offset = ReaderPlace(&at).offset
    self.lengths = Lengths(&list)
    self.rejected = rejected
    self.json = json
    var named = StateReader(view, run)
    var pairs: [(name: String, value: String)] = []
    while named.hasMore && named.isValid { pairs.append((named.text(), named.text())) }
    self.run = pairs
    guard at.isValid, list.isValid, named.isValid, input >= 0, offset >= 0 else { return nil }
  }

  static let version = 1

  /// Two checkpoints are equal if their bytes are.
  public static func == (left: BatchCheckpoint, right: BatchCheckpoint) -> Bool {
    left.json == right.json
  }
}

extension BatchCheckpoint.Lengths {
  init(_ state: inout StateReader) {
    payloads = state.number()
    losses = state.number()
    residue = state.number()
    rejects = state.number()
    rejectErrors = state.number()
  }
}

/// Who wants to know how far a batch has come.
public struct BatchCheckpoints {
  /// Whether it is time for another one; asked often.
  public var isDue: () -> Bool
  /// Takes one; all bytes it tells of have been written before.
  public var take: (BatchCheckpoint) throws -> Void

  /// Describes who wants to know.
  public init(isDue: @escaping () -> Bool, take: @escaping (BatchCheckpoint) throws -> Void) {
    self.isDue = isDue
    self.take = take
  }
}

/// Taking checkpoints, and going on from one.
extension ConversionRun {
  /// Tells how far the run has come, and says whether a checkpoint is due.
  ///
  /// Nobody is asked or told between records that were read at once.
  var isCheckpointDue: Bool {
    mutating get {
      guard flow.streams.bytesRead != bytesAtPause else { return false }
      bytesAtPause = flow.streams.bytesRead
      progress?(
        BatchProgress(
          records: flow.summary.records,
          rejected: flow.summary.rejected,
          bytesRead: flow.streams.bytesRead
        )
      )
      return checkpoints?.isDue() ?? false
    }
  }

  /// Takes a checkpoint between two records.
  mutating func takeCheckpoint(at place: ReaderPlace) throws {
    try flow.streams.drain()
    guard let checkpoint = BatchCheckpoint(json: state(at: place)) else { return }
    try checkpoints?.take(checkpoint)
  }

  private func state(at place: ReaderPlace) -> [UInt8] {
    let summary = summaryNow(bytesRead: bytesBeforeInput + place.offset)
    var sink = ByteSink(capacity: 1 << 12)
    sink.append("{\"checkpoint\":")
    sink.append(decimal: BatchCheckpoint.version)
    sink.append(member: "input", inputNumber)
    sink.append(member: "rejected", summary.rejected)
    for (name, state) in [
      ("run", identity?.state ?? Array("[]".utf8)), ("place", place.state),
      ("lengths", flow.streams.lengths),
      ("writer", flow.writer.state), ("forms", flow.forms.state),
      ("residue", reporter.residue.state), ("files", files?.state ?? Array("[]".utf8)),
      ("summary", summary.json),
    ] {
      sink.open(member: name)
      sink.append(state)
    }
    sink.append("}")
    return sink.view.bytes
  }

  /// Goes on where another run took a checkpoint.
  ///
  /// - Returns: The place in the input with the checkpoint's number.
  /// - Throws: ``ConfigurationError`` if the other run was asked for something else.
  mutating func resume(_ checkpoint: BatchCheckpoint) throws(ConfigurationError) -> ReaderPlace {
    try identity?.check(checkpoint)
    var parts = ByteSink(capacity: checkpoint.json.count)
    parts.append(checkpoint.json)
    var tape = Tape()
    guard tape.scan(parts.view) != nil else { throw BatchCheckpoint.damaged }
    let view = tape.view(parts.view)
    func list(_ name: StaticString) -> StateReader { StateReader(view, view.member(0, name) ?? 0) }
    var (place, writer, forms) = (list("place"), list("writer"), list("forms"))
    var (residue, report) = (list("residue"), list("files"))
    guard let summaryNode = view.member(0, "summary"),
      let summary = BatchSummary(view, summaryNode)
    else { throw BatchCheckpoint.damaged }
    flow.resume(summary, RecordWriter(&writer), JoinedForms(&forms), checkpoint.lengths)
    resume(residue: &residue, &report, summary)
    let start = ReaderPlace(&place)
    bytesBeforeInput = summary.bytesRead - start.offset
    flow.streams.bytesRead = summary.bytesRead
    guard [place, writer, forms, residue, report].allSatisfy(\.isValid) else {
      throw BatchCheckpoint.damaged
    }
    return start
  }
}

extension BatchCheckpoint {
  /// What is said of a checkpoint that no run took.
  static let damaged = ConfigurationError(
    message: "the checkpoint is damaged",
    help: "remove it and the partial outputs, and convert from the start"
  )
}

/// What two runs must have in common for one to go on where the other was.
struct RunIdentity {
  private let parts: [(name: String, value: String)]

  /// Describes a run.
  init(_ converter: Converter, _ options: BatchOptions, _ inputs: [String], _ outputs: BatchOutputs)
  {
    var settings = ByteSink(capacity: 256)
    converter.options.append(into: &settings)
    let files = converter.options.idMap.map { "\($0.from)=\($0.to)" }.joined(separator: " ")
    parts = unsafe [
      ("--to", converter.target),
      ("the mapping tables", Converter.tableDigest),
      ("the options of the conversion", String(decoding: settings.view.bytes, as: UTF8.self)),
      ("--id-map", files),
      ("--input", options.form?.rawValue ?? ""),
      ("--at", converter.options.at.map { "\($0.pointer) \($0.readsText)" } ?? ""),
      ("--column", options.column.map(String.init) ?? ""),
      ("--max-record", String(options.maximumRecord)),
      ("--key", options.key ?? ""),
      ("the list of inputs", inputs.joined(separator: "\n")),
      ("--losses", outputs.losses == nil ? "" : "written"),
      ("--residue", outputs.residue == nil ? "" : "written"),
      ("--files-report", outputs.files == nil ? "" : "written"),
    ]
  }

  var state: [UInt8] {
    var state = StateWriter()
    for (name, value) in parts {
      state.put(name)
      state.put(value)
    }
    return state.finish()
  }

  /// Checks that a checkpoint is one of this run.
  func check(_ checkpoint: BatchCheckpoint) throws(ConfigurationError) {
    for (name, value) in parts {
      let other = checkpoint.run.first { $0.name == name }?.value
      guard other != value else { continue }
      throw ConfigurationError(
        message:
          "the checkpoint is of another run: \(name) differed",
        help: "run the same command again to go on, or remove the checkpoint to start afresh"
      )
    }
  }
}
