/// A file that is written beside its final name and gets it when everything is complete.
///
/// Standard output, devices and pipes have no final name: what is written to them stays.
final class OutputFile {
  /// The path as it was named; `-` for standard output.
  let path: String
  private let file: Descriptor
  /// Compresses what is written, if the name says so.
  private let compressed: CompressedOutput?
  /// Where it is now and where it shall be; nil if it is written in place.
  private let names: (temporary: String, final: String)?
  private var isOpen = true
  /// How many bytes were written, before they were compressed.
  private(set) var written = 0

  /// What it is called until it is complete; nil if it is written in place.
  var temporaryName: String? { names?.temporary }

  /// Opens an output.
  init(_ path: String, in temporaries: TemporaryFiles) throws(FileError) {
    self.path = path
    do throws(SystemError) {
      (file, names) = try OutputFile.open(path, temporaries)
    } catch {
      throw .unwritable(path, error)
    }
    do throws(FileError) {
      compressed = try OutputFile.compressed(path, file)
    } catch {
      try? file.close()
      if let names { temporaries.remove([names.temporary]) }
      throw error
    }
  }

  /// What compresses a file, if its name asks for that.
  private static func compressed(
    _ path: String,
    _ file: Descriptor
  ) throws(FileError) -> CompressedOutput? {
    guard standardStream(path) == nil, let compression = Compression.named(by: path) else {
      return nil
    }
    return try CompressedOutput(path, compression, to: file)
  }

  private static func open(
    _ path: String,
    _ temporaries: TemporaryFiles
  ) throws(SystemError) -> (Descriptor, (temporary: String, final: String)?) {
    if let standard = standardStream(path) { return (standard, nil) }
    let status = FileStatus.of(path)
    if let status, !status.isRegular { return (try Descriptor.writing(path), nil) }
    // Through links: the link stays, what it points at is replaced.
    let final = FileSystem.resolved(path) ?? path
    let (temporary, file) = try temporaries.create(beside: final)
    if let status { file.setPermissions(status.permissions) }
    return (file, (temporary, final))
  }

  /// The stream that a path names without naming a file of its own.
  static func standardStream(_ path: String) -> Descriptor? {
    switch path {
    case "-", "/dev/stdout", "/dev/fd/1": .standardOutput
    case "/dev/stderr", "/dev/fd/2": .standardError
    default: nil
    }
  }

  /// Whether this is a stream that the process did not open.
  private var isStandard: Bool { OutputFile.standardStream(path) != nil }

  /// Writes bytes.
  @unsafe
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    written += bytes.count
    if let compressed { return try unsafe compressed.write(bytes) }
    do throws(SystemError) {
      try unsafe file.write(bytes)
    } catch {
      throw .unwritable(path, error)
    }
  }

  /// Writes a text.
  func write(_ text: String) throws(FileError) {
    // `withUnsafeBytes` does not pass a typed error on.
    let result = unsafe Array(text.utf8).withUnsafeBytes { bytes in
      Result { () throws(FileError) in try unsafe write(bytes) }
    }
    try result.get()
  }

  /// Closes the file; late failures to write show only here.
  ///
  /// - Returns: The names for renaming; nil if there is nothing to rename.
  func close() throws(FileError) -> (temporary: String, final: String)? {
    guard isOpen, !isStandard else { return nil }
    isOpen = false
    try compressed?.end()
    do throws(SystemError) {
      try file.close()
    } catch {
      throw .unwritable(path, error)
    }
    return names
  }
}
