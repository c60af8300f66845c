/// A scanned payload: its bytes and the nodes that say what stands where.
///
/// Node 0 is the payload itself; the children of a container follow it, each name directly before its
/// value. A view is valid until the tape is used for the next scan or the bytes move.
@safe
public struct TapeView: BitwiseCopyable, @unchecked Sendable {
  /// The bytes that the offsets of the nodes count in.
  public let bytes: ByteView
  @usableFromInline let nodes: UnsafePointer<Node>
  /// The number of nodes.
  public let count: Int

  /// Looks at nodes that must outlive the view.
  @inlinable @unsafe
  public init(bytes: ByteView, nodes: UnsafePointer<Node>, count: Int) {
    self.bytes = bytes
    unsafe self.nodes = nodes
    self.count = count
  }

  /// No payload: there are neither bytes nor nodes.
  package static let nothing: TapeView = {
    // One node of zeros, which also serves as bytes; it stays for as long as the program runs.
    let node = UnsafeMutablePointer<Node>.allocate(capacity: 1)
    unsafe node.initialize(to: Node(start: 0, end: 0, next: 0, tag: 0))
    return unsafe TapeView(bytes: ByteView(base: node, count: 0), nodes: node, count: 0)
  }()

  /// The node at an index from 0 up to ``count``.
  @inlinable @inline(__always)
  public subscript(index: Int) -> Node { unsafe nodes[index] }

  /// Kind of the node at an index.
  @inlinable
  public func kind(_ index: Int) -> Node.Kind { self[index].kind }
}
