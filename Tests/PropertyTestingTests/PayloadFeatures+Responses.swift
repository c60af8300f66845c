import PropertyTesting

extension PayloadFeature {
  /// What wild payloads of Responses and Conversations must show at times.
  static let responses =
    stored + sendable + parts + images + citations + otherItems + holders

  private static func item(
    _ name: String,
    where isShown: @escaping @Sendable (Parsed) -> Bool
  ) -> PayloadFeature {
    PayloadFeature(name, "item", in: "responses", where: isShown)
  }

  private static func isType(_ type: String) -> (Parsed) -> Bool { { $0["type"]?.text == type } }

  private static let stored: [PayloadFeature] = [
    item("no status") { $0["status"] == nil },
    item("null status") { $0["status"]?.isNull ?? false },
    item("in progress") { $0["status"]?.text == "in_progress" },
    item("no role") { $0["role"] == nil },
    item("developer") { $0["role"]?.text == "developer" },
    item("tool") { $0["role"]?.text == "tool" },
    item("phase") { $0["phase"]?.text == "commentary" },
    item("null phase") { $0["phase"]?.isNull ?? false },
    item("string content") { $0["content"]?.text != nil },
    item("null content") { $0["content"]?.isNull ?? false },
    item("empty content") { $0["content"] == .array([]) },
    item("huge content") { $0["content"]?.elements?.count ?? 0 > 100 },
    item("foreign member") { $0["created_at"] != nil },
    item("unknown member") { $0.has("x_custom") },
    item("odd order") { $0.members.first?.name != "id" },
  ]

  private static let sendable: [PayloadFeature] = [
    PayloadFeature("no type", "input-item", in: "responses") { $0["type"] == nil },
    PayloadFeature("system", "input-item", in: "responses") { $0["role"]?.text == "system" },
    PayloadFeature("string", "input-item", in: "responses") { $0["content"]?.text != nil },
    PayloadFeature("empty string", "input-item", in: "responses") { $0["content"]?.text == "" },
    PayloadFeature("answer as text", "input-item", in: "responses") { item in
      item["role"]?.text == "assistant" && item["content"]?.text != nil
    },
    PayloadFeature("answer without id", "input-item", in: "responses") { item in
      item["id"] == nil && item.has("content/*", where: isType("output_text"))
    },
    PayloadFeature("answer with id", "input-item", in: "responses") { item in
      item["id"] != nil && item.has("content/*", where: isType("output_text"))
    },
    PayloadFeature("answer as question", "input-item", in: "responses") { item in
      item["role"]?.text == "assistant" && item.has("content/*", where: isType("input_text"))
    },
    PayloadFeature("breakpoint", "input-item", in: "responses") {
      $0.has("content/*/prompt_cache_breakpoint/mode")
    },
  ]

  private static let types = [
    "input_text", "input_image", "input_file", "output_text", "refusal", "text", "summary_text",
    "reasoning_text", "computer_screenshot", "image_file", "image_url", "audio",
  ]

  private static let parts: [PayloadFeature] =
    types.map { type in
      item("part \(type)") { $0.has("content/*", where: isType(type)) }
    } + [
      item("no annotations") { item in
        item.has("content/*") { $0["type"]?.text == "output_text" && $0["annotations"] == nil }
      },
      item("no logprobs") { item in
        item.has("content/*") { $0["type"]?.text == "output_text" && $0["logprobs"] == nil }
      },
      item("logprobs") { $0.has("content/*/logprobs/*/bytes/*") },
      item("unknown in part") { $0.has("content/*/x_custom") },
      item("file by address") { $0.has("content/*/file_url") },
      item("file by bytes") { $0.has("content/*/file_data") },
      item("file by id") { item in
        item.has("content/*") { $0["type"]?.text == "input_file" && $0["file_id"]?.text != nil }
      },
      item("file from nowhere") { item in
        item.has("content/*") { part in
          part["type"]?.text == "input_file"
            && ["file_id", "file_url", "file_data"].allSatisfy { part[$0]?.text == nil }
        }
      },
    ]

  private static func image(
    _ name: String,
    where isShown: @escaping @Sendable (Parsed) -> Bool
  ) -> PayloadFeature {
    item("image \(name)") { item in
      item.has("content/*") { $0["type"]?.text == "input_image" && isShown($0) }
    }
  }

  private static let images: [PayloadFeature] = [
    image("by file") { $0["file_id"]?.text != nil && $0["image_url"] == nil },
    image("by file, null address") { image in
      image["file_id"]?.text != nil && image["image_url"]?.isNull ?? false
    },
    image("by address") { $0["image_url"]?.text?.hasPrefix("https:") ?? false },
    image("by bytes") { $0["image_url"]?.text?.hasPrefix("data:") ?? false },
    image("by both") { $0["image_url"]?.text != nil && $0["file_id"]?.text != nil },
    image("by neither") { $0["image_url"]?.text == nil && $0["file_id"]?.text == nil },
    image("without detail") { $0["detail"] == nil },
    image("original") { $0["detail"]?.text == "original" },
    image("of an empty file id") { $0["file_id"]?.text == "" },
  ]

