package import LensCore

extension Hop {
  /// Assistants v1 ⇄ v2: `file_ids` became `attachments`, retrieval became file search.
  ///
  /// Sources: openai-openapi, `af97d0a6` (v1, 2024-04-16) and `f85dbe22` (v2, 2026-08-21); the service's
  /// own guide from v1 to v2.
  ///
  /// Not mapped, because no single record holds what it takes: the vector store of a thread that the
  /// service made out of v1 files.
  package static let assistantsV1ToV2 = Hop(
    .v1,
    .v2,
    [
      .createMessageRequest,
      .message,
      .messageList,
      .messageFile,
      .createThreadRequest,
      .thread,
    ]
  )
}
