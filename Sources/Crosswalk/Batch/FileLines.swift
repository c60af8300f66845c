import JSONCore

/// Writes a JSON line for each file of a report.
enum FileLines {
  /// Appends a line: the id, how often and where it is used, and what the target needs.
  static func append(_ file: FilesReport.File, into sink: inout ByteSink) {
    sink.append("{\"file_id\":")
    sink.appendString(file.id)
    sink.append(member: "count", file.count)
    sink.open(member: "uses")
    append(file.uses, "[", "]", into: &sink) { use, sink in
      sink.append("{\"record\":")
      sink.append(decimal: use.record)
      sink.append(member: "file", use.file)
      sink.append(member: "pointer", use.pointer)
      sink.append(member: "as", use.name)
      sink.append("}")
    }
    sink.open(member: "needs")
    append(file.needs, "{", "}", into: &sink) { need, sink in
      sink.appendString(need.place)
      sink.append(":{\"purposes\":")
      append(need.purposes, "[", "]", into: &sink) { $1.appendString($0) }
      sink.open(member: "why")
      append(need.reasons, "[", "]", into: &sink) { $1.appendString($0) }
      sink.append("}")
    }
    sink.append("}\n")
  }

  private static func append<Element>(
    _ elements: [Element],
    _ open: String,
    _ close: String,
    into sink: inout ByteSink,
    _ body: (Element, inout ByteSink) -> Void
  ) {
    sink.append(open)
    for (place, element) in elements.enumerated() {
      if place > 0 { sink.append(",") }
      body(element, &sink)
    }
    sink.append(close)
  }
}
