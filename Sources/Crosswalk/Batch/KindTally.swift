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
  /// What the last record was and became, and how many records were alike since another one came.
  private var usual = Row(outcome: .unknown, target: nil, count: 0)

  /// Counts a record.
  @inline(__always)
  mutating func add(_ outcome: Outcome, _ target: PayloadKind?) {
    if usual.target != target || usual.outcome != outcome { turn(to: outcome, target) }
    usual.count += 1
  }

  @inline(never)
  private mutating func turn(to outcome: Outcome, _ target: PayloadKind?) {
    put(usual)
    usual = Row(outcome: outcome, target: target, count: 0)
  }

  private mutating func put(_ row: Row) {
    let known = rows.firstIndex { $0.target == row.target && $0.outcome == row.outcome }
    if let known { rows[known].count += row.count } else { rows.append(row) }
  }

  /// Takes over what another tally counted, which is empty then.
  mutating func take(_ piece: inout KindTally) {
    for row in piece.rows { put(row) }
    put(piece.usual)
    piece.rows = []
    piece.usual.count = 0
  }

  /// Adds the counts to a summary.
  ///
  /// - Parameters:
  ///   - summary: What to add to.
  ///   - dialect: What converted records became.
  func count(into summary: inout BatchSummary, dialect: String) {
    var whole = self
    whole.put(usual)
    for row in whole.rows where row.count > 0 {
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
