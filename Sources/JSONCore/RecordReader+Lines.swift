/// JSON Lines: a document on each line.
///
/// A line is scanned straight through the chunk; nobody looks for its end first. Only when a scan fails,
/// or the chunk ends inside a line, the line end is searched for, and each byte for that only once.
extension RecordReader {
  mutating func nextLine() -> Step? {
    guard skipBlanks() else { return finish() }
    let start = cursor
    if searched > start && endOfLine(from: start) == nil { return tooLongLine(from: start) }

    let bytes = buffer.view
    let length = tape.scanRaw(bytes.part(start, bytes.count), from: 0, lineBreaks: false)
    guard length >= 0 else { return irregularLine(from: start, length) }
    let after = bytes.skip(.withinLine, from: start &+ length)
    let ends = after < bytes.count ? bytes.byte(after) == 0x0a : buffer.isAtEnd
    guard ends && after &- start <= maximumRecord else { return irregularLine(from: start, length) }
    give(start, start &+ length)
    leaveLine(after)
    return .record
  }

  /// Goes behind the line feed at `end`, or to the end of the file.
  @inline(__always)
  mutating func leaveLine(_ end: Int) {
    guard end < buffer.count else {
      cursor = buffer.count
      return
    }
    cursor = end &+ 1
    here.line &+= 1
    here.start = cursor
  }

  /// A line that is no record, that is not all there yet, or where white space follows the record.
  ///
  /// The record is the line from its first to its last byte, its line end excluded; so what is refused,
  /// and for what, does not depend on where chunks end.
  @inline(never)
  private mutating func irregularLine(from start: Int, _ length: Int) -> Step? {
    guard let lineEnd = endOfLine(from: start) else { return tooLongLine(from: start) }
    let bytes = buffer.view
    let end = lineEnd < bytes.count ? withoutReturn(lineEnd, from: start) : lineEnd
    let after = length < 0 ? start : bytes.skip(.withinLine, from: start + length)
    let error: JSONError
    if end - start > maximumRecord {
      error = JSONError(.recordTooLarge, at: 0)
    } else if length < 0 {
      error = tape.error
    } else if after < lineEnd {
      error = JSONError(code(.trailingContent, at: after), at: after - start)
    } else {
      give(start, start + length)
      leaveLine(lineEnd)
      return .record
    }
    give(start, end)
    leaveLine(lineEnd)
    return .malformed(error)
  }

  /// The offset of the line feed behind `start`, or the end of the file; nil if it was not read yet.
  func endOfLineAtHand(from start: Int) -> Int? {
    buffer.view.lineFeed(from: max(start, searched)) ?? (buffer.isAtEnd ? buffer.count : nil)
  }

  mutating func endOfLine(from start: Int) -> Int? {
    if let end = endOfLineAtHand(from: start) { return end }
    searched = buffer.count
    return nil
  }

  /// The end without the carriage return of a CRLF.
  func withoutReturn(_ end: Int, from start: Int) -> Int {
    end > start && buffer.view.byte(end - 1) == 0x0d ? end - 1 : end
  }

  /// Refuses a line whose end was not read yet as soon as it must be too long.
  ///
  /// A carriage return at the end of the bytes may belong to the line end: it is held back.
  mutating func tooLongLine(from start: Int) -> Step? {
    let end = withoutReturn(buffer.count, from: start)
    guard end - start > maximumRecord else { return nil }
    give(start, end)
    cursor = end
    stage = .skippingLine
    return .malformed(JSONError(.recordTooLarge, at: 0))
  }

  /// The next piece of a line that is too long.
  mutating func advanceLinePiece() -> Bool? {
    let start = cursor
    let lineFeed = buffer.view.lineFeed(from: start)
    guard lineFeed != nil || buffer.isAtEnd else {
      let end = withoutReturn(buffer.count, from: start)
      guard end > start else { return nil }
      givePiece(start, end)
      cursor = end
      return true
    }
    let end = lineFeed.map { withoutReturn($0, from: start) } ?? buffer.count
    givePiece(start, end)
    leaveLine(lineFeed ?? buffer.count)
    stage = .reading
    return end > start
  }

  private mutating func givePiece(_ start: Int, _ end: Int) {
    given = Given(glueStart: start, start: start, end: end)
    pending = end
  }
}
