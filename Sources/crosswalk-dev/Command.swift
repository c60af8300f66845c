/// One command of the developers' tool.
struct Command: Sendable {
  /// The word that calls it.
  let name: String

  /// What it does, for the usage text.
  let summary: String

  /// Does it; gets the words after the name.
  let run: @Sendable (_ arguments: [String]) throws -> Void
}

/// A command that ran and found what should not be: exit code 1.
struct Findings: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}

/// A command that was called with the wrong words, or cannot do its work: exit code 2.
struct UsageError: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}
