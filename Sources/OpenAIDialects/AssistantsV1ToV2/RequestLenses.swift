package import LensCore

extension Lens {
  /// Create message: the body of `POST /threads/{thread_id}/messages`.
  package static let createMessageRequest = Lens(
    .createMessageRequest,
    source: "openai-openapi, CreateMessageRequest",
    createMessageRows
  )

  private static let createMessageRows: [Row] = [
    .role,
    .adapter(
      "content",
      .textContent(
        limits: [
          .length(.older, 32_768, edition: "v1-2023-11"),
          .length(.older, 256_000, edition: "v1-2024-04"),
          .length(.newer, 256_000, edition: "v2-2024-04"),
          .lengthOfToday,
        ], movesImages: true)
    ),
    .bareList("file_ids", "attachments", .filesOfRequest),
    .texts("metadata", .metadata),
  ]

  /// Create thread: the body of `POST /threads`.
  package static let createThreadRequest = Lens(
    .createThreadRequest,
    source: "openai-openapi, CreateThreadRequest",
    [
      .list("messages", dropsEmptied: true, absent: ["null"], [.each(createMessageRows)]),
      .texts("metadata", .metadata),
      .threadFiles,
    ]
  )
}

extension Row {
  /// Who speaks; at first only users could be created.
  static let role = same(
    "role",
    limits: [
      .role(.older, ["user"], edition: "v1-2023-11"),
      .role(.older, ["user", "assistant"], edition: "v1-2024-04"),
      .role(.newer, ["user", "assistant"]),
    ]
  )
}

extension Limit {
  /// The roles in which messages can be created.
  static func role(_ side: Side, _ words: [String], edition: String? = nil) -> Limit {
    Limit(side, .words(words), LossNote(.roleNotCreatable), edition: edition)
  }

  /// The number is gone from the specification since 2024-05-09; the service still has it.
  static let lengthOfToday = Limit(
    .newer,
    .length(1...256_000),
    LossNote(.contentLength),
    edition: "v2-2026",
    isUnpublished: true
  )

  /// So many code points at most, and at least one.
  static func length(_ side: Side, _ most: Int, edition: String? = nil) -> Limit {
    Limit(side, .length(1...most), LossNote(.contentLength), edition: edition)
  }
}
