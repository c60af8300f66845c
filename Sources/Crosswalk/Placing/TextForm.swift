import JSONCore

/// How a document is written in a string: its characters, and the white space between its tokens.
///
/// A result is written like the document that it was made of, as far as one way is kept to; what is left is
/// told by ``TextEdits``.
struct TextForm {
  private var spelling = StringSpelling()
  private var hasSpaceAfterComma = false
  private var hasSpaceAfterColon = false
  private var layout: Layout?
  private var before: [UInt8] = []
  private var after: [UInt8] = []

  /// Takes the form of a string.
  ///
  /// - Parameters:
  ///   - string: The bytes between its quotes.
  ///   - document: What it holds; its bytes are the string's text.
  mutating func read(_ string: ByteView, _ document: TapeView) {
    spelling = StringSpelling(of: string)
    let text = document.bytes
    before = text.bytes(0, Int(document[0].start))
    after = text.bytes(Int(document[0].end), text.count)
    layout = Layout(of: document, behind: text.part(0, 0))
    hasSpaceAfterComma = false
    hasSpaceAfterColon = false
    guard layout == nil else { return }
    let spaces = text.spaces(in: document)
    hasSpaceAfterComma = spaces.afterComma
    hasSpaceAfterColon = spaces.afterColon
  }

  /// Appends a document, without quotes around it.
  func append(_ document: ByteView, into sink: inout ByteSink) {
    var text = ByteSink(capacity: document.count * 2)
    text.append(before)
    if let layout {
      var tape = Tape()
      layout.append(document, &tape, into: &text)
    } else {
      text.append(
        document, spaceAfterComma: hasSpaceAfterComma, spaceAfterColon: hasSpaceAfterColon)
    }
    text.append(after)
    spelling.append(text.view, into: &sink)
  }

  /// Finds the edits from what restoring will write to a source.
  ///
  /// - Parameters:
  ///   - target: The string of the target: restoring will write like it.
  ///   - string: That of the source.
  ///   - source: The document of the source, whose tokens restoring will give.
  /// - Returns: The edits; nil if restoring will write the source.
  func edits(from target: ByteView, to string: ByteView, _ source: TapeView) -> TextEdits? {
    var text = ByteSink(capacity: target.count)
    text.append(target.decoded(0, target.count))
    var tape = Tape()
    guard tape.scan(text.view) != nil else { return nil }
    var form = TextForm()
    form.read(target, tape.view(text.view))
    var restored = ByteSink(capacity: string.count)
    let bytes = source.bytes.part(Int(source[0].start), Int(source[0].end))
    form.append(bytes, into: &restored)
    let edits = StringEdits(from: restored.view, to: string)
    return edits.edits.isEmpty ? nil : TextEdits(check: restored.view.hash, edits: edits)
  }
}

extension ByteView {
  /// Whether a space stands behind the first comma and behind the first colon of a document.
  fileprivate func spaces(in document: TapeView) -> (afterComma: Bool, afterColon: Bool) {
    var found: (comma: Bool?, colon: Bool?) = (nil, nil)
    var at = Int(document[0].start)
    let end = Int(document[0].end)
    while at < end, found.comma == nil || found.colon == nil {
      switch byte(at) {
      case UInt8(ascii: "\""):
        at = endOfString(at)
        continue
      case UInt8(ascii: ","): found.comma = found.comma ?? (byte(at + 1) == 0x20)
      case UInt8(ascii: ":"): found.colon = found.colon ?? (byte(at + 1) == 0x20)
      default: break
      }
      at += 1
    }
    return (found.comma ?? false, found.colon ?? false)
  }

  /// The offset behind the string that starts at an offset.
  fileprivate func endOfString(_ offset: Int) -> Int {
    var at = offset + 1
    while at < count, byte(at) != UInt8(ascii: "\"") {
      at += byte(at) == UInt8(ascii: "\\") ? 2 : 1
    }
    return at + 1
  }
}

extension ByteSink {
  /// Appends a document whose only white space stands behind commas and colons.
  fileprivate mutating func append(
    _ document: ByteView,
    spaceAfterComma: Bool,
    spaceAfterColon: Bool
  ) {
    var at = 0
    while at < document.count {
      let byte = document.byte(at)
      if byte == UInt8(ascii: "\"") {
        let end = document.endOfString(at)
        append(document, at, end)
        at = end
        continue
      }
      if byte > 0x20 { append(byte) }
      if byte == UInt8(ascii: ",") ? spaceAfterComma : byte == UInt8(ascii: ":") && spaceAfterColon
      {
        append(UInt8(ascii: " "))
      }
      at += 1
    }
  }
}
