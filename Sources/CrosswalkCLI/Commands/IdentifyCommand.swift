internal import Crosswalk

extension Command {
  /// `crosswalk identify`: what there is in a dump.
  static let identify = Command(
    name: "identify",
    summary: "tells dialect, kind and reason of each record, and totals",
    usage: "identify [OPTION...] [FILE...]",
    paragraphs: [
      "A record that several dialects allow is 'undecided'; one that looks like none is 'unknown'. "
        + "--from and --kind say what undecided records are. Lines that are not JSON are named on "
        + "standard error, and the next one goes on.",
      "With --format json, a line for each record: {\"record\", \"file\", \"dialect\", \"kind\", "
        + "\"reason\"}; with --at one for each payload, whose place is \"at\".",
    ],
    options: [.from, .kind, .filesFrom, .input, .column, .at, .atText, .maxRecord, .format]
      + OptionList.general,
    examples: [
      Example("crosswalk identify dump.jsonl", "a table, and totals"),
      Example(
        "crosswalk identify --format json dump.jsonl | jq -r .dialect | sort | uniq -c",
        "counts by dialect"),
    ],
    run: { arguments, terminal in try IdentifyRun(arguments, terminal).run() }
  )
}

/// One run of `identify`.
private struct IdentifyRun {
  private let arguments: Arguments
  private let terminal: Terminal
  private let identifier: BatchIdentifier

  init(_ arguments: Arguments, _ terminal: Terminal) throws {
    self.arguments = arguments
    self.terminal = terminal
    // Nothing is converted: any target does.
    let converter = try Converter(to: "v2", options: arguments.conversionOptions())
    identifier = BatchIdentifier(converter, options: try arguments.inputOptions())
  }

  func run() throws -> ExitCode {
    let results = ResultWriter()
    let inputs = try arguments.inputNames().map { name in
      BatchInput(try name.open(), beforeWaiting: results.flush)
    }
    var table = IdentificationTable(isTelling: inputs.count > 1)
    var rejected = 0
    let totals = try identifier.identify(
      inputs,
      rejected: { error in
        rejected += 1
        try results.flush()
        terminal.say(Message(error))
      },
      { finding in
        try results.write(arguments.format == .json ? finding.jsonLine : table.line(finding))
      }
    )
    if arguments.format == .text { try results.write(IdentificationTable.totals(totals)) }
    try results.flush()
    return rejected == 0 ? .clean : .unclean
  }
}

extension BatchIdentifier.Finding {
  fileprivate var jsonLine: String {
    "{\"record\":\(record),\"file\":\(file.jsonText),"
      + (at.map { "\"at\":\($0.jsonText)," } ?? "")
      + "\"dialect\":\(identification.dialect.jsonText),\"kind\":\(identification.kind.jsonText),"
      + "\"reason\":\(identification.reason.jsonText)}\n"
  }
}
