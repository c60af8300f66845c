/// The help, made from the commands and their options.
package enum HelpScreen {
  private static let columns = TextColumns(indent: 22)

  /// The help of the whole program.
  package static var overview: String {
    var text = "crosswalk converts stored OpenAI payloads between Assistants v1 and v2,\n"
    text += "offline and byte for byte, and names every loss\n\nusage:\n"
    for command in CommandList.all {
      text += "  crosswalk \(command.usage)\n"
    }
    text += "\ncommands:\n"
    for command in CommandList.all {
      text += columns.entry(command.name, command.summary)
    }
    text += "\noptions of every command:\n"
    for option in OptionList.general {
      text += columns.entry(option.synopsis, option.help)
    }
    text += "\n" + exitCodes
    return text
  }

  /// What is said if there are no words at all.
  package static var short: String {
    var text = "usage: crosswalk COMMAND [OPTION...] [FILE...]\n"
    text += "commands: " + CommandList.all.map(\.name).joined(separator: ", ") + "\n"
    return text + "see 'crosswalk help' and 'crosswalk help COMMAND'\n"
  }

  /// The help of one command.
  package static func screen(for command: Command) -> String {
    var text = "crosswalk \(command.name): \(command.summary)\n\n"
    text += "usage: crosswalk \(command.usage)\n"
    for paragraph in command.paragraphs {
      text += "\n" + TextColumns.wrapped(paragraph)
    }
    text += "\noptions:\n"
    for option in command.options {
      text += columns.entry(option.synopsis, option.help)
    }
    if !command.examples.isEmpty { text += "\nexamples:\n" }
    for example in command.examples {
      text += "  \(example.line)\n" + TextColumns.wrapped(example.purpose, indent: 6)
    }
    return text
  }

  private static let exitCodes = """
    exit codes: 0 clean, losses and warnings included; 1 ran, but records were
    refused, or check found errors; 2 could not run, or stopped
    """ + "\n"
}
