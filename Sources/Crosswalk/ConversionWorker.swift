package import JSONCore
package import LensCore
import OpenAIDialects

/// What became of a record.
package enum Outcome: Equatable, Sendable {
  /// Converted from a dialect, or from an edition if a mark decides it.
  case converted(dialect: String, kind: String)
  /// Of the target's dialect already: the same bytes.
  case copied(dialect: String, kind: String)
  /// Legal in the target and elsewhere: the same bytes.
  case undecided(kind: String)
  /// Of no known kind, passed through because the options say so.
  case unknown
}

/// One thread's reusable memory: converts scanned records without allocating for each.
package struct ConversionWorker: ~Copyable {
  /// A runner that can be kept by key.
  ///
  /// The runner is borrowed once per record, so the class costs one check per record.
  private final class Engine {
    var runner: LensRunner
    init(_ plan: LensPlan) { runner = LensRunner(plan) }
  }

  /// A step with its engine, and the engine that undid it last; one object, so that one count keeps it.
  private final class Way {
    let from: Dialect
    let step: RouteStep
    let engine: Engine
    var back: (to: SourceForm, engine: Engine)?

    init(_ from: Dialect, _ step: RouteStep, _ engine: Engine) {
      self.from = from
      self.step = step
      self.engine = engine
    }
  }

  package let converter: Converter
  private let detector = KindDetector()
  private var engines: [RouteStep: Engine] = [:]
  /// The engine of the last run; nil if the record was copied or refused.
  private var current: Engine?
  /// The last step between dialects, with its engine: most records take the step of the one before.
  private var usual: Way?
  private var patch = ByteSink(capacity: 1 << 12)
  private var back = ByteSink(capacity: 1 << 12)
  private var targetTape = Tape()
  /// Whether the last output was scanned into ``targetTape`` already.
  private var hasTarget = false
  private var backTape = Tape()
  /// The record that was converted last, and where its output starts.
  private var source: TapeView?
  private var outputStart = 0

  /// Whether runs note which bytes came from where; see ``provenance``.
  package var tracesProvenance = false

  /// Makes the memory for a converter.
  package init(_ converter: Converter) { self.converter = converter }

  // MARK: Converting

  /// Converts a record and appends the result to a sink.
  ///
  /// - Throws: ``ConversionError`` if the record is refused; nothing is appended then.
  package mutating func convert(
    _ record: TapeView,
    into output: inout ByteSink
  ) throws(ConversionError) -> Outcome {
    outputStart = output.count
    source = record
    patch.truncate(to: 0)
    current = nil
    hasTarget = false
    switch try job(record) {
    case .copy(let outcome):
      output.append(record.bytes, Int(record[0].start), Int(record[0].end))
      return outcome
    case .run(let step, let from):
      let way = way(step, from.dialect)
      try run(way.engine, record, into: &output)
      if step.isWithinDialect, isUnchanged(record, output) { return unchanged(record, step.kind) }
      do throws(ConversionError) {
        try keepResidue(way, from, record, output)
      } catch {
        output.truncate(to: outputStart)
        throw error
      }
      return .converted(dialect: from.name, kind: step.kind.name)
    }
  }

  private mutating func run(
    _ engine: Engine,
    _ record: TapeView,
    into output: inout ByteSink
  ) throws(ConversionError) {
    engine.runner.tracesProvenance = tracesProvenance
    current = engine
    do throws(Refusal) {
      try engine.runner.run(record, into: &output)
    } catch {
      current = nil
      throw ConversionError(error, engine.runner.plan, record)
    }
  }

  private mutating func way(_ step: RouteStep, _ from: Dialect) -> Way {
    if let usual, usual.from === from, usual.step == step { return usual }
    let found = Way(from, step, engine(step, converter.settings))
    usual = found
    return found
  }

  /// The engine that undoes a step, without options: see ``Settings/restoring``.
  private mutating func engineBack(_ way: Way, _ from: SourceForm) -> Engine {
    if let back = way.back, back.to == from { return back.engine }
    let found = engine(way.step.reversed(to: from), .restoring)
    way.back = (from, found)
    return found
  }

  /// The runner of a step.
  private mutating func engine(_ step: RouteStep, _ settings: Settings) -> Engine {
    if let found = engines[step] { return found }
    let made = Engine(step.lens.plan(step.direction, edition: step.edition, settings))
    engines[step] = made
    return made
  }

  // MARK: Choosing

  private enum Job {
    case copy(Outcome)
    case run(RouteStep, from: SourceForm)
  }

  private func job(_ record: TapeView) throws(ConversionError) -> Job {
    let reading = try read(record)
    guard let kind = reading.kind else { return .copy(.unknown) }
    let target = converter.dialect
    switch reading.verdict {
    case .unknown: return .copy(.unknown)
    case .undecided: return sameDialect(record, kind, isDecided: false)
    case .decided(let dialect):
      if dialect == target { return sameDialect(record, kind, isDecided: true) }
      return try hop(record, kind, from: dialect)
    case .hybrid:
      // The lists of the other dialect are what has to go.
      guard let other = converter.registry.dialects.first(where: { $0 != target }) else {
        return .copy(.undecided(kind: kind.name))
      }
      return try hop(record, kind, from: other)
    }
  }

  private func hop(
    _ record: TapeView,
    _ kind: PayloadKind,
    from dialect: Dialect
  ) throws(ConversionError) -> Job {
    if let usual, usual.from === dialect, usual.step.kind === kind, !usual.step.isWithinDialect {
      return .run(usual.step, from: form(record, usual.step, dialect))
    }
    let step = RouteStep(
      converter.registry,
      kind: kind,
      from: dialect,
      to: converter.dialect,
      edition: converter.edition ?? converter.dialect.newest,
      restores: false
    )
    guard let step else {
      throw ConversionError(
        .unknownKind,
        "\(kind.name) of \(dialect.name) cannot be converted to \(converter.target)"
      )
    }
    return .run(step, from: form(record, step, dialect))
  }

  /// A payload of the target's dialect stays as it is, unless an edition is asked for that it does not have.
  private func sameDialect(_ record: TapeView, _ kind: PayloadKind, isDecided: Bool) -> Job {
    let dialect = converter.dialect
    if needsRewriting(record, kind), let edition = converter.edition ?? dialect.editions.last,
      let step = RouteStep(
        converter.registry,
        kind: kind,
        from: dialect,
        to: dialect,
        edition: edition,
        restores: false
      )
    {
      return .run(step, from: otherEdition(edition))
    }
    if !isDecided { return .copy(.undecided(kind: kind.name)) }
    return .copy(.copied(dialect: dialect.name, kind: kind.name))
  }

  private func needsRewriting(_ record: TapeView, _ kind: PayloadKind) -> Bool {
    let dialect = converter.dialect
    if dialect == .v2 && detector.hasOneDayForm(record, kind) { return true }
    guard let asked = converter.edition else { return false }
    // An edition that is asked for by name is forced, unless the payload is of it already.
    if let named = converter.source?.edition { return named != asked }
    return edition(record, kind, dialect) != asked
  }

  /// Whether a run changed nothing at all.
  private func isUnchanged(_ record: TapeView, _ output: borrowing ByteSink) -> Bool {
    let written = output.view(from: outputStart)
    return lossCount == 0 && written.count == record[0].length
      && written.equals(0, record.bytes, Int(record[0].start), length: written.count)
  }

  private mutating func unchanged(_ record: TapeView, _ kind: PayloadKind) -> Outcome {
    current = nil
    if case .decided = detector.read(record).verdict {
      return .copied(dialect: converter.dialect.name, kind: kind.name)
    }
    return .undecided(kind: kind.name)
  }

  /// The form of a source of another dialect.
  ///
  /// Its edition is looked for only where the way back differs by it: an edition that has a field gave it,
  /// while for another one it was assumed.
  private func form(_ record: TapeView, _ step: RouteStep, _ dialect: Dialect) -> SourceForm {
    if let named = converter.source, named.dialect == dialect, let edition = named.edition {
      return SourceForm(dialect: dialect, edition: edition)
    }
    let isRestored = converter.options.keepsResidue || converter.options.verifies
    let side = step.direction == .forward ? Side.older : .newer
    let differs = isRestored && step.lens.assumesByEdition(side)
    return SourceForm(
      dialect: dialect,
      edition: differs ? edition(record, step.kind, dialect) : nil
    )
  }

  /// The form of a source of the target's own dialect: the edition that the target is not.
  private func otherEdition(_ edition: String) -> SourceForm {
    let dialect = converter.dialect
    let isNewest = edition == dialect.newest
    return SourceForm(dialect: dialect, edition: isNewest ? dialect.editions[0] : dialect.newest)
  }

  // MARK: Reading

  /// What the record is, with what the caller says about it.
  private func read(_ record: TapeView) throws(ConversionError) -> Reading {
    var reading = detector.read(record)
    if let named = converter.kind {
      if let found = reading.kind, found != named {
        throw ConversionError(
          .dialectMismatch,
          "expected \(named.name) as named by the caller, found \(found.name)"
        )
      }
      if reading.kind == nil, record.kind(0) == .object {
        reading = detector.read(record, as: named)
      }
    }
    if reading.verdict == .unknown {
      if converter.settings.choice(.unknownKind, at: "") == "copy" { return reading }
      throw ConversionError(
        .unknownKind, LossCode.unknownKind.message + " (\(reading.reason.rawValue))")
    }
    guard let named = converter.source?.dialect else { return reading }
    if case .decided(let found) = reading.verdict, found != named {
      throw ConversionError(
        .dialectMismatch,
        "expected \(named.name) as named by the caller, found \(found.name) (\(reading.reason.rawValue))"
      )
    }
    if reading.verdict == .undecided { reading.verdict = .decided(named) }
    if let named = converter.source?.edition { try check(record, reading, isOf: named) }
    return reading
  }

  /// Refuses a record whose marks decide another edition than the one named.
  private func check(
    _ record: TapeView,
    _ reading: Reading,
    isOf named: String
  ) throws(ConversionError) {
    guard case .decided(let dialect) = reading.verdict, let kind = reading.kind,
      let found = edition(record, kind, dialect), found != named
    else { return }
    throw ConversionError(
      .dialectMismatch,
      "expected \(named) as named by the caller, found marks of \(found)"
    )
  }

  /// Says which dialect and kind a record has.
  package func identify(_ record: TapeView) throws(ConversionError) -> Identification {
    let reading = try read(record)
    let kind = reading.kind?.name ?? "unknown"
    let dialect: String
    switch reading.verdict {
    case .unknown: dialect = "unknown"
    case .undecided: dialect = "undecided"
    case .hybrid: dialect = "hybrid"
    case .decided(let found):
      dialect = reading.kind.flatMap { edition(record, $0, found) } ?? found.name
    }
    return Identification(dialect: dialect, kind: kind, reason: reading.reason.rawValue)
  }

  /// The edition that the marks of a record decide.
  private func edition(_ record: TapeView, _ kind: PayloadKind, _ dialect: Dialect) -> String? {
    var reading = Reading(verdict: .decided(dialect), kind: kind, reason: .named)
    reading.marks = detector.marks(record, kind, dialect)
    return reading.edition(of: dialect)
  }

  /// Says what the last record was.
  package func identification(of outcome: Outcome, _ record: TapeView) -> Identification {
    (try? identify(record))
      ?? Identification(dialect: "unknown", kind: "unknown", reason: Reading.Reason.noKind.rawValue)
  }

  // MARK: Losses

  /// How much was lost of the last record.
  package var lossCount: Int { current?.runner.events.count ?? 0 }

  /// Tells the losses of the last record, whose bytes and output must not have changed since.
  package mutating func losses(_ output: borrowing ByteSink, _ body: (Loss) -> Void) {
    locatedLosses(output) { _, loss in body(Loss(loss)) }
  }

  /// Tells the losses of the last record with the numbers of their places in the plan.
  mutating func locatedLosses(
    _ output: borrowing ByteSink,
    _ body: (_ site: Int, LocatedLoss) -> Void
  ) {
    guard let engine = current, let source, !engine.runner.events.isEmpty else { return }
    let events = engine.runner.events
    let needsTarget = events.contains { $0.target >= 0 }
    let target = needsTarget ? scannedTarget(output) : nil
    var report = LossReport(engine.runner.plan, source: source, target: target)
    for event in events {
      if let loss = report.loss(event) { body(Int(event.site), loss) }
    }
  }

  /// The last output, scanned at most once; nil if it is no JSON.
  private mutating func scannedTarget(_ output: borrowing ByteSink) -> TapeView? {
    let written = output.view(from: outputStart)
    if !hasTarget { hasTarget = targetTape.scan(written) != nil }
    return hasTarget ? targetTape.view(written) : nil
  }

  /// Where the bytes of the last output came from; nil if the record was copied.
  package var provenance: Provenance? {
    current.map {
      Provenance(plan: $0.runner.plan, events: $0.runner.events, segments: $0.runner.segments)
    }
  }

  // MARK: Residue

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

  private mutating func keepResidue(
    _ way: Way,
    _ from: SourceForm,
    _ record: TapeView,
    _ output: borrowing ByteSink
  ) throws(ConversionError) {
    guard converter.options.keepsResidue || converter.options.verifies else { return }
    guard let target = scannedTarget(output) else { throw .unrestorable }
    back.truncate(to: 0)
    let engine = engineBack(way, from)
    do throws(Refusal) {
      try engine.runner.run(target, into: &back)
    } catch {
      throw .unrestorable
    }
    try makePatch(record)
    if converter.options.verifies { try verify(record) }
  }

  private mutating func makePatch(_ record: TapeView) throws(ConversionError) {
    let start = Int(record[0].start)
    let isSame =
      back.count == record[0].length
      && back.view.equals(0, record.bytes, start, length: back.count)
    if isSame && !converter.options.verifies { return }
    guard backTape.scan(back.view) != nil else { throw .unrestorable }
    let maker = ResidueMaker(
      back: backTape.view(back.view),
      source: record,
      dropped: current?.runner.droppedNodes ?? []
    )
    maker.make(into: &patch)
  }

  private mutating func verify(_ record: TapeView) throws(ConversionError) {
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
    guard let step = wayBack(dialect, kind) else {
      return output.append(record.bytes, Int(record[0].start), Int(record[0].end))
    }
    let start = output.count
    let way = engine(step, .restoring)
    back.truncate(to: 0)
    do throws(Refusal) {
      try way.runner.run(record, into: &back)
    } catch {
      throw ConversionError(error, way.runner.plan, record)
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

  /// The step that leads back to a dialect or edition; nil if the record was copied.
  private func wayBack(_ dialect: String, _ kind: String) -> RouteStep? {
    guard dialect != converter.dialect.name, let kind = converter.registry.kind(named: kind),
      let found = converter.registry.dialect(named: dialect)
    else { return nil }
    let step = RouteStep(
      converter.registry,
      kind: kind,
      from: found.dialect,
      to: converter.dialect,
      edition: converter.edition ?? converter.dialect.newest,
      restores: false
    )
    // The very way that the residue was made on: between editions the target alone does not tell it.
    return step?.reversed(to: SourceForm(dialect: found.dialect, edition: found.edition))
  }
}

extension Outcome {
  /// Dialect and kind as a residue has them.
  package var form: (dialect: String, kind: String) {
    switch self {
    case .converted(let dialect, let kind), .copied(let dialect, let kind): (dialect, kind)
    case .undecided(let kind): ("undecided", kind)
    case .unknown: ("unknown", "unknown")
    }
  }
}

extension Settings {
  /// The way back needs no options: whatever it gives, the patch leads from there to the source.
  fileprivate static let restoring: Settings = {
    var settings = Settings()
    settings.restores = true
    return settings
  }()
}

extension ConversionError {
  fileprivate static var unrestorable: ConversionError {
    ConversionError(.verifyFailed, LossCode.verifyFailed.message)
  }
}

extension Loss {
  init(_ loss: LocatedLoss) {
    self.init(
      code: loss.site.note.code.id,
      field: loss.field,
      weight: LossWeight(rawValue: loss.site.note.weight.name) ?? .content,
      action: loss.site.action.name,
      source: loss.source,
      target: loss.target,
      member: loss.site.member,
      message: loss.site.note.message ?? loss.site.note.code.message
    )
  }
}
