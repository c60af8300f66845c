import LensCore

/// Counts losses by the places of the plans at which they came about.
///
/// Nothing is looked up by name while records are converted: a loss is one addition.
struct LossTally {
  private var counts = SiteTable(empty: 0)

  /// Counts the losses of a run.
  mutating func add(_ provenance: Provenance) {
    let table = counts.index(of: provenance.sites)
    for event in provenance.events where event.site < LossEvent.filler {
      counts[table, Int(event.site)] += 1
    }
  }

  /// Takes over what another tally counted, which is empty then.
  mutating func take(_ piece: inout LossTally) {
    for (table, (sites, values)) in piece.counts.tables.enumerated() {
      let own = counts.index(of: sites)
      for (site, count) in values.enumerated() where count > 0 {
        counts[own, site] += count
        piece.counts[table, site] = 0
      }
    }
  }

  /// The counts by code and field, the heaviest first, then the most frequent.
  var losses: [BatchSummary.LossCount] {
    var merged: [BatchSummary.LossCount] = []
    for (sites, counts) in counts.tables {
      for (site, count) in zip(sites.sites, counts) where count > 0 {
        LossTally.merge(BatchSummary.LossCount(site, count), into: &merged)
      }
    }
    return merged.sorted { left, right in
      guard left.weight == right.weight else { return left.rank > right.rank }
      return (right.count, left.code, left.field) < (left.count, right.code, right.field)
    }
  }

  private static func merge(
    _ loss: BatchSummary.LossCount,
    into merged: inout [BatchSummary.LossCount]
  ) {
    let known = merged.firstIndex {
      $0.code == loss.code && $0.field == loss.field && $0.weight == loss.weight
        && $0.action == loss.action && $0.message == loss.message
    }
    if let known { merged[known].count += loss.count } else { merged.append(loss) }
  }
}

extension BatchSummary.LossCount {
  /// The heavier, the greater.
  fileprivate var rank: Int { LossWeight.allCases.firstIndex(of: weight) ?? 0 }

  fileprivate init(_ site: LossSite, _ count: Int) {
    self.init(
      code: site.note.code.id,
      field: site.field,
      weight: LossWeight(rawValue: site.note.weight.name) ?? .content,
      action: site.action.name,
      message: site.note.message ?? site.note.code.message,
      count: count
    )
  }
}
