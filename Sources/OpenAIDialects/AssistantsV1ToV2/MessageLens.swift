package import LensCore

extension Lens {
  /// Message: `thread.message` of v1 and of v2.
  package static let message = Lens(
    .message,
    source: "openai-openapi, MessageObject",
    identities: ["id", "run_id", "assistant_id", "thread_id"],
    messageRows
  )

  /// Message list: a page of messages.
  package static let messageList = Lens(
    .messageList,
    source: "openai-openapi, ListMessagesResponse",
    identities: message.identities,
    messageListRows(messageRows)
  )

  /// In the order in which the service wrote them: the engine tries the next row first.
  private static let messageRows: [Row] =
    messageHead + [
      .content,
      .bareList("file_ids", "attachments", fill: .filler("[]"), .files),
      .texts("metadata", .metadata),
    ] + messageStatus

  /// The envelope of a page; its cursors are ids of the source and stay.
  static func messageListRows(_ message: [Row]) -> [Row] {
    [
      .same("object"),
      .list("data", dropsEmptied: true, [.each(message)]),
      .same("first_id"),
      .same("last_id"),
      .same("has_more"),
    ]
  }

  /// What the message is, where it belongs and who wrote it.
  static let messageHead: [Row] = [
    .same("id"),
    .same("object"),
    .same("created_at"),
    .same("assistant_id", older: .unsaid, newer: .unsaid, absent: ["null"]),
    .same("thread_id"),
    .same("run_id", older: .unsaid, newer: .unsaid, absent: ["null"]),
    .same("role"),
  ]

  /// What became of the message.
  ///
  /// The schemas require these from 2024-03-27 on; the service leaves them out except in streams.
  static let messageStatus: [Row] = [
    .status("status", .completed),
    .status("incomplete_details", .filler("null")),
    .status("completed_at", .filler("null")),
    .status("incomplete_at", .filler("null")),
  ]
}

extension Fill {
  /// An id that the schema requires and that is null in messages written by hand.
  fileprivate static let unsaid = assumed("null", LossNote(.valueAssumed))
}

extension Row {
  /// One of the members that came with v1-2024-04.
  fileprivate static func status(_ name: String, _ usual: Fill) -> Row {
    let absences = ["null", usual.text ?? "null"]
    return same(name, older: usual.atSchemaLevel, newer: usual.atSchemaLevel, absent: absences)
      .only(.older, in: ["v1-2024-04"], LossNote(.noOlderField))
  }

  /// The words that a citation cites: in v1, and in v2 until 2024-06-11.
  private static let quote = same(
    "quote", older: .unknownQuote, newer: .unknownQuote, absent: ["null"]
  )
  .only(.newer, in: ["v2-2024-04"], .quoteLost)

  /// The content of a stored message.
  static let content = list(
    "content",
    string: "text",
    emptied: LossNote(.messageEmpty),
    [
      .when(
        "text",
        [
          .inside(
            "text",
            string: "value",
            [.same("value"), .list("annotations", fill: .filler("[]"), annotations)]
          )
        ]
      ),
      .when("image_file", [.inside("image_file", [.same("file_id"), .imageDetail])]),
      .newerOnly("image_url", LossNote(.imageByURL)),
      .newerOnly("refusal", LossNote(.refusalNotInDialect), textFrom: "refusal"),
    ]
  )

  /// How closely the model looks at an image; `auto` is the documented default.
  private static let imageDetail = newerOnly("detail", absent: ["\"auto\"", "null"])

  /// Citations and paths in a text; the offsets count code points of `value`.
  private static let annotations: [ElementCase] = [
    .when("file_citation", span + [.inside("file_citation", [.same("file_id"), quote])]),
    .when("file_path", span + [.inside("file_path", [.same("file_id")])]),
  ]

  private static let span: [Row] = [.same("text"), .same("start_index"), .same("end_index")]
}

extension LossNote {
  static let quoteLost = LossNote(
    .noNewerField,
    .content,
    "v2 citations have no quote since 2024-06-12"
  )
}

extension Fill {
  /// What became of a message that is stored without saying so.
  static let completed = assumed("\"completed\"", LossNote(.valueAssumed, .record))

  /// The quote of a citation whose words nobody kept.
  static let unknownQuote = assumed(
    "\"\"",
    LossNote(.valueAssumed, .content, "nobody knows the cited words; an empty quote was written")
  )
}
