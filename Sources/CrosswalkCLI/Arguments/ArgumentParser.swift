/// Turns the words of a command line into a command and its arguments.
///
/// Options stand anywhere, `--name=value` or `--name value`; a value that may be left out only follows
/// `=`. One-letter options can be joined (`-qo FILE`). `--` ends the options, `-` alone is no option.
package struct ArgumentParser {
  /// The command, once its name was met.
  private var command: Command?
  private var arguments = Arguments()
  /// Those that were named, to be checked against the command when it is known.
  private var named: [(option: Option, text: String?)] = []
  private var words: ArraySlice<String>

  private init(_ words: [String]) { self.words = words[...] }

  /// Parses all words behind the name of the program.
  ///
  /// - Returns: The command, nil if none is named; and what the words ask of it.
  /// - Throws: ``UsageError`` at the first word that makes no sense.
  package static func parse(
    _ words: [String]
  ) throws(UsageError) -> (command: Command?, arguments: Arguments) {
    var parser = ArgumentParser(words)
    while let word = parser.words.popFirst() {
      try parser.take(word)
    }
    try parser.check()
    return (parser.command, parser.arguments)
  }

  private mutating func take(_ word: String) throws(UsageError) {
    if word == "--" {
      while let operand = words.popFirst() { try takeOperand(operand) }
    } else if word.hasPrefix("--") {
      try takeLong(word.dropFirst(2))
    } else if word.hasPrefix("-") && word != "-" {
      try takeShort(word.dropFirst())
    } else {
      try takeOperand(word)
    }
  }

  /// Takes the command's name, or what the command is to work on.
  private mutating func takeOperand(_ word: String) throws(UsageError) {
    guard command == nil else { return arguments.operands.append(word) }
    guard let found = CommandList.command(named: word) else {
      throw .unknown(
        "command", word, known: CommandList.all.map(\.name),
        help: "see 'crosswalk help' for the commands")
    }
    command = found
  }

  private mutating func takeLong(_ word: Substring) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let option = OptionList.all.first(where: { $0.name == name }) else {
      let known = (command?.options ?? OptionList.all).map { "--" + $0.name }
      throw .unknown("option", "--" + name, known: known, help: ArgumentParser.seeHelp(command))
    }
    let text = parts.count > 1 ? String(parts[1]) : option.needsValue ? try nextWord(option) : nil
    try note(option, text)
  }

  private mutating func takeShort(_ letters: Substring) throws(UsageError) {
    var letters = letters
    while let letter = letters.popFirst() {
      guard let option = OptionList.all.first(where: { $0.short == letter }) else {
        throw .unknown("option", "-\(letter)", known: [], help: ArgumentParser.seeHelp(command))
      }
      guard option.needsValue else {
        try note(option, nil)
        continue
      }
      let rest = letters.first == "=" ? letters.dropFirst() : letters
      let text = letters.isEmpty ? try nextWord(option) : String(rest)
      letters = ""
      try note(option, text)
    }
  }

  /// The next word as the value of an option; another option there is a forgotten value.
  private mutating func nextWord(_ option: Option) throws(UsageError) -> String? {
    guard let word = words.first, word == "-" || !word.hasPrefix("-") else { return nil }
    return words.popFirst()
  }

  private mutating func note(_ option: Option, _ text: String?) throws(UsageError) {
    try option.take(text, into: &arguments)
    named.append((option, text))
  }

  /// Checks that the command takes all options that were named, with their values: an option of the same
  /// name takes other words at other commands.
  private func check() throws(UsageError) {
    guard let command, !arguments.showsHelp else { return }
    for (option, text) in named {
      guard let own = command.options.first(where: { $0.name == option.name }) else {
        throw UsageError(
          "'crosswalk \(command.name)' has no option '--\(option.name)'",
          help: ArgumentParser.seeHelp(command)
        )
      }
      var unused = arguments
      try own.take(text, into: &unused)
    }
  }

  static func seeHelp(_ command: Command?) -> String {
    "see 'crosswalk help" + (command.map { " " + $0.name } ?? "") + "' for the options"
  }
}
