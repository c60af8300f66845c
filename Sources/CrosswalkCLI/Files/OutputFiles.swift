/// All outputs of one run: complete together or not at all.
final class OutputFiles {
  private let temporaries: TemporaryFiles
  private(set) var files: [OutputFile] = []
  /// The file of refused records.
  var rejects: OutputFile?
  /// How many bytes of refused records were written.
  var rejectedBytes: Int { rejects?.written ?? 0 }

  /// Begins without a file.
  init(_ temporaries: TemporaryFiles = TemporaryFiles()) { self.temporaries = temporaries }

  /// Checks that nothing is written over what is read, or twice.
  ///
  /// - Parameters:
  ///   - inputs: The records; the output may name one of them.
  ///   - read: What else is read.
  ///   - sides: What else is written.
  ///   - output: Where the payloads go; nil if each input has an output of its own.
  /// - Returns: The places of all these files but the inputs, and what they are.
  /// - Throws: ``UsageError`` that names the path in the way.
  @discardableResult
  static func check(
    inputs: [String],
    read: [String],
    sides: [String],
    output: String?
  ) throws(UsageError) -> [String: String] {
    var taken: [String: String] = [:]
    for path in read where path != "-" {
      if let place = place(path) { taken[place] = "is read" }
    }
    if let output { try take(output, &taken) }
    var withInputs = taken
    for input in inputs where input != "-" {
      guard let place = place(input), taken[place] == nil else { continue }
      withInputs[place] = "is an input"
    }
    for side in sides {
      try take(side, &withInputs)
      try take(side, &taken)
    }
    return taken
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
  static func place(_ path: String) -> String? {
    if let stream = OutputFile.standardStream(path) { return "stream \(stream.number)" }
    if let status = FileStatus.of(path), !status.isRegular { return nil }
    if let whole = FileSystem.resolved(path) { return whole }
    // What is not there yet will be below the nearest directory that is.
    let (directory, name) = path.splitAtLastSlash
    if let folder = FileSystem.resolved(directory.isEmpty ? "." : directory) {
      return folder + "/" + name
    }
    return directory.isEmpty ? nil : place(String(directory.dropLast())).map { $0 + "/" + name }
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
  ///
  /// - Parameter isUnwanted: Whether a file is to be removed, by its path.
  func discard(_ isUnwanted: (String) -> Bool = { _ in true }) {
    temporaries.remove(files.filter { isUnwanted($0.path) }.compactMap(\.temporaryName))
    files.removeAll { isUnwanted($0.path) }
  }
}
