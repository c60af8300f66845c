/// A payload in the target's dialect, and what became of the rest.
public struct Conversion: Sendable {
  /// The payload in the target's dialect.
  public let payload: [UInt8]
  /// What could not be carried over as it was.
  public let losses: [Loss]
  /// What ``Converter/restore(_:with:)`` needs; nil unless asked for.
  public let residue: Residue?
  /// What the source was found to be.
  public let source: Identification
}

/// A named, located difference that a conversion could not avoid.
public struct Loss: Sendable, Equatable {
  /// JSON Pointer of the payload in its document; nil if it is all of it.
  public internal(set) var at: String? = nil
  /// The stable name of the reason, such as `no-newer-field`.
  public let code: String
  /// The source's pointer with `*` for indices; the target's for what was assumed or is missing.
  public let field: String
  /// How much it matters.
  public let weight: LossWeight
  /// `dropped`, `changed`, `assumed` or `missing`.
  public let action: String
  /// JSON Pointer into the source; nil if there is no value.
  public let source: String?
  /// JSON Pointer into the target; nil if there is no value.
  public let target: String?
  /// The name of the missing member; `target` is then its parent.
  public let member: String?
  /// One sentence, lower case, without a full stop.
  public let message: String
}

/// What a target payload could not hold, so that the source can be restored exactly.
public struct Residue: Sendable, Equatable {
  /// The source's dialect or edition; `undecided` if the payload was legal in several and left as it was;
  /// `placed` if the document holds its payloads in ``ConversionOptions/at``: `patch` has those of each.
  public let dialect: String
  /// The source's kind.
  public let kind: String
  /// Hash of the tokens of the target payload.
  public let check: UInt64
  /// What has to be done to the way back's result, as JSON in one line; empty if nothing.
  public let patch: [UInt8]

  /// Puts together what was stored.
  public init(dialect: String, kind: String, check: UInt64, patch: [UInt8]) {
    self.dialect = dialect
    self.kind = kind
    self.check = check
    self.patch = patch
  }
}

/// Which dialect and kind a payload has, and why.
public struct Identification: Sendable, Equatable {
  /// The dialect, or its edition if a mark decides it; `undecided` if several fit.
  public let dialect: String
  /// The kind; `undecided` if several fit.
  public let kind: String
  /// What decided it, or between what it is undecided.
  public let reason: String

  /// Whether several dialects fit.
  public var isUndecided: Bool { dialect == "undecided" }
}

/// Why no payload could be made.
public struct ConversionError: Error, Sendable, Equatable {
  /// The stable name of the reason, such as `json-syntax` or `unknown-kind`.
  public let code: String
  /// JSON Pointer of the value at fault in the payload; nil if it is not one value.
  public internal(set) var pointer: String?
  /// JSON Pointer of the payload in its document; nil if it is all of it.
  public internal(set) var at: String? = nil
  /// Offset of the byte at fault in the document, from 0.
  public internal(set) var offset: Int
  /// What was expected and what was found, lower case, without a full stop.
  public let message: String
  /// What to do about it, beginning with a verb.
  public let help: String
}

/// Options that make no sense.
public struct ConfigurationError: Error, Sendable, Equatable {
  /// What is wrong, lower case, without a full stop.
  public let message: String
  /// What to do about it, beginning with a verb.
  public let help: String
}
