import JSONCore

/// Says of each record of a stream which dialect and kind it has.
///
/// ```swift
/// let summary = try BatchIdentifier(Converter(to: "v2")).identify(inputs) { found in
///   print(found.file, found.record, found.identification.dialect)
/// }
/// ```
public struct BatchIdentifier: Sendable {
  /// What was found out about one record.
  public struct Finding: Sendable, Equatable {
    /// The number of the record in its input, from 1.
    public let record: Int
    /// The input's name.
    public let file: String
    /// JSON Pointer of the payload in the record; nil if the record is the payload, or holds none.
    public internal(set) var at: String? = nil
    /// Dialect, kind and reason; `unknown` for a payload that no kind looks like, and `none` for a record
    /// that holds no payload.
    public let identification: Identification
  }

  private let converter: Converter
  private let options: BatchOptions

  /// Makes an identifier; the converter's source and kind hold for records that do not show theirs.
  public init(_ converter: Converter, options: BatchOptions = BatchOptions()) {
    self.converter = converter
    self.options = options.reading(converter.options.kind)
  }

  /// Goes through all records of some inputs.
  ///
  /// - Parameters:
  ///   - inputs: Read one after another.
  ///   - rejected: Told why bytes are no JSON, or contradict what the caller named; the next record goes
  ///     on. Nil: such a record ends the run.
  ///   - found: Told what each other record is.
  /// - Returns: How many records there were of each dialect and kind, the most frequent first.
  /// - Throws: ``BatchError`` for a refused record unless `rejected` takes it; what inputs throw.
  public func identify(
    _ inputs: [BatchInput],
    rejected: ((BatchError) throws -> Void)? = nil,
    _ found: (Finding) throws -> Void
  ) throws -> [Total] {
    var worker = ConversionWorker(converter)
    var payloads = converter.finder.map { PlacedPayloads($0) }
    var streams = BatchStreams(BatchOutputs())
    var totals: [Total] = []
    for input in inputs {
      var reader = options.reader(of: input)
      while let step = try BatchIdentifier.record(input, &reader, &streams) {
        let refusal = try identify(step, reader, input, &worker, &payloads) { finding in
          Total.count(finding.identification, in: &totals)
          try found(finding)
        }
        guard let refusal else { continue }
        guard let rejected else { throw refusal }
        try rejected(refusal)
      }
    }
    return totals.sorted { ($1.count, $0.dialect, $0.kind) < ($0.count, $1.dialect, $1.kind) }
  }

  /// The next step that is a record or malformed; nil at the end.
  private static func record(
    _ input: BatchInput,
    _ reader: inout RecordReader,
    _ streams: inout BatchStreams
  ) throws -> RecordReader.Step? {
    while true {
      let step = try input.step(&reader, &streams)
      if step != .glue { return step == .end ? nil : step }
    }
  }

  /// Tells what a record is, or returns why it is refused.
  private func identify(
    _ step: RecordReader.Step,
    _ reader: borrowing RecordReader,
    _ input: BatchInput,
    _ worker: inout ConversionWorker,
    _ payloads: inout PlacedPayloads?,
    _ found: (Finding) throws -> Void
  ) throws -> BatchError? {
    if case .malformed(let error) = step { return BatchError(error, reader, file: input.name) }
    var findings: [(at: String?, identification: Identification)] = []
    do throws(ConversionError) {
      if step == .null {
        findings = [(nil, .none("the column is NULL"))]
      } else {
        findings = try identify(reader.view, &worker, &payloads)
      }
    } catch {
      return BatchError(error, reader, file: input.name)
    }
    for (at, identification) in findings {
      var finding = Finding(
        record: reader.number, file: input.name, identification: identification)
      finding.at = at
      try found(finding)
    }
    return nil
  }

  /// What the payloads of a record are, or the record if it is one.
  private func identify(
    _ record: TapeView,
    _ worker: inout ConversionWorker,
    _ payloads: inout PlacedPayloads?
  ) throws(ConversionError) -> [(at: String?, identification: Identification)] {
    guard payloads != nil else { return [(nil, try identify(record, &worker))] }
    var findings: [(at: String?, identification: Identification)] = []
    try payloads?.find(in: record)
    for number in 0..<(payloads?.count ?? 0) {
      guard let payload = payloads?[number] else { continue }
      do throws(ConversionError) {
        findings.append((payload.pointer(in: record), try identify(payload.view, &worker)))
      } catch {
        throw payload.placed(error, in: record)
      }
    }
    guard findings.isEmpty, let finder = converter.finder else { return findings }
    return [(nil, finder.nothing)]
  }

  private func identify(
    _ payload: TapeView,
    _ worker: inout ConversionWorker
  ) throws(ConversionError) -> Identification {
    do throws(ConversionError) {
      return try worker.identify(payload)
    } catch {
      guard error.code == "unknown-kind" else { throw error }
      return Identification(dialect: "unknown", kind: "unknown", reason: error.message)
    }
  }
}

extension BatchIdentifier {
  /// How many records had one dialect and kind.
  public struct Total: Sendable, Equatable {
    /// The dialect, or its edition if a mark decides it; `undecided` if several fit.
    public let dialect: String
    /// The kind.
    public let kind: String
    /// How many records.
    public internal(set) var count: Int

    fileprivate static func count(_ found: Identification, in totals: inout [Total]) {
      if let known = totals.firstIndex(where: {
        $0.dialect == found.dialect && $0.kind == found.kind
      }) {
        totals[known].count += 1
      } else {
        totals.append(Total(dialect: found.dialect, kind: found.kind, count: 1))
      }
    }
  }
}
