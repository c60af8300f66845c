import JSONCore

/// The payloads of one document, and what shall stand in their places.
///
///     try payloads.find(in: document)
///     for place in 0..<payloads.count { … convert payloads[place].view into payloads.results … }
///     payloads.append(document, into: &sink)
///
/// What is found is valid until the next search; the memory is used again.
struct PlacedPayloads: ~Copyable {
  let finder: PayloadFinder
  /// How many payloads the document has.
  private(set) var count = 0
  /// What payloads became, one after another.
  var results = ByteSink(capacity: 0)

  private var nodes: [Int] = []
  private var slots: [PlacedPayload] = []
  private var layoutTape = Tape()

  init(_ finder: PayloadFinder) { self.finder = finder }

  /// Finds the payloads of a document and scans each one.
  ///
  /// - Parameters:
  ///   - document: Valid as long as the payloads are used.
  ///   - isText: Whether the payload with a number is written as text; nil: a string is, if texts are read.
  /// - Throws: ``ConversionError`` if one of them cannot be read.
  mutating func find(
    in document: TapeView,
    isText: (Int) -> Bool? = { _ in nil }
  ) throws(ConversionError) {
    count = 0
    nodes.removeAll(keepingCapacity: true)
    results.truncate(to: 0)
    try finder.find(in: document, into: &nodes)
    for node in nodes {
      if slots.count == count { slots.append(PlacedPayload()) }
      var isText = isText(count)
      if isText == nil { isText = try finder.isText(document, node) }
      try slots[count].read(document, node, isText: isText == true)
      count += 1
    }
  }

  /// The payload with a number from 0.
  subscript(number: Int) -> PlacedPayload { slots[number] }

  /// Appends the document with the results in the places of the payloads.
  mutating func append(_ document: TapeView, into sink: inout ByteSink) {
    var end = Int(document[0].start)
    for number in 0..<count {
      let payload = slots[number]
      let node = document[payload.node]
      sink.append(document.bytes, end, Int(node.start))
      payload.append(results.view, document, &layoutTape, into: &sink)
      end = Int(node.end)
    }
    sink.append(document.bytes, end, Int(document[0].end))
  }
}

/// One payload of a document.
final class PlacedPayload {
  /// The payload's node in the document.
  private(set) var node = 0
  /// Whether the payload is written as text, in a string.
  private(set) var isText = false
  /// The payload as one of its own.
  private(set) var view: TapeView
  /// Where its result stands among those of the document.
  var result = 0..<0
  /// The edits that bring the string of the source back, if the payload is written as text.
  var edits: TextEdits?
  /// Where the payload was written, if it is written as text: between the quotes.
  private(set) var written = 0..<0

  private var tape = Tape()
  private var text = ByteSink(capacity: 0)
  private var form = TextForm()

  fileprivate init() {
    view = tape.view(text.view)
  }

  /// Reads the payload at a node.
  fileprivate func read(
    _ document: TapeView,
    _ node: Int,
    isText: Bool
  ) throws(ConversionError) {
    self.node = node
    self.isText = isText
    edits = nil
    guard isText else {
      view = tape.take(node, of: document)
      return
    }
    text.truncate(to: 0)
    text.append(document.decoded(node))
    view = try scannedText(document)
  }

  /// The payload that the text holds, with nothing but white space around it.
  private func scannedText(_ document: TapeView) throws(ConversionError) -> TapeView {
    let bytes = text.view
    if let error = tape.scanDocument(bytes) {
      throw placed(ConversionError(error, in: bytes), in: document)
    }
    return tape.view(bytes)
  }

  /// An error in the payload as one in the document.
  func placed(_ error: ConversionError, in document: TapeView) -> ConversionError {
    var error = error
    let start = Int(document[node].start)
    error.offset =
      isText
      ? document.bytes.place(ofTextByte: error.offset, from: start + 1) : start + error.offset
    error.at = pointer(in: document)
    return error
  }

