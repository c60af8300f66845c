internal import Crosswalk

/// The whole program, from the words on the command line to the exit code.
package enum Program {
  /// The version that `--version` tells.
  package static let version = "0.1.0"

  /// Does what the words behind the program's name ask for, and returns the exit code.
  package static func run(_ words: [String]) -> Int32 {
    Process.ignoreClosedPipes()
    if words.isEmpty {
      try? Descriptor.standardError.write(HelpScreen.short)
      return ExitCode.failed.rawValue
    }
    var terminal = Terminal(color: .auto, isQuiet: false)
    do {
      let (command, arguments) = try ArgumentParser.parse(words)
      terminal = Terminal(color: arguments.color, isQuiet: arguments.isQuiet)
      return try perform(command, arguments, terminal).rawValue
    } catch {
      return report(error, terminal).rawValue
    }
  }

  private static func perform(
    _ command: Command?,
    _ arguments: Arguments,
    _ terminal: Terminal
  ) throws -> ExitCode {
    if arguments.showsHelp {
      try StandardOutput.write(command.map(HelpScreen.screen) ?? HelpScreen.overview)
      return .clean
    }
    if arguments.showsVersion {
      try StandardOutput.write("crosswalk \(version)\n")
      return .clean
    }
    guard let command else {
      throw UsageError("no command is named", help: "see 'crosswalk help' for the commands")
    }
    return try command.run(arguments, terminal)
  }

  /// Says why nothing was made; nothing if only the reader of the results went away.
  private static func report(_ error: any Error, _ terminal: Terminal) -> ExitCode {
    guard let message = message(error) else { return .clean }
    terminal.say(message)
    return .failed
  }

  /// What is said of an error; nil if only the reader of the results went away.
  static func message(_ error: any Error) -> Message? {
    switch error {
    case let error as FileError: error.isClosedPipe ? nil : Message(error)
    case let error as UsageError: Message(error)
    case let error as ConfigurationError: Message(error)
    case let error as ResidueFileError: Message(error.reason, residue: error.path)
    case let error as BatchError: Message(error)
    case let error as RejectLimitError: Message(error)
    default: Message(text: "\(error)", id: "internal")
    }
  }
}
