/// Writes records back between the glue they were read from, and leaves the frame well-formed where one
/// is omitted.
///
/// Glue and records that are all kept give the file that was read, byte for byte. An omitted record goes
/// with one separator: its line with the line end, a document with the white space on one side, an
/// element with one comma.
///
///     writer.open(reader.glue, form: form, into: &sink)
///     if convert(reader.view, into: &sink) { writer.keep() } else { writer.omit(from: &sink) }
///
/// What the converter appended before it failed goes as well. Between `keep` or `omit` and the next
/// `open`, the sink may be written out and emptied.
package struct RecordWriter: Sendable {
  /// What the bytes written so far mean for those that follow.
  private struct Edge {
    /// Whether the last byte ended a line, or there is none.
    var endsLine = true
    /// Whether a file ended inside a line and another one began.
    var needsLineEnd = false
  }

  private var edge = Edge()
  /// The length of the sink, and its edge, without the glue that an omitted record takes with it.
  private var mark = 0
  private var edgeAtMark = Edge()
  /// Whether the last record was omitted.
  private var isOmitted = false
  /// Whether a record of this file, or of this array, was kept.
  private var hasRecord = false
  /// JSON Lines: whether the line of the last record has not ended yet.
  private var isInLine = false
  /// Whether the last line end that was written has a carriage return; nil if none was written.
  private var usesCarriageReturn: Bool?
  /// Glue of an array that came in pieces.
  private var held: [UInt8] = []

  /// Makes a writer that has written nothing.
  package init() {}

  /// Goes on with another file; a line end is written before it if the last one ended without.
  package mutating func beginFile() {
    edge.needsLineEnd = !edge.endsLine
    isOmitted = false
    hasRecord = false
    isInLine = false
    held = []
  }

  /// Writes the glue before a record, which the caller appends next.
  package mutating func open(_ glue: ByteView, form: InputForm, into sink: inout ByteSink) {
    switch form {
    case .jsonl, .copy: openLine(glue, into: &sink)
    case .json, .concatenated: openDocument(glue, into: &sink)
    case .array, .list: openElement(glue, into: &sink)
    }
    if edge.needsLineEnd { endLine(&sink) }
  }

  /// Notes that the record was appended.
  package mutating func keep() {
    isOmitted = false
    hasRecord = true
    edge.endsLine = false
  }

  /// Takes back everything since ``open(_:form:into:)`` that belongs to this record alone.
  package mutating func omit(from sink: inout ByteSink) {
    sink.truncate(to: mark)
    edge = edgeAtMark
    isOmitted = true
  }

  /// Writes a piece of glue, as a step `glue` gives it.
  ///
  /// White space around an omitted record stays in this case, except in arrays.
  package mutating func pass(_ glue: ByteView, form: InputForm, into sink: inout ByteSink) {
    switch form {
    case .jsonl, .copy:
      put(glue, from: startOfNextLine(glue, into: &sink), to: glue.count, into: &sink)
    case .json, .concatenated: put(glue, from: 0, to: glue.count, into: &sink)
    case .array, .list: held += glue.bytes
    }
  }

  /// Writes the glue at the end of a file.
  ///
  /// - Parameters:
  ///   - glue: The bytes behind the last record.
  ///   - form: The form of the file.
  ///   - unclosed: What closes the frame if the rest of the file was refused; see ``RecordReader/unclosed``.
  ///   - sink: Where to write.
  package mutating func close(
    _ glue: ByteView,
    form: InputForm,
    unclosed: String = "",
    into sink: inout ByteSink
  ) {
    switch form {
    case .jsonl, .copy:
      put(glue, from: startOfNextLine(glue, into: &sink), to: glue.count, into: &sink)
    case .json, .concatenated:
      if hasRecord || !isOmitted { put(glue, from: 0, to: glue.count, into: &sink) }
    case .array, .list: openElement(glue, into: &sink)
    }
    guard !unclosed.isEmpty else { return }
    sink.append(unclosed)
    endLine(&sink)
  }
}

/// Going on with a run later.
extension RecordWriter {
  /// What the bytes written so far mean for those that follow.
  package var state: [UInt8] {
    var state = StateWriter()
    state.put(edge.endsLine)
    state.put(edge.needsLineEnd)
    state.put(isOmitted)
    state.put(hasRecord)
    state.put(isInLine)
    state.put(usesCarriageReturn.map { $0 ? 1 : 0 } ?? -1)
    state.put(bytes: held)
    return state.finish()
  }

