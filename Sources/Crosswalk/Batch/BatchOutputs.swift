import JSONCore

/// Where the results of a batch go; what is nil is not written.
@safe
public struct BatchOutputs {
  /// Takes bytes that follow those before.
  public typealias Writer = (UnsafeRawBufferPointer) throws -> Void

  /// The payloads, framed like the input.
  public var payloads: Writer?
  /// A JSON line for each loss.
  public var losses: Writer?
  /// What ``BatchRestorer`` needs.
  public var residue: Writer?
  /// The refused records, byte for byte, each with a line end behind it.
  public var rejects: Writer?
  /// How many bytes of refused records are where ``rejects`` goes on.
  public var rejectsBefore = 0
  /// A JSON line for each refused record.
  public var rejectErrors: Writer?
  /// A JSON line for each uploaded file that converted records name; see ``FilesReport``.
  public var files: Writer?

  /// Who wants to know how far the batch has come; nil: nobody.
  public var checkpoints: BatchCheckpoints?
  /// Told now and then how far the batch has come.
  public var progress: ((BatchProgress) -> Void)?

  /// Writes nothing until a writer is set.
  public init() {}

  /// Writes a report on files to ``files``; nil is an empty one.
  public func write(_ report: FilesReport?) throws {
    var outlet = unsafe Outlet(files)
    for file in report?.files ?? [] {
      FileLines.append(file, into: &outlet.sink)
      try outlet.drainIfFull()
    }
    try outlet.drain()
  }
}

/// How far a batch has come.
public struct BatchProgress: Sendable, Equatable {
  /// How many records were read.
  public let records: Int
  /// How many of them were refused.
  public let rejected: Int
  /// How many bytes the inputs gave, those before a checkpoint included.
  public let bytesRead: Int
}

/// Bytes on their way to one output.
///
/// The outlets of a piece that is converted apart hold all bytes until the piece's turn comes. What depends
/// on the pieces before, such as how many records were written, is a hole until then.
@safe
struct Outlet: ~Copyable {
  /// What fills a hole.
  enum Filling {
    /// A number among the records written.
    case written(Int)
    /// An offset in the rejects.
    case rejectOffset(Int)
    /// What stood in the source before the piece, as a part of a JSON string.
    case gap
  }

  /// What the pieces before say.
  struct Start {
    var written: Int
    var rejectOffset: Int
    var gap: [UInt8]
  }

  private struct Hole {
    let place: Int
    let filling: Filling
  }

  /// How much may wait; more costs memory, less costs calls.
  private static let enough = 256 << 10

  /// What waits to be written.
  var sink = ByteSink(capacity: 0)

  /// Whether somebody wants the bytes.
  let isWanted: Bool
  /// Whether this is an outlet of a piece.
  private let isHeld: Bool
  private let writer: BatchOutputs.Writer?
  private var holes: [Hole] = []
  private var drained = 0

  /// An outlet to a writer, behind bytes that were written already.
  init(_ writer: BatchOutputs.Writer?, behind written: Int = 0) {
    isWanted = unsafe writer != nil
    isHeld = false
    drained = written
    unsafe self.writer = writer
  }

  /// An outlet whose bytes are taken by hand.
  init() { unsafe self.init(nil) }

  /// The outlet of a piece.
  init(holding isWanted: Bool) {
    self.isWanted = isWanted
    isHeld = true
    unsafe writer = nil
  }

  /// Goes on behind bytes that another run wrote.
  mutating func begin(at length: Int) { drained = length }

  /// The number of bytes that came here, written or waiting.
  var total: Int { drained + sink.count }

  /// Whether much waits.
  var isFull: Bool { !isHeld && sink.count >= Outlet.enough }

  /// Appends a number, or a hole for it where the pieces before are not known.
  mutating func append(_ filling: Filling) {
    if isHeld {
      holes.append(Hole(place: sink.count, filling: filling))
    } else {
      sink.append(filling, behind: Start(written: 0, rejectOffset: 0, gap: []))
    }
  }

  /// Writes out what waits.
  mutating func drain() throws {
    guard sink.count > 0, !isHeld else { return }
    if let writer = unsafe writer {
      try unsafe sink.view.withBytes { bytes throws in try unsafe writer(bytes) }
    }
    drained += sink.count
    sink.truncate(to: 0)
  }

