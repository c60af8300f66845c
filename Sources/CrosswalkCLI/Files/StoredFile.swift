/// A file on a disk, which can be read from any place.
final class StoredFile: Sendable {
  /// The number of bytes.
  let size: Int
  private let path: String
  private let file: Descriptor

  /// Opens a file; what is compressed is decompressed first, into a file without a name.
  init(_ path: String) throws(FileError) {
    self.path = path
    guard FileStatus.of(path)?.isRegular ?? true else { throw .notStored(path) }
    let bytes = try InputBytes(path)
    file = try bytes.isCompressed ? StoredFile.unpacked(bytes) : StoredFile.opened(path)
    size = file.status?.size ?? 0
  }

  private static func opened(_ path: String) throws(FileError) -> Descriptor {
    do throws(SystemError) {
      return try .reading(path)
    } catch {
      throw .unreadable(path, error)
    }
  }

  /// A file with the decompressed bytes; it is gone when nobody has it open any more.
  private static func unpacked(_ bytes: InputBytes) throws(FileError) -> Descriptor {
    let folder = TemporaryFiles.folder
    let file: Descriptor
    do throws(SystemError) {
      file = try .unnamed(in: folder)
    } catch {
      throw .noRoom(in: folder, error)
    }
    do throws(FileError) {
      while let chunk = try bytes.chunk() {
        do throws(SystemError) {
          try file.write(chunk)
        } catch {
          throw FileError.noRoom(in: folder, error)
        }
      }
    } catch {
      try? file.close()
      throw error
    }
    return file
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

extension TemporaryFiles {
  /// Where files go that only this run needs.
  static var folder: String {
    guard let folder = Process.environment("TMPDIR"), !folder.isEmpty else { return "/tmp" }
    return folder
  }
}

extension FileError {
  /// What is decompressed finds no place.
  fileprivate static func noRoom(in folder: String, _ error: SystemError) -> FileError {
    FileError(
      path: folder, message: "cannot take a decompressed file: \(error.reason)",
      id: "file-unwritable",
      help: "name a directory with room in TMPDIR, or decompress the file yourself")
  }
}
