/// The bytes of an open file: as they are or, if they are compressed, decompressed.
///
/// The first bytes decide, not the name: a file that is named `.gz` and holds no gzip is read as it is.
final class InputBytes {
  private let path: String
  private let file: Descriptor
  private let decompressed: CompressedInput?
  /// What was read to recognize the file, and is still to be given.
  private var taken: [UInt8]
  /// How many bytes a stored file had left when it was opened; nil if this is none, or compressed.
  private let promised: Int?
  private var given = 0

  /// Opens a file, and has it decompressed if its first bytes say so.
  init(_ path: String) throws(FileError) {
    self.path = path
    let first: (bytes: [UInt8], areTaken: Bool)
    do throws(SystemError) {
      file = path == "-" ? .standardInput : try .reading(path)
      first = try file.firstBytes(Compression.recognize)
    } catch {
      throw .unreadable(path, error)
    }
    guard let compression = Compression.of(first.bytes, path: path) else {
      decompressed = nil
      taken = first.areTaken ? first.bytes : []
      promised = first.areTaken ? nil : file.remaining
      return
    }
    taken = []
    promised = nil
    do throws(FileError) {
      decompressed = try CompressedInput(
        path, compression, file, behind: first.areTaken ? first.bytes : nil)
    } catch {
      if path != "-" { try? file.close() }
      throw error
    }
  }

  /// Whether they are decompressed.
  var isCompressed: Bool { decompressed != nil }

  /// Whether the next read would wait for somebody.
  var wouldBlock: Bool {
    if let decompressed { return decompressed.output.wouldBlock }
    return taken.isEmpty && file.wouldBlock
  }

  /// Fills memory with the next bytes; returns their number, 0 at the end.
  @unsafe
  func read(into memory: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    if let decompressed { return try unsafe decompressed.read(into: memory) }
    guard taken.isEmpty else {
      let amount = min(memory.count, taken.count)
      unsafe memory.copyBytes(from: taken.prefix(amount))
      taken.removeFirst(amount)
      return amount
    }
    let amount: Int
    do throws(SystemError) {
      amount = try unsafe file.read(into: memory)
    } catch {
      throw .unreadable(path, error)
    }
    given += amount
    if amount == 0, let promised, given < promised { throw .shrunk(path, promised, given) }
    return amount
  }

  /// Leaves out the first bytes; those of a stored file are not read.
  func skip(_ count: Int) throws(FileError) {
    if promised != nil {
      do throws(SystemError) {
        try file.seek(to: count)
        given += count
        return
      } catch {
        throw .unreadable(path, error)
      }
    }
    var left = count
    while left > 0 {
      guard let amount = try chunk(atMost: left)?.count else { return }
      left -= amount
    }
  }

  /// The next bytes; nil at the end.
  func chunk(atMost limit: Int = 1 << 16) throws(FileError) -> [UInt8]? {
    var chunk = [UInt8](repeating: 0, count: min(limit, 1 << 16))
    // `withUnsafeMutableBytes` does not pass a typed error on.
    let result = unsafe chunk.withUnsafeMutableBytes { memory in
      Result { () throws(FileError) in try unsafe read(into: memory) }
    }
    let amount = try result.get()
    return amount == 0 ? nil : Array(chunk[..<amount])
  }

  deinit {
    // A program that is fed with it has it for itself.
    if path != "-" && decompressed?.isFed != true { try? file.close() }
  }
}

extension Descriptor {
  /// The bytes of a stored file behind the place where the next read begins; nil if this is none.
  fileprivate var remaining: Int? {
    guard let place, let status, status.isRegular else { return nil }
    return max(status.size - place, 0)
  }

  /// As many first bytes as are needed to recognize a file.
  ///
  /// - Returns: The bytes, and whether the next read begins behind them instead of at them.
  fileprivate func firstBytes(
    _ recognize: ([UInt8]) -> Compression.Recognition
  ) throws(SystemError) -> (bytes: [UInt8], areTaken: Bool) {
    let start = remaining == nil ? nil : place
    var bytes: [UInt8] = []
    while recognize(bytes) == .undecided {
      var chunk = [UInt8](repeating: 0, count: Compression.markLength - bytes.count)
      // `withUnsafeMutableBytes` does not pass a typed error on.
      let result = unsafe chunk.withUnsafeMutableBytes { memory in
        Result { () throws(SystemError) in
          guard let start else { return try unsafe read(into: memory) }
          return try unsafe read(into: memory, at: start + bytes.count)
        }
      }
      let amount = try result.get()
      if amount == 0 { break }
      bytes += chunk[..<amount]
    }
    return (bytes, start == nil)
  }
}

extension FileError {
  /// A file lost bytes while it was read.
  fileprivate static func shrunk(_ path: String, _ expected: Int, _ found: Int) -> FileError {
    FileError(
      path: path,
      message: "became shorter while it was read: expected \(expected) bytes, found \(found)",
      id: "file-changed", help: "run again when nobody writes to the file")
  }
}
