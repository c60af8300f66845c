/// What makes one way to write a text into another: other escapes, other white space.
package struct StringEdits: Equatable, Sendable {
  /// Bytes that are taken out, and what stands there instead.
  package struct Edit: Equatable, Sendable {
    /// The first byte, counted before any edit.
    package var start: Int
    /// How many bytes are taken out.
    package var length: Int
    /// What is put in.
    package var text: [UInt8]

    /// Makes an edit.
    package init(start: Int, length: Int, text: [UInt8]) {
      self.start = start
      self.length = length
      self.text = text
    }
  }

  /// The edits, in their order; none overlaps another.
  package private(set) var edits: [Edit] = []
  /// The edit that may still grow.
  private var open: Edit?

  /// Makes edits that were stored.
  package init(_ edits: [Edit]) { self.edits = edits }

  /// Finds what makes one string into another.
  ///
  /// - Parameters:
  ///   - old: The bytes between the quotes of a string that a scan has accepted.
  ///   - new: Those of another. If their texts are one JSON document, with other white space between its
  ///     tokens at most, the edits are small.
  package init(from old: ByteView, to new: ByteView) {
    if old.count == new.count, old.equals(0, new, 0, length: new.count) { return }
    var at = 0
    var other = 0
    while at < old.count, other < new.count {
      let unit = old.unit(at: at)
      let otherUnit = new.unit(at: other)
      let isSame = unit.scalar == otherUnit.scalar || unit.isBlank && otherUnit.isBlank
      guard isSame || unit.isBlank || otherUnit.isBlank else { break }
      let length = isSame || !otherUnit.isBlank ? unit.length : 0
      let otherLength = isSame || otherUnit.isBlank ? otherUnit.length : 0
      if length == otherLength, old.equals(at, new, other, length: length) {
        close()
      } else {
        replace(at, length, new, other, otherLength)
      }
      at += length
      other += otherLength
    }
    if at < old.count || other < new.count {
      replace(at, old.count - at, new, other, new.count - other)
    }
    close()
    // Where nearly each character is an edit of its own, one for all is smaller.
    if edits.count > 1, edits.reduce(0, { $0 + $1.text.count + 8 }) > new.count {
      edits = [Edit(start: 0, length: old.count, text: new.bytes)]
    }
  }

  private mutating func replace(
    _ at: Int,
    _ length: Int,
    _ new: ByteView,
    _ other: Int,
    _ otherLength: Int
  ) {
    var edit = open ?? Edit(start: at, length: 0, text: [])
    edit.length += length
    edit.text += new.bytes(other, other + otherLength)
    open = edit
  }

  private mutating func close() {
    if let open { edits.append(open) }
    open = nil
  }

  /// Appends a string after the edits; false, and nothing is appended, if they do not fit its length.
  package func apply(to old: ByteView, into sink: inout ByteSink) -> Bool {
    let start = sink.count
    var at = 0
    for edit in edits {
      guard edit.start >= at, edit.length >= 0, edit.start + edit.length <= old.count else {
        sink.truncate(to: start)
        return false
      }
      sink.append(old, at, edit.start)
      sink.append(edit.text)
      at = edit.start + edit.length
    }
    sink.append(old, at, old.count)
    return true
  }
}

extension ByteView {
  /// A hash of all bytes, the same on every machine: that of a token.
  package var hash: UInt64 {
    var hash = TokenHash()
    hash.add(self, 0, count)
    return hash.finished()
  }
}
