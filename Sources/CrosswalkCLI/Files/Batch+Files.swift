internal import Crosswalk

// Files as the inputs and outputs of a batch.

extension BatchInput {
  /// A file of records.
  ///
  /// - Parameters:
  ///   - file: Read once.
  ///   - beforeWaiting: Called before a read that waits, beside what the batch does then by itself.
  init(_ file: InputFile, beforeWaiting: @escaping () throws -> Void = {}) {
    unsafe self.init(
      name: file.path,
      isJSONLines: InputFile.isJSONLines(file.path),
      wouldBlock: { file.wouldBlock },
      read: { memory in
        if file.wouldBlock { try beforeWaiting() }
        return try unsafe file.read(into: memory)
      }
    )
  }
}

extension SeekableInput {
  /// A file that is read here and there, such as a residue.
  ///
  /// - Throws: ``FileError`` if it cannot be read, or is a pipe.
  init(path: String) throws(FileError) {
    let file = try StoredFile(path)
    unsafe self.init(size: file.size) { offset, memory in
      try unsafe file.read(into: memory, at: offset)
    }
  }
}

extension OutputFiles {
  /// Opens the outputs that are asked for, has them written, and completes or removes them.
  ///
  /// - Parameters:
  ///   - arguments: Where losses, refused records, files and payloads go.
  ///   - residue: Where the residue goes.
  ///   - body: Writes them.
  ///   - page: Makes the page about what was written.
  /// - Returns: What `body` returned.
  /// - Throws: What `body` threw; ``FileError`` if an output cannot be opened or completed.
  static func write(
    _ arguments: Arguments,
    residue: String? = nil,
    _ body: (BatchOutputs) throws -> BatchSummary,
    page: (BatchSummary) -> String
  ) throws -> BatchSummary {
    let files = OutputFiles()
    do {
      // In front of the output, which gets its final name last.
      let report = try arguments.report.map { path throws(FileError) in try files.open(path) }
      let summary = try body(try files.outputs(arguments, residue))
      try report?.write(page(summary))
      try files.complete()
      return summary
    } catch let error as RejectLimitError {
      // They say what is wrong.
      files.discard { $0 != arguments.reject && $0 != arguments.rejectErrors }
      try files.complete()
      throw error
    } catch {
      files.discard()
      throw error
    }
  }

  private func outputs(
    _ arguments: Arguments,
    _ residue: String?
  ) throws(FileError) -> BatchOutputs {
    var outputs = try openSides(arguments)
    unsafe outputs.residue = try writer(residue)
    // Opened last, so it gets its final name last: an output never stands without its residue.
    unsafe outputs.payloads = try writer(arguments.output)
    return outputs
  }

  /// Opens what is one for all inputs, even if each has an output of its own.
  func openSides(_ arguments: Arguments) throws(FileError) -> BatchOutputs {
    var outputs = BatchOutputs()
    unsafe outputs.losses = try writer(arguments.losses)
    unsafe outputs.rejects = try writer(arguments.reject)
    rejects = arguments.reject == nil ? nil : files.last
    unsafe outputs.rejectErrors = try writer(arguments.rejectErrors)
    unsafe outputs.files = try writer(arguments.filesReport)
    return outputs
  }

  /// Opens a file to be written, and perhaps makes the directories it needs.
  func writer(
    _ path: String?,
    makesFolders: Bool = false
  ) throws(FileError) -> BatchOutputs.Writer? {
    guard let path else { return nil }
    if makesFolders { try OutputTree.makeFolders(for: path) }
    let file = try open(path)
    return { bytes in try unsafe file.write(bytes) }
  }
}
