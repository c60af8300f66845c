import JSONCore

/// How a record was laid out that stood over several lines.
struct Layout {
  /// What a level adds.
  private let unit: [UInt8]
  /// What each line but the first begins with.
  private let base: [UInt8]
  private let usesCarriageReturn: Bool

  /// The layout of a record; nil if none of its tokens begins a line.
  init?(of record: TapeView, behind glue: ByteView) {
    guard let nested = record.indentation(of: 0) else { return nil }
    base = Layout.lineStart(glue, isLike: nested)
    unit = Array(nested.dropFirst(base.count))
    let start = Int(record[0].start)
    let lineFeed = (start..<Int(record[0].end)).first { record.bytes.byte($0) == 0x0a } ?? start
    usesCarriageReturn = lineFeed > start && record.bytes.byte(lineFeed - 1) == 0x0d
  }

  /// The white space before a record on its line, if its inner lines begin with it too.
  private static func lineStart(_ glue: ByteView, isLike nested: [UInt8]) -> [UInt8] {
    var start = glue.count
    while start > 0, glue.byte(start - 1) == 0x20 || glue.byte(start - 1) == 0x09 { start -= 1 }
    let blanks = glue.bytes(start, glue.count)
    let beginsLine = start > 0 && glue.byte(start - 1) == 0x0a
    return beginsLine && nested.starts(with: blanks) ? blanks : []
  }

  /// Appends a result in this layout; without a change if it is the record it was made of.
  func append(
    _ result: ByteView,
    unlessSameAs record: TapeView,
    _ tape: inout Tape,
    into sink: inout ByteSink
  ) {
    let start = Int(record[0].start)
    let isSame =
      result.count == record[0].length
      && result.equals(0, record.bytes, start, length: result.count)
    if isSame { sink.append(result) } else { append(result, &tape, into: &sink) }
  }

  /// Appends a document in this layout.
  func append(_ document: ByteView, _ tape: inout Tape, into sink: inout ByteSink) {
    if tape.scan(document) == nil {
      sink.append(document)
    } else {
      append(tape.view(document), into: &sink)
    }
  }

  /// Appends a payload in this layout.
  private func append(_ payload: TapeView, into sink: inout ByteSink) {
    var lines = ByteSink(capacity: payload[0].length)
    payload.indent(0, by: unit, into: &lines)
    let bytes = lines.view
    var start = 0
    // Strings hold no line feed, so each one is a line break.
    for at in 0..<bytes.count where bytes.byte(at) == 0x0a {
      sink.append(bytes, start, at)
      sink.append(usesCarriageReturn ? "\r\n" : "\n")
      sink.append(base)
      start = at + 1
    }
    sink.append(bytes, start, bytes.count)
  }
}
