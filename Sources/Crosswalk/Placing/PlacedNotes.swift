import JSONCore
import LensCore
import OpenAIDialects

/// What is to be told of the payloads of one record, if none of them is refused.
///
/// A payload's losses have to be written down before the next payload is converted, and count only when
/// all are.
final class PlacedNotes {
  /// One payload.
  struct Payload {
    /// What was converted.
    let view: TapeView
    let outcome: Outcome
    /// What it became; nil if it stayed as it was.
    let target: PayloadKind?
    /// What it lost, and where in the plans; nil if nothing.
    let events: [LossEvent]
    let sites: SiteList?
  }

  /// The payloads of the record, in their order.
  private(set) var payloads: [Payload] = []
  /// A JSON line for each loss.
  private(set) var losses = ByteSink(capacity: 0)

  private var lines = LossLines()
  /// What the lines begin with; nil if nobody wants them.
  private var label: RecordLabel?

  /// What became of the record; nil if it has no payloads.
  var outcome: Outcome? { payloads.map(\.outcome).ofDocument }

  /// Goes on with another record.
  func begin(_ label: RecordLabel?) {
    self.label = label
    payloads.removeAll(keepingCapacity: true)
    losses.truncate(to: 0)
  }

  /// Takes note of the payload that a worker has just converted.
  func add(
    _ payload: PlacedPayload,
    _ outcome: Outcome,
    in document: TapeView,
    _ worker: inout ConversionWorker,
    _ output: borrowing ByteSink
  ) {
    let sites = worker.lossCount > 0 ? worker.sites : nil
    payloads.append(
      Payload(
        view: payload.view,
        outcome: outcome,
        target: worker.targetKind,
        events: sites == nil ? [] : worker.events,
        sites: sites
      )
    )
    guard var label, sites != nil else { return }
    label.at = payload.pointer(in: document)
    lines.append(label, &worker, output, into: &losses)
  }
}
