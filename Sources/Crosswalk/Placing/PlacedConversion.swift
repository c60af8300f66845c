import JSONCore

/// Converts the payloads of documents that hold more, one document after another.
///
/// A document whose payloads are not all accepted is refused whole.
struct PlacedConversion: ~Copyable {
  private var payloads: PlacedPayloads
  /// What became of the payloads of the last document, in their order.
  private(set) var outcomes: [Outcome] = []
  /// What the residue has to say about them; empty unless it was asked for.
  private(set) var entries: [PlacedEntry] = []

  /// Makes what converts documents.
  init(_ finder: PayloadFinder) { payloads = PlacedPayloads(finder) }

  /// Converts the payloads of a document and appends it to a sink.
  ///
  /// - Parameters:
  ///   - document: What was scanned.
  ///   - worker: Converts each payload.
  ///   - keepsResidue: Whether ``entries`` are wanted.
  ///   - sink: Receives the document; nothing is appended if this throws.
  ///   - note: Told of each payload directly after its conversion, before those behind it are converted.
  /// - Throws: ``ConversionError`` if a payload is refused, with the payload's place.
  mutating func convert(
    _ document: TapeView,
    _ worker: inout ConversionWorker,
    keepsResidue: Bool,
    into sink: inout ByteSink,
    _ note: (PlacedPayload, Outcome, inout ConversionWorker, borrowing ByteSink) -> Void
  ) throws(ConversionError) {
    outcomes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    try payloads.find(in: document)
    for number in 0..<payloads.count {
      let payload = payloads[number]
      let start = payloads.results.count
      do throws(ConversionError) {
        outcomes.append(try worker.convert(payload.view, into: &payloads.results))
      } catch {
        throw payload.placed(error, in: document)
      }
      payload.result = start..<payloads.results.count
      if keepsResidue {
        entries.append(
          PlacedEntry(payload, document, outcomes[number], &worker, payloads.results))
      }
      note(payload, outcomes[number], &worker, payloads.results)
    }
    payloads.append(document, into: &sink)
    for number in entries.indices {
      entries[number].edits = payloads[number].textEdits(sink, document)
    }
  }

  /// The payload with a number from 0 of the last document.
  subscript(number: Int) -> PlacedPayload { payloads[number] }
}

extension PlacedEntry {
  /// The entry of the worker's last payload.
  fileprivate init(
    _ payload: PlacedPayload,
    _ document: TapeView,
    _ outcome: Outcome,
    _ worker: inout ConversionWorker,
    _ output: borrowing ByteSink
  ) {
    self.init(
      at: payload.pointer(in: document),
      source: outcome.form,
      check: worker.check(output),
      patch: worker.residuePatch.bytes,
      isText: payload.isText,
      isConverted: outcome.isConverted
    )
  }
}

extension Outcome {
  /// Whether the payload is another one now.
  fileprivate var isConverted: Bool {
    if case .converted = self { true } else { false }
  }
}

extension [Outcome] {
  /// What became of a document: converted if any of its payloads was; nil if it has none.
  var ofDocument: Outcome? {
    func rank(_ outcome: Outcome) -> Int {
      switch outcome {
      case .converted: 3
      case .copied: 2
      case .undecided: 1
      case .unknown: 0
      }
    }
    return self.max { rank($0) < rank($1) }
  }
}
