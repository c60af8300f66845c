internal import JSONCore

// Do the spans of annotations fit their text? Offsets count code points.
extension CheckRunner {
  mutating func checkSpans(
    _ check: CheckPlan.Check,
    _ node: Int,
    _ name: String,
    _ fault: SpanFault
  ) {
    guard let list = view.member(node, "annotations"), let text = view.member(node, named: name),
      view.kind(list) == .array, view.kind(text) == .string, !view.elements(of: list).isEmpty
    else { return }
    let indexed = IndexedText(view.decoded(text))
    trail.push(name: list - 1)
    for (index, annotation) in view.elements(of: list).enumerated() {
      trail.push(index: index)
      if let texts = fits(annotation, indexed, fault, explains: isExplained(check)) {
        note(check, annotation, texts)
      }
      trail.pop()
    }
    trail.pop()
  }

  /// What to tell about an annotation that does not fit; nil if it does, or if another fault is meant.
  private func fits(
    _ annotation: Int,
    _ text: IndexedText,
    _ fault: SpanFault,
    explains: Bool
  ) -> CheckTexts? {
    let length = String(text.count)
    if let index = number(annotation, "index") {
      guard fault == .outside, index > text.count else { return nil }
      return CheckTexts(found: String(index), limit: length)
    }
    guard let start = number(annotation, "start_index"), let end = number(annotation, "end_index"),
      start >= 0, end >= 0
    else { return nil }
    let found = CheckTexts(found: "\(start) to \(end)", limit: length)
    switch fault {
    case .reversed: return end < start ? found : nil
    case .outside: return start <= end && end > text.count ? found : nil
    case .differs:
      guard start <= end, end <= text.count, let quoted = quoted(annotation),
        text.slice(start, end) != quoted
      else { return nil }
      var texts = found
      texts.value = CheckTexts.shown(Array(quoted))
      texts.expected =
        explains ? text.explain(start, end, quoted) : "so it is with others before it"
      return texts
    }
  }

  private func number(_ annotation: Int, _ name: String) -> Int? {
    view.member(annotation, named: name).flatMap { WholeNumber.read(view, $0) }
  }

  private func quoted(_ annotation: Int) -> ArraySlice<UInt8>? {
    guard let text = view.member(annotation, "text"), view.kind(text) == .string else { return nil }
    return view.decoded(text)[...]
  }
}

extension Elements {
  /// Whether there is none left.
  fileprivate var isEmpty: Bool {
    var rest = self
    return rest.next() == nil
  }
}

/// A text in UTF-8 of which parts are asked for by code points.
private struct IndexedText {
  private static let stride = 256

  private let bytes: [UInt8]
  /// The offset of every 256th code point.
  private var marks: [Int] = []
  /// The number of code points.
  private(set) var count = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    for (offset, byte) in bytes.enumerated() where byte & 0xc0 != 0x80 {
      if count % IndexedText.stride == 0 { marks.append(offset) }
      count += 1
    }
  }

  /// The code points from one up to another, both at most ``count``.
  func slice(_ start: Int, _ end: Int) -> ArraySlice<UInt8> {
    bytes[offset(of: start)..<offset(of: end)]
  }

  private func offset(of scalar: Int) -> Int {
    guard scalar < count else { return bytes.count }
    var offset = marks[scalar / IndexedText.stride]
    for _ in 0..<scalar % IndexedText.stride {
      offset += 1
      while bytes[offset] & 0xc0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// Why a quoted text does not stand at its span, as far as that shows.
  func explain(_ start: Int, _ end: Int, _ quoted: ArraySlice<UInt8>) -> String {
    let units = String(decoding: bytes, as: UTF8.self).utf16
    if end <= units.count {
      let from = units.index(units.startIndex, offsetBy: start)
      let part = units[from..<units.index(from, offsetBy: end - start)]
      if part.elementsEqual(String(decoding: quoted, as: UTF8.self).utf16) {
        return "it does if UTF-16 units are counted instead of code points"
      }
    }
    if end <= bytes.count, bytes[start..<end].elementsEqual(quoted) {
      return "it does if bytes are counted instead of code points"
    }
    return contains(quoted) ? "it stands elsewhere in the text" : "it stands nowhere in the text"
  }

  private func contains(_ part: ArraySlice<UInt8>) -> Bool {
    guard let first = part.first, part.count <= bytes.count else { return part.isEmpty }
    return (0...bytes.count - part.count).contains { at in
      bytes[at] == first && bytes[at..<at + part.count].elementsEqual(part)
    }
  }
}
