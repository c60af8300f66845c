/// Logged calls and their answers, those of batch files included.
extension PayloadGrammar {
  /// A call: method, address, headers and body.
  func httpRequest(_ choices: inout Choices) -> Draft {
    let call = call(&choices)
    var object = ObjectDraft(wild: wild)
    if choices.chance(1, in: 2) { object.always("custom_id", id("request", &choices)) }
    object.always("method", .text(call.method))
    object.always("url", .text(url(call.path, &choices)))
    object.optional("headers", &choices, headers)
    if let body = call.body { object.always("body", body) }
    addForeign(["params", "query", "response"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  /// An answer: status and body, as a line of a batch output file has them.
  func httpResponse(_ choices: inout Choices) -> Draft {
    let isError = choices.chance(1, in: 6)
    var response = ObjectDraft(wild: wild)
    response.always("status_code", .lexeme(isError ? "404" : "200"))
    response.optional("request_id", &choices) { id("req", &$0) }
    response.always("body", isError ? errorBody : responseBody(&choices))
    addUnknown(to: &response, &choices)
    var object = ObjectDraft(wild: wild)
    if choices.chance(1, in: 2) { object.always("custom_id", id("request", &choices)) }
    object.always("response", response.draft)
    object.optional("error", nullable: true, &choices) { _ in .null }
    addUnknown(to: &object, &choices)
    return object.draft
  }

  // MARK: Calls

  private typealias Call = (method: String, path: String, body: Draft?)

  private func call(_ choices: inout Choices) -> Call {
    if wild && choices.chance(1, in: 12) {
      let path = choices.one(of: Vocabulary.otherPaths)
      return (choices.one(of: ["POST", "PUT"]), path, .object([]))
    }
    return edition.isResponses ? conversationCall(&choices) : threadCall(&choices)
  }

  private func threadCall(_ choices: inout Choices) -> Call {
    let messages = "/threads/thread_\(choices.one(of: ["1", "2"]))/messages"
    switch choices.below(6) {
    case 1: return ("GET", messages + query(["limit", "order", "after"], &choices), nil)
    case 2:
      let names = ["limit", "order", "after", "before", "run_id"]
      return ("GET", messages + query(names, &choices), nil)
    case 3: return ("GET", messages + "/msg_1", nil)
    case 4:
      let body = choices.chance(1, in: 6) ? nil : createThreadRequest(&choices)
      return ("POST", "/threads", body)
    case 5: return ("GET", "/threads/thread_1", nil)
    default: return ("POST", messages, createMessageRequest(&choices))
    }
  }

  private func conversationCall(_ choices: inout Choices) -> Call {
    let items = "/conversations/conv_\(choices.one(of: ["1", "2"]))/items"
    switch choices.below(5) {
    case 1:
      return ("GET", items + query(["limit", "order", "after", "include"], &choices), nil)
    case 2: return ("GET", items + "/msg_1", nil)
    case 3:
      let body = choices.chance(1, in: 6) ? nil : createConversationRequest(&choices)
      return ("POST", "/conversations", body)
    case 4: return ("GET", "/conversations/conv_1", nil)
    default: return ("POST", items, createItemsRequest(&choices))
    }
  }

  private func query(_ names: [String], _ choices: inout Choices) -> String {
    let parts = names.compactMap { name -> String? in
      guard choices.chance(1, in: 2) else { return nil }
      return "\(name)=\(choices.one(of: Vocabulary.queryValues[name] ?? [""]))"
    }
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
  }

  private func url(_ path: String, _ choices: inout Choices) -> String {
    if choices.chance(1, in: 4) { return "https://api.openai.com/v1" + path }
    if wild && choices.chance(1, in: 12) { return path }
    return "/v1" + path
  }

  /// The beta header decides the dialect; wild calls lack it, or have it in other letters.
  private func headers(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.optional("Content-Type", &choices) { _ in .text("application/json") }
    if !edition.isResponses && !(wild && choices.chance(1, in: 6)) {
      let name = wild && choices.chance(1, in: 4) ? "openai-beta" : "OpenAI-Beta"
      object.always(name, .text(edition.isV1 ? "assistants=v1" : "assistants=v2"))
    }
    addUnknown(to: &object, &choices)
    return object.draft
  }

  // MARK: Answers

  private func responseBody(_ choices: inout Choices) -> Draft {
    let kind = choices.below(3)
    if edition.isResponses {
      return kind == 0 ? item(&choices) : kind == 1 ? itemList(&choices) : conversation(&choices)
    }
    return kind == 0 ? message(&choices) : kind == 1 ? messageList(&choices) : thread(&choices)
  }

  private var errorBody: Draft {
    let members = [
      Draft.Member("message", .text("No thread found with id 'thread_1'.")),
      Draft.Member("type", .text("invalid_request_error")),
      Draft.Member("param", .null),
      Draft.Member("code", .null),
    ]
    return .object([Draft.Member("error", .object(members))])
  }
}
