import JSONCore
import LensCore

/// Restores the payloads of documents that hold more, one document after another.
final class PlacedRestoring {
  /// A part of the residue that fell away for an edit.
  struct Conflict {
    /// The pointer of the payload in the document.
    let at: String
    /// The pointer into the source's payload.
    let pointer: String
  }

  private var payloads: PlacedPayloads
  private var patchTape = Tape()
  /// What fell away in the last document.
  private(set) var conflicts: [Conflict] = []

  /// Makes what restores documents.
  init(_ finder: PayloadFinder) { payloads = PlacedPayloads(finder) }

  private func find(
    in document: TapeView,
    _ residue: PlacedResidue?
  ) throws(ConversionError) {
    try payloads.find(in: document) { number in
      residue.flatMap { number < $0.count ? $0.isText(number) : nil }
    }
  }

  /// Whether the payloads of a document are those about which a residue tells, just as they were written.
  func isFound(in document: TapeView, _ residue: PlacedResidue) -> Bool {
    do throws(ConversionError) {
      try find(in: document, residue)
    } catch {
      return false
    }
    return residue.count == payloads.count
      && (0..<payloads.count).allSatisfy { payloads[$0].view.check == residue.check($0) }
  }

  /// Restores the payloads of a document and appends it to a sink.
  ///
  /// - Parameters:
  ///   - document: What the conversion wrote, perhaps edited.
  ///   - residue: What the residue says about it; nil if nothing.
  ///   - standard: Dialect and kind of payloads about which it says nothing; nil if they were copied.
  ///   - worker: Restores each payload.
  ///   - allowsConflicts: Whether an edit that contradicts the residue wins.
  ///   - sink: Receives the document; nothing is appended if this throws.
  /// - Throws: ``ConversionError`` if a payload cannot be restored, with the payload's place.
  func restore(
    _ document: TapeView,
    _ residue: PlacedResidue?,
    standard: (dialect: String, kind: String)?,
    _ worker: inout ConversionWorker,
    allowsConflicts: Bool,
    into sink: inout ByteSink
  ) throws(ConversionError) {
    conflicts.removeAll()
    try find(in: document, residue)
    if let residue { try checkPlaces(residue, document) }
    for number in 0..<payloads.count {
      let payload = payloads[number]
      payload.edits = residue?.edits(number)
      let start = payloads.results.count
      do throws(ConversionError) {
        try restore(number, residue, standard, &worker, allowsConflicts, document)
      } catch {
        throw payload.placed(error, in: document)
      }
      payload.result = start..<payloads.results.count
    }
    payloads.append(document, into: &sink)
  }

  private func restore(
    _ number: Int,
    _ residue: PlacedResidue?,
    _ standard: (dialect: String, kind: String)?,
    _ worker: inout ConversionWorker,
    _ allowsConflicts: Bool,
    _ document: TapeView
  ) throws(ConversionError) {
    let payload = payloads[number].view
    guard let source = residue?.source(number) ?? standard else {
      return payloads.results.append(
        payload.bytes, Int(payload[0].start), Int(payload[0].end))
    }
    let patch = residue?.patch(number).flatMap { bytes in
      patchTape.scan(bytes).map { _ in patchTape.view(bytes) }
    }
    var lost: [String] = []
    try worker.restore(
      payload,
      dialect: source.dialect,
      kind: source.kind,
      patch: patch,
      allowsConflicts: allowsConflicts,
      into: &payloads.results,
      conflicts: &lost
    )
    let at = lost.isEmpty ? "" : payloads[number].pointer(in: document)
    conflicts += lost.map { Conflict(at: at, pointer: $0) }
  }

  /// Refuses a document in which payloads were added, removed or moved.
  private func checkPlaces(
    _ residue: PlacedResidue,
    _ document: TapeView
  ) throws(ConversionError) {
    guard residue.count == payloads.count else {
      throw ConversionError(
        .residueMismatch,
        "expected \(residue.count) payloads in the record, found \(payloads.count)",
        help: "leave the payloads of a record where they are, or convert again"
      )
    }
    guard payloads.count > 1 else { return }
    let checks = (0..<residue.count).map { residue.check($0) }
    for number in 0..<payloads.count {
      let check = payloads[number].view.check
      guard checks[number] != check, checks.contains(check) else { continue }
      throw payloads[number].placed(
        ConversionError(
          .residueMismatch,
          "the payload stood in another place of the record when it was written",
          help: "leave the payloads of a record in their order, or convert again"
        ),
        in: document
      )
    }
  }
}
