internal import Crosswalk

/// One option: its names, what may follow it, what it says about itself and what it does.
///
/// Options are data: parsing, help and "did you mean" follow from ``OptionList``.
package struct Option: Sendable {
  /// What may follow an option.
  package enum Value: Sendable, Equatable {
    /// Nothing.
    case none
    /// A word, shown in the help as this.
    case word(String)
    /// One of these words.
    case choice([String])
    /// One of these words, or nothing, which means `otherwise`; only with `=`.
    case optionalChoice([String], otherwise: String)
  }

  /// The name, without dashes.
  package let name: String
  /// The one-letter name.
  package let short: Character?
  /// What may follow.
  package let value: Value
  /// What it does, for the help; no full stop at the end.
  package let help: String
  /// Notes it down; gets the value, or an empty text if there is none.
  package let apply: @Sendable (inout Arguments, String) throws(UsageError) -> Void

  init(
    _ name: String,
    short: Character? = nil,
    _ value: Value,
    _ help: String,
    apply: @escaping @Sendable (inout Arguments, String) throws(UsageError) -> Void
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.help = help
    self.apply = apply
  }

  /// The names and the value, as the help shows them: `-o, --output FILE`.
  package var synopsis: String {
    let names = (short.map { "-\($0), " } ?? "") + "--" + name
    return switch value {
    case .none: names
    case .word(let word): names + " " + word
    case .choice(let words): names + " " + words.joined(separator: "|")
    case .optionalChoice(let words, _): names + "[=" + words.joined(separator: "|") + "]"
    }
  }

  /// Whether something must follow.
  var needsValue: Bool {
    switch value {
    case .word, .choice: true
    case .none, .optionalChoice: false
    }
  }

  /// The value in words, for a message that asks for it.
  var wanted: String {
    switch value {
    case .none: "nothing"
    case .word(let word): word
    case .choice(let words), .optionalChoice(let words, _): words.joined(separator: "|")
    }
  }

  /// Notes down the option with what followed it.
  ///
  /// - Parameters:
  ///   - text: What followed; nil if nothing did.
  ///   - arguments: Where it is noted.
  /// - Throws: ``UsageError`` if the value is missing, too much or none of the choices.
  func take(_ text: String?, into arguments: inout Arguments) throws(UsageError) {
    switch (value, text) {
    case (.none, nil): try apply(&arguments, "")
    case (.none, _?):
      throw UsageError("'--\(name)' takes no value", help: "write '--\(name)' alone")
    case (.optionalChoice(_, let otherwise), nil): try apply(&arguments, otherwise)
    case (_, nil):
      throw UsageError("'--\(name)' needs a value", help: "write '--\(name)=\(wanted)'")
    case (.word, let text?): try apply(&arguments, text)
    case (.choice(let words), let text?), (.optionalChoice(let words, _), let text?):
      guard words.contains(text) else {
        let near = Suggestion.nearest(to: text, among: words)
        throw UsageError(
          "expected \(wanted) after '--\(name)', found '\(text)'",
          help: near.map { "did you mean '\($0)'?" } ?? "write '--\(name)=\(words[0])'"
        )
      }
      try apply(&arguments, text)
    }
  }
}
