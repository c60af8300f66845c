internal import Synchronization

/// The bytes of a compressed file, decompressed by a program that runs beside this one.
final class CompressedInput {
  /// What can be read: a pipe.
  let output: Descriptor
  private let path: String
  private let compression: Compression
  private let program: ChildProgram
  private let feed: Feed?

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - path: What an error is about.
  ///   - compression: How the file is compressed.
  ///   - file: The file.
  ///   - taken: Its first bytes, if those are read already; nil lets the program read the file itself.
  /// - Throws: ``FileError`` if it cannot be started.
  init(
    _ path: String,
    _ compression: Compression,
    _ file: Descriptor,
    behind taken: [UInt8]?
  ) throws(FileError) {
    self.path = path
    self.compression = compression
    do throws(SystemError) {
      (program, output, feed) = try CompressedInput.start(compression, file, taken)
    } catch {
      if error.isMissing { throw .missing(compression, path: path, isRead: true) }
      throw .notDecompressed(
        path, by: compression, "\(compression.program) cannot be started: \(error.reason)")
    }
  }

  private static func start(
    _ compression: Compression,
    _ file: Descriptor,
    _ taken: [UInt8]?
  ) throws(SystemError) -> (ChildProgram, Descriptor, Feed?) {
    let output = try Descriptor.pipe()
    output.read.enlargePipe()
    defer { try? output.write.close() }
    do throws(SystemError) {
      guard let taken else {
        let program = try ChildProgram(
          compression.decompressing, input: file, output: output.write)
        return (program, output.read, nil)
      }
      let input = try Descriptor.pipe()
      input.write.enlargePipe()
      defer { try? input.read.close() }
      let program: ChildProgram
      do throws(SystemError) {
        program = try ChildProgram(
          compression.decompressing, input: input.read, output: output.write)
      } catch {
        try? input.write.close()
        throw error
      }
      return (program, output.read, Feed(taken, then: file, to: input.write))
    } catch {
      try? output.read.close()
      throw error
    }
  }

  /// Fills memory with the next bytes; returns their number, 0 at the end.
  ///
  /// - Throws: ``FileError`` if the program failed, once all that it gave is read.
  @unsafe
  func read(into memory: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    do throws(SystemError) {
      let amount = try unsafe output.read(into: memory)
      if amount > 0 { return amount }
    } catch {
      throw .unreadable(path, error)
    }
    try end()
    return 0
  }

  private func end() throws(FileError) {
    let ending = program.end()
    // What cannot be read looks to the program like an early end: the cause is told, not that.
    if let failure = feed?.failure { throw .unreadable(path, failure) }
    guard ending == .success else {
      throw .notDecompressed(path, by: compression, program.failure(compression, ending))
    }
  }

  /// Whether the file belongs to the thread that feeds the program.
  var isFed: Bool { feed != nil }

  deinit { try? output.close() }
}

/// Gives a program what comes through a pipe of which the first bytes are read already.
private final class Feed: Sendable {
  private let state = Mutex<SystemError?>(nil)

  /// Starts to do so on a thread of its own, which ends with the bytes or with the program.
  init(_ first: [UInt8], then file: Descriptor, to pipe: Descriptor) {
    Process.startThread { [self] in
      // They are for the thread that waits for them, if there is one.
      Signal.block(Signal.ending)
      do throws(SystemError) {
        try pipe.write(first)
        try file.copyAll(to: pipe)
      } catch  where !error.isClosedPipe {
        // Before the pipe is closed: who sees the end of the program finds it.
        state.withLock { $0 = error }
      } catch {}
      try? pipe.close()
      if file != .standardInput { try? file.close() }
    }
  }

  /// Why it stopped before the end.
  var failure: SystemError? { state.withLock { $0 } }
}

extension Descriptor {
  /// Writes all that can be read to another file.
  fileprivate func copyAll(to target: Descriptor) throws(SystemError) {
    var chunk = [UInt8](repeating: 0, count: 1 << 17)
    // `withUnsafeMutableBytes` does not pass a typed error on.
    let result = unsafe chunk.withUnsafeMutableBytes { memory in
      Result { () throws(SystemError) in
        while true {
          let amount = try unsafe read(into: memory)
          if amount == 0 { return }
          try unsafe target.write(UnsafeRawBufferPointer(rebasing: memory[..<amount]))
        }
      }
    }
    try result.get()
  }
}
