import JSONCore

/// A payload with its tape, kept together.
///
/// The view is valid for as long as this object lives: hold on to it while nodes are looked at.
final class ScannedPayload {
  private var sink: ByteSink
  private var tape = Tape()

  /// Scans a document; nil if the bytes are none.
  init?(_ bytes: [UInt8]) {
    sink = ByteSink(capacity: bytes.count)
    sink.append(bytes)
    guard tape.scan(sink.view) == bytes.count else { return nil }
  }

  var view: TapeView { tape.view(sink.view) }

  var bytes: [UInt8] { sink.view.bytes }

  /// The same tokens without white space between them.
  var minified: [UInt8] {
    var output = ByteSink(capacity: sink.count)
    view.minify(0, into: &output)
    return output.view.bytes
  }

  func hasSameTokens(as other: ScannedPayload) -> Bool {
    view.sameTokens(0, other.view, 0)
  }
}

extension TapeView {
  /// Whether a node is a value without values inside: a string, number, literal or empty container.
  func isLeaf(_ node: Int) -> Bool {
    kind(node) != .name && Int(self[node].next) == node + 1
  }

  /// The indices of all leaves.
  var leaves: [Int] { (0..<count).filter(isLeaf) }

  /// The smallest value that holds a byte.
  func value(atByte offset: Int) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if Int(self[middle].start) <= offset { low = middle + 1 } else { high = middle }
    }
    var node = low - 1
    while node >= 0, kind(node) == .name || Int(self[node].end) <= offset { node -= 1 }
    return node < 0 ? nil : node
  }

  /// The smallest array around a node; nil if there is none.
  func arrays(around node: Int) -> [Int] {
    (0..<node).filter { kind($0) == .array && Int(self[$0].next) > node }
  }

  /// The name of the member that a value belongs to; nil for an element.
  func name(of value: Int) -> [UInt8]? {
    guard value > 0, kind(value - 1) == .name else { return nil }
    return decoded(value - 1)
  }
}
