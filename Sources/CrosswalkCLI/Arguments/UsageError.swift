internal import Crosswalk

/// A word on the command line that makes no sense.
package struct UsageError: Error, Equatable, Sendable {
  /// What was expected and what was found, lower case, without a full stop.
  package let message: String
  /// What to do about it, beginning with a verb.
  package let help: String

  init(_ message: String, help: String) {
    self.message = message
    self.help = help
  }

  /// A word that is none of those that can stand here.
  ///
  /// - Parameters:
  ///   - what: What the word should have been, such as `option`.
  ///   - word: What stands there.
  ///   - known: All words that can stand there.
  ///   - help: What to do if no known word is near.
  /// - Returns: The error, with the nearest known word as its help.
  static func unknown(
    _ what: String,
    _ word: String,
    known: [String],
    help: String
  ) -> UsageError {
    let near = Suggestion.nearest(to: word, among: known)
    return UsageError(
      "unknown \(what) '\(word)'",
      help: near.map { "did you mean '\($0)'?" } ?? help
    )
  }

  /// One file named for two things.
  static func conflict(_ path: String, _ reason: String) -> UsageError {
    UsageError(
      "'\(path)' cannot be written: it \(reason)",
      help: "name another file; only -o may name an input of records"
    )
  }
}
