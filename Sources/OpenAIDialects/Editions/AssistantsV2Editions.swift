import JSONCore
package import LensCore

extension Hop {
  /// Assistants v2 as launched (2024-04) ⇄ as at its end (2026): part arrays, images by URL, refusals.
  ///
  /// Sources: openai-openapi, `03e28b36` (2024-04-19) and `f85dbe22` (2026-08-21). The older side also
  /// reads the forms that were published for one day, `d3f84302` and `e37b454e`; nothing writes them.
  package static let assistantsV2Editions = Hop(
    .v2,
    .v2,
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
        source: "openai-openapi, the attachments of MessageObject",
        [.same("file_id"), .toolObjects, .addTo]
      ),
      Lens(
        .createThreadRequest,
        source: "openai-openapi, CreateThreadRequest",
        [
          .list("messages", dropsEmptied: true, [.each(request)]),
          .texts("metadata", .metadata),
          .newThreadFiles,
        ]
      ),
      Lens(
        .thread,
        source: "openai-openapi, ThreadObject",
        [
          .same("id"),
          .same("object"),
          .same("created_at"),
          .texts("metadata", .metadata),
          .same("tool_resources"),
        ]
      ),
    ]
  )

  private static let request: [Row] = [
    .same(
      "role",
      limits: [.role(.older, ["user", "assistant"]), .role(.newer, ["user", "assistant"])]
    ),
    .adapter(
      "content",
      .textContent(
        limits: [.length(.older, 256_000), .lengthOfToday],
        movesImages: false
      )
    ),
    .attachments,
    .texts("metadata", .metadata),
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
      .same("status"),
      .same("incomplete_details"),
      .same("completed_at"),
      .same("incomplete_at"),
      .content,
      .attachments,
      .texts("metadata", .metadata),
    ]
}

extension Row {
  /// The files of a message with what they are for.
  fileprivate static let attachments = list(
    "attachments",
    [.each([.same("file_id"), .toolObjects, .addTo])]
  )

  /// The files of a thread to be made; its vector stores have metadata of their own.
  fileprivate static let newThreadFiles = inside(
    "tool_resources",
    [
      .same("code_interpreter"),
      .inside(
        "file_search",
        [
          .same("vector_store_ids"),
          .list(
            "vector_stores",
            [
              .each([
                .same("file_ids"),
                .newerOnly("chunking_strategy"),
                .texts("metadata", .metadataOfStore),
              ])
            ]
          ),
        ]
      ),
    ]
  )

  /// What a file is for; for one day in 2024 a list of plain words.
  fileprivate static let toolObjects = adapter("tools", .toolObjects)

  /// The name that `tools` had for one day in 2024.
  fileprivate static let addTo = formerly("add_to", as: "tools", .toolObjects)
}

extension Adapter {
  /// Tools as objects; words and the name `retrieval` are read, never written.
  fileprivate static let toolObjects = Adapter(
    "words become objects with the word as type; retrieval becomes file_search",
    losses: [AdapterLoss(LossNote(.oneDayForm), .changed)],
    forward: ToolObjects.write,
    backward: ToolObjects.write
  )
}

/// Rewrites the tools of one attachment.
private enum ToolObjects {
  @Sendable
  static func write(_ runner: inout LensRunner, _ place: AdapterPlace) throws(Refusal) {
    let source = runner.source
    guard source.kind(place.value) == .array, needsRewriting(source, place) else {
      return runner.copy(place.value)
    }
    runner.write(UInt8(ascii: "["))
    for (index, tool) in source.elements(of: place.value).enumerated() {
      if index > 0 { runner.write(UInt8(ascii: ",")) }
      write(tool, &runner)
    }
    runner.write(UInt8(ascii: "]"))
    try runner.lose(place.sites[0], place.value, target: runner.position - 1)
  }

  /// Whether anything differs from today's form: the member's name, a word for an object, an old type.
  private static func needsRewriting(_ source: TapeView, _ place: AdapterPlace) -> Bool {
    source.isText(place.name, "add_to")
      || source.elements(of: place.value).contains { tool in
        source.kind(tool) == .string || isRetrieval(source, tool)
      }
  }

  private static func isRetrieval(_ source: TapeView, _ tool: Int) -> Bool {
    guard let type = source.member(tool, "type") else { return false }
    return source.isText(type, "retrieval")
  }

  private static func write(_ tool: Int, _ runner: inout LensRunner) {
    let source = runner.source
    if source.isText(tool, "retrieval") || isRetrieval(source, tool) {
      runner.write(Array(##"{"type":"file_search"}"##.utf8))
    } else if source.kind(tool) == .string {
      runner.write(Array(##"{"type":"##.utf8))
      runner.copy(tool)
      runner.write(UInt8(ascii: "}"))
    } else {
      runner.copy(tool)
    }
  }
}