  /// Where a byte of the payload stands in the document.
  func place(of offset: Int, in document: TapeView) -> Int {
    let start = Int(document[node].start)
    return isText
      ? document.bytes.place(ofTextByte: offset, from: start + 1) : start + offset
  }

  /// The JSON Pointer of the payload in the document.
  func pointer(in document: TapeView) -> String { document.pointer(to: node) }

  // MARK: Writing

  /// Whether the result is the payload itself.
  private func isUnchanged(_ result: ByteView) -> Bool {
    let start = Int(view[0].start)
    return result.count == view[0].length
      && result.equals(0, view.bytes, start, length: result.count)
  }

  fileprivate func append(
    _ results: ByteView,
    _ document: TapeView,
    _ layoutTape: inout Tape,
    into sink: inout ByteSink
  ) {
    let result = results.part(self.result.lowerBound, self.result.upperBound)
    let source = document[node]
    if isUnchanged(result) {
      written = sink.count + 1..<sink.count + source.length - 1
      sink.append(document.bytes, Int(source.start), Int(source.end))
      if let edits { restore(edits, into: &sink) }
    } else if isText {
      appendText(result, document, into: &sink)
    } else if let layout = Layout(of: view, behind: lineStart(document)) {
      layout.append(result, unlessSameAs: view, &layoutTape, into: &sink)
    } else {
      sink.append(result)
    }
  }

  /// The white space at the start of the line on which the payload starts, behind a line end.
  private func lineStart(_ document: TapeView) -> ByteView {
    let bytes = document.bytes
    var start = Int(document[node].start)
    while start > 0, bytes.byte(start - 1) != 0x0a { start -= 1 }
    guard start > 0 else { return bytes.part(0, 0) }
    var end = start
    while bytes.byte(end) == 0x20 || bytes.byte(end) == 0x09 { end += 1 }
    return bytes.part(start - 1, end)
  }

  private func appendText(
    _ result: ByteView,
    _ document: TapeView,
    into sink: inout ByteSink
  ) {
    form.read(string(document), view)
    sink.append(UInt8(ascii: "\""))
    let start = sink.count
    form.append(result, into: &sink)
    written = start..<sink.count
    sink.append(UInt8(ascii: "\""))
    if let edits { restore(edits, into: &sink) }
  }

  /// The bytes between the quotes of the payload's string.
  func string(_ document: TapeView) -> ByteView {
    let node = document[node]
    return document.bytes.part(Int(node.start) + 1, Int(node.end) - 1)
  }

  /// Brings back how the string of the source was written; if it is not the one that was expected, its text
  /// was edited, and then the way it is written does not matter.
  private func restore(_ edits: TextEdits, into sink: inout ByteSink) {
    let string = sink.view.part(written.lowerBound, written.upperBound)
    guard string.hash == edits.check else { return }
    var restored = ByteSink(capacity: string.count)
    guard edits.edits.apply(to: string, into: &restored) else { return }
    sink.truncate(to: written.lowerBound)
    sink.append(restored.view)
    sink.append(UInt8(ascii: "\""))
  }

  /// Finds the edits that restoring the payload will need.
  ///
  /// - Parameters:
  ///   - output: What was written, the result of the payload among it.
  ///   - document: The source.
  /// - Returns: The edits; nil if none are needed.
  func textEdits(_ output: borrowing ByteSink, _ document: TapeView) -> TextEdits? {
    guard isText else { return nil }
    let target = output.view.part(written.lowerBound, written.upperBound)
    let source = string(document)
    if target.count == source.count, target.equals(0, source, 0, length: source.count) {
      return nil
    }
    return form.edits(from: target, to: source, view)
  }
}

/// What brings back how a string was written.
struct TextEdits {
  /// The hash of the string that the edits are made for, without its quotes.
  let check: UInt64
  let edits: StringEdits
}