  /// Makes a writer that goes on where another one was between two records.
  package init(_ state: inout StateReader) {
    edge.endsLine = state.flag()
    edge.needsLineEnd = state.flag()
    isOmitted = state.flag()
    hasRecord = state.flag()
    isInLine = state.flag()
    let returns = state.number()
    usesCarriageReturn = returns < 0 ? nil : returns == 1
    held = state.bytes()
  }
}

/// Pieces of JSON Lines, written apart.
extension RecordWriter {
  /// Goes on behind a piece of this file that another writer wrote from the start of a line on.
  ///
  /// - Parameters:
  ///   - piece: The other writer.
  ///   - isEmpty: Whether it wrote nothing.
  ///   - sink: Where the bytes of the piece are to be written next.
  package mutating func take(_ piece: RecordWriter, isEmpty: Bool, into sink: inout ByteSink) {
    if !isEmpty {
      if edge.needsLineEnd { endLine(&sink) }
      edge = piece.edge
    }
    usesCarriageReturn = piece.usesCarriageReturn ?? usesCarriageReturn
    isOmitted = piece.isOmitted
    hasRecord = hasRecord || piece.hasRecord
    isInLine = piece.isInLine
  }
}

/// The forms.
extension RecordWriter {
  /// A line: the end of the one before, blank lines, and white space that goes with the record.
  private mutating func openLine(_ glue: ByteView, into sink: inout ByteSink) {
    let start = startOfNextLine(glue, into: &sink)
    var lead = glue.count
    while lead > start && glue.byte(lead &- 1) != 0x0a { lead &-= 1 }
    put(glue, from: start, to: lead, into: &sink)
    setMark(sink)
    put(glue, from: lead, to: glue.count, into: &sink)
    isInLine = true
  }

  /// Writes what is left of the line of the last record, unless that was omitted; says where it ends.
  private mutating func startOfNextLine(_ glue: ByteView, into sink: inout ByteSink) -> Int {
    guard isInLine else { return 0 }
    let lineFeed = glue.lineFeed(from: 0)
    let end = lineFeed.map { $0 + 1 } ?? glue.count
    if !isOmitted { put(glue, from: 0, to: end, into: &sink) }
    isInLine = lineFeed == nil
    return end
  }

  private mutating func openDocument(_ glue: ByteView, into sink: inout ByteSink) {
    setMark(sink)
    guard isOmitted else { return put(glue, from: 0, to: glue.count, into: &sink) }
    guard hasRecord else { return }
    put(glue, from: 0, to: glue.count, into: &sink)
    // Two numbers that nothing separates would become one.
    if glue.count == 0 { endLine(&sink) }
  }

  private mutating func openElement(_ glue: ByteView, into sink: inout ByteSink) {
    guard held.isEmpty else {
      var all = ByteSink(capacity: held.count + glue.count)
      all.append(held)
      all.append(glue)
      held = []
      return openElement(all.view, into: &sink)
    }
    switch glue.firstToken {
    case UInt8(ascii: ","):
      setMark(sink)
      if hasRecord { put(glue, from: 0, to: glue.count, into: &sink) }
    case nil:
      setMark(sink)
      put(glue, from: 0, to: glue.count, into: &sink)
    default:
      put(glue, from: 0, to: glue.count, into: &sink)
      setMark(sink)
      hasRecord = false
    }
  }

  private mutating func setMark(_ sink: borrowing ByteSink) {
    mark = sink.count
    edgeAtMark = edge
  }

  private mutating func put(
    _ bytes: ByteView,
    from start: Int,
    to end: Int,
    into sink: inout ByteSink
  ) {
    guard start < end else { return }
    if edge.needsLineEnd { endLine(&sink) }
    sink.append(bytes, start, end)
    edge.endsLine = bytes.byte(end - 1) == 0x0a
    if edge.endsLine { usesCarriageReturn = end - start > 1 && bytes.byte(end - 2) == 0x0d }
  }

  /// Writes a line end like those before.
  private mutating func endLine(_ sink: inout ByteSink) {
    sink.append(usesCarriageReturn == true ? "\r\n" : "\n")
    edge = Edge()
  }
}

extension ByteView {
  /// The first byte that is no white space.
  fileprivate var firstToken: UInt8? {
    let at = skip(.anywhere, from: 0)
    return at < count ? byte(at) : nil
  }
}
