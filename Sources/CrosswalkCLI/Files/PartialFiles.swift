/// The outputs of a run with a checkpoint, under names that the next run finds: `NAME.partial`.
///
/// What a checkpoint tells of is on the disk before the checkpoint is; what stands behind it when a run goes
/// on is cut off. When everything is complete, the files get their names, the output last.
final class PartialFiles {
  /// One of them.
  final class File {
    fileprivate let partial: String
    fileprivate let descriptor: Descriptor

    fileprivate init(_ path: String) throws(FileError) {
      // Through links: the link stays, what it points at is replaced.
      let final = FileSystem.resolved(path) ?? path
      partial = PartialFiles.partialName(of: final)
      do throws(SystemError) {
        descriptor = try .updating(partial)
        if let status = FileStatus.of(final) { descriptor.setPermissions(status.permissions) }
      } catch {
        throw .unwritable(path, error)
      }
    }
  }

  private var files: [File] = []

  /// What an output is called until it is complete.
  static func partialName(of path: String) -> String { path + ".partial" }

  /// Opens an output, and cuts off what stands behind a length.
  ///
  /// - Returns: What writes behind that.
  func open(_ path: String, at length: Int = 0) throws -> File {
    let file = try File(path)
    let size = file.descriptor.status?.size ?? 0
    guard size >= length else {
      throw UsageError(
        "'\(file.partial)' has \(size) bytes, and the checkpoint tells of \(length)",
        help: "put back the file as it was, or remove the checkpoint to convert from the start")
    }
    files.append(file)
    try file.attempt { descriptor throws(SystemError) in
      try descriptor.truncate(to: length)
      try descriptor.seek(to: length)
    }
    return file
  }

  /// Sees to it that all that was written survives a crash of the system.
  func sync() throws(FileError) {
    for file in files {
      try file.attempt { descriptor throws(SystemError) in try descriptor.sync() }
    }
  }

  /// Closes the files; late failures to write show only here.
  func close() throws(FileError) {
    for file in files {
      try file.attempt { descriptor throws(SystemError) in try descriptor.close() }
    }
  }

  /// Gives outputs their final names, those that have not got them.
  static func rename(_ outputs: [String]) throws(FileError) {
    for path in outputs {
      let final = FileSystem.resolved(path) ?? path
      let partial = partialName(of: final)
      guard FileStatus.of(partial) != nil else { continue }
      do throws(SystemError) {
        try FileSystem.rename(partial, to: final)
        try FileSystem.syncFolder(of: final)
      } catch {
        throw .unwritable(path, error)
      }
    }
  }
}

extension PartialFiles.File {
  fileprivate func attempt(
    _ body: (Descriptor) throws(SystemError) -> Void
  ) throws(FileError) {
    do throws(SystemError) {
      try body(descriptor)
    } catch {
      throw .unwritable(partial, error)
    }
  }

  /// Writes bytes.
  @unsafe
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try attempt { descriptor throws(SystemError) in try unsafe descriptor.write(bytes) }
  }

  /// Writes a text.
  func write(_ text: String) throws(FileError) {
    try attempt { descriptor throws(SystemError) in try descriptor.write(text) }
  }
}
