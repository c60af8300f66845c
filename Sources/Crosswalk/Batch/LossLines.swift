import JSONCore

/// Writes a JSON line for each loss of a record.
struct LossLines: ~Copyable {
  /// What all lines about one record begin with.
  private var head = ByteSink(capacity: 256)

  /// Appends the losses of the worker's last record.
  mutating func append(
    _ label: RecordLabel,
    _ worker: inout ConversionWorker,
    _ output: borrowing ByteSink,
    into sink: inout ByteSink
  ) {
    head.truncate(to: 0)
    label.open(into: &head)
    let head = head.view
    worker.losses(output) { loss in
      sink.append(head)
      LossLines.append(loss, into: &sink)
    }
  }

  /// Appends a loss that no table knows.
  mutating func append(_ label: RecordLabel, _ loss: Loss, into sink: inout ByteSink) {
    label.open(into: &sink)
    LossLines.append(loss, into: &sink)
  }

  private static func append(_ loss: Loss, into sink: inout ByteSink) {
    // Names with all that stands around them: a line is made of few pieces.
    sink.append(",\"code\":")
    sink.appendString(loss.code)
    sink.append(",\"field\":")
    sink.appendString(loss.field)
    sink.append(",\"weight\":")
    sink.appendString(loss.weight.rawValue)
    sink.append(",\"action\":")
    sink.appendString(loss.action)
    sink.append(",\"source\":")
    sink.appendString(orNull: loss.source)
    sink.append(",\"target\":")
    sink.appendString(orNull: loss.target)
    if let member = loss.member { sink.append(member: "member", member) }
    sink.append(",\"message\":")
    sink.appendString(loss.message)
    sink.append("}\n")
  }
}
