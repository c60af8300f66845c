import PropertyTesting

/// One thing that wild payloads must show at times.
struct PayloadFeature: Sendable {
  let name: String
  let kind: String
  /// `v1`, `v2`, `responses`, or an edition.
  let editions: String
  let isShown: @Sendable (Parsed) -> Bool

  init(
    _ name: String, _ kind: String, in editions: String = "v",
    where isShown: @escaping @Sendable (Parsed) -> Bool
  ) {
    self.name = name
    self.kind = kind
    self.editions = editions
    self.isShown = isShown
  }

  static let all =
    stored + content + annotations + files + attachments + requests + others + responses + calls

  private static let stored: [PayloadFeature] = [
    PayloadFeature("no status", "message") { $0["status"] == nil },
    PayloadFeature("null status", "message") { $0["status"]?.isNull ?? false },
    PayloadFeature("in progress", "message") { $0["status"]?.text == "in_progress" },
    PayloadFeature("reason", "message") { $0.has("incomplete_details/reason") },
    PayloadFeature("no assistant", "message") { $0["assistant_id"] == nil },
    PayloadFeature("null assistant", "message") { $0["assistant_id"]?.isNull ?? false },
    PayloadFeature("no run", "message") { $0["run_id"] == nil },
    PayloadFeature("run", "message") { $0["run_id"]?.text != nil },
    PayloadFeature("shuffled", "message") { $0.members.first?.name != "id" },
    PayloadFeature("odd time", "message") { $0["created_at"]?.lexeme == "1.699017614e9" },
    PayloadFeature("no metadata", "message") { $0["metadata"] == nil },
    PayloadFeature("null metadata", "message") { $0["metadata"]?.isNull ?? false },
    PayloadFeature("empty metadata", "message") { $0["metadata"] == .object([]) },
    PayloadFeature("emoji name", "message") { $0.has("metadata/😀") },
    PayloadFeature("non-string metadata", "message") { message in
      message["metadata"]?.members.contains { $0.value.text == nil } ?? false
    },
    PayloadFeature("escaped name", "message") { message in
      message.members.contains { $0.lexeme.contains("\\u") && $0.name == "content" }
    },
    PayloadFeature("repeated unknown names", "message") { message in
      message.everything.contains { Set($0.members.map(\.name)).count < $0.members.count }
    },
  ]

  private static let content: [PayloadFeature] = [
    PayloadFeature("string content", "message") { $0["content"]?.text != nil },
    PayloadFeature("empty content", "message") { $0["content"] == .array([]) },
    PayloadFeature("huge content", "message") { $0["content"]?.elements?.count ?? 0 > 100 },
    PayloadFeature("plain text part", "message") { $0.has("content/*/text") { $0.text != nil } },
    PayloadFeature("no annotations", "message") { message in
      message.has("content/*/text") { $0["annotations"] == nil && !$0.members.isEmpty }
    },
    PayloadFeature("null annotations", "message") {
      $0.has("content/*/text/annotations", where: \.isNull)
    },
    PayloadFeature("image without detail", "message") { message in
      message.has("content/*/image_file") { $0["detail"] == nil }
    },
    PayloadFeature("image with detail", "message") { $0.has("content/*/image_file/detail") },
    PayloadFeature("image url", "message") { $0.has("content/*/image_url/url") },
    PayloadFeature("refusal", "message") { $0.has("content/*/refusal") },
    PayloadFeature("image of an assistant", "message") { message in
      message["role"]?.text == "assistant" && message.has("content/*/image_file")
    },
    PayloadFeature("image url of an assistant", "message", in: "v2") { message in
      message["role"]?.text == "assistant" && message.has("content/*/image_url")
    },
    PayloadFeature("image of a user", "message") { message in
      message["role"]?.text == "user" && message.has("content/*/image_file")
    },
    PayloadFeature("files of an assistant", "message", in: "v2") { message in
      message["role"]?.text == "assistant" && message.has("attachments/*/file_id")
    },
    PayloadFeature("citation of a user", "message") { message in
      message["role"]?.text == "user" && message.has(citations)
    },
    PayloadFeature("unknown part", "message") { $0.has("content/*/audio") },
    PayloadFeature("emoji text", "message") { message in
      message.has("content/*/text/value") { $0.text?.contains("😀") ?? false }
    },
    PayloadFeature("unknown in part", "message") { $0.has("content/*/x_custom") },
    PayloadFeature("unknown in text", "message") { $0.has("content/*/text/x_custom") },
    PayloadFeature("unknown in image", "message") { $0.has("content/*/image_file/x_custom") },
    PayloadFeature("unknown in message", "message") { $0.has("x_custom") },
    PayloadFeature("unknown in details", "message") { $0.has("incomplete_details/x_custom") },
    PayloadFeature("index in part", "message") { $0.has("content/*/index") },
  ]

