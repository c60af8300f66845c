import JSONCore
import LensCore
import OpenAIDialects

/// How a batch reads its inputs, and what it does about refused records.
public struct BatchOptions: Sendable {
  /// How records stand in a file.
  public enum Form: String, Sendable, CaseIterable {
    /// One document on each line.
    case jsonl
    /// One document over any number of lines.
    case json
    /// Documents one after another, over any number of lines.
    case concatenated
    /// The elements of a top-level array.
    case array
    /// The elements of `data` in a list envelope.
    case list
    /// Rows of PostgreSQL's COPY text format, with a document in one column.
    case copy
  }

  /// What happens when a record is refused.
  public enum Refusal: Sendable {
    /// The run ends with ``BatchError``.
    case stop
    /// The record goes to ``BatchOutputs/rejects``, and the run goes on.
    case reject
  }

  /// How records stand in the inputs; nil: recognized, file by file.
  public var form: Form?
  /// The column with the document in the form `copy`, from 1.
  public var column: Int?
  /// Whether a top-level array is one record where the form is recognized.
  public var arraysAreRecords = false
  /// The bytes that a record may have; one more is refused.
  ///
  /// More than 4,000,000,000 means as many.
  public var maximumRecord = 256 << 20
  /// What happens when a record is refused.
  public var onError = Refusal.stop
  /// How many refused records end the run with ``RejectLimitError``; nil: any number is set aside.
  public var rejectLimit: RejectLimit?
  /// JSON Pointer of a value that is copied from each record into its losses, residue and error lines.
  ///
  /// It starts at the record, wherever in it a payload is. In the form `copy` the record is the document in
  /// the column, and the number of a column is a key as well.
  public var key: String?

  /// How many workers convert; the bytes that are written do not depend on it.
  ///
  /// Only JSON Lines are converted by several: what stands in other forms is read from its start.
  public var jobs = 1

  /// Offsets in a record are counted in 32 bits.
  private static let largestRecord = 4_000_000_000

  /// The bytes read at once.
  package var chunk = 256 << 10
  /// The bytes that a worker converts at a time.
  package var piece = 512 << 10

  /// The defaults.
  public init() {}

  /// The same options for payloads of a kind: where an input is meant, an array is one.
  func reading(_ kind: String?) -> BatchOptions {
    guard kind == PayloadKind.input.name else { return self }
    var options = self
    options.arraysAreRecords = true
    return options
  }

  /// A reader of an input.
  func reader(of input: BatchInput) -> RecordReader {
    RecordReader(
      form: form.flatMap { InputForm(rawValue: $0.rawValue) },
      isJSONLines: input.isJSONLines,
      arraysAreRecords: arraysAreRecords,
      noticing: Page.moreName,
      column: column ?? 1,
      maximumRecord: min(maximumRecord, BatchOptions.largestRecord),
      chunk: chunk
    )
  }

  /// Where ``key`` is.
  func keyPlace() throws(ConfigurationError) -> KeyPlace? {
    guard let key else { return nil }
    if form == .copy, let column = Int(key), column > 0 { return .column(column) }
    do {
      return .pointer(try Pointer(parsing: key))
    } catch {
      throw ConfigurationError(
        message: error.message + ", found '\(key)'",
        help: "write the place of the key like /id or /metadata/ticket"
      )
    }
  }
}
