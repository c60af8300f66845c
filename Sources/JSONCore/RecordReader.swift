/// Turns a stream of bytes into scanned records, holding no more than one record and a chunk.
///
/// A file is *glue, record, glue, record, …, glue*: what is written back in this order, unchanged, is the
/// file, byte for byte. The lines
///
///     {"id":1}
///
///      {"id":2}
///
/// give the record `{"id":1}` behind no glue, `{"id":2}` behind the glue `\n\n ` and, at the end, the
/// glue `\n`. A byte order mark at the start of the file belongs to neither.
///
///     var reader = RecordReader(form: nil, isJSONLines: false)
///     reading: while true {
///       switch try reader.next(readMore) {
///       case .record: convert(reader.view)
///       case .malformed(let error): report(error, reader.number, reader.position(of: error.offset))
///       case .glue: continue
///       case .end: break reading
///       }
///     }
///
/// `next` gives every complete record at hand before it reads on; in JSON Lines a record is complete when
/// the end of its line was seen, which is given as glue before reading on as well. One reader reads one file.
@safe
package struct RecordReader: ~Copyable {
  /// What ``next(_:)`` found.
  package enum Step: Equatable, Sendable {
    /// A document: ``view``, behind ``glue``.
    case record
    /// A row whose column is NULL, so that there is no document: ``bytes``, behind ``glue``.
    case null
    /// Bytes that are no document, behind ``glue``: ``bytes`` and, if it is long, further pieces.
    /// The offset counts from the first of them.
    case malformed(JSONError)
    /// ``glue`` with more to follow, either much or line ends before a read: write it and go on.
    case glue
    /// The end of the file, behind ``glue``.
    case end
  }

  /// How the records stand in the file; recognized by the first step, unless it was named.
  ///
  /// A recognized `json` becomes `concatenated` when a second document shows up.
  package internal(set) var form: InputForm?
  /// Whether the file starts with a byte order mark, which was skipped.
  package internal(set) var hadByteOrderMark = false
  /// Number of the current record in this file, from 1; refused records count.
  package internal(set) var number = 0
  /// Where the current record starts in the file, from 0, a byte order mark included.
  package internal(set) var offset = 0
  /// The line where the current record starts, from 1.
  package internal(set) var line = 1
  /// The byte of its line where the current record starts, from 1, a byte order mark not included.
  package internal(set) var column = 1

  /// How many envelopes had the member that was to be noticed, with the value true.
  package internal(set) var noticed = 0

  let isFormNamed: Bool
  let isJSONLines: Bool
  let arraysAreRecords: Bool
  let noticedName: [UInt8]
  let columnNumber: Int
  let maximumRecord: Int
  let chunk: Int

  var tape = Tape()
  var buffer: RecordBuffer
  var skimmer = ValueSkimmer()

  /// The next byte to look at.
  var cursor = 0
  /// The first byte that no step has given yet.
  var pending = 0
  /// What the last step gave: glue and record, back to back.
  var given = Given()
  /// Where lines are counted to: the line that holds ``cursor``.
  var here = LineStart()
  /// How far a line end was looked for in vain.
  var searched = 0
  var stage = Stage.opening
  var envelope = Envelope()

  /// Where the column of the current row stands in it, and its text if that took decoding.
  var columnPlace = 0..<0
  var columnText = ByteSink(capacity: 0)
  var isDecoded = false

  /// Makes a reader at the start of a file.
  ///
  /// - Parameters:
  ///   - form: How the records stand in the file; nil to recognize it.
  ///   - isJSONLines: Whether the name of the file says JSON Lines; decides if `form` is nil.
  ///   - arraysAreRecords: Whether a top-level array is recognized as one record, not as many.
  ///   - noticedName: The name of a member of envelopes to count in ``noticed``; empty: none.
  ///   - columnNumber: The column with the document in `copy`, from 1.
  ///   - maximumRecord: The bytes that a record may have; one more is refused.
  ///   - chunk: The bytes to read at once.
  package init(
    form: InputForm?,
    isJSONLines: Bool,
    arraysAreRecords: Bool = false,
    noticing noticedName: [UInt8] = [],
    column columnNumber: Int = 1,
    maximumRecord: Int = 256 << 20,
    chunk: Int = 256 << 10
  ) {
    precondition(maximumRecord < 4 << 30 - 1 << 20, "nodes count bytes in 32 bits")
    self.form = form
    self.isJSONLines = isJSONLines
    self.arraysAreRecords = arraysAreRecords
    self.noticedName = noticedName
    self.columnNumber = columnNumber
    self.maximumRecord = maximumRecord
    self.chunk = chunk
    isFormNamed = form != nil
    buffer = RecordBuffer(chunk: chunk)
  }

  /// Goes to the next record, the next bytes that are none, or the end.
  ///
  /// - Parameter read: Fills memory and returns the number of bytes, 0 at the end of the file.
  /// - Returns: What was found. After `end` every further step is `end`.
  /// - Throws: What `read` throws; the same step may be tried again.
  package mutating func next<Failure: Error>(
    _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Step {
    while true {
      if let step = advance() ?? giveLineEnds() { return step }
      try unsafe fill(read)
    }
  }

  /// Goes to the next piece of a refused record, after a step `malformed`.
  ///
  /// Pieces that nobody asks for are skipped by ``next(_:)``.
  ///
  /// - Parameter read: As for ``next(_:)``.
  /// - Returns: Whether ``bytes`` is another piece; false behind the last one.
  /// - Throws: What `read` throws.
  package mutating func nextPiece<Failure: Error>(
    _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Bool {
    while true {
      if let found = advancePiece() { return found }
      try unsafe fill(read)
    }
  }

  /// The current record; valid until the next step.
  package var view: TapeView { tape.view(text) }

  /// The bytes that hold the current document: those of the record, or the text of its column.
  ///
  /// White space may stand around the document in a column. The offset of an error counts from the first of
  /// these bytes.
  package var text: ByteView { form == .copy ? textOfColumn : bytes }

  /// The bytes between the record before and this one, exactly as they stand; valid until the next step.
  ///
  /// White space, commas and brackets; for `list` also the envelope.
  package var glue: ByteView { buffer.view.part(given.glueStart, given.start) }

  /// The bytes of the current record, or one piece of a refused one; valid until the next step or piece.
  package var bytes: ByteView { buffer.view.part(given.start, given.end) }

  /// Line and column of a byte of ``text`` as the step gave it, from 0; for messages.
  package func position(of offset: Int) -> SourcePosition {
    let place = form == .copy ? placeInRow(of: offset) : offset
    return SourcePosition(of: place, in: bytes, from: SourcePosition(line: line, column: column))
  }

  /// What closes the frame that a refused rest of the file left open: `]`, `]}`, `}` or nothing.
  package var unclosed: String { stage == .finished ? envelope.unclosed : "" }
}

/// What the parts of the reader share.
extension RecordReader {
  /// What the reader waits for.
  enum Stage: Equatable {
    /// The first bytes: a byte order mark or another encoding.
    case opening
    /// The first record, which shows the form.
    case recognizing
    case reading
    /// The rest of a line that is too long.
    case skippingLine
    /// The rest of the file, which is one refused record.
    case finished
  }

  /// Offsets in the buffer: glue from `glueStart` to `start`, record from there to `end`.
  struct Given {
    var glueStart = 0
    var start = 0
    var end = 0
  }

  /// A line and the offset of its first byte in the buffer, negative if that was forgotten.
  struct LineStart {
    var line = 1
    var start = 0
  }

  /// One step, or nil if it takes more bytes.
  private mutating func advance() -> Step? {
    switch stage {
    case .reading: return advanceInForm()
    case .opening: return open()
    case .recognizing: return recognize()
    case .skippingLine:
      while stage == .skippingLine {
        if advancePiece() == nil { return nil }
      }
      return advanceInForm()
    case .finished:
      pending = buffer.count
      return finish()
    }
  }

  mutating func advanceInForm() -> Step? {
    switch form {
    case .jsonl: nextLine()
    case .copy: nextRow()
    case .array, .list: nextElement()
    default: nextDocument()
    }
  }

  private mutating func fill<Failure: Error>(
    _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    let amount = pending
    cursor -= amount
    searched -= amount
    here.start -= amount
    envelope.mark.offset -= amount
    envelope.mark.lines.start -= amount
    skimmer.shift(by: amount)
    pending = 0
    given = Given()
    try unsafe buffer.fill(keepingFrom: amount, read)
  }

  /// Moves ``cursor`` over white space and counts its lines; false at the end of the bytes at hand.
  @inline(__always)
  mutating func skipBlanks() -> Bool {
    cursor < buffer.count && buffer.view.byte(cursor) > 0x20 ? true : skipSeveralBlanks()
  }

  @inline(never)
  private mutating func skipSeveralBlanks() -> Bool {
    let bytes = buffer.view
    while cursor < bytes.count {
      switch bytes.byte(cursor) {
      case 0x0a: here = LineStart(line: here.line + 1, start: cursor + 1)
      case 0x20, 0x09, 0x0d: break
      default: return true
      }
      cursor += 1
    }
    return false
  }

  /// Counts the lines from `start` to ``cursor``.
  mutating func countLines(from start: Int) {
    let found = buffer.view.lineFeeds(from: start, to: cursor)
    here.line += found.count
    here.start = found.pastLast ?? here.start
  }

  /// Gives what stands before `start` as glue and the bytes from there to `end`.
  ///
  /// The line ``here`` must be that of `start`.
  @inline(__always)
  mutating func give(_ start: Int, _ end: Int) {
    number += 1
    offset = buffer.origin + start
    line = here.line
    column = start - here.start + 1
    given = Given(glueStart: pending, start: start, end: end)
    pending = end
  }

  /// The step where no byte is left: the end, or nil or `glue` if more can be read.
  mutating func finish() -> Step? {
    guard buffer.isAtEnd || stage == .finished else { return giveGlue() }
    stage = .finished
    given = Given(glueStart: pending, start: buffer.count, end: buffer.count)
    pending = buffer.count
    return .end
  }

  /// Gives glue that fills a chunk, so that no run of white space has to be held.
  private mutating func giveGlue() -> Step? {
    let settled = envelope.isSettled ? cursor : envelope.mark.offset
    guard settled - pending >= chunk else { return nil }
    given = Given(glueStart: pending, start: settled, end: settled)
    pending = settled
    return .glue
  }

  /// Gives the line ends at hand as glue before more is read.
  ///
  /// A reading may wait, and who reads the output line by line gets no line without its end.
  private mutating func giveLineEnds() -> Step? {
    guard form?.isLines == true, stage == .reading, here.start > pending else { return nil }
    given = Given(glueStart: pending, start: here.start, end: here.start)
    pending = here.start
    return .glue
  }

  /// Refuses everything from `start` on, which stands in the line ``here``, as one record.
  mutating func refuseRest(_ code: JSONError.Code, at offset: Int = 0, from start: Int) -> Step {
    stage = .finished
    give(start, buffer.count)
    cursor = buffer.count
    return .malformed(JSONError(code, at: offset))
  }

  /// Whether ``cursor`` is at what may be a byte order mark that was not read whole.
  var isAtPartOfMark: Bool {
    buffer.view.byte(cursor) == 0xef && cursor + 3 > buffer.count && !buffer.isAtEnd
  }

  /// The code for a byte that should not be there: a byte order mark is named as such.
  func code(_ code: JSONError.Code, at offset: Int) -> JSONError.Code {
    let isMark = offset + 3 <= buffer.count && buffer.view.half(offset) & 0xff_ffff == 0xbf_bbef
    return isMark ? .byteOrderMark : code
  }

  /// The next piece of a refused record, false behind the last one, or nil if that takes more bytes.
  private mutating func advancePiece() -> Bool? {
    switch stage {
    case .skippingLine: return advanceLinePiece()
    case .finished:
      let start = pending
      guard start < buffer.count else { return buffer.isAtEnd ? false : nil }
      given = Given(glueStart: start, start: start, end: buffer.count)
      pending = buffer.count
      cursor = buffer.count
      return true
    default: return false
    }
  }
}
