package import LensCore

extension Hop {
  /// Assistants v1 as launched (2023-11) ⇄ as at its end (2024-04): status, roles, lengths.
  ///
  /// Sources: openai-openapi, `a7a0b63d` (2023-11-14) and `af97d0a6` (2024-04-16).
  package static let assistantsV1Editions = Hop(
    .v1,
    .v1,
    [
      Lens(.createMessageRequest, source: "openai-openapi, CreateMessageRequest", request),
      Lens(.message, source: "openai-openapi, MessageObject", message),
      Lens(
        .messageList,
        source: "openai-openapi, ListMessagesResponse",
        Lens.messageListRows(message)
      ),
      Lens(
        .messageFile,
        source: "openai-openapi, MessageFileObject",
        [.same("id"), .same("object"), .same("created_at"), .same("message_id")]
      ),
      Lens(
        .createThreadRequest,
        source: "openai-openapi, CreateThreadRequest",
        [.list("messages", [.each(request)]), .same("metadata")]
      ),
      Lens(
        .thread,
        source: "openai-openapi, ThreadObject",
        [.same("id"), .same("object"), .same("created_at"), .same("metadata")]
      ),
    ]
  )

  private static let request: [Row] = [
    .role,
    .same(
      "content",
      limits: [
        .length(.older, 32_768),
        .length(.newer, 256_000),
      ]
    ),
    .same("file_ids"),
    .same("metadata"),
  ]

  private static let message: [Row] =
    [
      .same("id"),
      .same("object"),
      .same("created_at"),
      .same("thread_id"),
      .same("role"),
      .same("assistant_id"),
      .same("run_id"),
      .same("content"),
      .same("file_ids"),
      .same("metadata"),
    ] + status

  private static let status: [Row] = [
    .newerOnly("status", fill: .completed.atSchemaLevel, absent: ["null"]),
    .newerOnly("incomplete_details", fill: .filler("null").atSchemaLevel),
    .newerOnly("completed_at", fill: .filler("null").atSchemaLevel),
    .newerOnly("incomplete_at", fill: .filler("null").atSchemaLevel),
  ]
}
