import JSONCore

/// A file, pipe or piece of memory that records are read from.
///
///     let input = BatchInput(name: "threads.jsonl", isJSONLines: true) { memory in
///       try unsafe file.read(into: memory)
///     }
@safe
public struct BatchInput {
  /// The name in reports; `-` for standard input.
  public let name: String
  /// Whether the name says JSON Lines: `.jsonl` or `.ndjson`.
  public let isJSONLines: Bool

  let wouldBlock: () -> Bool
  private let read: (UnsafeMutableRawBufferPointer) throws -> Int

  /// Describes an input.
  ///
  /// - Parameters:
  ///   - name: The name in reports.
  ///   - isJSONLines: Whether the name says JSON Lines.
  ///   - wouldBlock: Whether the next `read` has to wait; all complete records are written out before.
  ///   - read: Fills memory and returns the number of bytes, 0 at the end. It is first called when the
  ///     input's turn comes, and may open it then.
  public init(
    name: String,
    isJSONLines: Bool = false,
    wouldBlock: @escaping () -> Bool = { false },
    read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
  ) {
    self.name = name
    self.isJSONLines = isJSONLines
    self.wouldBlock = wouldBlock
    unsafe self.read = read
  }

  /// Goes to the reader's next step, and writes out what is complete before it waits.
  func step(
    _ reader: inout RecordReader,
    _ streams: inout BatchStreams
  ) throws -> RecordReader.Step {
    try unsafe reader.next { memory in try unsafe fill(memory, &streams) }
  }

  /// Goes to the next piece of a refused record.
  func piece(_ reader: inout RecordReader, _ streams: inout BatchStreams) throws -> Bool {
    try unsafe reader.nextPiece { memory in try unsafe fill(memory, &streams) }
  }

  /// Reads on, after writing out what is complete if that waits.
  @unsafe
  func fill(
    _ memory: UnsafeMutableRawBufferPointer,
    _ streams: inout BatchStreams
  ) throws -> Int {
    if wouldBlock() { try streams.drain() }
    let amount = try unsafe read(memory)
    streams.bytesRead += amount
    return amount
  }
}

/// Stored bytes that can be read from any place: a residue file, a reject file.
@safe
public struct SeekableInput {
  /// The number of bytes.
  public let size: Int

  private let read: (Int, UnsafeMutableRawBufferPointer) throws -> Int

  /// Describes stored bytes.
  ///
  /// - Parameters:
  ///   - size: The number of bytes.
  ///   - read: Fills memory with the bytes from an offset on and returns their number, 0 at the end.
  public init(size: Int, read: @escaping (Int, UnsafeMutableRawBufferPointer) throws -> Int) {
    self.size = size
    unsafe self.read = read
  }

  /// Goes to the next step of a reader that began at an offset of zero; `offset` moves on.
  func step(_ reader: inout RecordReader, at offset: inout Int) throws -> RecordReader.Step {
    try unsafe reader.next { memory in
      let amount = try unsafe read(offset, memory)
      offset += amount
      return amount
    }
  }

  /// Appends `count` bytes from an offset on to a sink; fewer only if the bytes end before.
  func append(from start: Int, count: Int, to sink: inout ByteSink) throws {
    var offset = start
    while offset < start + count {
      let room = min(start + count - offset, 1 << 16)
      let amount = try unsafe sink.append(upTo: room) { memory throws in
        try unsafe read(offset, memory)
      }
      guard amount > 0 else { return }
      offset += amount
    }
  }
}
