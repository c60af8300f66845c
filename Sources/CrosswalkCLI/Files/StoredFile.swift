/// A file on a disk, which can be read from any place.
final class StoredFile: Sendable {
  /// The number of bytes.
  let size: Int
  private let path: String
  private let file: Descriptor

  /// Opens a file.
  init(_ path: String) throws(FileError) {
    self.path = path
    do throws(SystemError) {
      file = try .reading(path)
    } catch {
      throw .unreadable(path, error)
    }
    guard let status = file.status, status.isRegular else {
      try? file.close()
      throw .notStored(path)
    }
    size = status.size
  }

  /// Fills memory with the bytes from an offset on; returns their number, 0 at the end.
  @unsafe
  func read(
    into memory: UnsafeMutableRawBufferPointer,
    at offset: Int
  ) throws(FileError) -> Int {
    do throws(SystemError) {
      return try unsafe file.read(into: memory, at: offset)
    } catch {
      throw .unreadable(path, error)
    }
  }

  deinit { try? file.close() }
}
