import JSONCore
import LensCore
import OpenAIDialects

/// Converts calls and answers: a worker of its own converts the bodies, the rest is edited in place.
///
/// Memory is kept from record to record, as in a ``ConversionWorker``.
final class CallDesk {
  /// From where to where a call goes.
  struct Turn {
    let from: Dialect
    let to: Dialect
    /// The edition that is written.
    let edition: String
    /// What is restored: the source's form; nil if this is the way there.
    var restores: SourceForm?
  }

  /// What a conversion noted, of the whole payload.
  struct Report {
    let events: [LossEvent]
    let segments: [Segment]
    let dropped: Set<Int>
    let sites: SiteList
  }

  private let converter: Converter
  private var worker: ConversionWorker
  private var tape = Tape()
  private let ids: IDMap
  private let envelope: CallSites
  private let restoring: CallSites
  /// The sites of envelope and body, for each list of body's sites that was met.
  private var lists: [(body: SiteList?, pointer: String, whole: SiteList)] = []

  init(_ converter: Converter) {
    self.converter = converter
    worker = ConversionWorker(converter.forBodies)
    worker.isPart = true
    ids = converter.ids
    envelope = CallSites(converter.settings)
    restoring = CallSites(.restoring)
  }

  /// Writes a call of one dialect as one of another.
  ///
  /// - Parameters:
  ///   - record: The call or answer.
  ///   - turn: From where to where.
  ///   - tracesMarks: Whether values without meaning are noted too.
  ///   - sink: Receives the result; nothing is appended if this throws.
  /// - Returns: What was noted.
  /// - Throws: ``ConversionError`` if the endpoint or the body cannot be converted.
  func write(
    _ record: TapeView,
    _ turn: Turn,
    tracesMarks: Bool,
    into sink: inout ByteSink
  ) throws(ConversionError) -> Report {
    guard let parts = CallParts(record) else { throw .unrestorable }
    if parts.twice >= 0 { throw ConversionError(.duplicateMember, record, parts.twice + 1) }
    let start = sink.count
    let sites = turn.restores == nil ? envelope : restoring
    var call = CallTurn(
      parts: parts,
      turn: turn,
      sites: sites,
      ids: turn.restores == nil && turn.from != turn.to ? ids : nil,
      writer: CallWriter(record, base: start, tracesMarks: tracesMarks)
    )
    if parts.kind == .httpRequest {
      try call.address()
      // Within a dialect no word about it changes.
      if turn.from != turn.to { call.headers() }
    }
    let body = try call.body(in: converter.registry)
    var report: BodyReport?
    do throws(ConversionError) {
      try call.writer.write(into: &sink) { writer, sink throws(ConversionError) in
        guard let body else { return }
        report = try self.write(body, turn, &writer, sites, into: &sink)
      }
      try call.refuseHeavyLosses()
    } catch {
      sink.truncate(to: start)
      throw error
    }
    let offset = body?.node ?? 0
    return Report(
      events: call.writer.events,
      segments: call.writer.segments,
      dropped: Set((report?.dropped ?? []).map { $0 + offset }),
      sites: whole(report?.sites, parts.bodyPointer, sites)
    )
  }

  // MARK: Bodies

  private func write(
    _ body: CallBody,
    _ turn: Turn,
    _ writer: inout CallWriter,
    _ sites: CallSites,
    into sink: inout ByteSink
  ) throws(ConversionError) -> BodyReport {
    sink.append(body.before)
    let start = sink.count
    guard tape.scan(writer.source.bytes, from: Int(writer.source[body.node].start)) != nil else {
      throw .unrestorable
    }
    let view = tape.view(writer.source.bytes)
    guard let way = way(body.kind, turn) else {
      throw ConversionError(
        .kindNotInDialect,
        "\(body.kind.name) of \(turn.from.name) cannot be converted to \(turn.to.name)"
      )
    }
    worker.forgetRun()
    worker.tracesProvenance = writer.tracesMarks
    do throws(ConversionError) {
      try worker.run(way, view, into: &sink)
    } catch {
      throw error.inside(writer.source.pointer(to: body.node))
    }
    let report = worker.bodyReport(way)
    writer.add(report, node: body.node, start: start, firstSite: sites.sites.count)
    sink.append(body.behind)
    return report
  }

  /// The way of a body: there, or back.
  private func way(_ kind: PayloadKind, _ turn: Turn) -> ConversionWorker.Way? {
    guard let form = turn.restores else {
      return worker.way(from: turn.from, kind, edition: turn.edition)
    }
    let path = converter.registry.path(from: turn.from, to: form.dialect)
    let source = path.reduce(kind) { converter.registry.counterpart(of: $0, in: $1) ?? $0 }
    guard let way = worker.way(from: form.dialect, source, edition: turn.edition) else {
      return nil
    }
    return worker.wayBack(way, form)
  }

  private func whole(_ body: SiteList?, _ pointer: String, _ sites: CallSites) -> SiteList {
    if let known = lists.first(where: { $0.body === body && $0.pointer == pointer }) {
      return known.whole
    }
    let inner = body?.sites.map { $0.inside(pointer) } ?? []
    let whole = SiteList([sites.sites, inner])
    lists.append((body, pointer, whole))
    return whole
  }
}

extension ConversionWorker {
  /// What the last run over a body noted.
  func bodyReport(_ way: Way) -> BodyReport {
    BodyReport(
      events: events,
      segments: isComposed ? composition.segments : way.first.runner.segments,
      dropped: isComposed ? composition.dropped : way.first.runner.droppedNodes,
      sites: way.sites
    )
  }
}

extension ConversionError {
  /// The same error in a payload around the one that it is about.
  func inside(_ place: String) -> ConversionError {
    ConversionError(
      code: code,
      pointer: place + (pointer ?? ""),
      offset: offset,
      message: message,
      help: help
    )
  }

  /// A record that is refused for one of its values.
  init(_ code: LossCode, _ source: TapeView, _ node: Int, _ message: String? = nil) {
    self.init(
      code: code.id,
      pointer: source.pointer(to: node),
      offset: Int(source[node].start),
      message: message ?? code.message,
      help: code.remedy.asHelp
    )
  }
}
