/// What the published specification of one edition allows, of the Assistants API or of its successors.
struct Edition: Sendable {
  /// The dated name.
  let name: String
  /// Whether payloads are those of Responses and Conversations; what follows is about the others.
  var isResponses = false
  /// Whether messages hold `file_ids` (v1) or `attachments` (v2).
  let isV1: Bool
  /// Roles that a request may create.
  let roles: [String]
  /// Whether stored messages have `status`, `incomplete_details`, `completed_at`, `incomplete_at`.
  let hasStatus: Bool
  /// Whether content may be an array of parts in requests, images may be urls and have a detail, and
  /// assistants may refuse.
  let hasRichContent: Bool
  /// Whether a file citation must have a quote.
  let hasQuotes: Bool
  /// Whether values of metadata must be strings.
  let hasStringMetadata: Bool
  /// Whether attachments were, for a day each, `add_to` lists and lists of tool names.
  let hasOneDayForms: Bool

  static let all = [
    Edition(
      name: "v1-2023-11", isV1: true, roles: ["user"], hasStatus: false, hasRichContent: false,
      hasQuotes: true, hasStringMetadata: false, hasOneDayForms: false),
    Edition(
      name: "v1-2024-04", isV1: true, roles: ["user", "assistant"], hasStatus: true,
      hasRichContent: false, hasQuotes: true, hasStringMetadata: false, hasOneDayForms: false),
    Edition(
      name: "v2-2024-04", isV1: false, roles: ["user", "assistant"], hasStatus: true,
      hasRichContent: false, hasQuotes: true, hasStringMetadata: false, hasOneDayForms: true),
    Edition(
      name: "v2-2026", isV1: false, roles: ["user", "assistant"], hasStatus: true,
      hasRichContent: true, hasQuotes: false, hasStringMetadata: true, hasOneDayForms: false),
    Edition(
      name: "responses-2026", isResponses: true, isV1: false,
      roles: ["user", "assistant", "system", "developer"], hasStatus: true, hasRichContent: true,
      hasQuotes: false, hasStringMetadata: true, hasOneDayForms: false),
  ]
}
