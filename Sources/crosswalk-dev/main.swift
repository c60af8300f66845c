/// Tools for those who work on the package: one file per command, one line in this table.
let commands: [Command] = [
  .fields,
  .generate,
  .jsonCheck,
]

let words = CommandLine.arguments.dropFirst()
if let command = commands.first(where: { $0.name == words.first }) {
  try command.run(Array(words.dropFirst()))
} else {
  print("usage: crosswalk-dev COMMAND")
  for command in commands {
    print("  \(command.name): \(command.summary)")
  }
}
