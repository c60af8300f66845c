import JSONCore

/// Where the bytes of a way back stood in the source: by what the runs copied, not by what looks equal.
///
/// A record is converted by one run or several, and the way back by as many. A byte that every one of them
/// copied has its origin in the source; a byte that one of them wrote has none.
package struct Trail: Sendable {
  /// What each run copied, the last run first; in every run bytes of the target rise.
  private let runs: [[Segment]]

  /// Follows runs, each of which read what the one before wrote.
  ///
  /// - Parameter runs: What each run copied, the first run first.
  package init(_ runs: [[Segment]]) { self.runs = runs.reversed() }

  /// The byte of the source that stands at a byte of the way back; nil if it was written on the way.
  func origin(ofByte offset: Int) -> Int? {
    var place = offset
    for segments in runs {
      guard let found = Trail.source(of: place, segments) else { return nil }
      place = found
    }
    return place
  }

  private static func source(of offset: Int, _ segments: [Segment]) -> Int? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if Int(segments[middle].target) <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let segment = segments[low - 1]
    let distance = offset - Int(segment.target)
    return distance < Int(segment.count) ? Int(segment.source) + distance : nil
  }
}

/// A way back with its source, and which value of one is which value of the other.
struct TrailedPair {
  let back: TapeView
  let source: TapeView
  let trail: Trail

  /// The source's value that a value of the way back is a copy of; nil if it is none.
  func original(of node: Int) -> Int? {
    guard let byte = trail.origin(ofByte: Int(back[node].start)) else { return nil }
    return source.value(startingAt: byte)
  }

  /// The first of ``origins(in:)``; nil if nothing in a value was copied.
  func firstOrigin(in node: Int) -> Int? { origins(in: node).first { _ in true } }

  /// The bytes of the source that values in a value of the way back begin with.
  ///
  /// The text of a string counts too: its quotes stay behind where several become one.
  func origins(in node: Int) -> some Sequence<Int> {
    (node..<Int(back[node].next)).lazy.compactMap { inner in
      let start = Int(back[inner].start)
      if back.kind(inner) == .name { return nil }
      return trail.origin(ofByte: start)
        ?? (back.kind(inner) == .string ? trail.origin(ofByte: start + 1) : nil)
    }
  }
}

extension TapeView {
  /// The value whose first byte stands at an offset.
  fileprivate func value(startingAt offset: Int) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if Int(self[middle].start) < offset { low = middle + 1 } else { high = middle }
    }
    guard low < count, Int(self[low].start) == offset, kind(low) != .name else { return nil }
    return low
  }
}
