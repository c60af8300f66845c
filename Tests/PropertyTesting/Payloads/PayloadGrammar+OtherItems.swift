/// Items that are no messages: calls, their outputs, reasoning, references.
extension PayloadGrammar {
  /// Something between messages; those that the specification lists for sending and for storing.
  func otherItem(isStored: Bool, _ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    if wild && choices.chance(1, in: 8) {
      object.always("type", .text(choices.one(of: Vocabulary.unknownItems)))
      object.optional("id", &choices) { id("x", &$0) }
    } else {
      addOtherItem(to: &object, isStored: isStored, &choices)
    }
    addForeign(["content", "role", "object"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func addOtherItem(
    to object: inout ObjectDraft, isStored: Bool, _ choices: inout Choices
  ) {
    switch choices.below(isStored ? 7 : 8) {
    case 0: addFunctionCall(to: &object, &choices)
    case 1: addFunctionOutput(to: &object, &choices)
    case 2: addReasoning(to: &object, &choices)
    case 3: addFileSearch(to: &object, &choices)
    case 4: addCodeInterpreter(to: &object, &choices)
    case 5: addWebSearch(to: &object, &choices)
    case 6: addImageGeneration(to: &object, &choices)
    default: addReference(to: &object, &choices)
    }
  }

  private func addFunctionCall(to object: inout ObjectDraft, _ choices: inout Choices) {
    object.always("type", .text("function_call"))
    object.required("id", &choices) { id("fc", &$0) }
    object.always("call_id", .text(choices.one(of: ["call_1", "call_2"])))
    object.always("name", .text("get_weather"))
    object.always("arguments", .text(choices.one(of: ["{}", "{\"city\": \"Bad Tölz\"}", "{"])))
    object.required("status", &choices) { _ in .text("completed") }
  }

  private func addFunctionOutput(to object: inout ObjectDraft, _ choices: inout Choices) {
    object.always("type", .text("function_call_output"))
    object.required("id", &choices) { id("fc", &$0) }
    object.always("call_id", .text(choices.one(of: ["call_1", "call_2"])))
    object.always("output", .text(choices.one(of: ["sunny", "{\"ok\":true}", ""])))
    object.required("status", &choices) { _ in .text("completed") }
  }

  private func addReasoning(to object: inout ObjectDraft, _ choices: inout Choices) {
    object.always("type", .text("reasoning"))
    object.always("id", id("rs", &choices))
    let thought = [Draft.Member("type", .text("summary_text")), Draft.Member("text", .text("Hm."))]
    object.always("summary", .array(list(&choices, 0...2) { _ in .object(thought) }))
    object.optional("encrypted_content", nullable: true, &choices) { _ in .text("gAAAAA==") }
  }

  private func addFileSearch(to object: inout ObjectDraft, _ choices: inout Choices) {
    object.always("type", .text("file_search_call"))
    object.always("id", id("fs", &choices))
    object.always("status", .text("completed"))
    object.always("queries", .texts(list(&choices, 0...2) { $0.one(of: Vocabulary.texts) }))
    object.optional("results", nullable: true, &choices) { choices in
      let name = Draft.Member("file_id", .text(fileID(&choices)))
      return .array([.object([name])])
    }
  }

  private func addCodeInterpreter(to object: inout ObjectDraft, _ choices: inout Choices) {
    object.always("type", .text("code_interpreter_call"))
    object.always("id", id("ci", &choices))
    object.always("status", .text("completed"))
    object.always("container_id", id("cntr", &choices))
    object.required("code", nullable: true, &choices) { _ in .text("print(1)") }
    object.required("outputs", nullable: true, &choices) { _ in .array([]) }
  }

  private func addWebSearch(to object: inout ObjectDraft, _ choices: inout Choices) {
    object.always("type", .text("web_search_call"))
    object.always("id", id("ws", &choices))
    object.always("status", .text("completed"))
    let query = Draft.Member("query", .text(choices.one(of: Vocabulary.texts)))
    object.always("action", .object([Draft.Member("type", .text("search")), query]))
  }

  private func addImageGeneration(to object: inout ObjectDraft, _ choices: inout Choices) {
    object.always("type", .text("image_generation_call"))
    object.always("id", id("ig", &choices))
    object.always("status", .text("completed"))
    object.required("result", nullable: true, &choices) { _ in .text("iVBORw0KGgo=") }
  }

  /// A reference says its type, or nothing but an id.
  private func addReference(to object: inout ObjectDraft, _ choices: inout Choices) {
    object.always("id", id("msg", &choices))
    object.optional("type", nullable: true, &choices) { _ in .text("item_reference") }
  }
}
