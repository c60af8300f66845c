internal import Crosswalk

/// Files of JSON Lines with what only the caller knows: those of `--context` and `--id-map`.
enum GivenLines {
  /// Reads all lines; empty ones are skipped.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - id: What an error is called.
  ///   - read: Reads one line.
  /// - Returns: What the lines say, in their order.
  /// - Throws: `FileError` if the file cannot be read, or names the line that says nothing useful.
  static func read<Entry>(
    _ path: String,
    id: String,
    _ read: ([UInt8]) throws(ConfigurationError) -> Entry
  ) throws -> [Entry] {
    let lines = try InputFile.contents(of: path).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var entries: [Entry] = []
    for (index, line) in lines.enumerated() where !line.allSatisfy(isBlank) {
      do throws(ConfigurationError) {
        entries.append(try read(Array(line)))
      } catch {
        throw FileError(
          path: "\(path):\(index + 1)", message: error.message, id: id, help: error.help)
      }
    }
    return entries
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
