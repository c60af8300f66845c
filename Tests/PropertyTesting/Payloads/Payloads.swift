/// Payloads of Assistants, Responses and Conversations: what is specified, and what was really served.
///
///     let generator = Payloads.generator(kind: "message", edition: "v1-2024-04", wild: true)
///
/// Valid payloads satisfy the official schema of their edition and its prose. Wild ones are what
/// services, scripts and hands leave in files: members missing or null, unknown ones anywhere, another
/// dialect's names, one-day forms, spans that fit nothing. Both are spelled as ``Spelling`` likes.
package enum Payloads {
  /// The dated names of the editions.
  package static var editions: [String] { Edition.all.map(\.name) }

  /// The kinds of payload that an edition knows.
  ///
  /// `message-file` is a `thread.message.file` object in v1. v2 has no such object; there it is what took
  /// its place, one attachment of a stored message.
  package static func kinds(of edition: String) -> [String] {
    guard let edition = Edition.all.first(where: { $0.name == edition }) else { return [] }
    return Kind.allCases.filter { $0.isKnown(in: edition) }.map(\.rawValue)
  }

  /// Makes payloads of one kind and edition.
  ///
  /// - Parameters:
  ///   - kind: One of ``kinds(of:)``.
  ///   - edition: One of ``editions``.
  ///   - wild: Whether payloads are as served, not as specified.
  ///   - lineBreaks: Whether line breaks may stand between tokens; a record of JSON Lines has none.
  /// - Returns: A generator of one JSON document per case, without white space around it. It is an
  ///   object, or for the kind `input` a string or an array.
  package static func generator(
    kind: String, edition: String, wild: Bool, lineBreaks: Bool = true
  ) -> Generator<[UInt8]> {
    guard let kind = Kind(rawValue: kind),
      let edition = Edition.all.first(where: { $0.name == edition }),
      kind.isKnown(in: edition)
    else { preconditionFailure("no kind '\(kind)' in an edition '\(edition)'") }
    let grammar = PayloadGrammar(edition: edition, wild: wild)
    let spelling = Spelling(lineBreaks: lineBreaks)
    return Generator { choices in spelling.spell(grammar.payload(kind, &choices), &choices) }
  }

  enum Kind: String, CaseIterable, Sendable {
    case createMessageRequest = "create-message-request"
    case message
    case messageList = "message-list"
    case messageFile = "message-file"
    case createThreadRequest = "create-thread-request"
    case thread
    case inputItem = "input-item"
    case item
    case itemList = "item-list"
    case createConversationRequest = "create-conversation-request"
    case conversation
    case input
    case createItemsRequest = "create-items-request"
    case httpRequest = "http-request"
    case httpResponse = "http-response"

    /// Whether Responses and Conversations have the kind, or the Assistants editions; nil if all do.
    private var isResponses: Bool? {
      switch self {
      case .inputItem, .item, .itemList, .createConversationRequest, .conversation, .input,
        .createItemsRequest:
        true
      case .httpRequest, .httpResponse: nil
      default: false
      }
    }

    /// Whether an edition has the kind.
    func isKnown(in edition: Edition) -> Bool {
      isResponses.map { $0 == edition.isResponses } ?? true
    }
  }
}

/// The rules by which payloads of one edition are made: one function per object.
struct PayloadGrammar: Sendable {
  let edition: Edition
  let wild: Bool

  func payload(_ kind: Payloads.Kind, _ choices: inout Choices) -> Draft {
    switch kind {
    case .createMessageRequest: createMessageRequest(&choices)
    case .message: message(&choices)
    case .messageList: messageList(&choices)
    case .messageFile: edition.isV1 ? messageFile(&choices) : attachment(&choices, isStored: true)
    case .createThreadRequest: createThreadRequest(&choices)
    case .thread: thread(&choices)
    case .inputItem: inputItem(&choices)
    case .item: item(&choices)
    case .itemList: itemList(&choices)
    case .createConversationRequest: createConversationRequest(&choices)
    case .conversation: conversation(&choices)
    case .input: input(&choices)
    case .createItemsRequest: createItemsRequest(&choices)
    case .httpRequest: httpRequest(&choices)
    case .httpResponse: httpResponse(&choices)
    }
  }
}