  private static let citations = "content/*/text/annotations/*"

  private static let annotations: [PayloadFeature] = [
    PayloadFeature("file path", "message") { $0.has("\(citations)/file_path/file_id") },
    PayloadFeature("quote", "message") { message in
      message.has("\(citations)/file_citation/quote") { $0.text?.isEmpty == false }
    },
    PayloadFeature("empty quote", "message") { message in
      message.has("\(citations)/file_citation/quote") { $0.text == "" }
    },
    PayloadFeature("no quote", "message") { message in
      message.has("\(citations)/file_citation") { $0["quote"] == nil }
    },
    PayloadFeature("null quote", "message") {
      $0.has("\(citations)/file_citation/quote", where: \.isNull)
    },
    PayloadFeature("unknown annotation", "message") { message in
      message.has("\(citations)/type") { $0.text == "url_citation" }
    },
    PayloadFeature("unknown in annotation", "message") { $0.has("\(citations)/x_custom") },
    PayloadFeature("unknown in citation", "message") {
      $0.has("\(citations)/file_citation/x_custom")
    },
    PayloadFeature("reversed span", "message") {
      $0.has(citations) { span($0).map { $0 > $1 } ?? false }
    },
    PayloadFeature("span before emoji", "message") { fits($0) { $0.contains("😀") } },
    PayloadFeature("adjacent spans", "message") { spans($0) { $0.1 == $1.0 && $0.0 < $0.1 } },
    PayloadFeature("overlapping spans", "message") { spans($0) { $0.1 > $1.0 && $0.0 <= $1.0 } },
    PayloadFeature("span out of range", "message") { message in
      message.has("content/*/text") { text in
        let length = text["value"]?.text?.unicodeScalars.count ?? 0
        return text.has("annotations/*") { span($0).map { $1 > length } ?? false }
      }
    },
    PayloadFeature("negative span", "message") {
      $0.has(citations) { span($0).map { $0.0 < 0 } ?? false }
    },
  ]

  /// The span of an annotation.
  private static func span(_ annotation: Parsed) -> (Int, Int)? {
    guard let start = annotation["start_index"]?.integer, let end = annotation["end_index"]?.integer
    else { return nil }
    return (start, end)
  }

  /// Whether two annotations in a row have spans as asked.
  private static func spans(
    _ message: Parsed, _ isWanted: ((Int, Int), (Int, Int)) -> Bool
  ) -> Bool {
    message.has("content/*/text") { text in
      let spans = (text["annotations"]?.elements ?? []).compactMap(span)
      return zip(spans, spans.dropFirst()).contains { isWanted($0, $1) }
    }
  }

  /// Whether some span holds exactly its marker, counted in scalars, and the text before it is as asked.
  private static func fits(_ message: Parsed, _ isWanted: (String) -> Bool) -> Bool {
    message.has("content/*/text") { text in
      let value = Array((text["value"]?.text ?? "").unicodeScalars)
      return text.has("annotations/*") { annotation in
        guard let (start, end) = span(annotation), 0 <= start, start <= end, end <= value.count
        else { return false }
        let marker = String(String.UnicodeScalarView(value[start..<end]))
        return marker == annotation["text"]?.text
          && isWanted(String(String.UnicodeScalarView(value[..<start])))
      }
    }
  }

  private static let files: [PayloadFeature] = [
    PayloadFeature("no files", "message", in: "v1") { $0["file_ids"] == nil },
    PayloadFeature("null files", "message", in: "v1") { $0["file_ids"]?.isNull ?? false },
    PayloadFeature("empty files", "message", in: "v1") { $0["file_ids"] == .array([]) },
    PayloadFeature("repeated files", "message", in: "v1") { message in
      let ids = (message["file_ids"]?.elements ?? []).compactMap(\.text)
      return Set(ids).count < ids.count
    },
    PayloadFeature("twelve files", "message", in: "v1") { $0["file_ids"]?.elements?.count == 12 },
    PayloadFeature("hybrid", "message", in: "v1") { $0.has("attachments/*/file_id") },
    PayloadFeature("hybrid", "message", in: "v2") { $0.has("file_ids/*") },
    PayloadFeature("hybrid", "create-message-request", in: "v1") {
      $0.has("attachments/*/file_id")
    },
    PayloadFeature("hybrid", "create-message-request", in: "v2") { $0.has("file_ids/*") },
  ]

  private static func hasTools(_ names: [String]) -> @Sendable (Parsed) -> Bool {
    { payload in
      payload.has("attachments/*/tools") { tools in
        tools.elements.map { $0.compactMap { $0["type"]?.text } == names } ?? false
      }
    }
  }

