/// A file that cannot be used.
package struct FileError: Error, Equatable, Sendable {
  /// The path as it was named; `-` for standard input or output.
  package let path: String
  /// What cannot be done and why, lower case, without a full stop.
  package let message: String
  /// The stable name of the reason.
  package let id: String
  /// What to do about it, beginning with a verb.
  package let help: String
  /// Whether the reader of a pipe went away, which is no failure of ours.
  package var isClosedPipe = false

  /// Whether it was to be read.
  var isAboutReading: Bool {
    ["file-unreadable", "file-changed", "decompression-failed"].contains(id)
  }

  /// Reading failed.
  static func unreadable(_ path: String, _ error: SystemError) -> FileError {
    FileError(
      path: path, message: "cannot be read: \(error.reason)", id: "file-unreadable",
      help: "check the name and the permissions of the file")
  }

  /// A pipe or device stands where a stored file is wanted.
  static func notStored(_ path: String) -> FileError {
    FileError(
      path: path, message: "expected a stored file, found a pipe or device", id: "file-unreadable",
      help: "write it to a file first: it is read from its end as well")
  }

  /// Writing failed.
  static func unwritable(_ path: String, _ error: SystemError) -> FileError {
    FileError(
      path: path, message: "cannot be written: \(error.reason)", id: "file-unwritable",
      help: "check that the directory exists, may be written to and has room",
      isClosedPipe: error.isClosedPipe)
  }

  /// A directory stands where a file is wanted.
  static func directory(_ path: String) -> FileError {
    FileError(
      path: path, message: "is a directory", id: "file-is-directory", help: "name a file")
  }
}
