/// Where a reader stands between two records, so that another one can go on from there.
///
/// It is all that the bytes before say about those behind: no bytes are held.
package struct ReaderPlace: Equatable, Sendable {
  /// How the records stand in the file.
  package var form: InputForm
  /// Where the next byte stands in the file, from 0.
  package var offset: Int
  /// How many records stand before it.
  package var number: Int
  /// The line of the next byte, from 1.
  package var line: Int
  /// The byte of that line, from 1, a byte order mark not included.
  package var column: Int
  /// Whether it is an element of `data` that was read last, not one of an array at the top.
  package var isInList = false
  /// How many envelopes had the member that was to be noticed.
  package var noticed = 0
  /// Whether the file starts with a byte order mark.
  package var hadByteOrderMark = false

  /// Makes a place.
  package init(form: InputForm, offset: Int, number: Int, line: Int, column: Int) {
    self.form = form
    self.offset = offset
    self.number = number
    self.line = line
    self.column = column
  }
}

extension ReaderPlace {
  /// The place, to go on there later.
  package var state: [UInt8] {
    var state = StateWriter()
    state.put(form.rawValue)
    state.put(offset)
    state.put(number)
    state.put(line)
    state.put(column)
    state.put(isInList)
    state.put(noticed)
    state.put(hadByteOrderMark)
    return state.finish()
  }

  /// Reads a place.
  package init(_ state: inout StateReader) {
    form = InputForm(rawValue: state.text()) ?? .jsonl
    offset = state.number()
    number = state.number()
    line = state.number()
    column = state.number()
    isInList = state.flag()
    noticed = state.number()
    hadByteOrderMark = state.flag()
  }
}

/// Leaving off at a place and going on there.
extension RecordReader {
  /// The place behind the record or the line ends that the last step gave.
  package var place: ReaderPlace {
    let position = SourcePosition(
      of: given.end - given.start,
      in: buffer.view.part(given.start, given.end),
      from: given.start < given.end ? SourcePosition(line: line, column: column) : lineStart
    )
    var place = ReaderPlace(
      form: form ?? .jsonl,
      offset: buffer.origin + pending,
      number: number,
      line: position.line,
      column: position.column
    )
    place.isInList = envelope.isList
    place.noticed = noticed
    place.hadByteOrderMark = hadByteOrderMark
    return place
  }

  /// Where the next byte stands if the last step gave no record.
  private var lineStart: SourcePosition {
    SourcePosition(line: here.line, column: pending - here.start + 1)
  }

  /// Forgets everything and goes on at a place, behind a record or at the start of a line.
  ///
  /// - Parameters:
  ///   - place: Where another reader left off, or this one.
  ///   - bytes: The first bytes behind the place, if they were read before.
  package mutating func resume(at place: ReaderPlace, with bytes: ByteView) {
    form = place.form
    buffer.restart(at: place.offset, with: bytes)
    number = place.number
    noticed = place.noticed
    hadByteOrderMark = place.hadByteOrderMark
    here = LineStart(line: place.line, start: 1 - place.column)
    envelope = Envelope()
    envelope.isList = place.isInList
    envelope.sawData = place.isInList
    if place.form.isFramed && place.number > 0 { envelope.place = .element }
    given = Given()
    cursor = 0
    pending = 0
    searched = 0
    skimmer = ValueSkimmer()
    stage = .reading
  }
}

/// Pieces of JSON Lines: whole lines of a file, read as if they were one.
extension RecordReader {
  /// What ``readPiece(upTo:behind:_:)`` found.
  package enum Piece: Equatable, Sendable {
    /// Whole lines, or the last bytes of the file.
    case lines(isLast: Bool)
    /// The start of a line that is longer than a piece, or whose end is still to come.
    case partOfLine
  }

  /// The bytes of a file that are at hand and were not given yet.
  package var rest: ByteView { buffer.view.part(pending, buffer.count) }

  /// Reads whole lines, from a place on; the steps that follow end behind them.
  ///
  /// - Parameters:
  ///   - place: The start of a line.
  ///   - rest: The bytes behind it that were read before; then those behind the piece.
  ///   - size: The bytes to read, more or less.
  ///   - mayRead: Whether reading does not wait; asked only when whole lines are at hand.
  ///   - read: Fills memory and returns the number of bytes, 0 at the end of the file.
  /// - Returns: Whether whole lines were read.
  /// - Throws: What `read` throws.
  package mutating func readPiece(
    at place: ReaderPlace,
    behind rest: inout ByteSink,
    upTo size: Int,
    mayRead: () -> Bool,
    _ read: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Piece {
    resume(at: place, with: rest.view)
    rest.truncate(to: 0)
    while !buffer.isAtEnd && buffer.count < size {
      if buffer.count > 0 && !mayRead() && buffer.view.lastLineFeed != nil { break }
      try unsafe buffer.fill(keepingFrom: 0, read)
    }
    if buffer.isAtEnd { return .lines(isLast: true) }
    let end = buffer.view.lastLineFeed.map { $0 + 1 } ?? 0
    rest.append(buffer.view, end, buffer.count)
    buffer.cut(to: end)
    return end > 0 ? .lines(isLast: false) : .partOfLine
  }

  /// The place behind a piece that was just read at `place`.
  package func placeBehindPiece(_ place: ReaderPlace) -> ReaderPlace {
    let bytes = buffer.view
    var place = place
    let counts = bytes.countLines(of: place.form)
    place.offset += bytes.count
    place.number += counts.records
    place.line += counts.lineFeeds
    place.column = 1
    return place
  }
}

extension ByteView {
  /// The offset of the last line feed.
  fileprivate var lastLineFeed: Int? {
    var at = count
    while at > 0 {
      at -= 1
      if byte(at) == 0x0a { return at }
    }
    return nil
  }

  /// The number of line feeds, and of lines that are records.
  fileprivate func countLines(of form: InputForm) -> (lineFeeds: Int, records: Int) {
    var lineFeeds = 0
    var records = 0
    var start = 0
    while start < count {
      let end = lineFeed(from: start)
      if end != nil { lineFeeds += 1 }
      let isRecord =
        form == .copy
        ? !isEndOfRows(from: start, to: end ?? count) : holdsRecord(from: start, to: end ?? count)
      if isRecord { records += 1 }
      start = (end ?? count) + 1
    }
    return (lineFeeds, records)
  }

  /// Whether a line, perhaps with a carriage return, says that the rows end.
  private func isEndOfRows(from start: Int, to end: Int) -> Bool {
    let hasReturn = end < count && end > start && byte(end - 1) == 0x0d
    return CopyText.isEnd(part(start, hasReturn ? end - 1 : end))
  }

  @inline(__always)
  private func holdsRecord(from start: Int, to end: Int) -> Bool {
    if start < end && byte(start) > 0x20 { return true }
    return (start..<end).contains { at in
      switch byte(at) {
      case 0x20, 0x09, 0x0d: false
      default: true
      }
    }
  }
}
