import JSONCore

/// The first line of a residue file: what was converted to what, how, and with which tables.
struct ResidueHeader {
  static let format = "crosswalk-residue"
  static let version = 1

  /// The target as it was named.
  let target: String
  /// What records became, if that was asked for.
  var targetKind: String?
  /// Dialect and kind of records without a line; nil if they were copied.
  var standard: (dialect: String, kind: String)?
  /// How the records of the first input stood.
  var form: InputForm?
  /// The pointer of the keys, as it was written.
  let key: String?
  /// Where the payloads are in each record; nil if the records are payloads.
  var at: PayloadPlace?
  /// The column with the records; nil if they stand in no columns.
  var column: Int?
  /// What the tables were; see ``Converter/tableDigest``.
  var tables = ""
}

/// Writing.
extension ResidueHeader {
  /// Appends the line.
  func append(_ options: ConversionOptions, into sink: inout ByteSink) {
    sink.append("{\"format\":")
    sink.appendString(ResidueHeader.format)
    sink.append(member: "version", ResidueHeader.version)
    sink.append(member: "target", target)
    sink.append(member: "from", standard?.dialect)
    sink.append(member: "kind", standard?.kind)
    sink.append(member: "input", form?.rawValue)
    sink.append(member: "key", key)
    if let at {
      sink.append(member: "at", at.pointer)
      sink.append(member: "at_text", at.readsText ? 1 : 0)
    }
    if let column { sink.append(member: "column", column) }
    sink.append(member: "tables", tables)
    sink.append(",\"options\":")
    options.append(into: &sink)
    sink.append("}\n")
  }
}

/// Options as JSON, for people and programs that look at a residue file.
extension ConversionOptions {
  /// Appends them as one JSON object.
  func append(into sink: inout ByteSink) {
    sink.append("{\"level\":")
    sink.appendString(level.rawValue)
    sink.append(member: "from", source)
    sink.append(member: "kind", kind)
    sink.append(member: "as", targetKind)
    sink.append(member: "strict", strict?.rawValue)
    sink.append(member: "verify", verifies ? 1 : 0)
    sink.open(member: "tools")
    if let tools { sink.appendStrings(tools) } else { sink.append("null") }
    sink.open(member: "on")
    sink.appendStrings(policies.map(\.text))
    sink.open(member: "set")
    sink.appendValues(values)
    sink.open(member: "context")
    sink.appendList(context) { entry, sink in entry.append(into: &sink) }
    sink.append("}")
  }
}

extension Policy {
  /// The policy as `--on` takes it.
  fileprivate var text: String { code + (field.map { ":" + $0 } ?? "") + "=" + choice }
}

extension ContextEntry {
  fileprivate func append(into sink: inout ByteSink) {
    sink.append("{\"id\":")
    sink.appendString(id)
    if let tools {
      sink.open(member: "tools")
      sink.appendStrings(tools)
    }
    sink.open(member: "values")
    sink.appendValues(values)
    sink.append("}")
  }
}

extension ByteSink {
  fileprivate mutating func appendStrings(_ texts: [String]) {
    appendList(texts) { text, sink in sink.appendString(text) }
  }

  /// Appends an object of values that are JSON, each as a string: nobody checked that it is one line.
  fileprivate mutating func appendValues(_ values: [String: String]) {
    append("{")
    for (place, name) in values.keys.sorted().enumerated() {
      if place > 0 { append(",") }
      appendString(name)
      append(":")
      appendString(values[name] ?? "")
    }
    append("}")
  }

  fileprivate mutating func appendList<Element>(
    _ elements: [Element],
    _ body: (Element, inout ByteSink) -> Void
  ) {
    append("[")
    for (place, element) in elements.enumerated() {
      if place > 0 { append(",") }
      body(element, &self)
    }
    append("]")
  }
}
