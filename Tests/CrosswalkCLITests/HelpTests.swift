internal import CrosswalkCLI
internal import Testing

struct HelpTests {
  @Test func `the help screens, written, are those that were agreed`() throws {
    try expectFile("help.txt", HelpScreen.overview)
    try expectFile("short.txt", HelpScreen.short)
    for command in CommandList.all {
      try expectFile("help-\(command.name).txt", HelpScreen.screen(for: command))
    }
  }

  @Test func `help, asked for in any way, is the same and clean`() throws {
    let folder = try Folder()
    for command in CommandList.all {
      let screen = HelpScreen.screen(for: command)
      for run in [
        try folder.crosswalk("help", command.name), try folder.crosswalk(command.name, "--help"),
        try folder.crosswalk("-h", command.name),
      ] {
        #expect(run.output == screen)
        #expect(run.status == 0 && run.errors.isEmpty)
      }
    }
    #expect(try folder.crosswalk("help").output == HelpScreen.overview)
    #expect(try folder.crosswalk("--help").output == HelpScreen.overview)
  }

  @Test func `no words at all give the short help and failure`() throws {
    let run = try Folder().crosswalk()
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors == HelpScreen.short)
  }

  @Test func `the version, asked for, is told`() throws {
    let run = try Folder().crosswalk("--version")
    #expect(run.status == 0 && run.output == "crosswalk \(Program.version)\n")
  }

  @Test func `lines of the help, measured, fit a terminal except examples`() {
    for screen in CommandList.all.map(HelpScreen.screen) + [HelpScreen.overview] {
      for line in screen.split(separator: "\n") where !line.hasPrefix("  crosswalk") {
        #expect(line.count <= 80, "\(line)")
      }
    }
  }

  @Test func `an unknown command after help is named`() throws {
    let run = try Folder().crosswalk("help", "convertt")
    #expect(run.status == 2)
    #expect(
      run.errors == """
        crosswalk: error: unknown command 'convertt' [usage]
          help: did you mean 'convert'?

        """)
  }
}
