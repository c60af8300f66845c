/// Message items of Responses and Conversations: to be sent, and as stored.
extension PayloadGrammar {
  /// A message to send, in one of its three published shapes, or as the service takes it.
  func inputItem(_ choices: inout Choices) -> Draft {
    switch choices.below(wild ? 5 : 4) {
    case 2: inputMessage(&choices)
    case 3: outputMessage(&choices)
    case 4: bareAssistantMessage(&choices)
    default: easyMessage(&choices)
    }
  }

  private func easyMessage(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.optional("type", &choices) { _ in .text("message") }
    object.always("role", .text(choices.one(of: edition.roles)))
    object.always("content", easyContent(&choices))
    object.optional("phase", nullable: true, &choices, phase)
    return finished(&object, &choices)
  }

  private func inputMessage(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.optional("type", &choices) { _ in .text("message") }
    object.always("role", .text(choices.one(of: ["user", "system", "developer"])))
    object.optional("status", &choices, itemStatus)
    object.always("content", inputParts(&choices))
    return finished(&object, &choices)
  }

  private func outputMessage(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.required("id", &choices) { id("msg", &$0) }
    object.always("type", .text("message"))
    object.always("role", .text("assistant"))
    object.required("status", &choices, itemStatus)
    object.always("content", outputParts(&choices))
    object.optional("phase", nullable: true, &choices, phase)
    return finished(&object, &choices)
  }

  /// What the service takes although the specification does not: an answer without id and status.
  private func bareAssistantMessage(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.always("role", .text("assistant"))
    object.always("content", outputParts(&choices))
    return finished(&object, &choices)
  }

  /// A message as a conversation has it.
  func item(_ choices: inout Choices) -> Draft {
    let isOdd = choices.chance(1, in: 8)
    let role = choices.one(of: isOdd ? Vocabulary.storedRoles : ["user", "assistant"])
    var object = ObjectDraft(wild: wild)
    object.always("id", id("msg", &choices))
    object.always("type", .text("message"))
    object.required("status", &choices, itemStatus)
    if !(wild && choices.chance(1, in: 30)) { object.always("role", .text(role)) }
    object.always("content", storedItemContent(role, &choices))
    object.optional("phase", nullable: true, &choices, phase)
    return finished(&object, &choices)
  }

  private func finished(_ object: inout ObjectDraft, _ choices: inout Choices) -> Draft {
    let foreign = [
      "attachments", "metadata", "created_at", "thread_id", "object", "conversation_id", "name",
    ]
    addForeign(foreign, to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func itemStatus(_ choices: inout Choices) -> Draft {
    .text(choices.one(of: ["completed", "in_progress", "incomplete"]))
  }

  private func phase(_ choices: inout Choices) -> Draft {
    .text(choices.one(of: ["final_answer", "commentary"]))
  }
}
