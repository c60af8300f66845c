package import JSONCore

/// Why a record is refused: a site of the plan and the node at fault.
package struct Refusal: Error, Sendable {
  /// Index into ``LensPlan/sites``.
  package let site: UInt16
  /// The node of the source at fault.
  package let node: Int32

  /// Refuses because of a node.
  package init(site: UInt16, node: Int) {
    self.site = site
    self.node = Int32(truncatingIfNeeded: node)
  }
}

/// Something that a run has to report, small enough to be noted for every value.
package struct LossEvent: BitwiseCopyable, Sendable {
  /// Index into ``LensPlan/sites``, or one of the marks below.
  package var site: UInt16
  /// The node of the source, or -1.
  package var source: Int32
  /// A byte of the target that lies in the value and in no smaller one, or -1.
  package var target: Int32

  /// Notes what happened at a site.
  package init(site: UInt16, source: Int32, target: Int32) {
    self.site = site
    self.source = source
    self.target = target
  }

  /// A source value that means nothing or is a fixed word of its dialect.
  package static let absence = UInt16.max
  /// A target value that means nothing or is a fixed word of its dialect.
  package static let filler = UInt16.max - 1
}

/// Bytes of the source that stand in the target.
package struct Segment: BitwiseCopyable, Sendable {
  package let source: Int32
  package let target: Int32
  package let count: Int32

  /// Notes where bytes stand in both payloads, and how many.
  package init(source: Int32, target: Int32, count: Int32) {
    self.source = source
    self.target = target
    self.count = count
  }
}

/// What a run noted about each value, if it was asked to trace.
package struct Provenance: Sendable {
  /// The sites that events point to.
  package let sites: SiteList
  /// Losses, absences of the source and fillers of the target, in the order of writing.
  package let events: [LossEvent]
  /// Bytes that stand in both payloads, in the order of writing.
  package let segments: [Segment]

  /// Puts together what a run noted.
  package init(sites: SiteList, events: [LossEvent], segments: [Segment]) {
    self.sites = sites
    self.events = events
    self.segments = segments
  }
}

