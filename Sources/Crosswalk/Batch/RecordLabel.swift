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
  ///
  /// - Parameters:
  ///   - out: The number among the records written, or the lexeme `null`; nil for lines without one.
  ///   - sink: What to append to.
  func open(out: String? = nil, into sink: inout ByteSink) {
    sink.append("{\"record\":")
    sink.append(decimal: number)
    if let out {
      sink.append(",\"out\":")
      sink.append(out)
    }
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
