package import LensCore

// Forms that are sent: nothing in them that the service would refuse.

extension Lens {
  /// Create message: one message that is added to a conversation, or to the input of a response.
  package static let requestToInputItem = Lens(
    .createMessageRequest,
    as: .inputItem,
    source:
      "openai-openapi, CreateMessageRequest and EasyInputMessage, InputMessage, OutputMessage",
    Row.sentRequest
  )

  /// Message: sent again as an item, without its id, which no conversation knows.
  package static let messageToInputItem = Lens(
    .message,
    as: .inputItem,
    source: "openai-openapi, MessageObject and EasyInputMessage, InputMessage, OutputMessage",
    identities: Lens.message.identities,
    Row.sentMessage
  )

  /// Create thread: a conversation with its first items.
  package static let threadRequestToConversationRequest = Lens(
    .createThreadRequest,
    as: .createConversationRequest,
    source: "openai-openapi, CreateThreadRequest and CreateConversationBody",
    [
      .sentItems("messages", Row.sentRequest, absent: ["null"]),
      .texts("metadata", .metadata(of: "responses-2026")),
      .threadResources,
    ]
  )

  /// Create thread: items that are added to a conversation that is there.
  package static let threadRequestToItemsRequest = Lens(
    .createThreadRequest,
    as: .createItemsRequest,
    source: "openai-openapi, CreateThreadRequest and POST /conversations/{conversation_id}/items",
    [
      .sentItems(
        "messages",
        Row.sentRequest,
        fill: .assumed("[]", LossNote(.valueAssumed)),
        absent: ["null"]
      ),
      .olderOnly("metadata", .metadataOfItem, absent: ["null", "{}"]),
      .threadResources,
    ]
  )

  /// Create thread: the input of a response.
  package static let threadRequestToInput = Lens(
    .createThreadRequest,
    as: .input,
    source: "openai-openapi, CreateThreadRequest and InputParam",
    bareList: "messages",
    [
      .list(
        "messages",
        "items",
        newer: .assumed("[]", LossNote(.valueAssumed)),
        .messages(Row.sentRequest)
      ),
      .olderOnly("metadata", .metadataOfItem, absent: ["null", "{}"]),
      .threadResources,
    ]
  )

  /// Message list: items that are added to a conversation, oldest first.
  package static let messageListToItemsRequest = Lens(
    .messageList,
    as: .createItemsRequest,
    source: "openai-openapi, ListMessagesResponse and POST /conversations/{conversation_id}/items",
    identities: Lens.message.identities,
    [
      .sentItems(
        "data", Row.sentMessage, fill: .assumed("[]", LossNote(.valueAssumed)), order: .oldestFirst)
    ] + Row.pageEnvelope
  )

  /// Message list: the input of a response, oldest first.
  package static let messageListToInput = Lens(
    .messageList,
    as: .input,
    source: "openai-openapi, ListMessagesResponse and InputParam",
    identities: Lens.message.identities,
    bareList: "data",
    [
      .list(
        "data",
        "items",
        newer: .assumed("[]", LossNote(.valueAssumed)),
        .messages(Row.sentMessage, order: .oldestFirst)
      )
    ] + Row.pageEnvelope
  )
}

extension Row {
  /// A message that is to be created.
  fileprivate static let sentRequest: [Row] =
    [
      .newerMarker("type", "message", otherwise: LossNote(.itemNotMessage)),
      .itemRole,
      .content(.request, .inputItem),
      .olderOnly("metadata", .metadataOfItem, absent: ["null", "{}"]),
    ] + ofItem

  /// A stored message that is sent again.
  fileprivate static let sentMessage: [Row] =
    [
      .marker("object", "thread.message", "type", "message", otherwise: LossNote(.itemNotMessage)),
      .olderOnly("id", .idNotSent, fill: .missing()),
      .olderOnly("created_at", fill: .missing().orSupplied(as: "created_at")),
      .olderOnly("assistant_id", fill: .filler("null"), absent: ["null"]),
      .olderOnly("thread_id", fill: .missing().orSupplied(as: "thread_id")),
      .olderOnly("run_id", fill: .filler("null"), absent: ["null"]),
      .itemRole,
      .content(.storedMessage, .inputItem),
      .olderOnly("metadata", .metadataOfItem, fill: .filler("{}"), absent: ["null", "{}"]),
      .olderOnly("status", fill: .filler("null").atSchemaLevel, absent: ["null", "\"completed\""]),
      .olderOnly("incomplete_details", fill: .filler("null").atSchemaLevel, absent: ["null"]),
      .olderOnly("completed_at", fill: .filler("null").atSchemaLevel, absent: ["null"]),
      .olderOnly("incomplete_at", fill: .filler("null").atSchemaLevel, absent: ["null"]),
    ] + ofItem

  /// What only an item has.
  private static let ofItem: [Row] = [
    .newerOnly("id", absent: ["null"]),
    .newerOnly("status", absent: ["null"]),
    .phase,
  ]

  /// What stands around the messages of a page, and what a page of its own would have.
  static let pageEnvelope: [Row] = [
    .olderOnly("object", fill: .marker("\"list\"")),
    .olderOnly("first_id", fill: .missing()),
    .olderOnly("last_id", fill: .missing()),
    .olderOnly("has_more", LossNote(.listIncomplete), fill: .filler("false")),
  ]

  /// Messages that are sent as items, twenty at most.
  fileprivate static func sentItems(
    _ name: String,
    _ rows: [Row],
    fill: Fill? = nil,
    absent: [String] = [],
    order: ListOrder? = nil
  ) -> Row {
    .list(
      name,
      "items",
      newer: fill,
      absent: absent,
      limits: [.twentyItems],
      .messages(rows, order: order)
    )
  }
}

extension Limit {
  /// As many items as one request takes.
  static let twentyItems = Limit(.newer, .count(20), LossNote(.tooManyItems))
}

extension ListOrder {
  /// Pages come newest first; what is sent is read from its beginning.
  static let oldestFirst = ListOrder(
    by: "created_at",
    reversed: LossNote(.orderReversed),
    unknown: LossNote(.orderUnknown)
  )
}

extension LossNote {
  static let idNotSent = LossNote(
    .noNewerField, .record, "the id of a stored message cannot be sent: the service gives a new one"
  )
}
