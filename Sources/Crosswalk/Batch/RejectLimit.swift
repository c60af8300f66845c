/// How many refused records make a run hopeless.
public struct RejectLimit: Sendable, Equatable {
  /// A percentage is looked at when so many records were read: the first few say little.
  public static let fewest = 1000

  private enum Amount: Equatable {
    case records(Int)
    case percent(Double)
  }

  private let amount: Amount
  /// What became of records that were read by runs before, and count as well.
  public var before = BatchSummary()

  /// At most so many records.
  public init(records: Int) { amount = .records(records) }

  /// At most so many of a hundred records, once there are ``fewest``.
  public init(percent: Double) { amount = .percent(percent) }

  /// Fails if more records were refused.
  func check(_ summary: BatchSummary) throws(RejectLimitError) {
    let records = before.records + summary.records
    let rejected = before.rejected + summary.rejected
    guard isExceeded(rejected, of: records) else { return }
    var total = before
    total.merge(summary)
    throw RejectLimitError(
      records: records,
      rejected: rejected,
      code: total.rejectedByCode.first?.code ?? "",
      count: total.rejectedByCode.first?.count ?? 0,
      limit: text
    )
  }

  private func isExceeded(_ rejected: Int, of records: Int) -> Bool {
    switch amount {
    case .records(let most): rejected > most
    case .percent(let most):
      records >= RejectLimit.fewest && Double(rejected) * 100 > Double(records) * most
    }
  }

  /// The limit as people write it.
  private var text: String {
    switch amount {
    case .records(let most): "\(most)"
    case .percent(let most): most == most.rounded() ? "\(Int(most))%" : "\(most)%"
    }
  }
}

/// More records were refused than a limit allows.
public struct RejectLimitError: Error, Sendable, Equatable {
  /// Records read up to there.
  public let records: Int
  /// How many of them were refused.
  public let rejected: Int
  /// The most frequent reason.
  public let code: String
  /// How often it was the reason.
  public let count: Int
  /// The limit, such as `100` or `5%`.
  public let limit: String
}
