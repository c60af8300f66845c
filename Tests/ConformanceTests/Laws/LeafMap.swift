import JSONCore
import LensCore

/// Where the leaves of a source went, by what the run noted; no values are compared to find out.
struct LeafMap {
  /// What the notes say about one node of the source.
  struct Cover {
    var dropped: [Int] = []
    var changed: [Int] = []
    var absent: [Int] = []
  }

  /// The target leaf of each source leaf that stands there with all of its bytes.
  private(set) var carried: [Int: Int] = [:]
  /// Strings whose text stands inside a longer text of the target.
  private(set) var merged: Set<Int> = []
  /// Texts without a character: whether they stand inside a longer text nobody can say.
  private(set) var empty: Set<Int> = []
  /// Containers of the source that are containers of the target, by their first byte.
  private(set) var opened: [Int: Int] = [:]
  /// Source nodes under a loss or a note of absence, by the node that the note names.
  private(set) var dropped: [Int] = []
  private(set) var changed: [Int] = []
  private(set) var absent: [Int] = []
  /// Target nodes that a note explains: fillers, assumed and changed values.
  private(set) var explained: Set<Int> = []
  /// What is wrong with the notes themselves.
  private(set) var problems: [String] = []

  init(_ source: TapeView, _ target: TapeView, _ provenance: Provenance) {
    readEvents(target, provenance)
    let segments = provenance.segments.sorted { $0.source < $1.source }
    for (left, right) in zip(segments, segments.dropFirst())
    where left.source + left.count > right.source {
      problems.append("bytes from \(right.source) on stand twice in the target")
    }
    var place = 0
    for node in 0..<source.count where source.kind(node) != .name {
      let start = Int32(source[node].start)
      // Nodes and segments both rise.
      while place < segments.count, segments[place].source + segments[place].count <= start {
        place += 1
      }
      let near = segments[place...].prefix(2)
      if let segment = near.first(where: { $0.source <= start && start < $0.source + $0.count }) {
        read(node, segment, source, target)
      } else if source.kind(node) == .string {
        readInside(node, near, source)
      }
    }
  }

  private mutating func readEvents(_ target: TapeView, _ provenance: Provenance) {
    for event in provenance.events {
      if event.site == LossEvent.absence {
        absent.append(Int(event.source))
      } else if event.site == LossEvent.filler {
        explain(event, target)
      } else {
        let action = provenance.sites.sites[Int(event.site)].action
        if action == .dropped { dropped.append(Int(event.source)) }
        if action == .changed { changed.append(Int(event.source)) }
        // What was moved elsewhere has no one place; what was carried there is explained by itself.
        let isMoved = action == .changed && event.target < 0
        if action != .missing, action != .dropped, !isMoved { explain(event, target) }
      }
    }
  }

  private mutating func explain(_ event: LossEvent, _ target: TapeView) {
    guard event.target >= 0, let node = target.value(atByte: Int(event.target)) else {
      problems.append("a note has no place in the target")
      return
    }
    explained.insert(node)
  }

  /// Reads a value whose first byte is in a segment.
  private mutating func read(
    _ node: Int,
    _ segment: Segment,
    _ source: TapeView,
    _ target: TapeView
  ) {
    let shift = Int(segment.target) - Int(segment.source)
    let start = Int(source[node].start) + shift
    let isWhole = Int32(source[node].end) <= segment.source + segment.count
    guard let found = target.value(atByte: start), Int(target[found].start) == start,
      target.kind(found) == source.kind(node)
    else {
      if source.isLeaf(node) { problems.append("a copied leaf at node \(node) is no value there") }
      return
    }
    if source.kind(node).isContainer { opened[node] = found }
    guard source.isLeaf(node), isWhole else { return }
    if target.lexeme(found) == source.lexeme(node) {
      carried[node] = found
    } else {
      problems.append("a copied leaf at node \(node) has another lexeme")
    }
  }

  /// Reads a string whose quotes stayed behind.
  private mutating func readInside(_ node: Int, _ near: ArraySlice<Segment>, _ source: TapeView) {
    let start = Int32(source[node].start) + 1
    let end = Int32(source[node].end) - 1
    let isCopied = near.contains { $0.source <= start && end <= $0.source + $0.count }
    if start == end {
      empty.insert(node)
    } else if isCopied {
      merged.insert(node)
    }
  }
}

extension TapeView {
  /// Marks what is inside the given nodes, themselves included; counts how often.
  func marks(inside nodes: some Sequence<Int>) -> [Int] {
    var marks = [Int](repeating: 0, count: count)
    for node in nodes {
      for inner in node..<Int(self[node].next) { marks[inner] += 1 }
    }
    return marks
  }
}
