/// All commands, in the order of the help.
package enum CommandList {
  /// The commands.
  package static let all: [Command] = [
    .convert, .restore, .identify, .check, .explain, .help,
  ]

  /// The command with a name.
  package static func command(named name: String) -> Command? {
    all.first { $0.name == name }
  }
}
