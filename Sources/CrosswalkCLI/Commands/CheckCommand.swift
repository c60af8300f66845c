internal import Crosswalk

extension Command {
  /// `crosswalk check`: what the service would refuse.
  static let check = Command(
    name: "check",
    summary: "tells offline what the service would refuse, and in which words",
    usage: "check [OPTION...] [FILE...]",
    paragraphs: [
      "Requests are measured by what the service takes, stored objects by what it serves: members, types, "
        + "roles, lengths, ids, spans of annotations, calls and their outputs. A payload that several "
        + "dialects allow is measured by all, and only what all refuse is told; --from and --kind say "
        + "what it is for. Of calls, url, query and headers are measured too, the body as what the endpoint "
        + "takes. 'crosswalk explain ID' tells about one rule.",
      "With --format json, a line for each finding: {\"record\", \"file\", \"pointer\", \"id\", "
        + "\"severity\", \"message\"}, with --at also \"at\", the place of the payload. With --format github, annotations for a workflow.",
      "Exit codes: 0 if there are no errors, warnings alone included; 1 if there are errors, lines that are "
        + "not JSON included; 2 if it could not run.",
    ],
    options: [.from, .kind, .level, .filesFrom, .input, .column, .at, .atText, .maxRecord]
      + [.reportFormat]
      + OptionList.general,
    examples: [
      Example("crosswalk check dump.jsonl", "what is wrong in a dump, record by record"),
      Example(
        "crosswalk check --from responses --kind input input.json",
        "whether an input could be sent to Responses"),
      Example(
        "crosswalk convert --to responses old.jsonl | crosswalk check --format github",
        "annotations for a workflow"),
    ],
    run: { arguments, terminal in try CheckRun(arguments, terminal).run() }
  )
}

/// One run of `check`.
private struct CheckRun {
  private let arguments: Arguments
  private let terminal: Terminal
  private let checker: BatchChecker

  init(_ arguments: Arguments, _ terminal: Terminal) throws {
    self.arguments = arguments
    self.terminal = terminal
    var options = CheckOptions()
    options.source = arguments.conversion.source
    options.kind = arguments.conversion.kind
    options.level = arguments.conversion.level
    options.at = arguments.place
    checker = BatchChecker(try Checker(options), options: try arguments.inputOptions())
  }

  func run() throws -> ExitCode {
    let results = ResultWriter()
    let inputs = try arguments.inputNames().map { name in
      BatchInput(try name.open(), beforeWaiting: results.flush)
    }
    var report = arguments.format.findings(isColored: terminal.colorsResults)
    let summary = try checker.check(inputs) { found in
      try results.write(report.lines(found))
    }
    try results.flush()
    terminal.say(Message(severity: .note, text: text(summary)))
    return summary.errors == 0 ? .clean : .unclean
  }

  private func text(_ summary: BatchChecker.Summary) -> String {
    let records = counted(summary.records, "record")
    if summary.records == 0 { return "no records" }
    if summary.found == 0 { return "\(records) checked, nothing found" }
    return "\(counted(summary.errors, "error")) and \(counted(summary.warnings, "warning")) in "
      + "\(summary.found) of \(records)"
  }

  private func counted(_ count: Int, _ name: String) -> String {
    "\(count) \(name)\(count == 1 ? "" : "s")"
  }
}
