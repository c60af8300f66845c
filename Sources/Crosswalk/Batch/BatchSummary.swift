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
    /// Where it came about first; nil if nobody looked.
    public internal(set) var example: LossExample?
  }

  /// One place at which a loss came about, with the beginnings of the values there.
  public struct LossExample: Sendable, Equatable {
    /// The input's name.
    public let file: String
    /// The number of the record in its input, from 1.
    public let record: Int
    /// JSON Pointer into the source; nil if there is no value.
    public let source: String?
    /// JSON Pointer into the target; nil if there is no value.
    public let target: String?
    /// The name of the missing member; `target` is then its parent.
    public let member: String?
    /// How the source's value begins, as it is written there; nil if there is none.
    public let sourceValue: String?
    /// How the target's value begins; nil if there is none.
    public let targetValue: String?
  }

  /// How many records of one dialect and kind became what.
  public struct KindCount: Sendable, Equatable {
    /// The dialect that came in, or its edition if a mark decides it; `undecided` if several fit, and
    /// `unknown` if none does.
    public let dialect: String
    /// The kind that came in.
    public let kind: String
    /// The dialect that went out; that of the source if records stayed as they were.
    public let targetDialect: String
    /// The kind that went out.
    public let targetKind: String
    /// How many.
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
  /// Records that hold no payload where one was expected, copied.
  public internal(set) var withoutPayload = 0
  /// Records refused.
  public internal(set) var rejected = 0
  /// Reasons of refusals with their numbers, the most frequent first.
  public internal(set) var rejectedByCode: [RejectCount] = []
  /// Refused records as examples: of each reason the first ``mostRejectsOfCode``, in all ``mostRejects``.
  public internal(set) var rejects: [BatchError] = []
  /// What came in and what became of it, the most frequent first; refused records are not among them.
  public internal(set) var kinds: [KindCount] = []
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

  /// Nothing was read yet.
  public init() {}

  /// Records written.
  public var written: Int { records - rejected }

  /// The number of losses of a weight.
  public func lossCount(_ weight: LossWeight) -> Int {
    losses.reduce(0) { $0 + ($1.weight == weight ? $1.count : 0) }
  }
}
