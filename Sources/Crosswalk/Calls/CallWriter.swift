import JSONCore
import LensCore

/// Writes a call with some of its pieces anew: everything between them is copied.
struct CallWriter {
  /// A piece of the source that does not stay as it is.
  struct Edit {
    let place: Range<Int>
    /// What stands there instead.
    var bytes: [UInt8] = []
    /// The value that is replaced or removed, if it is a whole one; -1: a part of one.
    var value = -1
    /// Whether the value is a word of its dialect.
    var isMark = false
    /// The place of the body that is converted, instead of bytes.
    var isBody = false
  }

  let source: TapeView
  let base: Int
  let tracesMarks: Bool
  private(set) var segments: [Segment] = []
  private(set) var events: [LossEvent] = []
  private(set) var edits: [Edit] = []
  /// Losses whose place in the target is that of a value of the source.
  private var stayed: [(site: UInt16, node: Int)] = []

  init(_ source: TapeView, base: Int, tracesMarks: Bool) {
    self.source = source
    self.base = base
    self.tracesMarks = tracesMarks
  }

  // MARK: Planning

  mutating func replace(_ place: Range<Int>, by bytes: [UInt8]) {
    edits.append(Edit(place: place, bytes: bytes))
  }

  /// Replaces a value by another word for the same thing.
  mutating func replace(mark node: Int, by bytes: [UInt8]) {
    edits.append(Edit(place: range(node), bytes: bytes, value: node, isMark: true))
  }

  /// Adds a word of the target's dialect.
  mutating func add(_ text: String, at place: Int) {
    edits.append(Edit(place: place..<place, bytes: Array(text.utf8), isMark: true))
  }

  /// Marks where the body goes.
  mutating func setBody(_ place: Range<Int>) {
    edits.append(Edit(place: place, isBody: true))
  }

  /// Leaves out pieces of a list, each with one of the separators beside it.
  ///
  /// - Parameters:
  ///   - pieces: All pieces in their order.
  ///   - isRemoved: Whether each is to be left out.
  mutating func remove(_ pieces: [Range<Int>], where isRemoved: [Bool]) {
    let last = isRemoved.lastIndex(of: false) ?? -1
    for place in pieces.indices where isRemoved[place] && place < last {
      edits.append(Edit(place: pieces[place].lowerBound..<pieces[place + 1].lowerBound))
    }
    guard last < pieces.count - 1, let end = pieces.last?.upperBound else { return }
    let start = last < 0 ? pieces[0].lowerBound : pieces[last].upperBound
    edits.append(Edit(place: start..<end))
  }

  /// Notes a value that is left out without a loss.
  mutating func skip(_ node: Int) {
    guard tracesMarks else { return }
    events.append(LossEvent(site: LossEvent.absence, source: Int32(node), target: -1))
  }

  /// Notes that a value was written anew, but means what it meant.
  mutating func noteRewritten(_ node: Int) {
    guard tracesMarks else { return }
    skip(node)
    stayed.append((LossEvent.filler, node))
  }

  /// Notes a loss at a value that stays where it is.
  mutating func lose(_ site: UInt16, at node: Int) { stayed.append((site, node)) }

  /// Notes a loss of a value that is left out.
  mutating func drop(_ site: UInt16, _ node: Int) {
    events.append(LossEvent(site: site, source: Int32(node), target: -1))
  }

  func range(_ node: Int) -> Range<Int> { Int(source[node].start)..<Int(source[node].end) }

  // MARK: Writing

  /// Writes the payload; `body` writes the body.
  mutating func write<Failure: Error>(
    into sink: inout ByteSink,
    _ body: (inout CallWriter, inout ByteSink) throws(Failure) -> Void
  ) throws(Failure) {
    var at = Int(source[0].start)
    for edit in edits.sorted(by: { $0.place.lowerBound < $1.place.lowerBound }) {
      copy(at, edit.place.lowerBound, &sink)
      at = edit.place.upperBound
      if edit.isBody {
        try body(&self, &sink)
      } else {
        sink.append(edit.bytes)
        if edit.isMark { note(edit, sink.count) }
      }
    }
    copy(at, Int(source[0].end), &sink)
    for (site, node) in stayed {
      let target = self.target(of: Int(source[node].start))
      let isMark = site == LossEvent.filler
      events.append(LossEvent(site: site, source: isMark ? -1 : Int32(node), target: target))
    }
  }

  private mutating func note(_ edit: Edit, _ end: Int) {
    guard tracesMarks else { return }
    if edit.value >= 0 { skip(edit.value) }
    let target = Int32(end - base - 1)
    events.append(LossEvent(site: LossEvent.filler, source: -1, target: target))
  }

  private mutating func copy(_ start: Int, _ end: Int, _ sink: inout ByteSink) {
    guard start < end else { return }
    segments.append(
      Segment(source: Int32(start), target: Int32(sink.count - base), count: Int32(end - start))
    )
    sink.append(source.bytes, start, end)
  }

  /// Takes over what the conversion of the body noted.
  ///
  /// - Parameters:
  ///   - report: The notes, of which bytes of the source count as here.
  ///   - node: The node of the source that is node 0 there.
  ///   - start: Where in the sink the body begins.
  ///   - firstSite: The number of the body's first site here.
  mutating func add(_ report: BodyReport, node: Int, start: Int, firstSite: Int) {
    let shift = Int32(start - base)
    for event in report.events {
      var moved = event
      if moved.site < LossEvent.filler { moved.site += UInt16(firstSite) }
      if moved.source >= 0 { moved.source += Int32(node) }
      if moved.target >= 0 { moved.target += shift }
      events.append(moved)
    }
    for segment in report.segments {
      segments.append(
        Segment(source: segment.source, target: segment.target + shift, count: segment.count)
      )
    }
  }

  /// The byte of the target that is a copied byte of the source; -1 if it was not copied.
  private func target(of byte: Int) -> Int32 {
    for segment in segments {
      let distance = Int32(byte) - segment.source
      if distance >= 0, distance < segment.count { return segment.target + distance }
    }
    return -1
  }
}

/// What the conversion of a call's body noted.
struct BodyReport {
  let events: [LossEvent]
  let segments: [Segment]
  let dropped: Set<Int>
  let sites: SiteList
}
