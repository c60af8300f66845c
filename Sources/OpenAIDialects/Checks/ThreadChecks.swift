internal import LensCore

// Tool resources of threads.
extension Checks {
  static let threadRules: [CheckRule] = [.toolResourcesStores, .toolResourcesTooMany, .chunkSize]
}

private let fileSearch = "/tool_resources/file_search"

extension CheckRule {
  static let toolResourcesStores = CheckRule(
    "tool-resources-stores", .error, .both,
    "file_search needs exactly one of {words}, found {found} of them",
    source: "oneOf in OpenAPI, CreateThreadRequest: an empty file_search breaks it, too",
    advice: "name stores by their ids, or make one, not both; leave file_search out if there are "
      + "none",
    places: [
      .at(
        fileSearch, "v2: create-thread-request", .oneMember(["vector_store_ids", "vector_stores"]))
    ]
  )

  static let toolResourcesTooMany = CheckRule(
    "tool-resources-too-many", .error, .both,
    "a list of tool resources has {found} entries, more than the {limit} that are taken",
    says: "Invalid '{param}': array too long. Expected an array with maximum length {limit}, but "
      + "got an "
      + "array with length {found} instead.",
    source: "maxItems in OpenAPI, CreateThreadRequest and ThreadObject",
    advice: "put the files into one vector store",
    places: [
      .at(
        "/tool_resources/code_interpreter/file_ids", "v2: create-thread-request thread",
        .count(0...20)),
      .at(fileSearch + "/vector_store_ids", "v2: create-thread-request thread", .count(0...1)),
      .at(fileSearch + "/vector_stores", "v2: create-thread-request", .count(0...1)),
      .at(
        fileSearch + "/vector_stores/*/file_ids", "v2-2024-04: create-thread-request",
        .count(0...10_000)),
    ]
  )

  static let chunkSize = CheckRule(
    "chunk-size", .error, .both,
    "max_chunk_size_tokens is {found}, beyond the limit {limit}",
    source: "minimum and maximum in OpenAPI, StaticChunkingStrategy: 100 to 4096",
    advice: "use a size from 100 to 4096",
    places: [
      .at(
        fileSearch + "/vector_stores/*/chunking_strategy/static/max_chunk_size_tokens",
        "v2-2026: create-thread-request", .range(100...4096))
    ]
  )
}
