import JSONCore

/// Restores the records from which a ``BatchConverter`` made others.
///
/// ```swift
/// let restorer = try BatchRestorer(residue)
/// let summary = try restorer.restore([input], rejected: rejects, to: outputs)
/// ```
///
/// Records are paired with the lines of the residue by their number, and by their key if the conversion
/// was told one and they may have been sorted or filtered since. Memory does not grow with the files,
/// except for sixteen bytes per line of the residue if records are paired by key.
public struct BatchRestorer {
  /// What the records were converted to.
  public var target: String { file.header.target }
  /// How many records the conversion wrote.
  public var written: Int { file.totals.written }
  /// How many records the conversion set aside.
  public var rejected: Int { file.totals.rejected }

  private let file: ResidueFile
  private let converter: Converter
  private let options: BatchOptions
  private let allowsConflicts: Bool
  /// Finds the payloads of records that hold more; nil if records are payloads.
  private let finder: PayloadFinder?

  /// Reads the first and the last line of a residue file.
  ///
  /// - Parameters:
  ///   - residue: The whole file.
  ///   - options: What happens to refused records, and where keys and columns are now; the form is the
  ///     residue's.
  ///   - at: Where payloads are now; nil: where they were.
  ///   - allowsConflicts: Whether an edit that contradicts the residue wins instead of being refused.
  ///   - allowsOtherTables: Whether to go on if the file was made with other mapping tables.
  /// - Throws: ``ResidueError`` if the file is incomplete or no residue file.
  public init(
    _ residue: SeekableInput,
    options: BatchOptions = BatchOptions(),
    at: PayloadPlace? = nil,
    allowsConflicts: Bool = false,
    allowsOtherTables: Bool = false
  ) throws {
    file = try ResidueFile(residue)
    guard allowsOtherTables || file.header.tables == Converter.tableDigest else {
      throw ResidueError.tables
    }
    var conversion = ConversionOptions()
    conversion.targetKind = file.header.targetKind
    converter = try Converter(to: file.header.target, options: conversion)
    self.allowsConflicts = allowsConflicts
    // What stands there is what the residue says: a string may be a payload.
    finder = try .optional(file.header.at.map { at ?? $0 }, kind: "input")
    var ownOptions = options
    // Without a record, the totals name no form.
    let form = file.header.column == nil ? BatchOptions.Form.jsonl : .copy
    ownOptions.form =
      file.totals.form.flatMap { BatchOptions.Form(rawValue: $0.rawValue) } ?? form
    ownOptions.column = options.column ?? file.header.column
    ownOptions.key = file.header.key.map { options.key ?? $0 }
    self.options = ownOptions
  }

  /// Restores all records of some inputs.
  ///
  /// - Parameters:
  ///   - inputs: What the conversion wrote, perhaps edited; read one after another.
  ///   - again: The same inputs once more, to count their records first; nil if they can be read only
  ///     once: then a wrong number is found at the end.
  ///   - rejected: What the conversion set aside, to be put back in its places.
  ///   - outputs: Written as records are done; ``BatchOutputs/losses`` gets what fell away for edits.
  /// - Returns: What became of the records.
  /// - Throws: ``ResidueError`` if the residue does not belong to the inputs; ``BatchError`` for a record
  ///   that is refused unless such are set aside; what inputs and outputs throw.
  public func restore(
    _ inputs: [BatchInput],
    again: [BatchInput]? = nil,
    rejected: SeekableInput? = nil,
    to outputs: BatchOutputs
  ) throws -> BatchSummary {
    guard rejected == nil || inputs.count == 1 else {
      throw ConfigurationError(
        message: "refused records can be put back into one file only",
        help: "restore all payloads of the conversion as one file"
      )
    }
    let byKey = options.key != nil && rejected == nil
    let count = try again.map(count)
    if let count, count != written, !byKey { throw ResidueError.count(count, written) }
    var run = RestoringRun(
      worker: ConversionWorker(converter),
      flow: try BatchFlow(options, outputs),
      pairing: try ResiduePairing(file, byKey: byKey, isComplete: count == written),
      standard: file.header.standard,
      rejected: rejected,
      allowsConflicts: allowsConflicts,
      finder: finder
    )
    for input in inputs { try run.restore(input) }
    try check(run)
    return try run.finish()
  }

  /// Counts records, well-formed or not.
  private func count(_ inputs: [BatchInput]) throws -> Int {
    var flow = try BatchFlow(options, BatchOutputs())
    for input in inputs {
      flow.begin(input)
      var reader = options.reader(of: input)
      while try flow.step(&reader, input) != .end {}
    }
    return flow.summary.records
  }

  /// Finds out whether all of the residue was used.
  private func check(_ run: borrowing RestoringRun) throws {
    let records = run.flow.summary.records
    guard let known = run.pairing.known else {
      if records != written { throw ResidueError.count(records, written) }
      return
    }
    if records == written && run.pairing.used < known && run.flow.summary.rejected == 0 {
      throw ResidueError.unused(known - run.pairing.used)
    }
  }
}
