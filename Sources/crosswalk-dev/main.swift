internal import Foundation

/// Tools for those who work on the package: one file per command, one line in this table.
let commands: [Command] = [
  .fields,
  .generate,
  .jsonCheck,
  .docs,
  .profile,
  .mutate,
]

let words = CommandLine.arguments.dropFirst()
if let command = commands.first(where: { $0.name == words.first }) {
  do {
    try command.run(Array(words.dropFirst()))
  } catch {
    // Not a trap: a wrong word is no crash.
    FileHandle.standardError.write(Data("crosswalk-dev \(command.name): \(error)\n".utf8))
    exit(error is Findings ? 1 : 2)
  }
} else {
  print("usage: crosswalk-dev COMMAND")
  for command in commands {
    print("  \(command.name): \(command.summary)")
  }
}
