/// A file of records, or standard input; opened when its turn comes.
final class InputFile {
  /// The path as it was named; `-` for standard input.
  let path: String
  /// A regular file never keeps a reader waiting.
  private let mayBlock: Bool
  private var bytes: InputBytes?
  /// Whether all was read, or shall not be.
  private var isClosed = false

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
  var wouldBlock: Bool { mayBlock && !isClosed && bytes?.wouldBlock ?? true }

  /// Fills memory with the next bytes, decompressed if they are compressed; returns their number, 0 at the
  /// end.
  @unsafe
  func read(into memory: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    if isClosed { return 0 }
    let amount = try unsafe opened().read(into: memory)
    // Now and not with the whole run: of many files one is open at a time.
    if amount == 0 { close() }
    return amount
  }

  /// Reads no more.
  func close() {
    isClosed = true
    bytes = nil
  }

  private func opened() throws(FileError) -> InputBytes {
    if let bytes { return bytes }
    let opened = try InputBytes(path)
    bytes = opened
    return opened
  }

  /// Begins at an offset of the bytes, which are counted decompressed if they are compressed.
  func skip(_ count: Int) throws(FileError) {
    try opened().skip(count)
  }

  /// All bytes of a file that is small enough to be read at once.
  static func contents(of path: String) throws(FileError) -> [UInt8] {
    let input = try InputFile(path).opened()
    var bytes: [UInt8] = []
    while let chunk = try input.chunk() { bytes += chunk }
    return bytes
  }

  /// Whether records stand one per line, by the name of the file; how it is compressed does not matter.
  static func isJSONLines(_ path: String) -> Bool {
    let name = Compression.innerName(path).lowercased()
    return name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
  }
}
