/// How much a loss matters.
public enum LossWeight: String, Sendable, CaseIterable {
  /// Fillers and retyping: nothing that anybody said is gone.
  case form
  /// Ids, times, metadata and bookkeeping.
  case record
  /// Text, images, files, citations, roles, refusals and tools.
  case content
}

/// Whom to please where the service and its published schema disagree.
public enum Level: String, Sendable, CaseIterable {
  /// What the service sent and took.
  case service
  /// What the published schema says.
  case schema
}

/// What happens where a code applies: `--on CODE[:FIELD]=CHOICE`.
public struct Policy: Sendable, Equatable {
  /// The code, such as `parts-joined`.
  public let code: String
  /// The field with `*` for indices, such as `/content`; nil: everywhere.
  public let field: String?
  /// One of the code's choices, `fail`, or `allow` for the first that converts.
  public let choice: String

  /// Chooses what happens at a field, or everywhere.
  public init(code: String, field: String? = nil, choice: String) {
    self.code = code
    self.field = field
    self.choice = choice
  }
}

/// What only the caller knows about one id: a line of a context file.
public struct ContextEntry: Sendable, Equatable {
  /// Id of a message, run, assistant, thread or file.
  public var id: String
  /// The tools that were enabled, such as `["retrieval"]`; nil: not known.
  public var tools: [String]?
  /// Further values by name, as JSON: `["thread_id": "\"thread_1\""]`.
  public var values: [String: String]

  /// Says what is known about an id.
  public init(id: String, tools: [String]? = nil, values: [String: String] = [:]) {
    self.id = id
    self.tools = tools
    self.values = values
  }
}

/// What a ``Converter`` does and keeps.
public struct ConversionOptions: Sendable {
  /// The source's dialect or edition, for payloads that do not show it; nil: found out.
  public var source: String?
  /// The payload's kind, for payloads that do not show it; nil: found out.
  public var kind: String?
  /// What the payload becomes, where there is a choice, such as `input-item`; nil: what it usually does.
  public var targetKind: String?
  /// Where the payloads sit in documents that hold more; nil: the document is the payload.
  public var at: PayloadPlace?
  /// Whom to please where service and schema disagree.
  public var level = Level.service
  /// Losses of this weight or heavier refuse the record; nil: none does.
  public var strict: LossWeight?
  /// Choices for single codes; later ones win.
  public var policies: [Policy] = []
  /// Values for all payloads by name, as JSON: `["thread_id": "\"thread_1\""]`.
  public var values: [String: String] = [:]
  /// Values for payloads by id.
  public var context: [ContextEntry] = []
  /// New ids for old ones, such as those of conversations for those of threads.
  public var idMap: [MappedID] = []
  /// The tools that a v1 file id implies; nil: both.
  public var tools: [String]?
  /// Whether the residue of each payload is made.
  public var keepsResidue = false
  /// Whether each payload is restored in memory and compared.
  public var verifies = false

  /// The defaults.
  public init() {}
}
