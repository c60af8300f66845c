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
      Paragraphs.outputTree,
    ],
    options: [
      .residueIn, .rejected, .filesFrom, .output, .outputDir, .losses, .report, .column, .at,
      .atText, .key, .maxRecord, .jobs, .on, .onError, .reject, .rejectLimit, .stats,
    ] + OptionList.general,
    examples: [
      Example(
        "crosswalk restore --residue new.residue -o old.jsonl new.jsonl", "undoes a conversion"),
      Example(
        "crosswalk restore --residue residues --output-dir old new/./a.jsonl new/./b.jsonl",
        "undoes 'convert --residue residues --output-dir new a.jsonl b.jsonl'"),
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
    let names = try arguments.inputNames()
    if let tree = try arguments.outputTree() { return try run(names, tree, since: start) }
    try checkPaths(names, read: [residue], output: arguments.output)
    let inputs = try names.map { name throws(FileError) in try name.open() }
    let rejected = try arguments.rejected.map { try SeekableInput(path: $0) }
    let restoring = try restoring(residue, arguments.refusalOptions())
    let summary = try OutputFiles.write(arguments) { outputs in
      try restoring.restore(inputs, rejected, to: outputs)
    } page: { summary in
      ConversionPage(summary, arguments, isConversion: false).html
    }
    RunReport(summary, arguments, isConversion: false, since: start).tell(on: terminal)
    return summary.rejected == 0 ? .clean : .unclean
  }

  /// Restores each input to an output of its own.
  private func run(
    _ names: [InputName],
    _ tree: OutputTree,
    since start: Double
  ) throws -> ExitCode {
    let residues = OutputTree(folder: residue)
    let paths = names.map(\.path)
    let taken = try checkPaths(names, read: paths.map(residues.path), output: nil)
    try OutputTree.check([tree], inputs: paths, taken: taken)
    for path in paths { _ = try InputFile(residues.path(for: path)) }
    let rejected = try arguments.rejected.map { try SeekableInput(path: $0) }
    let options = try arguments.refusalOptions()
    var run = TreeRun(arguments, terminal, names, tree, residues: nil, since: start)
    return try run.run { input, outputs, before in
      var options = options
      options.rejectLimit?.before = before
      return try restoring(residues.path(for: input.path), options)
        .restore([input], rejected, to: outputs)
    }
  }

  @discardableResult
  private func checkPaths(
    _ inputs: [InputName],
    read: [String],
    output: String?
  ) throws(UsageError) -> [String: String] {
    let sides = [
      arguments.losses, arguments.report, arguments.reject, arguments.rejectErrors,
    ]
    return try OutputFiles.check(
      inputs: inputs.map(\.path),
      read: read + [arguments.rejected].compactMap { $0 } + arguments.filesFrom,
      sides: sides.compactMap { $0 },
      output: output
    )
  }

  private func restoring(_ residue: String, _ options: BatchOptions) throws -> Restoring {
    Restoring(
      residue: residue,
      options: options,
      place: arguments.place,
      allowsConflicts: try allowsConflicts()
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

/// Restores what belongs to one residue.
private struct Restoring {
  let residue: String
  let options: BatchOptions
  /// Where payloads are now; nil: where they were.
  let place: PayloadPlace?
  let allowsConflicts: Bool

  func restore(
    _ inputs: [InputFile],
    _ rejected: SeekableInput?,
    to outputs: BatchOutputs
  ) throws -> BatchSummary {
    do {
      let restorer = try BatchRestorer(
        try SeekableInput(path: residue),
        options: options,
        at: place,
        allowsConflicts: allowsConflicts
      )
      // A pipe cannot be counted first: a wrong number of records is found at the end.
      let isRereadable = inputs.allSatisfy(\.isRereadable)
      let again = isRereadable ? try inputs.map { BatchInput(try InputFile($0.path)) } : nil
      return try restorer.restore(
        inputs.map { BatchInput($0) }, again: again, rejected: rejected, to: outputs)
    } catch let error as ResidueError {
      throw ResidueFileError(path: residue, reason: error)
    }
  }
}
