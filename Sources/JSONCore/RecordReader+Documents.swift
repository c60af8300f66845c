/// Documents over any number of lines: one, or several one after another.
extension RecordReader {
  /// How a look at one value ended.
  enum Outcome {
    /// The value ends before this offset of the buffer.
    case complete(Int)
    /// The offset counts from the start of the value.
    case failed(JSONError)
    /// The bytes at hand do not decide.
    case incomplete
  }

  /// The bytes that may decide about the byte before: an escaped surrogate pair has twelve.
  private static var lookahead: Int { 16 }

  mutating func nextDocument() -> Step? {
    guard skipBlanks() else { return finish() }
    if isAtPartOfMark { return nil }
    let start = cursor
    if number > 0 && form == .json {
      if isFormNamed { return refuseRest(code(.trailingContent, at: start), from: start) }
      form = .concatenated
    }
    switch scanValue(at: start) {
    case .incomplete: return nil
    case .failed(let error): return refuseRest(error.code, at: error.offset, from: start)
    case .complete(let end):
      let bytes = buffer.view
      if isScalar(bytes.byte(start)) && end < bytes.count && !ByteView.endsScalar(bytes.byte(end)) {
        return refuseRest(.trailingContent, at: end - start, from: start)
      }
      return giveRecord(start, end)
    }
  }

  /// Gives the value at ``cursor`` as a record.
  mutating func giveRecord(_ start: Int, _ end: Int) -> Step {
    give(start, end)
    cursor = end
    countLines(from: start)
    return .record
  }

  /// Scans the value that starts at `start`.
  ///
  /// The answer depends on the value and on the few bytes behind the limit, never on what else was read.
  mutating func scanValue(at start: Int) -> Outcome {
    guard let limit = limitOfLook(at: start) else { return .incomplete }
    let bytes = buffer.view
    let length = tape.scanRaw(bytes.part(start, limit), from: 0, lineBreaks: true)
    if !isDecided(at: start) && isUndecided(start, length, limit) {
      skimmer.begin(bytes, at: start)
      return .incomplete
    }
    skimmer = ValueSkimmer()
    if length > maximumRecord || length < 0 && tape.error.offset > maximumRecord {
      return .failed(JSONError(.recordTooLarge, at: 0))
    }
    return length < 0 ? .failed(tape.error) : .complete(start + length)
  }

  /// How far to look at a value; nil if it is known to go on behind the bytes at hand.
  mutating func limitOfLook(at start: Int) -> Int? {
    let bytes = buffer.view
    if !isDecided(at: start) && skimmer.isRunning && !skimmer.reachesEnd(bytes) { return nil }
    return min(bytes.count, start + maximumRecord + RecordReader.lookahead)
  }

  /// Whether nothing that is still to be read can change what the value at `start` is.
  func isDecided(at start: Int) -> Bool {
    buffer.isAtEnd || buffer.count - start >= maximumRecord + RecordReader.lookahead
  }

  /// Whether bytes from `limit` on could change the result of a scan.
  func isUndecided(_ start: Int, _ length: Int, _ limit: Int) -> Bool {
    let bytes = buffer.view
    if length >= 0 { return start + length == limit && isScalar(bytes.byte(start)) }
    let place = start + tape.error.offset
    let mayBeMark = bytes.byte(place) == 0xef && place + 3 > limit
    return place >= limit || mayBeMark
  }

  /// Whether a value that begins with `byte` goes on until something else follows.
  private func isScalar(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "{") && byte != UInt8(ascii: "[") && byte != UInt8(ascii: "\"")
  }
}
