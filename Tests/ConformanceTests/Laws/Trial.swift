import Crosswalk
import JSONCore
import LensCore
import OpenAIDialects
import PropertyTesting

/// One conversion that was made, with all that it said about itself.
struct Trial {
  let bench: Bench
  let lawCase: LawCase
  let source: ScannedPayload
  let target: ScannedPayload
  let outcome: Outcome
  /// What it became.
  let targetKind: PayloadKind
  let losses: [Loss]
  /// What the run noted about each value; nil if the record was copied.
  let provenance: Provenance?
  let residue: Residue
  /// Which leaf of the source stands where in the target; nil if the record was copied.
  let leaves: LeafMap?

  var setup: LawSetup { lawCase.setup }
  var payload: [UInt8] { source.bytes }

  /// Whether the record was left as it is.
  var isCopied: Bool {
    if case .converted = outcome { return false }
    return true
  }

  /// What the conversion found the source to be: a dialect, an edition, or `undecided`.
  var sourceForm: String { outcome.form.dialect }

  /// The kind that the conversion found: a wild request may look like something stored.
  var kind: PayloadKind { Registry.kind(named: outcome.form.kind) ?? lawCase.kind }
}

/// Converters and their memory, kept from case to case: most cases share them.
final class Bench {
  private final class Seat {
    var worker: ConversionWorker

    init(_ setup: LawSetup) throws {
      worker = ConversionWorker(try Converter(to: setup.target, options: setup.options))
      worker.tracesProvenance = true
    }
  }

  private var seats: [LawSetup: Seat] = [:]

  private func seat(_ setup: LawSetup) throws -> Seat {
    if let seat = seats[setup] { return seat }
    let seat = try Seat(setup)
    seats[setup] = seat
    return seat
  }

  /// Converts the payload of a case.
  ///
  /// - Throws: `ConversionError` if it is refused, `Failure` if the output is no document.
  func trial(_ lawCase: LawCase) throws -> Trial {
    guard let source = ScannedPayload(lawCase.payload) else {
      throw Failure(id: "generator", message: "the generated payload is no document")
    }
    let seat = try seat(lawCase.setup)
    var output = ByteSink(capacity: lawCase.payload.count)
    // Bytes of a record before, so that nothing counts on standing at the start.
    output.append("{}\n")
    let outcome = try seat.worker.convert(source.view, into: &output)
    var losses: [Loss] = []
    seat.worker.losses(output) { losses.append($0) }
    let residue = seat.worker.residue(of: outcome, output)
    let provenance = seat.worker.provenance
    guard let target = ScannedPayload(output.view(from: 3).bytes) else {
      throw Failure(
        id: "output-no-document",
        message: String(decoding: output.view(from: 3).bytes, as: UTF8.self)
      )
    }
    return Trial(
      bench: self,
      lawCase: lawCase,
      source: source,
      target: target,
      outcome: outcome,
      targetKind: seat.worker.targetKind ?? lawCase.kind,
      losses: losses,
      provenance: provenance,
      residue: residue,
      leaves: provenance.map { LeafMap(source.view, target.view, $0) }
    )
  }

  /// Converts a payload and gives only the output.
  func convert(_ payload: ScannedPayload, _ setup: LawSetup) throws -> [UInt8] {
    var output = ByteSink(capacity: payload.view.bytes.count)
    _ = try seat(setup).worker.convert(payload.view, into: &output)
    return output.view.bytes
  }

  /// Says what a payload is, with what the setup names.
  func identify(_ payload: ScannedPayload, _ setup: LawSetup) throws -> String {
    try identification(payload, setup).dialect
  }

  /// Says what a payload is and of which kind, with what the setup names.
  func identification(_ payload: ScannedPayload, _ setup: LawSetup) throws -> Identification {
    try seat(setup).worker.identify(payload.view)
  }

  /// Restores what a setup converted, perhaps edited since.
  func restore(_ target: [UInt8], _ residue: Residue, _ setup: LawSetup) throws -> [UInt8] {
    guard let record = ScannedPayload(target) else {
      throw Failure(id: "edit-no-document", message: String(decoding: target, as: UTF8.self))
    }
    // An empty patch is no document: nothing has to be done then.
    let patch = ScannedPayload(residue.patch)
    var output = ByteSink(capacity: target.count)
    var conflicts: [String] = []
    try seat(setup).worker.restore(
      record.view,
      dialect: residue.dialect,
      kind: residue.kind,
      patch: patch?.view,
      allowsConflicts: false,
      into: &output,
      conflicts: &conflicts
    )
    // The views above are of memory that these own.
    return withExtendedLifetime((record, patch)) { output.view.bytes }
  }
}
