import JSONCore

/// Checks each record of a stream.
///
/// ```swift
/// let summary = try BatchChecker(try Checker()).check(inputs) { found in
///   print(found.file, found.line, found.finding.message)
/// }
/// ```
public struct BatchChecker: Sendable {
  /// A finding, and where in the stream it is.
  public struct Located: Sendable, Equatable {
    /// The input's name.
    public let file: String
    /// The number of the record in its input, from 1.
    public let record: Int
    /// JSON Pointer of the payload in the record; nil if the record is the payload.
    public internal(set) var at: String? = nil
    /// The line of the value in the input, from 1.
    public let line: Int
    /// The byte of the line at which the value starts, from 1.
    public let column: Int
    /// What was found.
    public let finding: Finding
  }

  /// How much was looked at and found.
  public struct Summary: Sendable, Equatable {
    /// How many records, malformed ones included.
    public internal(set) var records = 0
    /// How many records have a finding.
    public internal(set) var found = 0
    /// How many findings are errors.
    public internal(set) var errors = 0
    /// How many findings are warnings.
    public internal(set) var warnings = 0

    /// Nothing yet.
    public init() {}
  }

  private let checker: Checker
  private let options: BatchOptions

  /// Makes a checker of streams; how refused records are treated plays no role.
  public init(_ checker: Checker, options: BatchOptions = BatchOptions()) {
    self.checker = checker
    self.options = options.reading(checker.options.kind)
  }

  /// Goes through all records of some inputs.
  ///
  /// - Parameters:
  ///   - inputs: Read one after another.
  ///   - found: Told each finding, record by record; bytes that are no JSON are one.
  /// - Returns: The totals.
  /// - Throws: What inputs and `found` throw.
  public func check(
    _ inputs: [BatchInput],
    _ found: (Located) throws -> Void
  ) throws -> Summary {
    var streams = BatchStreams(BatchOutputs())
    var summary = Summary()
    var payloads = checker.finder.map { PlacedPayloads($0) }
    for input in inputs {
      var reader = options.reader(of: input)
      while true {
        let step = try input.step(&reader, &streams)
        if step == .end { break }
        if step == .glue { continue }
        let findings = look(step, reader, input, &payloads)
        summary.add(findings)
        for finding in findings { try found(finding) }
      }
    }
    return summary
  }

  private func look(
    _ step: RecordReader.Step,
    _ reader: borrowing RecordReader,
    _ input: BatchInput,
    _ payloads: inout PlacedPayloads?
  ) -> [Located] {
    if case .malformed(let error) = step {
      return [Located(BatchError(error, reader, file: input.name))]
    }
    if step == .null { return [] }
    if payloads != nil || reader.form == .copy { return lookInside(reader, input, &payloads) }
    // Findings come in the order of their offsets: each line is counted from the one before.
    var last = (offset: 0, position: reader.position(of: 0))
    let bytes = reader.bytes
    return checker.findings(reader.view).map { finding in
      let offset = max(finding.offset, last.offset)
      let between = bytes.part(last.offset, offset)
      last.position = SourcePosition(of: between.count, in: between, from: last.position)
      last.offset = offset
      return Located(
        file: input.name,
        record: reader.number,
        line: last.position.line,
        column: last.position.column,
        finding: finding
      )
    }
  }
}

// Records that hold payloads in places, and documents in columns.
extension BatchChecker {
  private func lookInside(
    _ reader: borrowing RecordReader,
    _ input: BatchInput,
    _ payloads: inout PlacedPayloads?
  ) -> [Located] {
    let record = reader.view
    guard payloads != nil else {
      return checker.findings(record).map { finding in
        Located(finding, reader.position(of: finding.offset), reader.number, input.name, at: nil)
      }
    }
    do throws(ConversionError) {
      try payloads?.find(in: record)
    } catch {
      var found = Located(BatchError(error, reader, file: input.name))
      found.at = error.at
      return [found]
    }
    var located: [Located] = []
    for number in 0..<(payloads?.count ?? 0) {
      guard let payload = payloads?[number] else { continue }
      let at = payload.pointer(in: record)
      located += checker.findings(payload.view).map { finding in
        let position = reader.position(of: payload.place(of: finding.offset, in: record))
        return Located(finding, position, reader.number, input.name, at: at)
      }
    }
    return located
  }
}

extension BatchChecker.Located {
  fileprivate init(
    _ finding: Finding,
    _ position: SourcePosition,
    _ record: Int,
    _ file: String,
    at: String?
  ) {
    self.init(
      file: file,
      record: record,
      at: at,
      line: position.line,
      column: position.column,
      finding: finding
    )
  }

  /// Bytes that are no JSON document.
  fileprivate init(_ error: BatchError) {
    self.init(
      file: error.file,
      record: error.record,
      line: error.line,
      column: error.column,
      finding: Finding(
        id: error.code,
        severity: .error,
        pointer: error.pointer,
        offset: 0,
        message: error.message,
        // Nothing is set aside here: that half of the advice is for those who convert.
        help: error.help.split(separator: ", or set ").first.map(String.init) ?? error.help
      )
    )
  }
}

extension BatchChecker.Summary {
  fileprivate mutating func add(_ findings: [BatchChecker.Located]) {
    records += 1
    found += findings.isEmpty ? 0 : 1
    errors += findings.count { $0.finding.severity == .error }
    warnings += findings.count { $0.finding.severity == .warning }
  }
}
