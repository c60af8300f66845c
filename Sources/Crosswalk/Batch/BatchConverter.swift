/// Converts streams of records, keeping what stands between them.
///
/// ```swift
/// let batch = try BatchConverter(Converter(to: "v2"))
/// var outputs = BatchOutputs()
/// unsafe outputs.payloads = { bytes in try unsafe file.write(bytes) }
/// let summary = try batch.convert([input], to: outputs)
/// ```
///
/// One record gives one record, in the order of the inputs; in memory stand one record, its result and
/// what waits to be written, never a file.
public struct BatchConverter: Sendable {
  /// What converts each record.
  public let converter: Converter
  /// How inputs are read, and what happens to refused records.
  public let options: BatchOptions

  /// Makes a converter of streams.
  public init(_ converter: Converter, options: BatchOptions = BatchOptions()) {
    self.converter = converter
    self.options = options.reading(converter.options.kind)
  }

  /// Converts all records of some inputs.
  ///
  /// - Parameters:
  ///   - inputs: Read one after another.
  ///   - outputs: Written as records are done; what is written may end anywhere if an error is thrown.
  ///   - checkpoint: Where to go on: the input with its number gives the bytes from its offset on, those
  ///     before are not read, and `outputs` stand behind what the run that took it wrote.
  /// - Returns: What became of the records, of those before the checkpoint as well.
  /// - Throws: ``BatchError`` for a refused record unless such are set aside; ``ConfigurationError`` if
  ///   options or the forms of the inputs do not go together, or the checkpoint is of another run; what
  ///   inputs and outputs throw.
  public func convert(
    _ inputs: [BatchInput],
    to outputs: BatchOutputs,
    from checkpoint: BatchCheckpoint? = nil
  ) throws -> BatchSummary {
    let converter = try keepingResidue(outputs)
    let isResumable = outputs.checkpoints != nil || checkpoint != nil
    let identity =
      isResumable ? RunIdentity(converter, options, inputs.map(\.name), outputs) : nil
    var run = try ConversionRun(converter, options, outputs, identity: identity)
    var place = try checkpoint.map { checkpoint throws in try run.resume(checkpoint) }
    if let checkpoint, checkpoint.input >= inputs.count { throw BatchCheckpoint.damaged }
    for (number, input) in inputs.enumerated().dropFirst(checkpoint?.input ?? 0) {
      try run.convert(input, number: number, from: place)
      place = nil
    }
    return try run.finish()
  }

  /// Converts all records of some inputs, of many that have outputs of their own.
  ///
  /// - Parameters:
  ///   - inputs: Read one after another.
  ///   - outputs: Written as records are done; ``BatchOutputs/files`` is not, see
  ///     ``BatchOutputs/write(_:)``.
  ///   - files: Gets the files that the records name.
  /// - Returns: What became of these records.
  /// - Throws: What ``convert(_:to:)`` throws; `files` is as it was then.
  public func convert(
    _ inputs: [BatchInput],
    to outputs: BatchOutputs,
    files: inout FilesReport?
  ) throws -> BatchSummary {
    var run = try ConversionRun(try keepingResidue(outputs), options, outputs)
    for (number, input) in inputs.enumerated() {
      try run.convert(input, number: number, from: nil)
    }
    return try run.finish(addingFilesTo: &files)
  }

  /// The converter, keeping residues exactly if somebody wants them.
  private func keepingResidue(_ outputs: BatchOutputs) throws(ConfigurationError) -> Converter {
    let isWanted = unsafe outputs.residue != nil
    guard isWanted != converter.options.keepsResidue else { return converter }
    var options = converter.options
    options.keepsResidue = isWanted
    return try Converter(to: converter.target, options: options)
  }
}