  private static let attachments: [PayloadFeature] = ["message", "create-message-request"].flatMap {
    kind in
    [
      PayloadFeature("none", kind, in: "v2") { $0["attachments"] == nil },
      PayloadFeature("null", kind, in: "v2") { $0["attachments"]?.isNull ?? false },
      PayloadFeature("empty", kind, in: "v2") { $0["attachments"] == .array([]) },
      PayloadFeature("twelve", kind, in: "v2") { $0["attachments"]?.elements?.count == 12 },
      PayloadFeature("huge", kind, in: "v2") { $0["attachments"]?.elements?.count == 200 },
      PayloadFeature("search", kind, in: "v2", where: hasTools(["file_search"])),
      PayloadFeature("code", kind, in: "v2", where: hasTools(["code_interpreter"])),
      PayloadFeature(
        "both", kind, in: "v2", where: hasTools(["file_search", "code_interpreter"])),
      PayloadFeature(
        "both, turned", kind, in: "v2", where: hasTools(["code_interpreter", "file_search"])),
      PayloadFeature("no tool", kind, in: "v2") {
        $0.has("attachments/*/tools") { $0 == .array([]) }
      },
      PayloadFeature("retrieval", kind, in: "v2", where: hasTools(["retrieval"])),
      PayloadFeature("unknown tool", kind, in: "v2", where: hasTools(["browser"])),
      PayloadFeature("tools missing", kind, in: "v2") {
        $0.has("attachments/*") { $0["tools"] == nil }
      },
      PayloadFeature("file missing", kind, in: "v2") {
        $0.has("attachments/*") { $0["file_id"] == nil }
      },
      PayloadFeature("add_to", kind, in: "v2-2024-04") { $0.has("attachments/*/add_to/*") },
      PayloadFeature("string tools", kind, in: "v2-2024-04") { payload in
        payload.has("attachments/*/tools/*") { $0.text != nil }
      },
      PayloadFeature("unknown member", kind, in: "v2") { $0.has("attachments/*/x_custom") },
      PayloadFeature("unknown in tool", kind, in: "v2") {
        $0.has("attachments/*/tools/*/x_custom")
      },
      PayloadFeature("repeated file", kind, in: "v2") { payload in
        let ids = payload.all("attachments/*/file_id").compactMap(\.text)
        return Set(ids).count < ids.count
      },
    ]
  }

  private static let requests: [PayloadFeature] = [
    PayloadFeature("assistant", "create-message-request") { $0["role"]?.text == "assistant" },
    PayloadFeature("empty string", "create-message-request") { $0["content"]?.text == "" },
    PayloadFeature("unknown", "create-message-request") { $0.has("x_custom") },
    PayloadFeature("empty parts", "create-message-request", in: "v2-2026") {
      $0["content"] == .array([])
    },
    PayloadFeature("text part", "create-message-request", in: "v2-2026") { request in
      request.has("content/*/text") { $0.text != nil }
    },
    PayloadFeature("stored text part", "create-message-request", in: "v2-2026") { request in
      request.has("content/*/text/value")
    },
    PayloadFeature("image", "create-message-request", in: "v2-2026") {
      $0.has("content/*/image_file")
    },
    PayloadFeature("unknown part", "create-message-request", in: "v2-2026") {
      $0.has("content/*/audio")
    },
    PayloadFeature("null messages", "create-thread-request") { $0["messages"]?.isNull ?? false },
    PayloadFeature("messages", "create-thread-request") { $0.has("messages/*/content") },
    PayloadFeature("stores", "create-thread-request", in: "v2") { request in
      request.has("tool_resources/file_search/vector_stores/*")
    },
    PayloadFeature("strategy", "create-thread-request", in: "v2-2026") { request in
      request.has("tool_resources/file_search/vector_stores/*/chunking_strategy/static")
    },
    PayloadFeature("stores and ids", "create-thread-request", in: "v2") { request in
      request.has("tool_resources/file_search") {
        $0["vector_stores"] != nil && $0["vector_store_ids"] != nil
      }
    },
  ]

  private static let others: [PayloadFeature] = [
    PayloadFeature("foreign resources", "thread", in: "v1") { $0["tool_resources"] != nil },
    PayloadFeature("null resources", "thread", in: "v2") { $0["tool_resources"]?.isNull ?? false },
    PayloadFeature("resources", "thread", in: "v2") {
      $0.has("tool_resources/code_interpreter/file_ids/*")
    },
    PayloadFeature("empty page", "message-list") { $0["data"] == .array([]) },
    PayloadFeature("null id", "message-list") { $0["first_id"]?.isNull ?? false },
    PayloadFeature("no id", "message-list") { $0["first_id"] == nil },
    PayloadFeature("many", "message-list") { $0["data"]?.elements?.count ?? 0 > 20 },
    PayloadFeature("unknown in list", "message-list") { $0.has("x_custom") },
    PayloadFeature("undeclared member", "message-file", in: "v1") { $0["file_id"] != nil },
  ]
}
