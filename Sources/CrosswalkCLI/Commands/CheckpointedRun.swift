internal import Crosswalk

/// A run of `convert` that goes on after it was interrupted: `--checkpoint FILE`.
///
/// The checkpoint stands first and goes last. In between it is replaced every few seconds, always after the
/// outputs it tells of are on the disk. So whatever ends the run, the same command goes on.
struct CheckpointedRun {
  let arguments: Arguments
  /// The paths of the inputs.
  let inputs: [String]
  let terminal: Terminal
  let batch: BatchConverter
  /// The checkpoint file.
  let path: String

  /// Converts, or goes on converting.
  ///
  /// - Returns: What became of all records; nil if only names had to be given, and whether records were
  ///   refused.
  func run() throws -> (summary: BatchSummary?, isClean: Bool) {
    try checkOptions()
    let known = try CheckpointFile.read(path)
    if let known, case .complete(let rejected) = known.progress {
      try PartialFiles.rename(known.outputs)
      try removeCheckpoint()
      say("the run was complete: its files have their names now")
      return (nil, rejected == 0)
    }
    var file = CheckpointFile(inputs: try identities(), outputs: outputs)
    if let known { try check(known, like: file) }
    file.progress = known?.progress ?? .none
    if known == nil { try file.write(path) }
    Process.beforeSignalsEnd { signal in
      Terminal.say(.stopped(by: signal.name))
      signal.end()
    }
    do {
      let summary = try convert(file)
      return (summary, summary.rejected == 0)
    } catch {
      say("the files so far stay as NAME.partial: run the same command again to go on")
      throw error
    }
  }

  private func convert(_ file: CheckpointFile) throws -> BatchSummary {
    var file = file
    let partials = PartialFiles()
    var checkpoint: BatchCheckpoint?
    if case .batch(let known) = file.progress {
      checkpoint = known
      let input = known.input < inputs.count ? inputs[known.input] : "an input that is not there"
      say("goes on behind \(known.offset) bytes of \(input)")
    }
    var outputs = try open(partials, checkpoint?.lengths)
    let page = try arguments.report.map { path throws in try partials.open(path) }
    var last = Process.seconds
    outputs.checkpoints = BatchCheckpoints(
      isDue: { Process.seconds - last >= arguments.checkpointInterval },
      take: { checkpoint in
        try partials.sync()
        file.progress = .batch(checkpoint)
        try file.write(path)
        last = Process.seconds
      }
    )
    let sources = try inputs.enumerated().map { number, path throws in
      let input = try InputFile(path)
      if let checkpoint, number == checkpoint.input { try input.skip(checkpoint.offset) }
      return BatchInput(input)
    }
    let bar = ProgressBar(arguments.progress, inputs, terminal)
    defer { bar?.end() }
    outputs.progress = bar?.tell
    let summary = try batch.convert(sources, to: outputs, from: checkpoint)
    bar?.end()
    try page?.write(ConversionPage(summary, arguments, isConversion: true).html)
    try partials.sync()
    try partials.close()
    file.progress = .complete(rejected: summary.rejected)
    try file.write(path)
    try PartialFiles.rename(file.outputs)
    try removeCheckpoint()
    return summary
  }

  /// Opens the outputs where they were when the checkpoint was taken.
  private func open(
    _ partials: PartialFiles,
    _ lengths: BatchCheckpoint.Lengths?
  ) throws -> BatchOutputs {
    func writer(_ path: String?, _ length: Int?) throws -> BatchOutputs.Writer? {
      guard let path else { return nil }
      let file = try partials.open(path, at: length ?? 0)
      return { bytes in try unsafe file.write(bytes) }
    }
    var outputs = BatchOutputs()
    unsafe outputs.losses = try writer(arguments.losses, lengths?.losses)
    unsafe outputs.rejects = try writer(arguments.reject, lengths?.rejects)
    unsafe outputs.rejectErrors = try writer(arguments.rejectErrors, lengths?.rejectErrors)
    unsafe outputs.files = try writer(arguments.filesReport, 0)
    unsafe outputs.residue = try writer(arguments.residue, lengths?.residue)
    unsafe outputs.payloads = try writer(arguments.output, lengths?.payloads)
    return outputs
  }

  private func removeCheckpoint() throws(FileError) {
    FileSystem.remove(path)
    do throws(SystemError) {
      try FileSystem.syncFolder(of: path)
    } catch {
      throw .unwritable(path, error)
    }
  }

  private func say(_ text: String) {
    terminal.say(Message(place: path, severity: .note, text: text))
  }

  // MARK: Checks

  /// The outputs in the order in which they get their names.
  private var outputs: [String] {
    [
      arguments.report, arguments.losses, arguments.reject, arguments.rejectErrors,
      arguments.filesReport, arguments.residue, arguments.output,
    ].compactMap(\.self)
  }

  /// Checks that everything that is written can be cut and continued.
  private func checkOptions() throws(UsageError) {
    for output in outputs {
      let isStored =
        OutputFile.standardStream(output) == nil && FileStatus.of(output)?.isRegular ?? true
      guard isStored else {
        throw UsageError(
          "'--checkpoint' needs files, found '\(output)'",
          help: "name a file with '-o': what is in a pipe cannot be taken back")
      }
      guard Compression.named(by: output) == nil else {
        throw UsageError(
          "'--checkpoint' does not go together with the compressed output '\(output)'",
          help: "write it as it is, and compress it afterwards")
      }
      guard !output.contains("\n") else {
        throw UsageError(
          "'--checkpoint' does not go together with a line end in a name", help: "rename the file")
      }
    }
    for input in inputs where FileStatus.of(input)?.isRegular != true {
      throw UsageError(
        "'--checkpoint' needs stored inputs, found '\(input)'",
        help: "write it to a file first: a pipe cannot be read again")
    }
  }

  /// What is known of the inputs now.
  private func identities() throws(FileError) -> [CheckpointFile.Input] {
    try inputs.map { path throws(FileError) in
      guard let status = FileStatus.of(path) else {
        throw .unreadable(path, SystemError.last)
      }
      return CheckpointFile.Input(size: status.size, modified: status.modified)
    }
  }

  /// Checks that a checkpoint is of this run: with these inputs, as they were, and these outputs.
  private func check(_ known: CheckpointFile, like now: CheckpointFile) throws(UsageError) {
    guard known.inputs.count == now.inputs.count else {
      throw CheckpointedRun.other("there were \(known.inputs.count) inputs")
    }
    for (number, input) in inputs.enumerated()
    where known.inputs[number] != now.inputs[number] {
      throw CheckpointedRun.other("'\(input)' had another size or time of change")
    }
    let rejects = [arguments.reject, arguments.rejectErrors].compactMap(\.self)
    let isMissing = known.outputs.first { !now.outputs.contains($0) }
    if let isMissing { throw CheckpointedRun.other("'\(isMissing)' was written") }
    let isNew = now.outputs.first { !known.outputs.contains($0) && !rejects.contains($0) }
    if let isNew { throw CheckpointedRun.other("'\(isNew)' was not written") }
  }

  private static func other(_ difference: String) -> UsageError {
    UsageError(
      "the checkpoint is of another run: \(difference)",
      help:
        "run the same command over the same files to go on, or remove the checkpoint to start afresh"
    )
  }
}
