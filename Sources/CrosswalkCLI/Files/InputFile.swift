/// A file of records, or standard input; opened when its turn comes.
final class InputFile {
  /// The path as it was named; `-` for standard input.
  let path: String
  /// A regular file never keeps a reader waiting.
  private let mayBlock: Bool
  private var file: Descriptor?

  /// Checks that a file can be read, so that a run does not find out after hours.
  init(_ path: String) throws(FileError) {
    self.path = path
    let status = path == "-" ? Descriptor.standardInput.status : FileStatus.of(path)
    if status?.isDirectory ?? false { throw .directory(path) }
    mayBlock = !(status?.isRegular ?? false)
    do throws(SystemError) {
      if path != "-" { try FileSystem.checkReadable(path) }
    } catch {
      throw .unreadable(path, error)
    }
  }

  /// Whether the file can be read a second time.
  var isRereadable: Bool { !mayBlock && path != "-" }

  /// Whether the next read would wait: a good moment to write what is complete.
  var wouldBlock: Bool { mayBlock && file?.wouldBlock ?? true }

  /// Fills memory with the next bytes; returns their number, 0 at the end.
  @unsafe
  func read(into memory: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    do throws(SystemError) {
      return try unsafe opened().read(into: memory)
    } catch {
      throw .unreadable(path, error)
    }
  }

  private func opened() throws(SystemError) -> Descriptor {
    if let file { return file }
    let opened = path == "-" ? .standardInput : try Descriptor.reading(path)
    file = opened
    return opened
  }

  deinit {
    if let file, path != "-" { try? file.close() }
  }

  /// All bytes of a file that is small enough to be read at once.
  static func contents(of path: String) throws(FileError) -> [UInt8] {
    let input = try InputFile(path)
    do throws(SystemError) {
      return try input.opened().readAll()
    } catch {
      throw .unreadable(path, error)
    }
  }

  /// Whether records stand one per line, by the name of the file.
  static func isJSONLines(_ path: String) -> Bool {
    let name = path.lowercased()
    return name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
  }
}
