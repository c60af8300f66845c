/// Bytes on their way to a file, compressed by a program that runs beside this one.
final class CompressedOutput {
  private let path: String
  private let compression: Compression
  private let program: ChildProgram
  private let input: Descriptor
  private var isOpen = true

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - path: What an error is about.
  ///   - compression: How the file is to be compressed.
  ///   - file: Where the program writes to; stays open here as well.
  /// - Throws: ``FileError`` if it cannot be started.
  init(_ path: String, _ compression: Compression, to file: Descriptor) throws(FileError) {
    self.path = path
    self.compression = compression
    do throws(SystemError) {
      let pipe = try Descriptor.pipe()
      pipe.write.enlargePipe()
      defer { try? pipe.read.close() }
      do throws(SystemError) {
        program = try ChildProgram(compression.compressing, input: pipe.read, output: file)
      } catch {
        try? pipe.write.close()
        throw error
      }
      input = pipe.write
    } catch {
      if error.isMissing { throw .missing(compression, path: path, isRead: false) }
      throw .notCompressed(
        path, by: compression, "\(compression.program) cannot be started: \(error.reason)")
    }
  }

  /// Writes bytes.
  @unsafe
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    do throws(SystemError) {
      try unsafe input.write(bytes)
    } catch {
      // The program reads no more: it knows why.
      throw failure(program.end())
    }
  }

  /// Waits until the program has written everything.
  func end() throws(FileError) {
    closeInput()
    let ending = program.end()
    guard ending == .success else { throw failure(ending) }
  }

  private func failure(_ ending: ChildProgram.Ending) -> FileError {
    .notCompressed(
      path, by: compression, program.failure(compression, ending),
      isClosedPipe: ending == .closedPipe)
  }

  private func closeInput() {
    guard isOpen else { return }
    isOpen = false
    try? input.close()
  }

  deinit { closeInput() }
}
