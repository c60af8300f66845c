/// The name of an input, and where it was read if it was not on the command line.
struct InputName: Sendable, Equatable {
  /// The path; `-` for standard input.
  let path: String
  /// The list and the line in it, such as `list.txt:17`; nil if the command line names the input.
  var place: String?

  /// Checks that the input can be read, as ``InputFile`` does.
  func open() throws(FileError) -> InputFile {
    do throws(FileError) {
      return try InputFile(path)
    } catch {
      guard let place else { throw error }
      throw FileError(
        path: place, message: "'\(path)' \(error.message)", id: error.id, help: error.help)
    }
  }

  /// The names in a list: one on each line or, if there is a NUL in it, between them; empty ones are skipped.
  ///
  /// - Parameter path: The list; `-` for standard input.
  /// - Returns: The names in their order.
  /// - Throws: ``FileError`` if the list cannot be read.
  static func list(_ path: String) throws(FileError) -> [InputName] {
    let bytes = try InputFile.contents(of: path)
    let separator: UInt8 = bytes.contains(0) ? 0 : UInt8(ascii: "\n")
    let names = bytes.split(separator: separator, omittingEmptySubsequences: false)
    return names.enumerated().filter { !$1.isEmpty }.map { index, name in
      InputName(path: String(decoding: name, as: UTF8.self), place: "\(path):\(index + 1)")
    }
  }
}
