import JSONCore

/// What every line about a record begins with: where the record stands, and its key.
struct RecordLabel {
  /// The number of the record in its input, from 1.
  let number: Int
  /// The input's name as a JSON string.
  let file: [UInt8]
  /// The place of the key; nil if none was asked for.
  let key: Pointer?
  /// The record; nil if it is no JSON.
  let view: TapeView?

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
    guard let key, let view, let node = view.node(at: key) else { return }
    sink.append(",\"key\":")
    view.minify(node, into: &sink)
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
