package import LensCore

extension Lens {
  /// Message: `thread.message` of v2, a stored message item of a conversation.
  package static let messageToItem = Lens(
    .message,
    as: .item,
    source: "openai-openapi, MessageObject and Message (Conversations)",
    identities: Lens.message.identities,
    Row.storedMessage
  )

  /// Message list: a page of messages, a page of items.
  ///
  /// Cursors are ids of the source and stay. Items that are no messages have no place in a thread.
  package static let messageListToItemList = Lens(
    .messageList,
    as: .itemList,
    source: "openai-openapi, ListMessagesResponse and ConversationItemList",
    identities: Lens.message.identities,
    [
      .same("object"),
      .list("data", "data", .messages(Row.storedMessage)),
      .same("first_id"),
      .same("last_id"),
      .same("has_more"),
    ]
  )

  /// Thread: `thread` of v2, a conversation, whose id stays: it tells where it came from.
  package static let threadToConversation = Lens(
    .thread,
    as: .conversation,
    source: "openai-openapi, ThreadObject and ConversationResource",
    [
      .same("id"),
      .marker(
        "object", "thread", "object", "conversation", otherwise: LossNote(.unexpectedType)
      ),
      .same("created_at"),
      .metadataOfConversation,
      .threadResources.filled(older: .filler("null").atSchemaLevel),
    ]
  )
}

extension Row {
  /// A message as it is stored on either side, in the order in which the service wrote it.
  fileprivate static let storedMessage: [Row] = [
    .same("id"),
    .marker("object", "thread.message", "type", "message", otherwise: LossNote(.itemNotMessage)),
    .olderOnly("created_at", fill: .missing().orSupplied(as: "created_at")),
    .olderOnly("assistant_id", fill: .filler("null"), absent: ["null"]),
    .olderOnly("thread_id", fill: .missing().orSupplied(as: "thread_id")),
    .olderOnly("run_id", fill: .filler("null"), absent: ["null"]),
    .itemRole,
    .content(.storedMessage, .storedItem),
    .olderOnly("metadata", .metadataOfItem, fill: .filler("{}"), absent: ["null", "{}"]),
    .same("status", newer: .completed, absent: ["null"]),
    .olderOnly("incomplete_details", fill: .filler("null").atSchemaLevel, absent: ["null"]),
    .olderOnly("completed_at", fill: .filler("null").atSchemaLevel, absent: ["null"]),
    .olderOnly("incomplete_at", fill: .filler("null").atSchemaLevel, absent: ["null"]),
    .phase,
  ]

  /// Who speaks; a thread knows two speakers only.
  static let itemRole = same(
    "role",
    limits: [Limit(.older, .words(["user", "assistant"]), LossNote(.roleNotInDialect))]
  )

  /// Whether an assistant's words are a comment or the answer.
  static let phase = newerOnly("phase", absent: ["null"])

  /// Sixteen pairs of strings; a conversation always has the map, perhaps an empty one.
  fileprivate static let metadataOfConversation: Row = {
    var rule = TextsRule.metadata(of: "responses-2026")
    rule.newerRefusesNull = true
    return texts("metadata", rule).filled(newer: .filler("{}"))
  }()

  /// The files and vector stores of a thread, which are tools of each response now.
  static let threadResources = olderOnly(
    "tool_resources",
    LossNote(
      .noNewerField, .content,
      "a conversation owns no files: name them in the tools of each response"
    ),
    absent: ["null", "{}"]
  )
}

extension TextsRule {
  /// Sixteen pairs of strings, as in a thread.
  static func metadata(of edition: String) -> TextsRule {
    var rule = TextsRule(
      retyped: LossNote(.metadataRetyped),
      stringEditions: [edition],
      limit: (16, 64, 512, LossNote(.metadataLimit))
    )
    rule.olderStringEditions = ["v2-2026"]
    return rule
  }
}

extension LossNote {
  static let metadataOfItem = LossNote(.noNewerField, .record, "an item has no metadata")
}

extension ListRule {
  /// Messages among items; items that are no messages are left out.
  static func messages(_ rows: [Row], order: ListOrder? = nil) -> ListRule {
    var rule = ListRule(
      cases: [
        .each(.any, .type("message"), rows),
        // The type of a message may be left out.
        .each(.any, .with("role"), rows),
      ],
      others: .drop(LossNote(.itemNotMessage)),
      stringMeans: nil,
      emptied: nil,
      dropsEmptied: true
    )
    rule.order = order
    return rule
  }
}
