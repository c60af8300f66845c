import JSONCore
import LensCore

// Documents that hold payloads.
extension Converter {
  /// Converts all payloads of a document.
  func convert(
    _ document: TapeView,
    _ finder: PayloadFinder
  ) throws(ConversionError) -> Conversion {
    var worker = ConversionWorker(self)
    var placed = PlacedConversion(finder)
    var output = ByteSink(capacity: document.bytes.count)
    output.append(document.bytes, 0, Int(document[0].start))
    var losses: [Loss] = []
    var source: Identification?
    try placed.convert(document, &worker, keepsResidue: options.keepsResidue, into: &output) {
      payload, outcome, worker, results in
      source = source ?? worker.identification(of: outcome, payload.view)
      let at = payload.pointer(in: document)
      worker.losses(results) { loss in
        var loss = loss
        loss.at = at
        losses.append(loss)
      }
    }
    output.append(document.bytes, Int(document[0].end), document.bytes.count)
    return Conversion(
      payload: output.view.bytes,
      losses: losses,
      residue: options.keepsResidue ? Residue(placed.entries, of: output) : nil,
      source: source ?? finder.nothing
    )
  }

  /// Restores all payloads of a document.
  func restore(
    _ document: TapeView,
    _ patch: TapeView?,
    _ finder: PayloadFinder
  ) throws(ConversionError) -> [UInt8] {
    guard let patch, let residue = PlacedResidue(patch, 0) else {
      throw ConversionError(
        .residueMismatch, "the residue is not that of a document with payloads")
    }
    var worker = ConversionWorker(self)
    let placed = PlacedRestoring(finder)
    var output = ByteSink(capacity: document.bytes.count)
    output.append(document.bytes, 0, Int(document[0].start))
    try placed.restore(
      document, residue, standard: nil, &worker, allowsConflicts: false, into: &output)
    output.append(document.bytes, Int(document[0].end), document.bytes.count)
    return output.view.bytes
  }

  /// Says what the first payload of a document is.
  func identify(
    _ document: TapeView,
    _ finder: PayloadFinder
  ) throws(ConversionError) -> Identification {
    var payloads = PlacedPayloads(finder)
    try payloads.find(in: document)
    guard payloads.count > 0 else { return finder.nothing }
    var worker = ConversionWorker(self)
    do throws(ConversionError) {
      return try worker.identify(payloads[0].view)
    } catch {
      throw payloads[0].placed(error, in: document)
    }
  }
}

extension PayloadFinder {
  /// What is said of a document without payloads.
  var nothing: Identification { .none("nothing stands at \(place.pointer)") }
}

extension Identification {
  /// What is said where there is no payload.
  static func none(_ reason: String) -> Identification {
    Identification(dialect: "none", kind: "none", reason: reason)
  }
}

extension Residue {
  /// The residue of a document that holds payloads.
  fileprivate init(_ entries: [PlacedEntry], of output: borrowing ByteSink) {
    var patch = ByteSink(capacity: 256)
    entries.append(into: &patch)
    var tape = Tape()
    let check = tape.scan(output.view) == nil ? 0 : tape.view(output.view).tokenHash(0)
    self.init(dialect: "placed", kind: "placed", check: check, patch: patch.view.bytes)
  }
}
