/// What became of the records of a batch.
public struct BatchSummary: Sendable, Equatable {
  /// How often a loss came about at one field.
  public struct LossCount: Sendable, Equatable {
    /// The stable name of the reason.
    public let code: String
    /// The field with `*` for indices.
    public let field: String
    /// How much it matters.
    public let weight: LossWeight
    /// `dropped`, `changed`, `assumed` or `missing`.
    public let action: String
    /// One sentence, lower case, without a full stop.
    public let message: String
    /// How often.
    public internal(set) var count: Int
  }

  /// How often records were refused for one reason.
  public struct RejectCount: Sendable, Equatable {
    /// The stable name of the reason.
    public let code: String
    /// How often.
    public internal(set) var count: Int
  }

  /// Something to be told once, with how often it was met and where first.
  public struct Remark: Sendable, Equatable {
    /// How often.
    public internal(set) var count: Int
    /// The name of the input in which it was met first.
    public let file: String
    /// The number of the record in which it was met first, from 1; nil: around all records of the input.
    public let record: Int?
  }

  /// Records read, refused ones included.
  public internal(set) var records = 0
  /// Records converted, or restored.
  public internal(set) var converted = 0
  /// Records that were of the target's dialect already.
  public internal(set) var copied = 0
  /// Records that are legal in several dialects and stayed as they were.
  public internal(set) var undecided = 0
  /// Records of no known kind that stayed as they were.
  public internal(set) var unknown = 0
  /// Records refused.
  public internal(set) var rejected = 0
  /// Reasons of refusals with their numbers, the most frequent first.
  public internal(set) var rejectedByCode: [RejectCount] = []
  /// Losses by code and field, the heaviest first, then the most frequent.
  public internal(set) var losses: [LossCount] = []
  /// Bytes that the inputs gave.
  public internal(set) var bytesRead = 0
  /// Bytes of payloads that were written, with what stands between them.
  public internal(set) var bytesWritten = 0
  /// Names of the inputs that started with a byte order mark, which was skipped.
  public internal(set) var markedFiles: [String] = []

  /// Pages of a list that say that there are more; nil if none does.
  ///
  /// What was read is not complete then.
  public internal(set) var incompleteLists: Remark?
  /// Ids that stand in one list more than once; nil if none does.
  ///
  /// Nobody compares elements that are records of their own.
  public internal(set) var repeatedIDs: Remark?

  /// Records written.
  public var written: Int { records - rejected }

  /// The number of losses of a weight.
  public func lossCount(_ weight: LossWeight) -> Int {
    losses.reduce(0) { $0 + ($1.weight == weight ? $1.count : 0) }
  }

  /// Counts what a later piece counted, losses and remarks excepted.
  mutating func add(_ later: BatchSummary) {
    records += later.records
    converted += later.converted
    copied += later.copied
    undecided += later.undecided
    unknown += later.unknown
    for reject in later.rejectedByCode { self.reject(reject.code, reject.count) }
  }

  /// Counts refusals.
  mutating func reject(_ code: String, _ count: Int = 1) {
    rejected += count
    if let known = rejectedByCode.firstIndex(where: { $0.code == code }) {
      rejectedByCode[known].count += count
    } else {
      rejectedByCode.append(RejectCount(code: code, count: count))
    }
  }

  /// Puts the most frequent refusals first; equal ones stay in their order.
  mutating func sort() {
    rejectedByCode.sort { ($1.count, $0.code) < ($0.count, $1.code) }
  }
}
