/// PostgreSQL's COPY text: a row on each line, with a document in one of its columns.
///
/// A row ends where its line ends, whatever stands before: so a file can be cut behind any line end.
extension RecordReader {
  mutating func nextRow() -> Step? {
    while cursor < buffer.count {
      let start = cursor
      isDecoded = false
      columnPlace = 0..<0
      guard let lineEnd = endOfLine(from: start) else { return tooLongLine(from: start) }
      let end = lineEnd < buffer.count ? withoutReturn(lineEnd, from: start) : lineEnd
      let isEnd = CopyText.isEnd(buffer.view.part(start, end))
      if !isEnd { give(start, end) }
      leaveLine(lineEnd)
      if !isEnd { return readColumn() }
    }
    return finish()
  }

  /// Looks into the column of the row that was just given.
  private mutating func readColumn() -> Step {
    let row = bytes
    if row.count > maximumRecord { return .malformed(JSONError(.recordTooLarge, at: 0)) }
    if CopyText.isCut(row) { return .malformed(JSONError(.unfinishedRow, at: row.count - 1)) }
    guard let place = CopyText.column(columnNumber, of: row) else {
      return .malformed(JSONError(.tooFewColumns, at: 0))
    }
    columnPlace = place
    let column = row.part(place.lowerBound, place.upperBound)
    if CopyText.isNull(column) { return .null }
    isDecoded = column.firstByte(UInt8(ascii: "\\"), from: 0) != nil
    if isDecoded {
      columnText.truncate(to: 0)
      CopyText.decode(column, into: &columnText)
    }
    return tape.scanDocument(textOfColumn).map { .malformed($0) } ?? .record
  }

  /// The column's text.
  var textOfColumn: ByteView {
    isDecoded ? columnText.view : bytes.part(columnPlace.lowerBound, columnPlace.upperBound)
  }

  /// Where a byte of ``text`` stands in ``bytes``.
  func placeInRow(of offset: Int) -> Int {
    guard isDecoded else { return columnPlace.lowerBound + offset }
    let column = bytes.part(columnPlace.lowerBound, columnPlace.upperBound)
    return columnPlace.lowerBound + CopyText.place(of: offset, in: column)
  }

  /// Where the column stands in ``bytes``: the row from there on is the rest of it.
  package var columnOfRow: Range<Int> { columnPlace }
}
