package import JSONCore
import LensCore
import OpenAIDialects

// The residue of a record, and the way back.
extension ConversionWorker {
  /// The patch that restoring the last record needs; empty if none.
  package var residuePatch: ByteView { patch.view }

  /// Hash of the tokens of the last output.
  package mutating func check(_ output: borrowing ByteSink) -> UInt64 {
    scannedTarget(output)?.tokenHash(0) ?? 0
  }

  /// The residue of the last record.
  package mutating func residue(of outcome: Outcome, _ output: borrowing ByteSink) -> Residue {
    let form = outcome.form
    return Residue(
      dialect: form.dialect,
      kind: form.kind,
      check: check(output),
      patch: patch.view.bytes
    )
  }

  /// Whether records are converted back at once.
  var needsWayBack: Bool { converter.options.keepsResidue || converter.options.verifies }

  mutating func keepResidue(
    _ way: Way,
    _ from: SourceForm,
    _ record: TapeView,
    _ output: borrowing ByteSink
  ) throws(ConversionError) {
    guard needsWayBack else { return }
    guard let target = scannedTarget(output) else { throw .unrestorable }
    back.truncate(to: 0)
    let reverse = wayBack(way, from)
    do throws(ConversionError) {
      try runBack(reverse, target)
    } catch {
      throw .unrestorable
    }
    try makePatch(record, way, reverse)
    if converter.options.verifies { try verify(record) }
  }

  /// Compares the way back with the record.
  ///
  /// - Parameters:
  ///   - record: The source.
  ///   - there: The way that was taken; what it copied is looked at only if it matters.
  ///   - andBack: The way that undid it.
  /// - Throws: ``ConversionError`` if the way back is no JSON.
  mutating func makePatch(
    _ record: TapeView,
    _ there: Way,
    _ andBack: Way
  ) throws(ConversionError) {
    let source = mapping?.original ?? record
    if !converter.options.verifies, isBack(source) { return }
    guard backTape.scan(back.view) != nil else { throw .unrestorable }
    let copied = (there.engines + andBack.engines).map { $0.runner.segments }
    let maker = ResidueMaker(
      back: backTape.view(back.view),
      source: source,
      trail: Trail((mapping.map { [$0.segments] } ?? []) + copied),
      dropped: isComposed ? composition.dropped : current?.first.runner.droppedNodes ?? []
    )
    maker.make(into: &patch)
  }

  /// Whether the way back is the record; white space between tokens does not count.
  private func isBack(_ record: TapeView) -> Bool {
    let start = Int(record[0].start)
    if back.count == record[0].length,
      back.view.equals(0, record.bytes, start, length: back.count)
    {
      return true
    }
    // What runs write has no white space, so only a record with some can differ by that alone.
    let isSpaced = record.count > 2 && record[2].start > record[1].end &+ 1
    return isSpaced && record.hasTokens(of: back.view)
  }

  mutating func verify(_ converted: TapeView) throws(ConversionError) {
    let record = mapping?.original ?? converted
    var restored = ByteSink(capacity: record[0].length)
    if patch.count == 0 {
      restored.append(back.view)
    } else {
      var patchTape = Tape()
      guard patchTape.scan(patch.view) != nil else { throw .unrestorable }
      var applier = ResidueApplier(
        back: backTape.view(back.view),
        patch: patchTape.view(patch.view)
      )
      applier.apply(into: &restored)
      guard applier.conflicts.isEmpty else { throw .unrestorable }
    }
    var tape = Tape()
    guard tape.scan(restored.view) != nil,
      tape.view(restored.view).sameTokens(0, record, 0)
    else { throw .unrestorable }
  }

  /// Appends the source of a converted record to a sink.
  ///
  /// - Parameters:
  ///   - record: The scanned payload of the target, perhaps edited.
  ///   - dialect: The source's dialect or edition as the residue has it; the target's own, `undecided` or
  ///     `unknown` if the record was copied.
  ///   - kind: The source's kind as the residue has it.
  ///   - patch: The scanned residue; nil if there is none.
  ///   - allowsConflicts: Whether an edit that contradicts the residue wins.
  ///   - output: Receives the source; nothing is appended if this throws.
  ///   - conflicts: Receives the pointers at which an edit won.
  /// - Throws: ``ConversionError`` if the record cannot be read, or an edit contradicts the residue.
  package mutating func restore(
    _ record: TapeView,
    dialect: String,
    kind: String,
    patch: TapeView?,
    allowsConflicts: Bool,
    into output: inout ByteSink,
    conflicts: inout [String]
  ) throws(ConversionError) {
    let start = output.count
    back.truncate(to: 0)
    if let way = wayBack(dialect, kind) {
      try runBack(way, record)
    } else if try !callBack(record, dialect, kind) {
      back.append(record.bytes, Int(record[0].start), Int(record[0].end))
    }
    guard let patch else { return output.append(back.view) }
    guard backTape.scan(back.view) != nil else { throw .unrestorable }
    var applier = ResidueApplier(back: backTape.view(back.view), patch: patch)
    applier.apply(into: &output)
    conflicts = applier.conflicts
    guard conflicts.isEmpty || allowsConflicts else {
      output.truncate(to: start)
      throw ConversionError(
        .residueConflict,
        LossCode.residueConflict.message + ": at " + conflicts.joined(separator: ", ")
      )
    }
  }

  /// Runs all steps of a way back; what they noted of losses is of no interest.
  private mutating func runBack(_ way: Way, _ record: TapeView) throws(ConversionError) {
    var view = record
    for (place, engine) in way.engines.enumerated() {
      engine.runner.tracesCopies = true
      do throws(Refusal) {
        guard place < way.middles.count else { return try engine.runner.run(view, into: &back) }
        way.middles[place].sink.truncate(to: 0)
        try engine.runner.run(view, into: &way.middles[place].sink)
      } catch {
        throw ConversionError(error, engine.runner.plan, view)
      }
      let middle = way.middles[place]
      guard middle.tape.scan(middle.sink.view) != nil else { throw .unrestorable }
      view = middle.tape.view(middle.sink.view)
    }
  }

  /// The way that leads back to a dialect or edition; nil if the record was copied, be it with other ids.
  mutating func wayBack(_ dialect: String, _ kind: String) -> Way? {
    guard dialect != converter.dialect.name, let kind = converter.registry.kind(named: kind),
      let found = converter.registry.dialect(named: dialect),
      let way = way(from: found.dialect, kind)
    else { return nil }
    // The very way that the residue was made on: between editions the target alone does not tell it.
    return wayBack(way, SourceForm(dialect: found.dialect, edition: found.edition))
  }
}

extension Settings {
  /// The way back needs no options: whatever it gives, the patch leads from there to the source.
  static let restoring: Settings = {
    var settings = Settings()
    settings.restores = true
    return settings
  }()
}

extension ConversionError {
  static var unrestorable: ConversionError {
    ConversionError(.verifyFailed, LossCode.verifyFailed.message)
  }
}
