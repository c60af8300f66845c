package import JSONCore
package import LensCore
import OpenAIDialects

/// One thread's reusable memory: converts scanned records without allocating for each.
package struct ConversionWorker: ~Copyable {
  /// What stands between two steps of a route.
  final class Middle {
    var sink = ByteSink(capacity: 1 << 12)
    var tape = Tape()
  }

  /// A route with its engines, and the engines that undid it last; one object, so that one count keeps it.
  final class Way {
    let from: Dialect
    let kind: PayloadKind
    let isWithinDialect: Bool
    let route: Route
    let targetKind: PayloadKind
    let engines: [Engine]
    /// The engine that reads the record.
    let first: Engine
    let middles: [Middle]
    let sites: SiteList
    var back: (to: SourceForm, way: Way)?

    init(_ from: Dialect, _ route: Route, _ engines: [Engine]) {
      self.from = from
      self.route = route
      targetKind = route.targetKind
      self.engines = engines
      kind = route.kind
      isWithinDialect = route.isWithinDialect
      first = engines[0]
      middles = engines.dropLast().map { _ in Middle() }
      sites = SiteList(engines.map { $0.runner.plan })
    }
  }

  package let converter: Converter
  let detector = KindDetector()
  var engines: [RouteStep: Engine] = [:]
  /// Routes that were taken before.
  var ways: [Way] = []
  /// Whether the last record was converted by a run: not copied, and not refused.
  var hasRun = false
  /// The way that was taken last.
  private var last: Way?
  /// What the last run did as a whole; means something if ``isComposed``.
  var composition = RunComposition()
  /// Whether the last run took several steps.
  var isComposed = false
  /// What the last run did, if the record was a call.
  var call: CallRun?
  /// What converts calls; made for the first one.
  lazy var desk = CallDesk(converter)
  /// The last way between dialects: most records take that of the one before.
  var usual: Way?
  /// The way whose engines note what is asked for, and whether that is everything.
  private var prepared: Way?
  private var preparedTracing = false
  var patch = ByteSink(capacity: 1 << 12)
  var back = ByteSink(capacity: 1 << 12)
  var targetTape = Tape()
  /// Whether the last output was scanned into ``targetTape`` already.
  var hasTarget = false
  var backTape = Tape()
  /// What gives references other ids; nil if nobody asked for that.
  let mapper: IDMapper?
  /// The last record with other ids; nil if it has no reference that changes.
  var mapping: MappedRecord?
  /// Where references were changed so far, and the sites of ways with these behind them.
  var idPlaces: IDPlaces
  var idLists: [(before: SiteList?, count: Int, whole: SiteList)] = []
  /// The record that was converted last, and where its output starts.
  var source: TapeView?
  var outputStart = 0

  /// Whether runs note which bytes came from where; see ``provenance``.
  package var tracesProvenance = false
  /// Whether runs of several steps note that as well because they are a part of another.
  var isPart = false

  /// Makes the memory for a converter.
  package init(_ converter: Converter) {
    self.converter = converter
    mapper = converter.ids.isEmpty ? nil : IDMapper(converter.ids)
    idPlaces = IDPlaces(converter.settings)
  }

  // MARK: Converting

  /// Converts a record and appends the result to a sink.
  ///
  /// - Throws: ``ConversionError`` if the record is refused; nothing is appended then.
  package mutating func convert(
    _ record: TapeView,
    into output: inout ByteSink
  ) throws(ConversionError) -> Outcome {
    mapping = try mapped(record)
    guard let mapping else { return try convert(asIs: record, into: &output) }
    do throws(ConversionError) {
      let outcome = try convert(asIs: mapping.view, into: &output)
      return try finish(mapping, outcome, output)
    } catch {
      output.truncate(to: outputStart)
      throw error.found(in: record)
    }
  }

  private mutating func convert(
    asIs record: TapeView,
    into output: inout ByteSink
  ) throws(ConversionError) -> Outcome {
    outputStart = output.count
    source = record
    patch.truncate(to: 0)
    forgetRun()
    if call != nil { call = nil }
    hasTarget = false
    switch try job(record) {
    case .call(let reading): return try convertCall(record, reading, into: &output)
    case .copy(let outcome):
      output.append(record.bytes, Int(record[0].start), Int(record[0].end))
      return outcome
    case .run(let way, let from):
      try run(way, record, into: &output)
      if way.isWithinDialect, isUnchanged(record, output) { return unchanged(record, way.kind) }
      do throws(ConversionError) {
        try keepResidue(way, from, record, output)
      } catch {
        output.truncate(to: outputStart)
        throw error
      }
      return .converted(dialect: from.name, kind: way.kind.name)
    }
  }

  /// The way of the last run; nil if the record was copied or refused.
  var current: Way? { hasRun ? last : nil }

  /// Forgets what the last run noted.
  mutating func forgetRun() {
    hasRun = false
    lossCount = 0
    if isComposed { composition.forget() }
    isComposed = false
  }

  mutating func run(
    _ way: Way,
    _ record: TapeView,
    into output: inout ByteSink
  ) throws(ConversionError) {
    if prepared !== way || preparedTracing != tracesProvenance { prepare(way) }
    if way.engines.count > 1 {
      try runSteps(way, record, into: &output)
    } else {
      do throws(Refusal) {
        try way.first.runner.run(record, into: &output)
      } catch {
        throw ConversionError(error, way.first.runner.plan, record)
      }
    }
    if last !== way { last = way }
    hasRun = true
    lossCount = isComposed ? composition.events.count : way.first.runner.events.count
  }

  /// Notes what became of a call.
  mutating func note(_ run: CallRun) {
    call = run
    lossCount = run.report.events.count
  }

  /// Notes that the last record is the same as before.
  mutating func forgetConversion() {
    hasRun = false
    call = nil
    lossCount = 0
  }

  /// Tells the engines of a way, which other ways may have used, what to note.
  private mutating func prepare(_ way: Way) {
    let isLong = way.engines.count > 1
    for (place, engine) in way.engines.enumerated() {
      engine.runner.firstSite = UInt16(way.sites.firsts[place])
      engine.runner.tracesCopies = tracesProvenance || needsWayBack || isLong || mapper != nil
      engine.runner.tracesMarks = tracesProvenance
    }
    prepared = way
    preparedTracing = tracesProvenance
  }

  /// The way of a record, with engines that are ready to run; towards the target's usual edition unless
  /// another one is named.
  mutating func way(
    from dialect: Dialect,
    _ kind: PayloadKind,
    edition: String? = nil
  ) -> Way? {
    if let usual, usual.from == dialect, usual.kind == kind { return usual }
    let isWithin = dialect == converter.dialect
    let known = ways.first { way in
      way.from == dialect && way.kind == kind && way.isWithinDialect == isWithin
    }
    if let known {
      usual = known
      return known
    }
    let route = Route(
      converter.registry,
      kind: kind,
      from: dialect,
      to: converter.dialect,
      edition: edition ?? converter.edition ?? converter.dialect.newest,
      as: converter.asked
    )
    guard let route else { return nil }
    let found = Way(dialect, route, route.steps.map { engine($0, converter.settings) })
    ways.append(found)
    usual = found
    return found
  }

  /// The way that undoes another, without options: see ``Settings/restoring``.
  mutating func wayBack(_ way: Way, _ from: SourceForm) -> Way {
    if let back = way.back, back.to == from { return back.way }
    let route = way.route.reversed(to: from)
    let found = Way(converter.dialect, route, route.steps.map { engine($0, .restoring) })
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

  /// What the last record lost.
  var events: [LossEvent] {
    if let call { return call.report.events }
    guard let current else { return [] }
    return isComposed ? composition.events : current.first.runner.events
  }

  /// What the last record became; nil if it was copied.
  package var targetKind: PayloadKind? { call?.kind ?? current?.targetKind }

  /// How much was lost of the last record.
  package private(set) var lossCount = 0

  /// Where the last record could lose something; nil if it was copied.
  var sites: SiteList? { call?.report.sites ?? current?.sites }

  /// Counts the losses of the last record.
  mutating func count(in tally: inout LossTally) -> Bool {
    if call == nil, let last, !isComposed {
      return tally.add(last.first.runner.events, at: last.sites)
    }
    return sites.map { tally.add(events, at: $0) } ?? false
  }

  /// Tells the losses of the last record, whose bytes and output must not have changed since.
  package mutating func losses(_ output: borrowing ByteSink, _ body: (Loss) -> Void) {
    locatedLosses(output) { _, loss in body(Loss(loss)) }
  }

  /// Tells the losses of the last record with the numbers of their places in the plan.
  mutating func locatedLosses(
    _ output: borrowing ByteSink,
    _ body: (_ site: Int, LocatedLoss) -> Void
  ) {
    guard let sites, let source, lossCount > 0 else { return }
    let events = events
    let needsTarget = events.contains { $0.target >= 0 }
    let target = needsTarget ? scannedTarget(output) : nil
    var report = LossReport(sites, source: source, target: target)
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
    if let call {
      return Provenance(
        sites: call.report.sites,
        events: call.report.events,
        segments: call.report.segments
      )
    }
    return current.map { way in
      Provenance(
        sites: way.sites,
        events: events,
        segments: isComposed ? composition.segments : way.first.runner.segments
      )
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