  private static let place = "content/*/annotations/*"

  private static let citations: [PayloadFeature] =
    ["file_citation", "url_citation", "container_file_citation", "file_path", "page_citation"].map {
      type in item("annotation \(type)") { $0.has(place, where: isType(type)) }
    } + [
      item("no index") { item in
        item.has(place) { $0["type"]?.text == "file_citation" && $0["index"] == nil }
      },
      item("null index") { $0.has("\(place)/index", where: \.isNull) },
      item("no file name") { item in
        item.has(place) { $0["type"]?.text == "file_citation" && $0["filename"] == nil }
      },
      item("index out of range") { item in
        item.has("content/*") { part in
          let length = part["text"]?.text?.unicodeScalars.count ?? 0
          return part.has("annotations/*/index") { $0.integer.map { $0 > length } ?? false }
        }
      },
      item("negative index") { $0.has("\(place)/index") { $0.integer.map { $0 < 0 } ?? false } },
      item("reversed span") { item in
        item.has(place) { $0["start_index"]?.integer ?? 0 > $0["end_index"]?.integer ?? 0 }
      },
      item("span of zeros") { item in
        item.has(place) { $0["start_index"]?.integer == 0 && $0["end_index"]?.integer == 0 }
      },
      item("unknown in annotation") { $0.has("\(place)/x_custom") },
      item("emoji before a point") { item in
        item.has("content/*") { part in
          (part["text"]?.text?.hasPrefix("😀") ?? false)
            && part.has("annotations/*/index") { $0.integer ?? 0 > 0 }
        }
      },
    ]

  private static let otherTypes = [
    "function_call", "function_call_output", "reasoning", "file_search_call",
    "code_interpreter_call", "web_search_call", "image_generation_call", "hologram_call",
  ]

  private static let otherItems: [PayloadFeature] =
    [("item-list", "data/*"), ("input", "*"), ("create-items-request", "items/*")].flatMap {
      kind, place in
      otherTypes.map { type in
        PayloadFeature(type, kind, in: "responses") { $0.has(place, where: isType(type)) }
      }
    } + [
      PayloadFeature("reference", "input", in: "responses") {
        $0.has("*", where: isType("item_reference"))
      },
      PayloadFeature("bare reference", "input", in: "responses") { input in
        input.has("*") { $0.members.map(\.name) == ["id"] }
      },
      PayloadFeature("null reference", "input", in: "responses") { input in
        input.has("*") { $0["id"] != nil && $0["type"]?.isNull ?? false }
      },
    ]

  private static let holders: [PayloadFeature] = [
    PayloadFeature("empty page", "item-list", in: "responses") { $0["data"] == .array([]) },
    PayloadFeature("null ids of an empty page", "item-list", in: "responses") { list in
      list["data"] == .array([]) && list["first_id"]?.isNull ?? false
    },
    PayloadFeature("more", "item-list", in: "responses") { $0["has_more"]?.lexeme == "true" },
    PayloadFeature("over twenty", "item-list", in: "responses") {
      $0["data"]?.elements?.count ?? 0 > 20
    },
    PayloadFeature("string", "input", in: "responses") { $0.text != nil },
    PayloadFeature("nothing", "input", in: "responses") { $0 == .array([]) },
    PayloadFeature("over twenty", "input", in: "responses") { $0.elements?.count ?? 0 > 20 },
    PayloadFeature("none", "create-items-request", in: "responses") { $0["items"] == .array([]) },
    PayloadFeature("twenty", "create-items-request", in: "responses") {
      $0["items"]?.elements?.count == 20
    },
    PayloadFeature("more than fit", "create-items-request", in: "responses") {
      $0["items"]?.elements?.count ?? 0 > 20
    },
    PayloadFeature("same item twice", "create-items-request", in: "responses") { request in
      let items = request["items"]?.elements ?? []
      return zip(items, items.dropFirst()).contains { $0.members.count > 2 && $0 == $1 }
    },
    PayloadFeature("null items", "create-conversation-request", in: "responses") {
      $0["items"]?.isNull ?? false
    },
    PayloadFeature("no items", "create-conversation-request", in: "responses") { request in
      request["items"] == nil
    },
    PayloadFeature("null metadata", "conversation", in: "responses") {
      $0["metadata"]?.isNull ?? false
    },
    PayloadFeature("no metadata", "conversation", in: "responses") { $0["metadata"] == nil },
    PayloadFeature("odd time", "conversation", in: "responses") {
      $0["created_at"]?.lexeme == "1.699017614e9"
    },
  ]
}
