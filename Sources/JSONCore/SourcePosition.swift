/// Line and column of a byte, for people.
///
/// Both count from 1, the column in bytes. Lines end with LF; the CR of a CRLF is the last column of its
/// line. Only messages need this, so nothing counts lines before there is one.
package struct SourcePosition: Equatable, Sendable {
  /// The line, from 1.
  package var line: Int
  /// The column in bytes, from 1.
  package var column: Int

  /// Makes a position.
  package init(line: Int = 1, column: Int = 1) {
    self.line = line
    self.column = column
  }

  /// The position of a byte.
  ///
  /// - Parameters:
  ///   - offset: The byte, from 0; `bytes.count` for the end.
  ///   - bytes: A file, or a part of it such as a record.
  ///   - start: Where the first of `bytes` stands.
  /// - Complexity: O(`offset`).
  package init(of offset: Int, in bytes: ByteView, from start: SourcePosition = SourcePosition()) {
    self = start
    for at in 0..<min(offset, bytes.count) {
      column += 1
      if bytes.byte(at) == UInt8(ascii: "\n") {
        line += 1
        column = 1
      }
    }
  }
}
