import LensCore
import OpenAIDialects
import Testing

@Suite struct FieldListsTests {
  static let editions = ["v1-2023-11", "v1-2024-04", "v2-2024-04", "v2-2026"]
  static let kinds = [
    "create-message-request",
    "message",
    "message-list",
    "message-file",
    "create-thread-request",
    "thread",
  ]

  static let responsesKinds = [
    "input-item",
    "item",
    "item-list",
    "create-conversation-request",
    "conversation",
    "input",
    "create-items-request",
  ]

  @Test func `every edition, listed, has one list for every kind`() {
    let assistants = Self.editions.flatMap { edition in Self.kinds.map { "\(edition) \($0)" } }
    let responses = Self.responsesKinds.map { "responses-2026 \($0)" }
    #expect(FieldList.all.map(\.description) == assistants + responses)
  }

  @Test func `a field that is a payload of its own, listed, names a kind with a list`() {
    let named = FieldList.all.flatMap(\.fields).compactMap(\.kind)
    #expect(Set(named) == ["message", "create-message-request", "item", "input-item"])
  }

  @Test(arguments: FieldList.all)
  func `a tag in a path, listed, is the only word of its type member`(_ list: FieldList) {
    for field in list.fields where field.path.hasSuffix("]") {
      let tag = field.path.split(separator: "[").last?.dropLast() ?? ""
      let type = list.fields.first { $0.path == field.path + "/type" }
      #expect(type?.words == [String(tag)], "\(field.path)")
    }
  }

  /// Facts that distinguish the editions, from their change log.
  static let facts: [(edition: String, kind: String, path: String, isThere: Bool)] = [
    ("v1-2023-11", "message", "/status", false),
    ("v1-2024-04", "message", "/status", true),
    ("v1-2024-04", "message", "/file_ids/*", true),
    ("v2-2024-04", "message", "/file_ids/*", false),
    ("v2-2024-04", "message", "/attachments/*/file_id", true),
    ("v2-2024-04", "message", "/content/*[refusal]", false),
    ("v2-2026", "message", "/content/*[refusal]", true),
    ("v2-2024-04", "create-message-request", "/content/*[text]", false),
    ("v2-2026", "create-message-request", "/content/*[text]", true),
    ("v1-2024-04", "thread", "/tool_resources", false),
    ("v2-2024-04", "thread", "/tool_resources", true),
    ("responses-2026", "input-item", "/content/*[input_text]", true),
    ("responses-2026", "input-item", "/content/*[text]", false),
    ("responses-2026", "item", "/content/*[text]", true),
    ("responses-2026", "item", "/created_at", false),
    ("responses-2026", "item", "/metadata", false),
    ("responses-2026", "conversation", "/created_at", true),
  ]

  @Test(arguments: facts) func `a member that came or went, listed, stands in its editions only`(
    _ fact: (edition: String, kind: String, path: String, isThere: Bool)
  ) {
    let list = FieldList.all.first { $0.edition == fact.edition && $0.kind == fact.kind }
    #expect(list?.fields.contains { $0.path == fact.path } == fact.isThere)
  }
}
