extension Command {
  /// `crosswalk help`: what there is, and how one command is used.
  static let help = Command(
    name: "help",
    summary: "tells how a command is used",
    usage: "help [COMMAND]",
    paragraphs: [],
    options: OptionList.general,
    examples: [
      Example("crosswalk help convert", "the options of convert, with examples")
    ],
    run: { arguments, _ in
      try StandardOutput.write(try HelpScreen.text(for: arguments.operands))
      return .clean
    }
  )
}

extension HelpScreen {
  /// The screen for what stands behind `help`.
  static func text(for operands: [String]) throws(UsageError) -> String {
    guard let name = operands.first else { return overview }
    if operands.count > 1 {
      throw UsageError(
        "expected one command after 'help', found '\(operands[1])'",
        help: "write 'crosswalk help \(name)'"
      )
    }
    guard let command = CommandList.command(named: name) else {
      throw .unknown(
        "command", name, known: CommandList.all.map(\.name),
        help: "see 'crosswalk help' for the commands")
    }
    return screen(for: command)
  }
}
