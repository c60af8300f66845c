/// All outputs of one run: complete together or not at all.
final class OutputFiles {
  private let temporaries = TemporaryFiles()
  private var files: [OutputFile] = []

  /// Checks that nothing is written over what is read, or twice.
  ///
  /// - Parameters:
  ///   - inputs: The records; the output may name one of them.
  ///   - read: What else is read.
  ///   - sides: What else is written.
  ///   - output: Where the payloads go.
  /// - Throws: ``UsageError`` that names the path in the way.
  static func check(
    inputs: [String],
    read: [String],
    sides: [String],
    output: String
  ) throws(UsageError) {
    var taken: [String: String] = [:]
    for path in read {
      if let place = place(path) { taken[place] = "is read" }
    }
    try take(output, &taken)
    for input in inputs where input != "-" {
      guard let place = place(input), taken[place] == nil else { continue }
      taken[place] = "is an input"
    }
    for side in sides {
      try take(side, &taken)
    }
  }

  /// Notes down a path that is written.
  private static func take(
    _ path: String,
    _ taken: inout [String: String]
  ) throws(UsageError) {
    guard let place = place(path) else { return }
    if let reason = taken[place] { throw .conflict(path, reason) }
    taken[place] = "is named for another output"
  }

  /// What two names of one file have in common; nil for devices and pipes, which take anything.
  private static func place(_ path: String) -> String? {
    if let stream = OutputFile.standardStream(path) { return "stream \(stream.number)" }
    if let status = FileStatus.of(path), !status.isRegular { return nil }
    if let whole = FileSystem.resolved(path) { return whole }
    let (directory, name) = path.splitAtLastSlash
    return FileSystem.resolved(directory.isEmpty ? "." : directory).map { $0 + "/" + name }
  }

  /// Opens a file; files are completed in the order they are opened.
  func open(_ path: String) throws(FileError) -> OutputFile {
    let file = try OutputFile(path, in: temporaries)
    files.append(file)
    return file
  }

  /// Gives each file its final name, the one that was opened last at the end.
  func complete() throws(FileError) {
    var names: [(path: String, temporary: String, final: String)] = []
    for file in files {
      guard let (temporary, final) = try file.close() else { continue }
      names.append((file.path, temporary, final))
    }
    do throws(RenamingError) {
      try temporaries.rename(names.map { (temporary: $0.temporary, final: $0.final) })
    } catch {
      throw .unwritable(names[error.index].path, error.reason)
    }
  }

  /// Removes what is not complete.
  func discard() {
    temporaries.removeAll()
  }
}
