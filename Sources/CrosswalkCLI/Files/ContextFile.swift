internal import Crosswalk

/// The file of `--context`: what only the caller knows, by id.
enum ContextFile {
  /// Reads all entries; empty lines are skipped.
  static func read(_ path: String) throws -> [ContextEntry] {
    let lines = try InputFile.contents(of: path).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var entries: [ContextEntry] = []
    for (index, line) in lines.enumerated() where !line.allSatisfy(isBlank) {
      do throws(ConfigurationError) {
        entries.append(try ContextEntry(jsonLine: Array(line)))
      } catch {
        throw FileError(
          path: "\(path):\(index + 1)", message: error.message, id: "context", help: error.help)
      }
    }
    return entries
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
