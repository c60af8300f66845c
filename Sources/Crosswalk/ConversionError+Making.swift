import JSONCore
import LensCore
import OpenAIDialects

extension ConversionError {
  /// Bytes that are not JSON.
  init(_ error: JSONError, in bytes: ByteView) {
    let found = error.offset < bytes.count ? bytes.byte(error.offset) : nil
    let place = error.place(in: bytes)
    self.init(
      code: error.id,
      pointer: place.pointer.text,
      offset: error.offset,
      message: error.message(found: found, member: place.member),
      help: error.help
    )
  }

  /// A record that a plan refuses.
  init(_ refusal: Refusal, _ plan: LensPlan, _ source: TapeView) {
    self.init(refusal, plan, source, at: Int(refusal.node), found: source)
  }

  /// A record that a plan refuses for what it found in a payload between.
  init(
    _ refusal: Refusal,
    _ plan: LensPlan,
    _ source: TapeView,
    at node: Int,
    found: TapeView
  ) {
    let site = plan.sites[Int(refusal.site)]
    self.init(
      code: site.note.code.id,
      pointer: source.pointer(to: node),
      offset: Int(source[node].start),
      message: ConversionError.message(site, found, Int(refusal.node)),
      help: site.note.code.remedy.asHelp
    )
  }

  private static func message(_ site: LossSite, _ source: TapeView, _ node: Int) -> String {
    let sentence = site.note.message ?? site.note.code.message
    if site.note.code == .unexpectedType { return sentence + ", found " + source.kind(node).phrase }
    switch site.limit {
    case .length(let range):
      guard source.kind(node) == .string else { return sentence }
      return sentence + ": it takes \(range.lowerBound) to \(range.upperBound) characters, "
        + "found \(source.scalarCount(node))"
    case .words(let words):
      return sentence + ": it takes \(words.map { "'\($0)'" }.joined(separator: ", "))"
    case .count, nil: return sentence
    }
  }

  /// A record for which no conversion can be chosen.
  init(_ code: LossCode, _ message: String, help: String? = nil) {
    self.init(
      code: code.id,
      pointer: nil,
      offset: 0,
      message: message,
      help: help ?? code.remedy.asHelp
    )
  }
}

extension String {
  /// A sentence as it stands behind `help:`, lower case and without a full stop.
  var asHelp: String {
    let text = hasSuffix(".") ? String(dropLast()) : self
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

// Reasons to refuse a record that are not about one value.
extension LossCode {
  /// The codes of whole records, for `explain`.
  static let recordCodes: [LossCode] = [
    .unknownKind,
    .payloadIsText,
    .columnHoldsNUL,
    .kindNotInDialect,
    .itemReference,
    .ambiguousKind,
    .dialectMismatch,
    .verifyFailed,
    .residueMismatch,
    .residueConflict,
  ]

  /// The target's dialect has nothing like it.
  static let kindNotInDialect = LossCode(
    "kind-not-in-dialect",
    .content,
    "the target's dialect has no such kind of payload",
    cause:
      "Some kinds exist in one dialect only, such as the message files of v1, and not every kind can be "
      + "turned into every other with --as.",
    remedy:
      "See 'crosswalk help convert' for what becomes what, or set the record aside with --reject FILE.",
    choices: [.fail]
  )

  /// An item that stands elsewhere.
  static let itemReference = LossCode(
    "item-reference",
    .content,
    "the item only refers to another one by its id, which nobody can look up offline",
    cause:
      "An item_reference, or an object with nothing but an id, stands for an item of the service.",
    remedy: "Fetch the item that it names, or set the record aside with --reject FILE.",
    choices: [.fail]
  )

  /// No known kind looks like this.
  static let unknownKind = LossCode(
    "unknown-kind",
    .content,
    "the payload looks like no kind that can be converted",
    cause:
      "None of the marks of a known kind was found, such as the member object or role with content.",
    remedy: "Name the kind with --kind, or pass such records through with --on unknown-kind=copy.",
    choices: [.fail, Choice("copy", "passes the record through unchanged")]
  )

  /// JSON in a string.
  static let payloadIsText = LossCode(
    "payload-is-text",
    .content,
    "the payload is a string: what it holds may be JSON that was written as text",
    cause:
      "The value that --at names is a string, and texts are not read unless they are meant to be.",
    remedy: "Read, convert and write such texts with --at-text.",
    choices: [.fail]
  )

  /// NUL in what goes to a database.
  static let columnHoldsNUL = LossCode(
    "column-holds-nul",
    .content,
    "the result holds the character NUL, which PostgreSQL cannot store as JSONB",
    cause: "A string of the payload has the escape \\u0000, which columns of type jsonb refuse.",
    remedy:
      "Set the row aside with --reject FILE, or keep it with --on column-holds-nul=keep if the column is "
      + "of type json or text.",
    choices: [.fail, Choice("keep", "writes the row all the same")]
  )

  /// Several kinds or dialects fit, with different results.
  static let ambiguousKind = LossCode(
    "ambiguous-kind",
    .content,
    "the payload can be read as more than one kind or dialect, with different results",
    cause:
      "A payload has several readings, it is not legal in the target as it stands, and the readings "
      + "differ.",
    remedy: "Name the dialect with --from and the kind with --kind.",
    choices: [.fail]
  )

  /// The marks contradict what the caller named.
  static let dialectMismatch = LossCode(
    "dialect-mismatch",
    .content,
    "the payload is not of the dialect or kind that was named",
    cause: "The payload has marks that contradict --from or --kind.",
    remedy: "Leave --from and --kind out to let each record speak for itself.",
    choices: [.fail]
  )

  /// Restoring in memory did not give the source.
  static let verifyFailed = LossCode(
    "verify-failed",
    .content,
    "restoring the record in memory did not give the source",
    cause: "With --verify each record is restored in memory and compared; this one differs.",
    remedy: "Report this with the record: it is a defect of this program.",
    choices: [.fail]
  )

  /// A residue that belongs to another record.
  static let residueMismatch = LossCode(
    "residue-mismatch",
    .content,
    "the residue does not belong to this record",
    cause: "Neither the hash of the record nor what the residue expects in it fits.",
    remedy: "Restore the records in the order in which they were written, or pair them with --key.",
    choices: [.fail]
  )

  /// An edit that contradicts the residue.
  static let residueConflict = LossCode(
    "residue-conflict",
    .content,
    "the record was edited where the residue has to change it",
    cause:
      "An edit added, removed or moved elements, or changed a value that the residue expects to find.",
    remedy: "Undo the edit, or let it win with --on residue-conflict=allow.",
    choices: [.fail, Choice("allow", "lets the edit win and lists what fell away")]
  )
}
