internal import Crosswalk

extension Command {
  /// `crosswalk convert`: records to another dialect.
  static let convert = Command(
    name: "convert",
    summary: "converts payloads to another dialect and names every loss",
    usage: "convert --to DIALECT [OPTION...] [FILE...]",
    paragraphs: [
      "Records keep their order; what the dialects share keeps its bytes. Payloads go to standard output "
        + "or, with -o, to a file that appears when all is complete. With no FILE, or -, reads standard "
        + "input.",
      "Input that gzip or zstd compressed is recognized by its first bytes, and decompressed by these "
        + "programs, which must be installed; what is written to a name that ends in .gz or .zst is "
        + "compressed by them.",
      Paragraphs.outputTree,
      "A record that is already in the asked dialect is copied as it is. One that cannot be converted ends "
        + "the run, or goes to the file of --reject.",
      "Towards responses a stored message becomes a stored item, a request one that can be sent. --as asks "
        + "for the sendable forms of what is stored: input-item of a message, input or "
        + "create-items-request of a page; --input list --as input-item gives the items of a page one by "
        + "one. 'crosswalk explain v2..responses' shows what becomes what.",
      "--files-report writes {\"file_id\", \"count\", \"uses\", \"needs\"} for each file that converted records "
        + "name: the first \(FilesReport.mostUses) places with what the file is used as, and whether the "
        + "target needs it in a message, a vector_store, a container or tool_resources, uploaded for which "
        + "purposes. Memory grows with the number of different files.",
    ],
    options: OptionList.dialects + OptionList.inputs + OptionList.outputs + OptionList.refusals
      + OptionList.choices + [.stats, .progress] + OptionList.general,
    examples: [
      Example(
        "crosswalk convert --to v2 -o new.jsonl --residue new.residue old.jsonl",
        "converts a dump and keeps what 'restore' needs to undo it"),
      Example(
        "crosswalk convert --to v2 --losses losses.jsonl --reject bad.jsonl old.jsonl > new.jsonl",
        "lists the losses and sets refused records aside"),
      Example(
        "crosswalk convert --to v2 --files-from list.txt --output-dir new",
        "converts each file that 'find dump/. -type f > list.txt' found to one below new"),
      Example(
        "crosswalk convert --to responses --as input page.json",
        "a page of messages as the input of a response, oldest first"),
      Example(
        "crosswalk convert --to responses --files-report files.jsonl -o new.jsonl old.jsonl",
        "lists the uploaded files, where they are used and what they need"),
      Example(
        "crosswalk convert --to v1 --strict --on parts-joined=newline messages.jsonl",
        "refuses records that would lose content, but lets text parts be joined"),
    ],
    run: { arguments, terminal in try ConvertRun(arguments, terminal).run() }
  )
}

/// One run of `convert`.
private struct ConvertRun {
  private let arguments: Arguments
  private let terminal: Terminal
  private let batch: BatchConverter

  init(_ arguments: Arguments, _ terminal: Terminal) throws {
    self.arguments = arguments
    self.terminal = terminal
    guard let target = arguments.target else {
      throw UsageError("'--to' is missing", help: "name the target, such as '--to v2'")
    }
    let converter = try Converter(to: target, options: arguments.conversionOptions())
    batch = BatchConverter(converter, options: try arguments.batchOptions())
  }

  func run() throws -> ExitCode {
    let start = Process.seconds
    let names = try arguments.inputNames()
    if let tree = try arguments.outputTree() {
      guard arguments.checkpoint == nil else {
        throw UsageError(
          "'--checkpoint' and '--output-dir' do not go together",
          help:
            "run again with the inputs that have no output yet: each output is completed by itself"
        )
      }
      return try run(names, tree, since: start)
    }
    try checkPaths(names, output: arguments.output)
    if let path = arguments.checkpoint { return try run(names, checkpoint: path, since: start) }
    let inputs = try names.map { BatchInput(try $0.open()) }
    let bar = ProgressBar(arguments.progress, names.map(\.path), terminal)
    defer { bar?.end() }
    let summary = try OutputFiles.write(arguments, residue: arguments.residue) { outputs in
      var outputs = outputs
      outputs.progress = bar?.tell
      let summary = try batch.convert(inputs, to: outputs)
      bar?.end()
      return summary
    } page: { summary in
      ConversionPage(summary, arguments, isConversion: true).html
    }
    RunReport(summary, arguments, isConversion: true, since: start).tell(on: terminal)
    return summary.rejected == 0 ? .clean : .unclean
  }

  /// Converts each input to an output of its own.
  private func run(
    _ names: [InputName],
    _ tree: OutputTree,
    since start: Double
  ) throws -> ExitCode {
    let residues = arguments.residue.map { OutputTree(folder: $0) }
    let taken = try checkPaths(names, output: nil)
    try OutputTree.check(
      [tree, residues].compactMap(\.self), inputs: names.map(\.path), taken: taken)
    var files = FilesReport?.none
    var run = TreeRun(arguments, terminal, names, tree, residues: residues, since: start)
    return try run.run(
      { input, outputs, before in
        var options = batch.options
        options.rejectLimit?.before = before
        return try BatchConverter(batch.converter, options: options)
          .convert([BatchInput(input)], to: outputs, files: &files)
      },
      finish: { outputs in try outputs.write(files) }
    )
  }

  private func run(
    _ names: [InputName],
    checkpoint path: String,
    since start: Double
  ) throws -> ExitCode {
    let run = CheckpointedRun(
      arguments: arguments,
      inputs: names.map(\.path),
      terminal: terminal,
      batch: batch,
      path: path
    )
    let (summary, isClean) = try run.run()
    if let summary {
      RunReport(summary, arguments, isConversion: true, since: start).tell(on: terminal)
    }
    return isClean ? .clean : .unclean
  }

  @discardableResult
  private func checkPaths(
    _ inputs: [InputName],
    output: String?
  ) throws(UsageError) -> [String: String] {
    let sides = [
      arguments.losses, output == nil ? nil : arguments.residue, arguments.filesReport,
      arguments.report, arguments.reject, arguments.rejectErrors, arguments.checkpoint,
    ]
    return try OutputFiles.check(
      inputs: inputs.map(\.path),
      read: arguments.contextFiles + arguments.idMaps + arguments.filesFrom,
      sides: sides.compactMap { $0 },
      output: output
    )
  }
}
