import PropertyTesting

extension PayloadFeature {
  /// What wild calls and their answers must show at times.
  static let calls = assistantsCalls + conversationsCalls + answers

  private static func isCall(_ method: String, _ part: String) -> @Sendable (Parsed) -> Bool {
    { $0["method"]?.text == method && $0["url"]?.text?.contains(part) ?? false }
  }

  private static let assistantsCalls: [PayloadFeature] = [
    PayloadFeature("create message", "http-request", where: isCall("POST", "/messages")),
    PayloadFeature("list", "http-request", where: isCall("GET", "/messages?limit=100")),
    PayloadFeature("before", "http-request", where: isCall("GET", "before=msg_2")),
    PayloadFeature("run", "http-request", where: isCall("GET", "run_id=run_1")),
    PayloadFeature("one message", "http-request", where: isCall("GET", "/messages/msg_1")),
    PayloadFeature("unknown path", "http-request", where: isCall("POST", "/holograms")),
    PayloadFeature("create thread", "http-request") { $0.has("body/messages/*") },
    PayloadFeature("create nothing", "http-request") { call in
      call["method"]?.text == "POST" && call["body"] == nil
    },
    PayloadFeature("whole address", "http-request", where: isCall("GET", "https://")),
    PayloadFeature("beta", "http-request", in: "v1") {
      $0.has("headers/OpenAI-Beta") { $0.text == "assistants=v1" }
    },
    PayloadFeature("beta", "http-request", in: "v2") {
      $0.has("headers/openai-beta") { $0.text == "assistants=v2" }
    },
    PayloadFeature("no beta", "http-request") { call in
      call.has("headers") { $0["OpenAI-Beta"] == nil && $0["openai-beta"] == nil }
    },
    PayloadFeature("no headers", "http-request") { $0["headers"] == nil },
    PayloadFeature("batch line", "http-request") { $0["custom_id"] != nil },
  ]

  private static let conversationsCalls: [PayloadFeature] = [
    PayloadFeature("create", "http-request", in: "responses", where: isCall("POST", "/items")),
    PayloadFeature("list", "http-request", in: "responses", where: isCall("GET", "include=")),
    PayloadFeature("one", "http-request", in: "responses", where: isCall("GET", "/items/msg_1")),
    PayloadFeature("conversation", "http-request", in: "responses") { $0.has("body/items/*") },
  ]

  private static let answers: [PayloadFeature] = ["v", "responses"].flatMap { editions in
    [
      PayloadFeature("page", "http-response", in: editions) { $0.has("response/body/data/*") },
      PayloadFeature("content", "http-response", in: editions) {
        $0.has("response/body/content/*")
      },
      PayloadFeature("failure", "http-response", in: editions) { $0.has("response/body/error") },
      PayloadFeature("batch line", "http-response", in: editions) { $0["custom_id"] != nil },
    ]
  }
}
