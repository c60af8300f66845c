package import JSONCore

/// What two runs, one behind the other, did together: told from the first source to the last target.
///
/// Carried and then anything is that thing; assumed and then dropped never was; changed and then dropped is
/// dropped. No values are compared: a node of the payload between is followed by its copied bytes.
package struct RunComposition {
  /// What one run noted.
  package struct Notes {
    /// Losses, with sites of the whole route.
    let events: [LossEvent]
    let segments: [Segment]
    /// Nodes of which nothing was written; empty if nobody asks for them.
    let dropped: Set<Int>

    /// Notes of a run.
    package init(events: [LossEvent], segments: [Segment], dropped: Set<Int>) {
      self.events = events
      self.segments = segments
      self.dropped = dropped
    }
  }

  /// What is to be reported, with sites of the whole route.
  package private(set) var events: [LossEvent] = []
  /// Bytes that both runs copied, in the order of writing.
  package private(set) var segments: [Segment] = []
  /// Nodes of the first source of which nothing was written.
  package private(set) var dropped: Set<Int> = []

  private var source = TapeView.nothing
  private var middle = TapeView.nothing
  private var first: [Segment] = []
  /// What the second run copied, in the order of the payload between.
  private var second: [Segment] = []
  /// What the second run dropped or changed of the payload between: the node, and the event's place.
  private var lost: [(node: Int, event: Int)] = []
  private var isConsumed: [Bool] = []
  /// Containers of the source that the second run dropped.
  private var covers: [Int] = []

  /// Memory for one composition after the other; nothing is composed yet.
  package init() {}

  /// Composes two runs.
  ///
  /// - Parameters:
  ///   - source: What the first run read.
  ///   - middle: What it wrote and the second one read.
  ///   - first: Events and copies of the first run, with sites of the whole route.
  ///   - second: Those of the second run, with sites of the whole route.
  ///   - sites: All sites.
  ///   - wantsSegments: Whether ``segments`` are asked for.
  package mutating func compose(
    source: TapeView,
    middle: TapeView,
    first: Notes,
    second: Notes,
    sites: SiteList,
    wantsSegments: Bool
  ) {
    forget()
    self.source = source
    self.middle = middle
    self.first = first.segments
    isConsumed.append(contentsOf: repeatElement(false, count: second.events.count))
    self.second.append(contentsOf: second.segments)
    sortSecond()
    for (place, event) in second.events.enumerated()
    where event.source >= 0 && event.site != LossEvent.filler {
      lost.append((Int(event.source), place))
    }
    for event in first.events { add(first: event, second.events, sites) }
    for (place, event) in second.events.enumerated() where !isConsumed[place] {
      add(second: event, sites)
    }
    if !covers.isEmpty { removeCovered() }
    if wantsSegments { for segment in second.segments { add(segment) } }
    dropped = first.dropped
    for node in second.dropped {
      let origin = self.origin(of: node)
      if origin >= 0 { dropped.insert(Int(origin)) }
    }
  }

  /// What was composed, as the notes of one run.
  package var notes: Notes { Notes(events: events, segments: segments, dropped: dropped) }

  /// Forgets the last composition, but keeps the memory.
  package mutating func forget() {
    events.removeAll(keepingCapacity: true)
    segments.removeAll(keepingCapacity: true)
    second.removeAll(keepingCapacity: true)
    lost.removeAll(keepingCapacity: true)
    isConsumed.removeAll(keepingCapacity: true)
    covers.removeAll(keepingCapacity: true)
    first = []
    if !dropped.isEmpty { dropped = [] }
  }

  /// Runs mostly copy from front to back.
  private mutating func sortSecond() {
    let rises = zip(second, second.dropFirst()).allSatisfy { $0.source < $1.source }
    if !rises { second.sort { $0.source < $1.source } }
  }

  // MARK: The first run

  private mutating func add(
    first event: LossEvent,
    _ second: [LossEvent],
    _ sites: SiteList
  ) {
    var event = event
    guard event.target >= 0 else { return events.append(event) }
    let node = middle.node(atByte: Int(event.target))
    let isMark = event.site >= LossEvent.filler
    let action = isMark ? LossAction.assumed : sites.sites[Int(event.site)].action
    for (lostNode, place) in lost where lostNode <= node && node < Int(middle[lostNode].next) {
      let later = second[place]
      let isChanged =
        later.site < LossEvent.filler && sites.sites[Int(later.site)].action == .changed
      if isChanged, lostNode != node { continue }
      if isChanged {
        // Assumed, or changed, and then changed: where it stands in the end.
        event.target = later.target
        isConsumed[place] = true
        return events.append(event)
      }
      if later.site == LossEvent.absence, action == .changed, lostNode == node {
        // It meant nothing in the end; runs that note no absences say the same.
        event.target = -1
        isConsumed[place] = true
        return events.append(event)
      }
      // Gone: if nothing of the lost value was there before, the second loss is none.
      if lostNode == node, action == .assumed || isMark {
        isConsumed[place] = true
      } else if lostNode == node, action == .changed {
        var dropped = later
        dropped.source = event.source
        isConsumed[place] = true
        events.append(dropped)
      }
      return
    }
    if event.site == LossEvent.filler, middle.kind(node).isContainer {
      return addFillers(inside: node)
    }
    let place = position(of: node)
    if place >= 0 {
      event.target = place
      events.append(event)
    } else if action == .changed {
      event.target = -1
      events.append(event)
    } else {
      dropInside(node)
    }
  }

  /// Leaves of a filler that the second run carried; what it holds of the source explains itself.
  private mutating func addFillers(inside node: Int) {
    for inner in node..<Int(middle[node].next) where middle.kind(inner) != .name {
      let isLeaf =
        !middle.kind(inner).isContainer || Int(middle[inner].next) == inner + 1
      guard isLeaf, origin(of: inner) < 0 else { continue }
      let place = position(of: inner)
      if place >= 0 {
        events.append(LossEvent(site: LossEvent.filler, source: -1, target: place))
      }
    }
  }

  /// What the second run lost inside a value that was assumed was never there.
  private mutating func dropInside(_ node: Int) {
    for (lostNode, place) in lost where node <= lostNode && lostNode < Int(middle[node].next) {
      isConsumed[place] = true
    }
  }

  // MARK: The second run

  private mutating func add(second event: LossEvent, _ sites: SiteList) {
    var event = event
    if event.source >= 0 {
      let origin = self.origin(of: Int(event.source))
      // A value that the first run wrote by itself was never in the source.
      if origin < 0 { return }
      event.source = origin
      let isDropped =
        event.site == LossEvent.absence
        || event.site < LossEvent.filler && sites.sites[Int(event.site)].action == .dropped
      if isDropped, source.kind(Int(origin)).isContainer { covers.append(Int(origin)) }
    }
    events.append(event)
  }

  /// Takes out events about values in one that the second run dropped: one loss tells it all.
  private mutating func removeCovered() {
    let (covers, source) = (covers, source)
    events.removeAll { event in
      let node = Int(event.source)
      return node >= 0 && covers.contains { $0 < node && node < Int(source[$0].next) }
    }
  }

  /// The node of the source whose bytes stand in a node of the payload between; -1 if none do.
  private func origin(of node: Int) -> Int32 {
    RunComposition.origin(of: node, in: middle, from: source, by: first)
  }

  /// The node of a source whose bytes stand in a node of what a run wrote.
  ///
  /// - Parameters:
  ///   - node: The node of the output.
  ///   - output: What was written.
  ///   - source: What was read.
  ///   - segments: What was copied.
  /// - Returns: The node; -1 if none of its bytes were copied.
  package static func origin(
    of node: Int,
    in output: TapeView,
    from source: TapeView,
    by segments: [Segment]
  ) -> Int32 {
    let start = Int(output[node].start)
    let end = Int(output[node].end)
    var low = 0
    var high = segments.count
    while low < high {
      let half = (low + high) / 2
      if Int(segments[half].target) + Int(segments[half].count) <= start {
        low = half + 1
      } else {
        high = half
      }
    }
    guard low < segments.count, Int(segments[low].target) < end else { return -1 }
    let copied = segments[low]
    let byte = max(start, Int(copied.target))
    return Int32(source.node(atByte: Int(copied.source) + byte - Int(copied.target)))
  }

  /// The byte of the target at which the first copied byte of a node stands; -1 if none was copied.
  private func position(of node: Int) -> Int32 {
    let start = middle[node].start
    let end = middle[node].end
    var low = 0
    var high = second.count
    while low < high {
      let half = (low + high) / 2
      if UInt32(second[half].source) + UInt32(second[half].count) <= start {
        low = half + 1
      } else {
        high = half
      }
    }
    guard low < second.count, UInt32(second[low].source) < end else { return -1 }
    let byte = max(Int32(start), second[low].source)
    return second[low].target + byte - second[low].source
  }

  // MARK: Copies

  private mutating func add(_ segment: Segment) {
    var low = 0
    var high = first.count
    while low < high {
      let half = (low + high) / 2
      if first[half].target + first[half].count <= segment.source {
        low = half + 1
      } else {
        high = half
      }
    }
    while low < first.count, first[low].target < segment.source + segment.count {
      let earlier = first[low]
      let start = max(earlier.target, segment.source)
      let end = min(earlier.target + earlier.count, segment.source + segment.count)
      segments.append(
        Segment(
          source: earlier.source + start - earlier.target,
          target: segment.target + start - segment.source,
          count: end - start
        )
      )
      low += 1
    }
  }
}

extension TapeView {
  /// The smallest value that holds a byte, or the value of the name that does.
  func node(atByte offset: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let half = (low + high) / 2
      if Int(self[half].start) <= offset { low = half + 1 } else { high = half }
    }
    var node = max(0, low - 1)
    // Behind the last inner value: the containers around it come before it.
    while node > 0, Int(self[node].end) <= offset || kind(node) == .name { node -= 1 }
    return node
  }
}
