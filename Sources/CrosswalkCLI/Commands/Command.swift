/// One command: its name, what the help says about it, the options it takes and what it does.
package struct Command: Sendable {
  /// A command line with a few words on what it does.
  package struct Example: Sendable {
    /// The words after the prompt.
    package let line: String
    /// What it is for.
    package let purpose: String

    init(_ line: String, _ purpose: String) {
      self.line = line
      self.purpose = purpose
    }
  }

  /// The word that calls it.
  package let name: String
  /// What it does, in a line; no full stop.
  package let summary: String
  /// What can stand behind the name.
  package let usage: String
  /// What one should know, in paragraphs.
  package let paragraphs: [String]
  /// The options it takes, in the order of the help.
  package let options: [Option]
  /// How it is used.
  package let examples: [Example]
  /// Does it.
  let run: @Sendable (Arguments, Terminal) throws -> ExitCode
}
