import JSONCore

/// What the residue says about one payload of a document.
struct PlacedEntry {
  /// The pointer of the payload in the source.
  let at: String
  /// Dialect and kind of the source.
  let source: (dialect: String, kind: String)
  /// Hash of the tokens of the target's payload.
  let check: UInt64
  let patch: [UInt8]
  /// Whether the payload is written as text.
  let isText: Bool
  /// Whether the payload was converted, not copied.
  let isConverted: Bool
  /// Nil if nothing needs to be brought back.
  var edits: TextEdits?

  /// Whether the payload can be restored by one who knows of no entry.
  ///
  /// - Parameters:
  ///   - standard: Dialect and kind of the source that are then taken for granted; nil: it was copied.
  ///   - isBegun: Whether that is settled.
  /// - Returns: Whether nothing else has to be known.
  func isUsual(_ standard: (dialect: String, kind: String)?, isBegun: Bool) -> Bool {
    guard patch.isEmpty, edits == nil else { return false }
    if let standard { return standard == source }
    return !isConverted && isBegun
  }

  /// Appends the entry as JSON.
  func append(into sink: inout ByteSink) {
    sink.append("{\"at\":")
    sink.appendString(at)
    sink.append(member: "from", source.dialect)
    sink.append(member: "kind", source.kind)
    sink.append(",\"check\":\"")
    sink.append(hexadecimal: check)
    sink.append("\",\"residue\":")
    if patch.isEmpty { sink.append("null") } else { sink.append(patch) }
    if isText { append(edits, into: &sink) }
    sink.append("}")
  }

  private func append(_ edits: TextEdits?, into sink: inout ByteSink) {
    sink.open(member: "text")
    sink.append("{\"check\":\"")
    sink.append(hexadecimal: edits?.check ?? 0)
    sink.append("\",\"edits\":[")
    for (place, edit) in (edits?.edits.edits ?? []).enumerated() {
      sink.append(place > 0 ? ",[" : "[")
      sink.append(decimal: edit.start)
      sink.append(",")
      sink.append(decimal: edit.length)
      sink.append(",")
      sink.appendString(edit.text)
      sink.append("]")
    }
    sink.append("]}")
  }
}

extension [PlacedEntry] {
  /// Appends the entries of a document as a JSON array.
  func append(into sink: inout ByteSink) {
    sink.append("[")
    for (place, entry) in enumerated() {
      if place > 0 { sink.append(",") }
      entry.append(into: &sink)
    }
    sink.append("]")
  }
}

/// The entries of one document, as a residue has them; valid as long as that is.
struct PlacedResidue {
  private let view: TapeView
  private let entries: [Int]

  /// Reads the array of entries at a node; nil if it is none.
  init?(_ view: TapeView, _ node: Int) {
    guard view.kind(node) == .array else { return nil }
    self.view = view
    entries = Array(view.elements(of: node))
  }

  /// The number of payloads.
  var count: Int { entries.count }

  /// Dialect and kind of a payload's source.
  func source(_ number: Int) -> (dialect: String, kind: String) {
    (text(number, "from") ?? "undecided", text(number, "kind") ?? "unknown")
  }

  /// The hash that a payload had when it was written.
  func check(_ number: Int) -> String? { text(number, "check") }

  /// The patch of a payload; nil if there is none.
  func patch(_ number: Int) -> ByteView? {
    guard let node = view.member(entries[number], "residue"), view.kind(node) != .null else {
      return nil
    }
    return view.bytes.part(Int(view[node].start), Int(view[node].end))
  }

  /// Whether a payload is written as text.
  func isText(_ number: Int) -> Bool { view.member(entries[number], "text") != nil }

  /// What brings back how a payload's string was written; nil if nothing needs to be.
  func edits(_ number: Int) -> TextEdits? {
    guard let text = view.member(entries[number], "text"),
      let check = view.member(text, "check"), let list = view.member(text, "edits"),
      let hash = UInt64(String(decoding: view.decoded(check), as: UTF8.self), radix: 16)
    else { return nil }
    let edits = view.elements(of: list).compactMap(edit)
    return edits.isEmpty ? nil : TextEdits(check: hash, edits: StringEdits(edits))
  }

  private func edit(_ node: Int) -> StringEdits.Edit? {
    let parts = Array(view.elements(of: node))
    guard parts.count == 3, let start = view.integer(parts[0]), let length = view.integer(parts[1])
    else { return nil }
    return StringEdits.Edit(start: start, length: length, text: view.decoded(parts[2]))
  }

  private func text(_ number: Int, _ name: StaticString) -> String? {
    guard let node = view.member(entries[number], name), view.kind(node) == .string else {
      return nil
    }
    return String(decoding: view.decoded(node), as: UTF8.self)
  }
}

extension TapeView {
  /// The hash of the payload's tokens as a residue has it.
  var check: String { String(tokenHash(0), radix: 16) }
}
