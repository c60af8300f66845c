package import LensCore

extension Hop {
  /// Assistants v2 ⇄ Responses and Conversations: messages became items, attachments became file parts.
  ///
  /// Sources: openai-openapi, `f85dbe22` (2026-08-21), both dialects; the service's own guide from
  /// Assistants to Responses, and what its servers refuse.
  ///
  /// The first lens for a kind is the usual one; `--as` asks for another. Not mapped, because no single
  /// record holds what it takes: the vector store that a file has to be put into, the container of a
  /// file that the code interpreter made.
  package static let assistantsV2ToResponses = Hop(
    .v2,
    .responses,
    writesNewestOnly: true,
    [
      .requestToInputItem,
      .messageToItem,
      .messageToInputItem,
      .messageListToItemList,
      .threadRequestToConversationRequest,
      .threadRequestToItemsRequest,
      .threadRequestToInput,
      .messageListToItemsRequest,
      .messageListToInput,
      .threadToConversation,
    ]
  )
}
