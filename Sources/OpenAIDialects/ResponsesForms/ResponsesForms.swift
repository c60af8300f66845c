package import LensCore

extension Hop {
  /// Responses and Conversations by themselves: what is stored ⇄ what is sent.
  ///
  /// Source: openai-openapi, `f85dbe22` (2026-08-21), and what the service refuses in what is sent again.
  /// Stored is the older side. Items that are no messages are sent as they were received: the service wants
  /// calls, outputs and reasoning back with all their members.
  package static let responsesForms = Hop(
    .responses,
    .responses,
    [.itemToInputItem, .itemListToItemsRequest, .itemListToInput]
  )
}

extension Lens {
  /// Item: a stored message, sent again.
  package static let itemToInputItem = Lens(
    .item,
    as: .inputItem,
    source: "openai-openapi, Message (Conversations) and EasyInputMessage, InputMessage",
    Row.sentAgain
  )

  /// Item list: items that are added to a conversation, oldest first.
  package static let itemListToItemsRequest = Lens(
    .itemList,
    as: .createItemsRequest,
    source:
      "openai-openapi, ConversationItemList and POST /conversations/{conversation_id}/items",
    [
      .list(
        "data",
        "items",
        newer: .assumed("[]", LossNote(.valueAssumed)),
        limits: [.twentyItems],
        .itemsSentAgain
      )
    ] + Row.pageEnvelope
  )

  /// Item list: the input of a response, oldest first.
  package static let itemListToInput = Lens(
    .itemList,
    as: .input,
    source: "openai-openapi, ConversationItemList and InputParam",
    bareList: "data",
    [.list("data", "items", newer: .assumed("[]", LossNote(.valueAssumed)), .itemsSentAgain)]
      + Row.pageEnvelope
  )
}

extension ListRule {
  /// Messages are sent as messages are, all other items as they were received.
  fileprivate static let itemsSentAgain: ListRule = {
    var rule = ListRule(
      cases: [.each(.type("message"), .type("message"), Row.sentAgain)],
      others: .keep,
      stringMeans: nil,
      emptied: nil,
      dropsEmptied: true
    )
    rule.order = .oldestFirst
    return rule
  }()
}

extension Row {
  /// A stored message that is sent again, without what only the service says of it.
  fileprivate static let sentAgain: [Row] = [
    .same("type"),
    .olderOnly("id", .idNotSent, fill: .missing()),
    .olderOnly("status", .statusNotSent, fill: .completed, absent: ["null"]),
    .same(
      "role",
      limits: [
        Limit(.newer, .words(["user", "assistant", "system", "developer"]), .roleNotSent)
      ]
    ),
    .contentSentAgain,
    .same("phase"),
    // What OutputMessage has besides; the service refuses it in what is sent.
    .newerOnly("id", absent: ["null"]),
    .newerOnly("status", absent: ["null"]),
  ]
}

extension LossNote {
  fileprivate static let statusNotSent = LossNote(
    .noNewerField, .record, "a message that is sent has no status: it counts as completed"
  )

  fileprivate static let roleNotSent = LossNote(
    .roleNotInDialect, nil, "a message that is sent is of role user, assistant, system or developer"
  )
}
