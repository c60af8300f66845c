import JSONCore
import LensCore
import OpenAIDialects

// Other ids in references: the record is rewritten first, and what is noted is told of the record.
extension ConversionWorker {
  /// A record whose references were given other ids.
  struct MappedRecord {
    /// The record as it was read.
    let original: TapeView
    /// The record with other ids.
    let view: TapeView
    let changes: [IDMapper.Change]
    let segments: [Segment]
  }

  /// The record with other ids; nil if nothing changes.
  mutating func mapped(_ record: TapeView) throws(ConversionError) -> MappedRecord? {
    guard let mapper else { return nil }
    guard let view = mapper.map(record, try idWay(record)) else { return nil }
    return MappedRecord(
      original: record,
      view: view,
      changes: mapper.changes,
      segments: mapper.segments
    )
  }

  /// Which way a record's conversion reads the map.
  private mutating func idWay(_ record: TapeView) throws(ConversionError) -> IDMap.Way {
    guard case .decided(let source) = try read(record).verdict else { return .forward }
    let order = converter.registry.dialects
    guard let from = order.firstIndex(of: source), let to = order.firstIndex(of: converter.dialect),
      from > to
    else { return .forward }
    return source == .responses ? .homeward : .backward
  }

  /// Tells what was noted of a mapped record as notes of the record that was read.
  mutating func finish(
    _ mapped: MappedRecord,
    _ outcome: Outcome,
    _ output: borrowing ByteSink
  ) throws(ConversionError) -> Outcome {
    var outcome = outcome
    if case .converted = outcome {
    } else {
      outcome = .converted(dialect: outcome.form.dialect, kind: outcome.form.kind)
      try keepResidue(ofCopied: mapped)
    }
    let copied = segmentsOfLast ?? [mapped.view.whole]
    let events = try self.events + idEvents(mapped, copied, isWithin: isWithin(outcome))
    let before = call?.report.sites ?? current?.sites
    let report = CallDesk.Report(
      events: events,
      segments: copied.after(mapped.segments),
      dropped: [],
      sites: idSites(before)
    )
    let kind = targetKind ?? converter.registry.kind(named: outcome.form.kind) ?? .message
    note(CallRun(kind: kind, report: report))
    source = mapped.original
    return outcome
  }

  /// What the last run copied; nil if the record was copied whole.
  private var segmentsOfLast: [Segment]? {
    if let call { return call.report.segments }
    return isComposed ? composition.segments : current?.first.runner.segments
  }

  /// Whether the record stays in its dialect, where nothing tells the way back.
  private func isWithin(_ outcome: Outcome) -> Bool {
    let name = outcome.form.dialect
    guard let found = converter.registry.dialect(named: name) else { return true }
    return found.dialect == converter.dialect
  }

  private mutating func keepResidue(ofCopied mapped: MappedRecord) throws(ConversionError) {
    guard needsWayBack else { return }
    let maker = ResidueMaker(
      back: mapped.view,
      source: mapped.original,
      trail: Trail([mapped.segments]),
      dropped: []
    )
    maker.make(into: &patch)
  }

  // MARK: Notes

  /// What is said of each reference that is still there.
  private mutating func idEvents(
    _ mapped: MappedRecord,
    _ copied: [Segment],
    isWithin: Bool
  ) throws(ConversionError) -> [LossEvent] {
    let first = (call?.report.sites ?? current?.sites)?.sites.count ?? 0
    let told = Set(self.events.filter { $0.site == LossEvent.absence }.map(\.source))
    var events: [LossEvent] = []
    for change in mapped.changes {
      let start = mapped.view[change.node].start
      guard let target = copied.target(of: Int32(start)) else { continue }
      if !change.leadsBack || isWithin && change.isRewritten {
        let place = idPlaces.index(of: mapped.original, change)
        if idPlaces.sites[place].refuses {
          throw ConversionError(idPlaces.sites[place].note.code, mapped.original, change.node)
        }
        let site = UInt16(first + place)
        events.append(LossEvent(site: site, source: Int32(change.node), target: target))
      } else if tracesProvenance, !told.contains(Int32(change.node)) {
        events.append(
          LossEvent(site: LossEvent.absence, source: Int32(change.node), target: -1))
        events.append(LossEvent(site: LossEvent.filler, source: -1, target: target))
      }
    }
    return events
  }

  private mutating func idSites(_ before: SiteList?) -> SiteList {
    let count = idPlaces.sites.count
    if let known = idLists.first(where: { $0.before === before && $0.count == count }) {
      return known.whole
    }
    let whole = SiteList([before?.sites ?? [], idPlaces.sites])
    idLists.append((before, count, whole))
    return whole
  }
}

/// The places at which references were changed so far, each with the code that tells it.
struct IDPlaces {
  private let settings: Settings
  private(set) var sites: [LossSite] = []

  init(_ settings: Settings) { self.settings = settings }

  /// The number of the place of a change.
  mutating func index(of record: TapeView, _ change: IDMapper.Change) -> Int {
    let note = LossNote(change.leadsBack ? .idMapped : .idsMerged)
    let field = record.field(of: change.node)
    let known = sites.firstIndex { $0.field == field && $0.note.code == note.code }
    if let known { return known }
    let isTooHeavy = settings.isTooHeavy(note.weight, note.code, at: field)
    let refuses = settings.choice(note.code, at: field) == "fail" || isTooHeavy
    sites.append(LossSite(note: note, action: .changed, field: field, refuses: refuses))
    return sites.count - 1
  }
}

extension ConversionError {
  /// The same error with its place in the record that was read.
  func found(in record: TapeView) -> ConversionError {
    guard let pointer, let place = try? Pointer(parsing: pointer),
      let node = record.node(at: place)
    else { return self }
    return ConversionError(
      code: code,
      pointer: pointer,
      offset: Int(record[node].start),
      message: message,
      help: help
    )
  }
}

extension TapeView {
  /// The whole payload as one copy of itself.
  fileprivate var whole: Segment { Segment(source: 0, target: 0, count: Int32(self[0].length)) }

  /// The pointer to a node with `*` for the indices of arrays.
  fileprivate func field(of node: Int) -> String {
    var text = ""
    var at = 0
    while at != node, kind(at).isContainer {
      if kind(at) == .object {
        guard let member = members(of: at).first(where: { holds($0.value, node) }) else { break }
        text += "/" + Pointer.escaped(String(decoding: decoded(member.name), as: UTF8.self))
        at = member.value
      } else {
        guard let element = elements(of: at).first(where: { holds($0, node) }) else { break }
        text += "/*"
        at = element
      }
    }
    return text
  }

  private func holds(_ value: Int, _ node: Int) -> Bool {
    value <= node && node < Int(self[value].next)
  }
}

extension [Segment] {
  /// The byte of the target that is a copied byte of the source; nil if it was not copied.
  fileprivate func target(of byte: Int32) -> Int32? {
    for segment in self where 0..<segment.count ~= byte - segment.source {
      return segment.target + byte - segment.source
    }
    return nil
  }
}
