import LensCore

/// Counts what came in and what became of it.
///
/// Records alike come one behind another, so that a record is mostly one comparison and one addition.
struct KindTally {
  private struct Row {
    let outcome: Outcome
    /// What converted records became; nil if they stayed as they were.
    let target: PayloadKind?
    var count: Int
  }

  private var rows: [Row] = []
  private var usual = 0

  /// Counts a record.
  @inline(__always)
  mutating func add(_ outcome: Outcome, _ target: PayloadKind?) {
    if usual < rows.count, rows[usual].target === target, rows[usual].outcome == outcome {
      rows[usual].count += 1
    } else {
      find(outcome, target)
    }
  }

  private mutating func find(_ outcome: Outcome, _ target: PayloadKind?) {
    let known = rows.firstIndex { $0.target === target && $0.outcome == outcome }
    usual = known ?? rows.count
    if known == nil { rows.append(Row(outcome: outcome, target: target, count: 0)) }
    rows[usual].count += 1
  }

  /// Takes over what another tally counted, which is empty then.
  mutating func take(_ piece: inout KindTally) {
    for row in piece.rows { put(row) }
    piece.rows = []
  }

  /// Adds the counts to a summary.
  ///
  /// - Parameters:
  ///   - summary: What to add to.
  ///   - dialect: What converted records became.
  func count(into summary: inout BatchSummary, dialect: String) {
    for row in rows {
      let source = row.outcome.form
      var (targetDialect, targetKind) = source
      if case .converted = row.outcome {
        targetDialect = dialect
        targetKind = row.target?.name ?? source.kind
      }
      summary.count(
        BatchSummary.KindCount(
          dialect: source.dialect,
          kind: source.kind,
          targetDialect: targetDialect,
          targetKind: targetKind,
          count: row.count
        )
      )
    }
  }
}
