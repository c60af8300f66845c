package import LensCore

extension Lens {
  /// Thread: `thread` of v1 and of v2.
  package static let thread = Lens(
    .thread,
    source: "openai-openapi, ThreadObject",
    [
      .same("id"),
      .same("object"),
      .same("created_at"),
      .texts("metadata", .metadata),
      .threadFiles,
    ]
  )

  /// Message file: a link of its own in v1, an attachment of the message in v2.
  ///
  /// v1's examples add an undeclared `file_id`, equal to `id`.
  package static let messageFile = Lens(
    .messageFile,
    source: "openai-openapi, MessageFileObject; v2: the attachments of MessageObject",
    identities: ["id", "file_id", "message_id"],
    [
      .rename("id", "file_id", older: .missing()),
      .olderOnly("object", fill: .marker("\"thread.message.file\"")),
      .olderOnly("created_at", fill: .missing().orSupplied(as: "created_at")),
      .olderOnly("message_id", fill: .missing().orSupplied(as: "message_id")),
      .tools,
      .newerOnly("add_to", LossNote(.toolsLost)),
    ]
  )
}

extension Row {
  /// The files and vector stores of a thread; a v1 thread owns none.
  ///
  /// The schema requires the member in stored threads from v2 on; the service's own examples leave it out.
  static let threadFiles = newerOnly(
    "tool_resources",
    LossNote(.noOlderField, .content, "a v1 thread owns no files and no vector stores"),
    fill: .filler("null").atSchemaLevel,
    absent: ["null", "{}"]
  )
}
