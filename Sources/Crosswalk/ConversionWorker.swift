package import JSONCore
package import LensCore
import OpenAIDialects

/// One thread's reusable memory: converts scanned records without allocating for each.
package struct ConversionWorker: ~Copyable {
  /// A runner that can be kept by key.
  ///
  /// The runner is borrowed once per record, so the class costs one check per record.
  final class Engine {
    var runner: LensRunner
    init(_ plan: LensPlan) { runner = LensRunner(plan) }
  }

  /// A step with its engine, and the engine that undid it last; one object, so that one count keeps it.
  final class Way {
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
  let detector = KindDetector()
  var engines: [RouteStep: Engine] = [:]
  /// The engine of the last run; nil if the record was copied or refused.
  var current: Engine?
  /// The last step between dialects, with its engine: most records take the step of the one before.
  var usual: Way?
  var patch = ByteSink(capacity: 1 << 12)
  var back = ByteSink(capacity: 1 << 12)
  var targetTape = Tape()
  /// Whether the last output was scanned into ``targetTape`` already.
  var hasTarget = false
  var backTape = Tape()
  /// The record that was converted last, and where its output starts.
  var source: TapeView?
  var outputStart = 0

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

  mutating func run(
    _ engine: Engine,
    _ record: TapeView,
    into output: inout ByteSink
  ) throws(ConversionError) {
    engine.runner.tracesCopies = tracesProvenance || needsWayBack
    engine.runner.tracesMarks = tracesProvenance
    current = engine
    do throws(Refusal) {
      try engine.runner.run(record, into: &output)
    } catch {
      current = nil
      throw ConversionError(error, engine.runner.plan, record)
    }
  }

  mutating func way(_ step: RouteStep, _ from: Dialect) -> Way {
    if let usual, usual.from === from, usual.step == step { return usual }
    let found = Way(from, step, engine(step, converter.settings))
    usual = found
    return found
  }

  /// The engine that undoes a step, without options: see ``Settings/restoring``.
  mutating func engineBack(_ way: Way, _ from: SourceForm) -> Engine {
    if let back = way.back, back.to == from { return back.engine }
    let found = engine(way.step.reversed(to: from), .restoring)
    way.back = (from, found)
    return found
  }

  /// The runner of a step.
  mutating func engine(_ step: RouteStep, _ settings: Settings) -> Engine {
    if let found = engines[step] { return found }
    let made = Engine(step.lens.plan(step.direction, edition: step.edition, settings))
    engines[step] = made
    return made
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
  mutating func scannedTarget(_ output: borrowing ByteSink) -> TapeView? {
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
