import JSONCore
import LensCore

/// Counts losses by the places of the plans at which they came about.
///
/// Nothing is looked up by name while records are converted: a loss is one addition. An example is taken
/// only where a place is met first.
struct LossTally {
  private var counts = SiteTable(empty: 0)
  /// What was counted when another tally took it over.
  private var taken = SiteTable(empty: 0)
  private var examples = SiteTable<Example?>(empty: nil)
  /// How many examples were taken.
  private var exampleCount = 0
  /// The examples that no other tally took over, in their order.
  private var untaken: [(sites: SiteList, site: Int, example: BatchSummary.LossExample)] = []

  /// An example, and how many were taken before it: of two places with the same names the first counts.
  private struct Example {
    let order: Int
    let example: BatchSummary.LossExample
  }

  /// Counts the losses of a run.
  ///
  /// - Returns: Whether one came about at a place that was not met before.
  mutating func add(_ events: [LossEvent], at sites: SiteList) -> Bool {
    let table = counts.index(of: sites)
    var hasNew = false
    counts.update(table) { counts in
      // A span asks once, not for each loss, whether the counts are shared.
      var counts = counts.mutableSpan
      for event in events where event.site < LossEvent.filler {
        hasNew = hasNew || counts[Int(event.site)] == 0
        counts[Int(event.site)] += 1
      }
    }
    return hasNew
  }

  /// Takes examples from the worker's last record for the places that have none.
  mutating func takeExamples(
    _ worker: inout ConversionWorker,
    _ output: borrowing ByteSink,
    file: String,
    record: Int
  ) {
    guard let sites = worker.sites, let source = worker.source else { return }
    let table = examples.index(of: sites)
    var found: [(site: Int, loss: LocatedLoss)] = []
    worker.locatedLosses(output) { site, loss in
      if examples[table, site] == nil { found.append((site, loss)) }
    }
    let target = worker.scannedTarget(output)
    for (site, loss) in found where examples[table, site] == nil {
      let example = BatchSummary.LossExample(loss, source, target, file: file, record: record)
      keep(example, sites, site)
      untaken.append((sites, site, example))
    }
  }

  private mutating func keep(_ example: BatchSummary.LossExample, _ sites: SiteList, _ site: Int) {
    let table = examples.index(of: sites)
    guard examples[table, site] == nil else { return }
    examples[table, site] = Example(order: exampleCount, example: example)
    exampleCount += 1
  }

  /// Takes over what another tally counted since it was taken over last.
  ///
  /// The other one remembers where it has examples: its next piece comes behind this one.
  mutating func take(_ piece: inout LossTally) {
    for (sites, values) in piece.counts.tables {
      let own = counts.index(of: sites)
      let before = piece.taken.index(of: sites)
      for (site, count) in values.enumerated() where count > 0 {
        counts[own, site] += count - piece.taken[before, site]
        piece.taken[before, site] = count
      }
    }
    for (sites, site, example) in piece.untaken { keep(example, sites, site) }
    piece.untaken = []
  }

  /// Adds the counts by code and field to a summary.
  func count(into summary: inout BatchSummary) {
    var examples = examples
    var counted: [(order: Int, count: BatchSummary.LossCount)] = []
    for (sites, counts) in counts.tables {
      let table = examples.index(of: sites)
      for (site, count) in counts.enumerated() where count > 0 {
        let example = examples[table, site]
        let loss = BatchSummary.LossCount(sites.sites[site], count, example?.example)
        counted.append((example?.order ?? .max, loss))
      }
    }
    for (_, count) in counted.sorted(by: { $0.order < $1.order }) { summary.count(count) }
  }
}

extension BatchSummary.LossCount {
  fileprivate init(_ site: LossSite, _ count: Int, _ example: BatchSummary.LossExample?) {
    self.init(
      code: site.note.code.id,
      field: site.field,
      weight: LossWeight(rawValue: site.note.weight.name) ?? .content,
      action: site.action.name,
      message: site.note.message ?? site.note.code.message,
      count: count,
      example: example
    )
  }
}

extension BatchSummary.LossExample {
  /// Takes the beginnings of the values of a loss.
  fileprivate init(
    _ loss: LocatedLoss,
    _ source: TapeView,
    _ target: TapeView?,
    file: String,
    record: Int
  ) {
    let isMissing = loss.site.action == .missing
    self.init(
      file: file,
      record: record,
      source: loss.source.map { Excerpt.text($0) },
      target: loss.target.map { Excerpt.text($0) },
      member: loss.site.member,
      sourceValue: Self.value(at: loss.source, source),
      // What is missing has no value: the target's pointer is that of its parent.
      targetValue: isMissing ? nil : target.flatMap { Self.value(at: loss.target, $0) }
    )
  }

  private static func value(at pointer: String?, _ view: TapeView) -> String? {
    guard let pointer, let parsed = try? Pointer(parsing: pointer) else { return nil }
    return view.node(at: parsed).map { Excerpt.value($0, view) }
  }
}
