import JSONCore
import LensCore
import OpenAIDialects

/// Writes a record with other ids in its references, and keeps everything else byte for byte.
///
/// Only texts of strings change, so that each value keeps its number: what is noted of the copy can be told of
/// the record.
final class IDMapper {
  /// A string that names something by another id now.
  struct Change {
    /// The node of the string, in the record and in the copy.
    let node: Int
    /// Whether the map leads back to what stood there.
    var leadsBack: Bool
    /// Whether anything was written anew; if not, an id stays that the way back would change.
    var isRewritten: Bool
  }

  private let ids: IDMap
  private let finder = PlaceFinder(IDReference.all.map(\.places), free: IDReference.free)
  private var sink = ByteSink(capacity: 1 << 12)
  private var tape = Tape()
  private var edits: [(place: Range<Int>, bytes: [UInt8])] = []

  /// What became of the references of the last record, in its order.
  private(set) var changes: [Change] = []
  /// What was copied of the last record.
  private(set) var segments: [Segment] = []

  init(_ ids: IDMap) { self.ids = ids }

  /// The record with other ids, which lives as long as no other is mapped; nil if it has no reference that
  /// the map is about.
  func map(_ record: TapeView, _ way: IDMap.Way) -> TapeView? {
    edits.removeAll(keepingCapacity: true)
    changes.removeAll(keepingCapacity: true)
    if let parts = CallParts(record), let (match, address) = parts.endpoint(record) {
      mapAddress(match, address, parts.url, way)
    }
    finder.find(record) { node, _ in map(record, node, way) }
    guard !changes.isEmpty else { return nil }
    write(record)
    return tape.scan(sink.view) == nil ? nil : tape.view(sink.view)
  }

  // MARK: References

  private func map(_ record: TapeView, _ node: Int, _ way: IDMap.Way) {
    let range = Int(record[node].start)..<Int(record[node].end)
    map(record.decoded(node), node, way) { _, quoted in (range, quoted) }
  }

  private func mapAddress(
    _ match: EndpointMatch,
    _ address: CallAddress,
    _ url: Int,
    _ way: IDMap.Way
  ) {
    var pieces = address.path[match.first...].enumerated().filter { match.isID($0.offset) }
      .map(\.element)
    pieces += address.query.filter { match.takesID($0) }.map(\.value)
    for piece in pieces {
      map(piece.text, url, way) { text, _ in (piece.start..<piece.end, text) }
    }
  }

  /// Notes what becomes of an id; `edit` says where its text, or that with its quotes, goes.
  private func map(
    _ id: [UInt8],
    _ node: Int,
    _ way: IDMap.Way,
    _ edit: (_ text: [UInt8], _ quoted: [UInt8]) -> (Range<Int>, [UInt8])
  ) {
    let new = ids.id(for: id, way).flatMap { $0 == id ? nil : $0 }
    let leadsBack = ids.leadsBack(id, way)
    if let new {
      var text = ByteSink(capacity: new.count + 2)
      text.appendString(new)
      edits.append(edit(text.view.bytes(1, text.count - 1), text.view.bytes))
    } else if leadsBack {
      return
    }
    if let known = changes.firstIndex(where: { $0.node == node }) {
      changes[known].leadsBack = changes[known].leadsBack && leadsBack
      changes[known].isRewritten = changes[known].isRewritten || new != nil
    } else {
      changes.append(Change(node: node, leadsBack: leadsBack, isRewritten: new != nil))
    }
  }

  // MARK: Writing

  private func write(_ record: TapeView) {
    sink.truncate(to: 0)
    segments.removeAll(keepingCapacity: true)
    var at = Int(record[0].start)
    for (place, bytes) in edits.sorted(by: { $0.place.lowerBound < $1.place.lowerBound }) {
      copy(record, at, place.lowerBound)
      sink.append(bytes)
      at = place.upperBound
    }
    copy(record, at, Int(record[0].end))
  }

  private func copy(_ record: TapeView, _ start: Int, _ end: Int) {
    guard start < end else { return }
    segments.append(
      Segment(source: Int32(start), target: Int32(sink.count), count: Int32(end - start)))
    sink.append(record.bytes, start, end)
  }
}

extension EndpointMatch {
  /// Whether an id stands at a place of the path.
  fileprivate func isID(_ place: Int) -> Bool {
    (side == .older ? endpoint.older : endpoint.newer)?.isID(place) ?? false
  }

  /// Whether a parameter of the query is an id.
  fileprivate func takesID(_ parameter: CallAddress.Parameter) -> Bool {
    endpoint.query.contains { $0.isID && $0.name.utf8.elementsEqual(parameter.name) }
  }
}

extension [Segment] {
  /// What was copied of the first source, where these are copies of what others copied.
  func after(_ first: [Segment]) -> [Segment] {
    flatMap { second in
      first.compactMap { one in
        let start = Swift.max(second.source, one.target)
        let end = Swift.min(second.source + second.count, one.target + one.count)
        guard start < end else { return nil }
        return Segment(
          source: one.source + start - one.target,
          target: second.target + start - second.source,
          count: end - start
        )
      }
    }
  }
}
