// Counting, and putting counts in order.
//
// Lists of counts are always kept in order, so that equal counts are equal summaries, however they were
// brought together.
extension BatchSummary {
  /// How many refused records are kept as examples of one reason.
  public static let mostRejectsOfCode = 5
  /// How many refused records are kept as examples.
  public static let mostRejects = 50

  /// Counts a refusal, and keeps the record's place as an example while there are few.
  mutating func reject(_ error: BatchError) {
    rejected += 1
    count(RejectCount(code: error.code, count: 1))
    keep(error)
  }

  /// Adds to the count of a reason.
  mutating func count(_ more: RejectCount) {
    if let known = rejectedByCode.firstIndex(where: { $0.code == more.code }) {
      rejectedByCode[known].count += more.count
    } else {
      rejectedByCode.append(more)
    }
  }

  /// Keeps a refused record as an example while there are few, of its reason and in all.
  mutating func keep(_ error: BatchError) {
    guard rejects.count < BatchSummary.mostRejects else { return }
    let alike = rejects.reduce(0) { $0 + ($1.code == error.code ? 1 : 0) }
    if alike < BatchSummary.mostRejectsOfCode { rejects.append(error.shortened) }
  }

  /// Adds to the count of records that became the same.
  mutating func count(_ more: KindCount) {
    if let known = kinds.firstIndex(where: { $0.isSame(as: more) }) {
      kinds[known].count += more.count
    } else {
      kinds.append(more)
    }
  }

  /// Adds to the count of a loss; the example that came first stays.
  mutating func count(_ more: LossCount) {
    if let known = losses.firstIndex(where: { $0.isSame(as: more) }) {
      losses[known].count += more.count
      losses[known].example = losses[known].example ?? more.example
    } else {
      losses.append(more)
    }
  }

  /// Puts the most frequent first, of losses the heaviest.
  mutating func sort() {
    rejectedByCode.sort { ($1.count, $0.code) < ($0.count, $1.code) }
    kinds.sort { left, right in
      left.count == right.count
        ? left.names.lexicographicallyPrecedes(right.names) : left.count > right.count
    }
    losses.sort { left, right in
      if left.weight != right.weight { return left.rank > right.rank }
      return left.count == right.count
        ? left.names.lexicographicallyPrecedes(right.names) : left.count > right.count
    }
  }
}

extension BatchSummary.KindCount {
  fileprivate var names: [String] { [dialect, kind, targetDialect, targetKind] }

  fileprivate func isSame(as other: Self) -> Bool {
    dialect == other.dialect && kind == other.kind && targetDialect == other.targetDialect
      && targetKind == other.targetKind
  }
}

extension BatchSummary.LossCount {
  /// The heavier, the greater.
  fileprivate var rank: Int { LossWeight.allCases.firstIndex(of: weight) ?? 0 }

  fileprivate var names: [String] { [code, field, action, message] }

  fileprivate func isSame(as other: Self) -> Bool {
    code == other.code && field == other.field && weight == other.weight
      && action == other.action && message == other.message
  }
}
