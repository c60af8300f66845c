package import LensCore

// The dialects and the hops: the table of contents of this module.

extension Dialect {
  /// Assistants v1, in force 2023-11-06 to 2024-12-18.
  ///
  /// Messages have `file_ids`, requests a string as content.
  package static let v1 = Dialect("v1", editions: ["v1-2023-11", "v1-2024-04"])

  /// Assistants v2, in force 2024-04-17 to 2026-08-26.
  ///
  /// Messages have `attachments`, requests part arrays as content.
  package static let v2 = Dialect("v2", editions: ["v2-2024-04", "v2-2026"])

  /// Responses (since 2025-03-11) and Conversations (since 2025-08-21).
  ///
  /// Messages are items whose parts are typed by direction: `input_text`, `output_text`.
  package static let responses = Dialect("responses", editions: ["responses-2026"])
}

extension PayloadKind {
  /// The body of `POST /threads/{thread_id}/messages`.
  package static let createMessageRequest = PayloadKind("create-message-request", isSendable: true)
  /// A stored message: `thread.message`.
  package static let message = PayloadKind("message")
  /// A page of stored messages.
  package static let messageList = PayloadKind("message-list")
  /// The link of a message to a file: `thread.message.file` in v1, an attachment in v2.
  package static let messageFile = PayloadKind("message-file")
  /// The body of `POST /threads`.
  package static let createThreadRequest = PayloadKind("create-thread-request", isSendable: true)
  /// A stored thread.
  package static let thread = PayloadKind("thread")
  /// A message that is sent as an item.
  package static let inputItem = PayloadKind("input-item", isSendable: true)
  /// A stored item of a conversation.
  package static let item = PayloadKind("item")
  /// A page of stored items.
  package static let itemList = PayloadKind("item-list")
  /// The input of a response: a string, or an array of items.
  package static let input = PayloadKind("input", isSendable: true)
  /// The body of `POST /conversations/{conversation_id}/items`.
  package static let createItemsRequest = PayloadKind("create-items-request", isSendable: true)
  /// The body of `POST /conversations`.
  package static let createConversationRequest = PayloadKind(
    "create-conversation-request",
    isSendable: true
  )
  /// A stored conversation.
  package static let conversation = PayloadKind("conversation")
}

/// All that can be converted: the tables that a converter works with.
package struct Registry: Sendable {
  /// The dialects, oldest first.
  package let dialects: [Dialect]

  /// The kinds, in the order of the documentation.
  package let kinds: [PayloadKind]

  /// From dialect to neighboring dialect.
  package var hops: [Hop]

  /// From the oldest edition of a dialect to its newest.
  package var editionHops: [Hop]

  /// From what a dialect stores to what is sent in it.
  package var formHops: [Hop]

  /// Every code that a conversion can report, in the order of the documentation.
  package let codes: [LossCode]

  /// The dialect with a name, or with an edition of that name.
  package func dialect(named name: String) -> (dialect: Dialect, edition: String?)? {
    for dialect in dialects {
      if dialect.name == name { return (dialect, nil) }
      if dialect.editions.contains(name) { return (dialect, name) }
    }
    return nil
  }

  /// The kind with a name.
  package func kind(named name: String) -> PayloadKind? {
    kinds.first { $0.name == name }
  }

  /// The hop between two dialects, and which way through it leads from the one to the other.
  package func hop(
    from source: Dialect,
    to target: Dialect
  ) -> (hop: Hop, direction: Direction)? {
    for hop in hops {
      if hop.older == source && hop.newer == target { return (hop, .forward) }
      if hop.newer == source && hop.older == target { return (hop, .backward) }
    }
    return nil
  }

  /// The dialects from one to another, both included; each is the next one's neighbor.
  package func path(from source: Dialect, to target: Dialect) -> [Dialect] {
    guard let start = dialects.firstIndex(of: source), let end = dialects.firstIndex(of: target)
    else { return [] }
    return start <= end ? Array(dialects[start...end]) : dialects[end...start].reversed()
  }

  /// What a kind is called in a dialect, for a payload that both have; nil if the dialect has no such thing.
  package func counterpart(of kind: PayloadKind, in dialect: Dialect) -> PayloadKind? {
    if kind.isCall { return kind }
    var found: PayloadKind?
    for hop in hops {
      let side: Side
      if hop.older == dialect {
        side = .older
      } else if hop.newer == dialect {
        side = .newer
      } else {
        continue
      }
      if hop.lenses.contains(where: { $0.kind(side) == kind }) { return kind }
      let other: Side = side == .older ? .newer : .older
      found = found ?? hop.lenses.first { $0.kind(other) == kind }?.kind(side)
    }
    return found
  }

  /// The hop between the editions of a dialect.
  package func editions(of dialect: Dialect) -> Hop? {
    editionHops.first { $0.older == dialect }
  }

  /// The lenses from what a dialect stores to what is sent in it.
  package func forms(of kind: PayloadKind, in dialect: Dialect) -> [Lens] {
    formHops.filter { $0.older == dialect }.flatMap(\.lenses).filter { $0.kind == kind }
  }
}

extension Registry {
  /// The tables that are published; others exist only where tables themselves are tested.
  package static let standard = Registry(
    dialects: [.v1, .v2, .responses],
    kinds: [
      .createMessageRequest,
      .message,
      .messageList,
      .messageFile,
      .createThreadRequest,
      .thread,
      .inputItem,
      .item,
      .itemList,
      .input,
      .createItemsRequest,
      .createConversationRequest,
      .conversation,
      .httpRequest,
      .httpResponse,
    ],
    hops: [.assistantsV1ToV2, .assistantsV2ToResponses],
    editionHops: [.assistantsV1Editions, .assistantsV2Editions],
    formHops: [.responsesForms],
    codes: LossCode.general + LossCode.assistants + LossCode.responses + LossCode.calls
  )

  /// The dialects of the published tables.
  package static var dialects: [Dialect] { standard.dialects }

  /// The kinds of the published tables.
  package static var kinds: [PayloadKind] { standard.kinds }

  /// The published hops between dialects.
  package static var hops: [Hop] { standard.hops }

  /// The published hops between editions.
  package static var editionHops: [Hop] { standard.editionHops }

  /// The published hops between what is stored and what is sent.
  package static var formHops: [Hop] { standard.formHops }

  /// All published hops.
  package static var allHops: [Hop] { hops + editionHops + formHops }

  /// The codes of the published tables.
  package static var codes: [LossCode] { standard.codes }

  /// The published dialect with a name, or with an edition of that name.
  package static func dialect(named name: String) -> (dialect: Dialect, edition: String?)? {
    standard.dialect(named: name)
  }

  /// The published kind with a name.
  package static func kind(named name: String) -> PayloadKind? { standard.kind(named: name) }

  /// The published hop between two dialects, and which way through it leads.
  package static func hop(
    from source: Dialect,
    to target: Dialect
  ) -> (hop: Hop, direction: Direction)? {
    standard.hop(from: source, to: target)
  }

  /// The published hop between the editions of a dialect.
  package static func editions(of dialect: Dialect) -> Hop? { standard.editions(of: dialect) }
}
