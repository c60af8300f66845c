package import JSONCore

// Summaries as JSON: for `--stats=json`, and for whoever goes on with a run later.
extension BatchSummary {
  /// The summary as one JSON object on one line, without a line end; ``init(json:)`` reads it.
  public var json: [UInt8] {
    var sink = ByteSink(capacity: 1 << 12)
    append(into: &sink)
    return sink.view.bytes
  }

  /// Appends the summary as one JSON object.
  package func append(into sink: inout ByteSink) {
    sink.append("{\"records\":")
    sink.append(decimal: records)
    for (name, count) in laterTotals { sink.append(member: name, count) }
    sink.open(member: "losses")
    for (place, weight) in LossWeight.allCases.reversed().enumerated() {
      sink.append(place == 0 ? "{\"" : ",\"")
      sink.append(weight.rawValue)
      sink.append("\":")
      sink.append(decimal: lossCount(weight))
    }
    sink.append("}")
    sink.append(list: "kinds", kinds) { $0.append(into: &$1) }
    sink.append(list: "fields", losses) { $0.append(into: &$1) }
    sink.append(list: "refusals", rejectedByCode) { $0.append(into: &$1) }
    sink.append(list: "rejects", rejects) { $0.append(into: &$1) }
    sink.append(list: "marked_files", markedFiles) { $1.appendString($0) }
    sink.append(remark: "incomplete_lists", incompleteLists)
    sink.append(remark: "repeated_ids", repeatedIDs)
    sink.append("}")
  }

  private var laterTotals: [(name: String, count: Int)] {
    [
      ("converted", converted), ("copied", copied), ("undecided", undecided),
      ("unknown", unknown), ("rejected", rejected), ("bytes_read", bytesRead),
      ("bytes_written", bytesWritten), ("without_payload", withoutPayload),
    ]
  }
}

extension BatchSummary.KindCount {
  fileprivate func append(into sink: inout ByteSink) {
    sink.append("{\"count\":")
    sink.append(decimal: count)
    sink.append(member: "dialect", dialect)
    sink.append(member: "kind", kind)
    sink.append(member: "target_dialect", targetDialect)
    sink.append(member: "target_kind", targetKind)
    sink.append("}")
  }
}

extension BatchSummary.LossCount {
  fileprivate func append(into sink: inout ByteSink) {
    sink.append("{\"code\":")
    sink.appendString(code)
    sink.append(member: "field", field)
    sink.append(member: "weight", weight.rawValue)
    sink.append(member: "action", action)
    sink.append(member: "count", count)
    sink.append(member: "message", message)
    if let example {
      sink.open(member: "example")
      example.append(into: &sink)
    }
    sink.append("}")
  }
}

extension BatchSummary.LossExample {
  fileprivate func append(into sink: inout ByteSink) {
    sink.append("{\"record\":")
    sink.append(decimal: record)
    sink.append(member: "file", file)
    sink.append(member: "source", source)
    sink.append(member: "target", target)
    sink.append(member: "member", member)
    sink.append(member: "source_value", sourceValue)
    sink.append(member: "target_value", targetValue)
    sink.append("}")
  }
}

extension BatchSummary.RejectCount {
  fileprivate func append(into sink: inout ByteSink) {
    sink.append("{\"code\":")
    sink.appendString(code)
    sink.append(member: "count", count)
    sink.append("}")
  }
}

extension BatchError {
  fileprivate func append(into sink: inout ByteSink) {
    sink.append("{\"record\":")
    sink.append(decimal: record)
    sink.append(member: "file", file)
    sink.append(member: "line", line)
    sink.append(member: "column", column)
    sink.append(member: "offset", offset)
    sink.append(member: "code", code)
    if let at { sink.append(member: "at", at) }
    sink.append(member: "pointer", pointer)
    sink.append(member: "message", message)
    sink.append(member: "help", help)
    sink.append("}")
  }
}

extension ByteSink {
  /// Appends `,"name":[…]`.
  fileprivate mutating func append<Element>(
    list name: String,
    _ elements: [Element],
    _ body: (Element, inout ByteSink) -> Void
  ) {
    open(member: name)
    append("[")
    for (place, element) in elements.enumerated() {
      if place > 0 { append(",") }
      body(element, &self)
    }
    append("]")
  }

  /// Appends `,"name":` and what is to be told once, or null.
  fileprivate mutating func append(remark name: String, _ remark: BatchSummary.Remark?) {
    open(member: name)
    guard let remark else { return append("null") }
    append("{\"count\":")
    append(decimal: remark.count)
    append(member: "file", remark.file)
    open(member: "record")
    if let record = remark.record { append(decimal: record) } else { append("null") }
    append("}")
  }
}