/// Runs plans over tapes: copies what stays, rewrites what changes, notes what is lost.
///
/// The *source order drives*: the runner walks the members of the source, each writes itself, defaults
/// come last. What stays is one long copy, held back (`pending`) for as long as its pieces are neighbors
/// in the source; braces, commas and white space are copied with it. An untouched subtree costs one
/// extension of the pending copy, even if a plan looks inside it for a single member.
///
/// No paths are tracked. A loss is a site of the plan, a node of the source and a byte of the target;
/// pointers are found when somebody reads the report (``LossReport``).
@safe
package struct LensRunner: ~Copyable {
  /// What is known of the members of one object while it is written.
  struct Frame {
    /// Whether nothing has been written into the object yet.
    var isFirst = true
    var produced: UInt64 = 0
    var seen: UInt64 = 0
    /// The entry of the member before, among those of the plan; -1: there was none.
    var last = -1
    var unknowns = 0
    /// The groups that have been written, as bits.
    var groups: UInt64 = 0
    /// Where the neighbor of the next member ended in the source.
    var previous: UInt32
    var isAtStart = true
    /// The byte of the target at which the container opens.
    var target: Int32 = -1
  }

  package let plan: LensPlan
  /// The payload that is read.
  package internal(set) var source: TapeView
  var sink: ByteSink
  private var pendingStart = 0
  private var pendingEnd = 0
  /// Where the current record starts in the sink.
  private var base = 0
  /// The object whose ids context is looked up by.
  var identified = -1
  /// The object that holds the list whose elements are written.
  var holder = -1
  /// Elements of the list that is written that belong into the second list.
  var seconds: [Int32] = []
  /// What is left out of the text whose object is written.
  var cuts = MarkerCuts()
  /// What has to be reported of the last run.
  package private(set) var events: [LossEvent] = []
  /// Elements of the source that have none of their own in the target.
  private var unpairedElements: [Int32] = []
  /// The entry, within its object, of the member that last stood behind that of each entry; then, for
  /// objects whose entries start there, that of the member which last came first.
  var followers: [UInt16]
  /// Memory for the values of one list after the other.
  var written = WrittenValues()
  /// Memory for the tokens of one value after the other that becomes a text.
  private var tokens = ByteSink(capacity: 0)
  /// Memory for the ids of one second list after the other.
  var sent = SeenTexts()
  /// Which bytes came from where, if asked for.
  package private(set) var segments: [Segment] = []
  /// Whether ``segments`` are noted too.
  package var tracesCopies = false
  /// The number of the plan's first site in a route of several plans.
  package var firstSite: UInt16 = 0
  /// Whether the marks of ``LossEvent`` are noted too.
  package var tracesMarks = false

  /// Makes a runner for a plan.
  package init(_ plan: LensPlan) {
    self.plan = plan
    // Until something else is seen, members come in the order of the table.
    followers = plan.followers
    sink = ByteSink(capacity: 0)
    source = .nothing
    events.reserveCapacity(64)
  }

  /// Converts the payload of a tape, an object, and appends it to a sink.
  ///
  /// - Throws: ``Refusal`` if the record cannot be converted; the sink is then as it was.
  package mutating func run(_ tape: TapeView, into output: inout ByteSink) throws(Refusal) {
    swap(&sink, &output)
    defer { swap(&sink, &output) }
    source = tape
    base = sink.count
    forgetNotes()
    pendingStart = -1
    pendingEnd = -1
    identified = -1
    holder = -1
    do throws(Refusal) {
      if plan.bareEntry >= 0 { try bareRoot() } else { try object(0, 0) }
      flush()
    } catch {
      sink.truncate(to: base)
      throw error
    }
  }

  /// Forgets what the last run noted, but keeps the memory; most lists are empty already.
  private mutating func forgetNotes() {
    if !events.isEmpty { events.removeAll(keepingCapacity: true) }
    if !unpairedElements.isEmpty { unpairedElements.removeAll(keepingCapacity: true) }
    if !segments.isEmpty { segments.removeAll(keepingCapacity: true) }
    if !seconds.isEmpty { seconds.removeAll(keepingCapacity: true) }
  }

  // MARK: Writing

  /// Writes the pending copy.
  @inline(never)
  mutating func flush() {
    guard pendingEnd > pendingStart else { return }
    if tracesCopies { trace() }
    sink.append(source.bytes, pendingStart, pendingEnd)
    pendingStart = pendingEnd
  }

  private mutating func trace() {
    segments.append(
      Segment(
        source: Int32(truncatingIfNeeded: pendingStart),
        target: Int32(truncatingIfNeeded: sink.count - base),
        count: Int32(truncatingIfNeeded: pendingEnd - pendingStart)
      )
    )
  }

  /// Copies bytes of the source; contiguous pieces become one copy.
  @inline(__always)
  mutating func copy(_ start: UInt32, _ end: UInt32) {
    if Int(start) == pendingEnd {
      pendingEnd = Int(end)
    } else {
      if pendingEnd > pendingStart { flush() }
      pendingStart = Int(start)
      pendingEnd = Int(end)
    }
  }

  /// Whether the pending copy ends at an offset of the source, so that copying can go on there.
  @inline(__always)
  func continues(at offset: UInt32) -> Bool { pendingEnd == Int(offset) }

  /// Copies the value of a node.
  @inline(__always)
  package mutating func copy(_ node: Int) {
    let value = source[node]
    copy(value.start, value.end)
  }

  @inline(__always)
  private mutating func interrupt() {
    if pendingEnd > pendingStart { flush() }
    pendingStart = -1
    pendingEnd = -1
  }

  /// Writes bytes of the plan.
  @inline(__always)
  mutating func write(_ text: Text) {
    interrupt()
    sink.append(plan.pool, Int(text.offset), Int(text.offset &+ text.length))
  }

  /// Writes one byte.
  @inline(__always)
  package mutating func write(_ byte: UInt8) {
    interrupt()
    sink.append(byte)
  }

  /// Writes bytes that are neither in the source nor in the plan.
  package mutating func write(_ bytes: [UInt8]) {
    interrupt()
    sink.append(bytes)
  }

  /// Copies the text of a string without its quotes.
  package mutating func copyInside(_ node: Int) {
    let value = source[node]
    copy(value.start &+ 1, value.end &- 1)
  }

  /// Writes a source value as a JSON string that holds its tokens.
  mutating func writeAsText(_ node: Int) {
    interrupt()
    tokens.truncate(to: 0)
    source.minify(node, into: &tokens)
    sink.appendString(tokens.view)
  }

  /// What goes before a member or element that starts at `start` in the source.
  ///
  /// The separators of the source are used for as long as they fit: after a first member that was left
  /// out, two commas would come out.
  @inline(__always)
  mutating func separate(_ frame: inout Frame, _ start: UInt32) {
    if frame.isFirst {
      frame.isFirst = false
      if frame.isAtStart, continues(at: frame.previous) { copy(frame.previous, start) }
    } else if frame.isAtStart {
      write(UInt8(ascii: ","))
    } else {
      copy(frame.previous, start)
    }
  }

  /// What goes before a member that the source does not have.
  @inline(__always)
  mutating func separate(_ frame: inout Frame) {
    if frame.isFirst {
      frame.isFirst = false
    } else {
      write(UInt8(ascii: ","))
    }
  }

  /// Closes a container, with the source's own bytes if nothing was left out at its end.
  @inline(__always)
  mutating func close(_ frame: Frame, _ node: Node, _ bracket: UInt8) {
    if continues(at: frame.previous) { copy(frame.previous, node.end) } else { write(bracket) }
  }

  // MARK: Noting

  /// What a loss at a site does.
  package func action(_ site: UInt16) -> LossAction { plan.sites[Int(site)].action }

  /// The offset in the target of the next byte to be written.
  @inline(__always)
  package var position: Int32 {
    Int32(truncatingIfNeeded: sink.count &- base &+ max(0, pendingEnd &- pendingStart))
  }

  /// Notes a loss, or refuses the record if the site says so.
  ///
  /// - Parameters:
  ///   - site: Where in the plan.
  ///   - node: The source's value; -1 if there is none.
  ///   - target: A byte of the target's value; -1 if there is none.
  /// - Throws: ``Refusal`` if users chose that this loss refuses the record.
  @inline(__always)
  package mutating func lose(
    _ site: UInt16,
    _ node: Int,
    target: Int32 = -1
  ) throws(Refusal) {
    if plan.refuses[Int(site)] { throw Refusal(site: site, node: max(0, node)) }
    events.append(
      LossEvent(
        site: site &+ firstSite,
        source: Int32(truncatingIfNeeded: node),
        target: target
      )
    )
  }

  /// Notes a source value that is left out without a loss.
  @inline(__always)
  package mutating func skip(_ node: Int) {
    if tracesMarks {
      events.append(LossEvent(site: LossEvent.absence, source: Int32(node), target: -1))
    }
  }

  /// Notes an element that has none of its own in the target's list: an earlier one says as much, or its
  /// value went elsewhere.
  package mutating func noteUnpaired(_ node: Int) { unpairedElements.append(Int32(node)) }

  /// Notes that the value just written is a filler or a fixed word.
  @inline(__always)
  package mutating func noteFiller() {
    if tracesMarks {
      events.append(LossEvent(site: LossEvent.filler, source: -1, target: position - 1))
    }
  }

  /// A point to come back to if an element turns out to be worth nothing.
  struct Mark {
    let count: Int
    let events: Int
    let segments: Int
    let start: Int
    let end: Int
  }

  func mark() -> Mark {
    Mark(
      count: sink.count,
      events: events.count,
      segments: segments.count,
      start: pendingStart,
      end: pendingEnd
    )
  }

  mutating func rollBack(to mark: Mark) {
    events.removeLast(events.count - mark.events)
    takeBack(to: mark)
  }

  /// Takes back what was written, but not what was noted about it.
  mutating func takeBack(to mark: Mark) {
    sink.truncate(to: mark.count)
    segments.removeLast(segments.count - mark.segments)
    pendingStart = mark.start
    pendingEnd = mark.end
  }
}

extension LensRunner {
  /// The source nodes of which the last run wrote nothing: dropped, or without an element
  /// of their own.
  package var droppedNodes: Set<Int> {
    var nodes = Set(unpairedElements.map { Int($0) })
    for event in events where event.site < LossEvent.filler && event.source >= 0 {
      if plan.sites[Int(event.site &- firstSite)].action == .dropped {
        nodes.insert(Int(event.source))
      }
    }
    return nodes
  }
}
