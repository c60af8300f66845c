internal import LensCore

// Metadata: the limits are prose in every edition and were enforced in all.
extension Checks {
  static let metadataRules: [CheckRule] = [
    .metadataPairs, .metadataName, .metadataValue, .metadataType,
  ]
}

/// Kinds that can be sent with metadata, in all dialects.
private let sent =
  "v1 v2 responses: create-message-request create-thread-request create-conversation-request"
/// Kinds that are stored with metadata.
private let stored = "v1 v2 responses: message thread conversation"

private let limits =
  "descriptions of metadata in OpenAPI: 16 pairs, names of 64 and values of 512 characters; "
  + "BerriAI/litellm #8209, spiceai/docs #928"

extension CheckRule {
  static let metadataPairs = CheckRule(
    "metadata-pairs", .error, .service,
    "metadata has {found} pairs, more than the {limit} that are taken",
    says: "Invalid '{param}': too many properties. Expected an object with at most {limit} "
      + "properties, "
      + "but got an object with {found} properties instead.",
    source: limits,
    advice: "remove pairs, or join them into one value",
    places: [
      .at("/metadata", sent, .count(0...16)), .at("/metadata", stored, .count(0...16), .warning),
    ]
  )

  static let metadataName = CheckRule(
    "metadata-name", .error, .service,
    "a name in metadata has {found} characters, more than the {limit} that are taken",
    source: limits,
    advice: "shorten the name",
    places: [
      .at("/metadata", sent, .nameLength(0...64)),
      .at("/metadata", stored, .nameLength(0...64), .warning),
    ]
  )

  static let metadataValue = CheckRule(
    "metadata-value", .error, .service,
    "a value in metadata has {found} characters, more than the {limit} that are taken",
    says: "Invalid '{param}': string too long. Expected a string with maximum length {limit}, but "
      + "got a "
      + "string with length {found} instead.",
    source: limits,
    advice: "shorten the value, or spread it over several pairs",
    places: [
      .at("/metadata/{}", sent, .length(0...512)),
      .at("/metadata/{}", stored, .length(0...512), .warning),
    ]
  )

  static let metadataType = CheckRule(
    "metadata-type", .error, .both,
    "a value in metadata is {found}, expected a string",
    says: "Invalid type for '{param}': expected a string, but got {found} instead.",
    source: "Metadata in OpenAPI from 2025-01-31; before, the schema took any value and the "
      + "service did not",
    advice: "write the value as a string",
    places: [
      .at(
        "/metadata/{}", "v1 v2-2024-04: create-message-request create-thread-request",
        .kinds(.string), level: .service),
      .at(
        "/metadata/{}", "v2-2026: create-message-request create-thread-request", .kinds(.string)),
      .at("/metadata/{}", "responses: create-conversation-request", .kinds(.string)),
      .at("/metadata/{}", "v1 v2: message thread", .kinds(.string), .warning, level: .service),
      .at("/metadata/{}", "v2-2026: message thread", .kinds(.string), level: .schema),
      .at(
        "/tool_resources/file_search/vector_stores/*/metadata/{}",
        "v2-2026: create-thread-request", .kinds(.string)),
    ]
  )
}