  /// Writes out what waits if it is much.
  mutating func drainIfFull() throws {
    if isFull { try drain() }
  }

  /// Takes all bytes of a piece, filling its holes, and writes out everything.
  mutating func take(_ piece: inout Outlet, behind start: Start) throws {
    defer { piece.empty() }
    guard !piece.holes.isEmpty else { return try take(piece.sink) }
    let bytes = piece.sink.view
    var end = 0
    for hole in piece.holes {
      sink.append(bytes, end, hole.place)
      sink.append(hole.filling, behind: start)
      end = hole.place
    }
    sink.append(bytes, end, bytes.count)
    try drain()
  }

  private mutating func take(_ piece: borrowing ByteSink) throws {
    try drain()
    guard piece.count > 0 else { return }
    if let writer = unsafe writer {
      try unsafe piece.view.withBytes { bytes throws in try unsafe writer(bytes) }
    }
    drained += piece.count
  }

  private mutating func empty() {
    sink.truncate(to: 0)
    holes.removeAll(keepingCapacity: true)
  }
}

extension ByteSink {
  fileprivate mutating func append(_ filling: Outlet.Filling, behind start: Outlet.Start) {
    switch filling {
    case .written(let number): append(decimal: start.written + number)
    case .rejectOffset(let offset): append(decimal: start.rejectOffset + offset)
    case .gap: appendStringContent(start.gap)
    }
  }
}

/// The outputs of a run.
struct BatchStreams: ~Copyable {
  var payloads: Outlet
  var losses: Outlet
  var residue: Outlet
  var rejects: Outlet
  var rejectErrors: Outlet
  var files: Outlet
  /// The number of bytes that all inputs gave.
  var bytesRead = 0

  init(_ outputs: BatchOutputs) {
    payloads = unsafe Outlet(outputs.payloads)
    losses = unsafe Outlet(outputs.losses)
    residue = unsafe Outlet(outputs.residue)
    rejects = unsafe Outlet(outputs.rejects, behind: outputs.rejectsBefore)
    rejectErrors = unsafe Outlet(outputs.rejectErrors)
    files = unsafe Outlet(outputs.files)
  }

  /// The outputs of a piece of a run.
  init(holdingLike whole: borrowing BatchStreams) {
    payloads = Outlet(holding: whole.payloads.isWanted)
    losses = Outlet(holding: whole.losses.isWanted)
    residue = Outlet(holding: whole.residue.isWanted)
    rejects = Outlet(holding: whole.rejects.isWanted)
    rejectErrors = Outlet(holding: whole.rejectErrors.isWanted)
    files = Outlet(holding: whole.files.isWanted)
  }

  /// Writes out all that waits: the payloads last, so that none stands without its residue.
  mutating func drain() throws {
    try residue.drain()
    try losses.drain()
    try rejects.drain()
    try rejectErrors.drain()
    try files.drain()
    try payloads.drain()
  }

  /// Writes out what waits if it is much; to be called between records.
  mutating func drainIfFull() throws {
    try residue.drainIfFull()
    try losses.drainIfFull()
    try rejects.drainIfFull()
    try rejectErrors.drainIfFull()
    if payloads.isFull { try drain() }
  }

  /// How long the outputs are, for a checkpoint.
  var lengths: [UInt8] {
    var state = StateWriter()
    state.put(payloads.total)
    state.put(losses.total)
    state.put(residue.total)
    state.put(rejects.total)
    state.put(rejectErrors.total)
    return state.finish()
  }

  /// Goes on behind what another run wrote.
  mutating func begin(at lengths: BatchCheckpoint.Lengths) {
    payloads.begin(at: lengths.payloads)
    losses.begin(at: lengths.losses)
    residue.begin(at: lengths.residue)
    rejects.begin(at: lengths.rejects)
    rejectErrors.begin(at: lengths.rejectErrors)
  }

  /// Takes what a piece wrote and writes out everything, the payloads last.
  mutating func take(_ piece: inout BatchStreams, behind start: Outlet.Start) throws {
    try residue.take(&piece.residue, behind: start)
    try losses.take(&piece.losses, behind: start)
    try rejects.take(&piece.rejects, behind: start)
    try rejectErrors.take(&piece.rejectErrors, behind: start)
    try payloads.take(&piece.payloads, behind: start)
  }
}
