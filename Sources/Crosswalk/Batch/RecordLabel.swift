import JSONCore

/// What every line about a record begins with: where the record stands, and its key.
struct RecordLabel {
  /// The number of the record in its input, from 1.
  let number: Int
  /// The input's name as a JSON string.
  let file: [UInt8]
  /// The place of the key; nil if none was asked for.
  let key: KeyPlace?
  /// The record; nil if it is no JSON.
  let view: TapeView?
  /// The bytes of the record.
  let bytes: ByteView
  /// The pointer of the payload that the line is about; nil if the record is the payload.
  var at: String?

  /// Appends the first members of an object, without a comma behind them.
  func open(into sink: inout ByteSink) {
    openNumber(into: &sink)
    openPlace(into: &sink)
  }

  /// Appends the first members, among them the number among the records written.
  func open(out: Int, into outlet: inout Outlet) {
    openNumber(into: &outlet.sink)
    outlet.sink.append(",\"out\":")
    outlet.append(.written(out))
    openPlace(into: &outlet.sink)
  }

  /// Appends the first members for a record that was not written.
  func openUnwritten(into sink: inout ByteSink) {
    openNumber(into: &sink)
    sink.append(",\"out\":null")
    openPlace(into: &sink)
  }

  private func openNumber(into sink: inout ByteSink) {
    sink.append("{\"record\":")
    sink.append(decimal: number)
  }

  private func openPlace(into sink: inout ByteSink) {
    sink.append(",\"file\":")
    sink.append(file)
    key?.append(view, bytes, into: &sink)
    if let at { sink.append(member: "at", at) }
  }
}

/// Where the key of records is.
enum KeyPlace {
  /// In the record.
  case pointer(Pointer)
  /// In a column of the row, counted from 1.
  case column(Int)

  /// Appends `,"key":` and the key of a record, if it has one.
  ///
  /// - Parameters:
  ///   - view: The record; nil if it is no JSON.
  ///   - bytes: The bytes of the record, or of the row that it is in.
  ///   - sink: What to append to.
  func append(_ view: TapeView?, _ bytes: ByteView, into sink: inout ByteSink) {
    switch self {
    case .pointer(let pointer):
      guard let view, let node = view.node(at: pointer) else { return }
      sink.open(member: "key")
      view.minify(node, into: &sink)
    case .column(let number):
      guard let text = KeyPlace.text(of: number, in: bytes) else { return }
      sink.open(member: "key")
      sink.appendString(text)
    }
  }

  /// What the key of a record is compared by; nil if it has none.
  func text(_ view: TapeView, _ bytes: ByteView) -> [UInt8]? {
    switch self {
    case .pointer(let pointer): view.node(at: pointer).map { view.keyText($0) }
    case .column(let number):
      KeyPlace.text(of: number, in: bytes).map { [UInt8(ascii: "\"")] + $0 }
    }
  }

  /// The text of a column; nil if the row has fewer, if it is NULL, or no UTF-8.
  private static func text(of column: Int, in row: ByteView) -> [UInt8]? {
    guard let place = CopyText.column(column, of: row) else { return nil }
    let bytes = row.part(place.lowerBound, place.upperBound)
    guard !CopyText.isNull(bytes) else { return nil }
    var text = ByteSink(capacity: bytes.count)
    CopyText.decode(bytes, into: &text)
    let decoded = text.view.bytes
    return String(validating: decoded, as: UTF8.self) == nil ? nil : decoded
  }
}

extension ByteSink {
  /// Appends `,"name":` and a JSON string.
  mutating func append(member name: String, _ text: String) {
    open(member: name)
    appendString(text)
  }

  /// Appends `,"name":` and a JSON string, or null.
  mutating func append(member name: String, _ text: String?) {
    open(member: name)
    appendString(orNull: text)
  }

  /// Appends a JSON string, or null.
  mutating func appendString(orNull text: String?) {
    if let text { appendString(text) } else { append("null") }
  }

  /// Appends `,"name":` and a number.
  mutating func append(member name: String, _ number: Int) {
    open(member: name)
    append(decimal: number)
  }

  /// Appends `,"name":`.
  mutating func open(member name: String) {
    append(",\"")
    append(name)
    append("\":")
  }
}
