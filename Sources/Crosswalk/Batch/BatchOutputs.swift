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
  /// A JSON line for each refused record.
  public var rejectErrors: Writer?
  /// A JSON line for each uploaded file that converted records name; see ``FilesReport``.
  public var files: Writer?

  /// Writes nothing until a writer is set.
  public init() {}
}

/// Bytes on their way to one output.
@safe
struct Outlet: ~Copyable {
  /// How much may wait; more costs memory, less costs calls.
  private static let enough = 256 << 10

  /// What waits to be written.
  var sink = ByteSink(capacity: 0)

  private let writer: BatchOutputs.Writer?
  private var drained = 0

  init(_ writer: BatchOutputs.Writer?) { unsafe self.writer = writer }

  /// Whether somebody wants the bytes.
  var isWanted: Bool { unsafe writer != nil }

  /// The number of bytes that came here, written or waiting.
  var total: Int { drained + sink.count }

  /// Whether much waits.
  var isFull: Bool { sink.count >= Outlet.enough }

  /// Writes out what waits.
  mutating func drain() throws {
    guard sink.count > 0 else { return }
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
    rejects = unsafe Outlet(outputs.rejects)
    rejectErrors = unsafe Outlet(outputs.rejectErrors)
    files = unsafe Outlet(outputs.files)
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
}
