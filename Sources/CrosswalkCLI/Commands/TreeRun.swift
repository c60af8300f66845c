internal import Crosswalk

/// A run in which each input has outputs of its own: one with `--output-dir`.
///
/// Losses, refused records and the report on files are one for all. Outputs get their names as they are
/// complete: what fails later does not take them away.
struct TreeRun {
  private let arguments: Arguments
  private let terminal: Terminal
  private let inputs: [InputName]
  private let tree: OutputTree
  /// Where the residue of each input is written; nil if none is.
  private let residues: OutputTree?
  /// When the run began.
  private let start: Double
  private let temporaries = TemporaryFiles()

  private var summary = BatchSummary()
  private var completed = 0
  private var failed = 0

  init(
    _ arguments: Arguments,
    _ terminal: Terminal,
    _ inputs: [InputName],
    _ tree: OutputTree,
    residues: OutputTree?,
    since start: Double
  ) {
    self.arguments = arguments
    self.terminal = terminal
    self.inputs = inputs
    self.tree = tree
    self.residues = residues
    self.start = start
  }

  /// Converts or restores all inputs.
  ///
  /// - Parameters:
  ///   - one: Writes the outputs of one input; gets what became of those before.
  ///   - finish: Writes what is one for all.
  /// - Returns: The exit code.
  /// - Throws: ``FileError`` if an input is not there or a file cannot be opened; nothing was written then.
  mutating func run(
    _ one: (InputFile, BatchOutputs, _ before: BatchSummary) throws -> BatchSummary,
    finish: (BatchOutputs) throws -> Void = { _ in }
  ) throws -> ExitCode {
    // All are looked at first: a wrong name is not found out after hours.
    let files = try inputs.map { name throws(FileError) in try name.open() }
    let sides = OutputFiles(temporaries)
    let outputs: BatchOutputs
    let page: OutputFile?
    do {
      page = try arguments.report.map { path throws(FileError) in try sides.open(path) }
      outputs = try sides.openSides(arguments)
    } catch {
      sides.discard()
      throw error
    }
    var stop: (any Error)?
    do {
      for file in files { try run(file, outputs, sides, one) }
    } catch {
      stop = error
    }
    // What is told of complete outputs is kept, whatever stopped the run.
    do {
      try finish(outputs)
      try page?.write(ConversionPage(summary, arguments, isConversion: isConversion).html)
      try sides.complete()
    } catch {
      sides.discard()
      stop = stop ?? error
    }
    return end(stop)
  }

  /// Goes on with the next input; one that fails is told of and left out if refused records are.
  private mutating func run(
    _ file: InputFile,
    _ shared: BatchOutputs,
    _ sides: OutputFiles,
    _ one: (InputFile, BatchOutputs, BatchSummary) throws -> BatchSummary
  ) throws {
    let own = OutputFiles(temporaries)
    defer { file.close() }
    do {
      var outputs = shared
      outputs.rejectsBefore = sides.rejectedBytes
      if let residues {
        unsafe outputs.residue = try own.writer(residues.path(for: file.path), makesFolders: true)
      }
      unsafe outputs.payloads = try own.writer(tree.path(for: file.path), makesFolders: true)
      let result = try one(file, outputs, summary)
      try own.complete()
      summary.merge(result)
      completed += 1
    } catch {
      own.discard()
      guard goesOn(after: error), let message = Program.message(error) else { throw error }
      terminal.say(message)
      failed += 1
    }
  }

  /// Whether losses can be undone.
  private var isConversion: Bool { arguments.target != nil }

  /// Whether an error is about one input only, and refused records do not stop the run either.
  private func goesOn(after error: any Error) -> Bool {
    guard arguments.reject != nil else { return false }
    switch error {
    case let error as FileError: return error.isAboutReading
    case is ResidueFileError, is ConfigurationError: return true
    default: return false
    }
  }

  /// Says how it went.
  private func end(_ stop: (any Error)?) -> ExitCode {
    if let stop {
      guard let message = Program.message(stop) else { return .clean }
      terminal.say(message)
    }
    RunReport(summary, arguments, isConversion: isConversion, since: start).tell(on: terminal)
    terminal.say(closing)
    if stop != nil || failed > 0 { return .failed }
    return summary.rejected == 0 ? .clean : .unclean
  }

  private var closing: Message {
    let count = inputs.count
    var text = "\(completed) of \(count) \(count == 1 ? "file" : "files") written to \(tree.folder)"
    if failed > 0 { text += "; \(failed) could not be read, and have no output" }
    return Message(severity: .note, text: text)
  }
}

/// Paragraphs of the help that several commands share.
enum Paragraphs {
  static let outputTree =
    "With --output-dir, each FILE has an output of its own: DIR and the path of FILE as it is named, "
    + "without what stands before /./ in it, a slash at the start, and '..' with the name before it. Outputs "
    + "keep an ending .gz or .zst and appear one by one; two that would get one name are refused before "
    + "anything is written. All other files are one for all, and their lines name the FILE. With --reject, a "
    + "FILE that cannot be read is told of and left out; otherwise it ends the run, as a refused record does. "
    + "What is complete stays."
}
