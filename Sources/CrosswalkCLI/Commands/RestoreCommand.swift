internal import Crosswalk

extension Command {
  /// `crosswalk restore`: the exact way back of a conversion.
  static let restore = Command(
    name: "restore",
    summary: "brings back what a conversion was made from, exactly",
    usage: "restore --residue FILE [OPTION...] [FILE...]",
    paragraphs: [
      "Takes what 'crosswalk convert --residue FILE' wrote, perhaps edited since, and gives back the "
        + "source: the same tokens in the same order, except where a payload was edited. All files may be "
        + "compressed with gzip or zstd; a compressed residue is decompressed into the directory TMPDIR "
        + "names, or /tmp, first.",
      "Records are paired with the residue by their number, or by the value of --key if the conversion "
        + "had one. An edit that contradicts the residue is refused as residue-conflict; with --on "
        + "residue-conflict=allow the edit wins, and --losses lists what fell away.",
    ],
    options: [
      .residueIn, .rejected, .output, .losses, .report, .key, .maxRecord, .jobs, .on, .onError,
      .reject,
    ]
      + [.stats] + OptionList.general,
    examples: [
      Example(
        "crosswalk restore --residue new.residue -o old.jsonl new.jsonl", "undoes a conversion"),
      Example(
        "crosswalk restore --residue new.residue --rejected bad.jsonl new.jsonl > old.jsonl",
        "puts the records that the conversion refused back in their places"),
    ],
    run: { arguments, terminal in try RestoreRun(arguments, terminal).run() }
  )
}

/// A residue that cannot be used, and where it is.
struct ResidueFileError: Error {
  let path: String
  let reason: ResidueError
}

/// One run of `restore`.
private struct RestoreRun {
  private let arguments: Arguments
  private let terminal: Terminal
  private let residue: String

  init(_ arguments: Arguments, _ terminal: Terminal) throws(UsageError) {
    self.arguments = arguments
    self.terminal = terminal
    guard let residue = arguments.residue else {
      throw UsageError(
        "'--residue' is missing", help: "name the file that 'convert --residue' wrote")
    }
    self.residue = residue
  }

  func run() throws -> ExitCode {
    let start = Process.seconds
    let summary: BatchSummary
    do {
      summary = try restore()
    } catch let error as ResidueError {
      throw ResidueFileError(path: residue, reason: error)
    }
    RunReport(summary, arguments, isConversion: false, since: start).tell(on: terminal)
    return summary.rejected == 0 ? .clean : .unclean
  }

  private func restore() throws -> BatchSummary {
    try checkPaths()
    let restorer = try BatchRestorer(
      try SeekableInput(path: residue),
      options: try arguments.batchOptions(),
      allowsConflicts: try allowsConflicts()
    )
    let inputs = try arguments.inputs.map { try InputFile($0) }
    // A pipe cannot be counted first: a wrong number of records is found at the end.
    let isRereadable = inputs.allSatisfy(\.isRereadable)
    let again = isRereadable ? try arguments.inputs.map { BatchInput(try InputFile($0)) } : nil
    let rejected = try arguments.rejected.map { try SeekableInput(path: $0) }
    return try OutputFiles.write(arguments) { outputs in
      try restorer.restore(
        inputs.map { BatchInput($0) }, again: again, rejected: rejected, to: outputs)
    } page: { summary in
      ConversionPage(summary, arguments, isConversion: false).html
    }
  }

  private func checkPaths() throws(UsageError) {
    let sides = [
      arguments.losses, arguments.report, arguments.reject, arguments.rejectErrors,
    ]
    try OutputFiles.check(
      inputs: arguments.inputs,
      read: [residue] + [arguments.rejected].compactMap { $0 },
      sides: sides.compactMap { $0 },
      output: arguments.output
    )
  }

  /// The only choice that restoring leaves.
  private func allowsConflicts() throws(UsageError) -> Bool {
    for policy in arguments.conversion.policies where policy.code != "residue-conflict" {
      throw .unknown(
        "code", policy.code, known: ["residue-conflict"],
        help: "restoring has choices for residue-conflict only")
    }
    let choice = arguments.conversion.policies.last?.choice ?? "fail"
    guard ["allow", "fail"].contains(choice) else {
      throw .unknown(
        "choice of residue-conflict", choice, known: ["allow", "fail"],
        help: "write '--on residue-conflict=allow'")
    }
    return choice == "allow"
  }
}
