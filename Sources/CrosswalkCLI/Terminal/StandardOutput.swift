/// Results that are not records: help, the version, explanations.
enum StandardOutput {
  /// Writes a text.
  static func write(_ text: String) throws(FileError) {
    do throws(SystemError) {
      try Descriptor.standardOutput.write(text)
    } catch {
      throw .unwritable("-", error)
    }
  }
}

/// Lines on their way to standard output: a call for each would cost more than to find them out.
final class ResultWriter {
  /// How much may wait.
  private static let enough = 1 << 16

  private var waiting = ""

  /// Writes a text, perhaps later.
  func write(_ text: String) throws(FileError) {
    waiting += text
    if waiting.utf8.count >= ResultWriter.enough { try flush() }
  }

  /// Writes what waits.
  func flush() throws(FileError) {
    let text = waiting
    waiting = ""
    try StandardOutput.write(text)
  }
}
