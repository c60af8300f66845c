import JSONCore

/// A line about one record; valid until the next line is read.
struct ResidueLine {
  /// What the line is about.
  enum Subject {
    /// The record written with this number.
    case written(Int)
    /// A record that was refused after so many were written.
    case refused(follows: Int)
  }

  let view: TapeView
  let subject: Subject
  /// What it says about the payloads of a record that holds payloads in places.
  let placed: PlacedResidue?
  private let residue: Int

  /// Reads a line; nil for the totals.
  init?(_ view: TapeView) throws(ResidueError) {
    if ResidueFile.Totals(view) != nil { return nil }
    guard let residue = view.member(0, "residue") else {
      throw .format("a line of the residue has no member 'residue'")
    }
    self.view = view
    self.residue = residue
    placed = PlacedResidue(view, residue)
    if let out = view.integer("out") {
      subject = .written(out)
    } else if let follows = view.member(residue, "follows").flatMap({ view.integer($0) }) {
      subject = .refused(follows: follows)
    } else {
      throw .format("a line of the residue has no member 'out'")
    }
  }

  /// Dialect and kind of the source.
  var source: (dialect: String, kind: String) {
    (view.text("from") ?? "undecided", view.text("kind") ?? "unknown")
  }

  /// Whether the record was written just like this.
  func fits(_ record: TapeView) -> Bool { view.text("check") == record.check }

  /// The bytes of the patch; nil if there is none.
  var patch: ByteView? {
    guard view.kind(residue) != .null else { return nil }
    return view.bytes.part(Int(view[residue].start), Int(view[residue].end))
  }

  /// The key of the record.
  var key: [UInt8]? { view.member(0, "key").map { view.keyText($0) } }

  // MARK: Refused records

  /// Where a refused record stands in the rejects.
  var place: Range<Int>? {
    guard let start = view.member(residue, "reject_offset").flatMap({ view.integer($0) }),
      let count = view.member(residue, "bytes").flatMap({ view.integer($0) }), start >= 0,
      count >= 0
    else { return nil }
    return start..<start + count
  }

  /// What stood before a refused record.
  var before: [UInt8] { view.member(residue, "before").map { view.decoded($0) } ?? [] }

  /// What stood behind it; nil if that is told by the line of the next one.
  var after: [UInt8]? { view.member(residue, "after").map { view.decoded($0) } }
}

extension TapeView {
  /// What a key is compared by: other spellings of one text are the same key.
  func keyText(_ node: Int) -> [UInt8] {
    if kind(node) == .string { return [UInt8(ascii: "\"")] + decoded(node) }
    var sink = ByteSink(capacity: self[node].length)
    minify(node, into: &sink)
    return sink.view.bytes
  }
}
