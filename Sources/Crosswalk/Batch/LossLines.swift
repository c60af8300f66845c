import JSONCore
import LensCore

/// Writes a JSON line for each loss of a record.
///
/// Most of a line is the same for all losses of one place in a plan: that is spelled once and copied.
struct LossLines: ~Copyable {
  /// Where in ``spelled`` the pieces of a line stand, those around the pointers.
  private struct Spelling {
    var start: Int
    var field: Int
    var source: Int
    var end: Int
  }

  /// What all lines about one record begin with.
  private var head = ByteSink(capacity: 256)
  private var spelled = ByteSink(capacity: 1 << 12)
  private var spellings = SiteTable<Spelling?>(empty: nil)

  /// Appends the losses of the worker's last record.
  mutating func append(
    _ label: RecordLabel,
    _ worker: inout ConversionWorker,
    _ output: borrowing ByteSink,
    into sink: inout ByteSink
  ) {
    guard let sites = worker.provenance?.sites else { return }
    head.truncate(to: 0)
    label.open(into: &head)
    let head = head.view
    let table = spellings.index(of: sites)
    worker.locatedLosses(output) { site, loss in
      let spelling = spellings[table, site] ?? spell(Loss(loss))
      spellings[table, site] = spelling
      sink.append(head)
      append(spelling, loss.field, loss.source, loss.target, into: &sink)
    }
  }

  /// Appends a loss that no table knows.
  mutating func append(_ label: RecordLabel, _ loss: Loss, into sink: inout ByteSink) {
    label.open(into: &sink)
    let spelling = spell(loss)
    append(spelling, loss.field, loss.source, loss.target, into: &sink)
    spelled.truncate(to: spelling.start)
  }

  private mutating func spell(_ loss: Loss) -> Spelling {
    let start = spelled.count
    spelled.append(member: "code", loss.code)
    spelled.open(member: "field")
    let field = spelled.count
    spelled.append(member: "weight", loss.weight.rawValue)
    spelled.append(member: "action", loss.action)
    spelled.open(member: "source")
    let source = spelled.count
    if let member = loss.member { spelled.append(member: "member", member) }
    spelled.append(member: "message", loss.message)
    spelled.append("}\n")
    return Spelling(start: start, field: field, source: source, end: spelled.count)
  }

  private func append(
    _ spelling: Spelling,
    _ field: String,
    _ source: String?,
    _ target: String?,
    into sink: inout ByteSink
  ) {
    let spelled = spelled.view
    sink.append(spelled, spelling.start, spelling.field)
    sink.appendString(field)
    sink.append(spelled, spelling.field, spelling.source)
    sink.appendString(orNull: source)
    sink.append(",\"target\":")
    sink.appendString(orNull: target)
    sink.append(spelled, spelling.source, spelling.end)
  }
}
