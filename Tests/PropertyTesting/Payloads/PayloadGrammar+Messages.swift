/// Messages: as a request, as stored, in a list; and the files of a v1 message.
extension PayloadGrammar {
  func createMessageRequest(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    let roles = wild ? ["user", "assistant"] : edition.roles
    object.always("role", .text(choices.one(of: roles)))
    object.always("content", requestContent(&choices))
    if edition.isV1 {
      object.optional("file_ids", &choices) { fileIDs(&$0, atLeast: wild ? 0 : 1) }
    } else {
      object.optional("attachments", nullable: true, &choices) { attachments(&$0, isStored: false) }
    }
    object.optional("metadata", nullable: true, &choices, metadata)
    addForeign(["tools", "status", "thread_id"], to: &object, &choices)
    // The schema of a request refuses what it does not know.
    if wild { addUnknown(to: &object, &choices) }
    return object.draft
  }

  func message(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.always("id", id("msg", &choices))
    object.always("object", .text("thread.message"))
    object.always("created_at", timestamp(&choices))
    object.always("thread_id", id("thread", &choices))
    addStatus(to: &object, &choices)
    object.always("role", .text(choices.one(of: ["user", "assistant"])))
    object.always("content", storedContent(&choices))
    object.required("assistant_id", nullable: true, &choices) { id("asst", &$0) }
    object.required("run_id", nullable: true, &choices) { id("run", &$0) }
    if edition.isV1 {
      object.required("file_ids", &choices) { fileIDs(&$0, atLeast: 0) }
    } else {
      object.required("attachments", nullable: true, &choices) { attachments(&$0, isStored: true) }
    }
    object.required("metadata", nullable: true, &choices, metadata)
    addForeign(["tools", "phase", "conversation"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  /// The members that v1 got in its second edition; the service mostly left all of them out.
  private func addStatus(to object: inout ObjectDraft, _ choices: inout Choices) {
    let isThere = wild ? choices.chance(1, in: 2) : edition.hasStatus
    guard isThere else { return }
    object.required("status", &choices) {
      .text($0.one(of: ["completed", "in_progress", "incomplete"]))
    }
    object.required("incomplete_details", nullable: true, &choices, incompleteDetails)
    object.required("completed_at", nullable: true, &choices, timestamp)
    object.required("incomplete_at", nullable: true, &choices, timestamp)
  }

  private func incompleteDetails(_ choices: inout Choices) -> Draft {
    let reasons = ["max_tokens", "content_filter", "run_cancelled", "run_expired", "run_failed"]
    var object = ObjectDraft(wild: wild)
    object.always("reason", .text(choices.one(of: reasons)))
    addUnknown(to: &object, &choices)
    return object.draft
  }

  func messageList(_ choices: inout Choices) -> Draft {
    var messages: [Draft] = []
    while choices.more(average: 2) { messages.append(message(&choices)) }
    if let last = messages.last, choices.chance(1, in: 50) {
      messages += Array(repeating: last, count: choices.below(30))
    }
    var object = ObjectDraft(wild: wild)
    object.always("object", .text("list"))
    object.always("data", .array(messages))
    // A page without messages has no id to give, though the schema wants one.
    object.required("first_id", &choices) { id("msg", &$0) }
    object.required("last_id", &choices) { id("msg", &$0) }
    object.required("has_more", &choices) { .lexeme($0.one(of: ["false", "true"])) }
    addUnknown(to: &object, &choices)
    return object.draft
  }

  func messageFile(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.always("id", .text(fileID(&choices)))
    object.always("object", .text("thread.message.file"))
    object.always("created_at", timestamp(&choices))
    object.required("message_id", &choices) { id("msg", &$0) }
    // The published examples show a member that the schema lacks.
    if choices.chance(1, in: 4) { object.stray("file_id", .text(fileID(&choices)), &choices) }
    addForeign(["tools", "file_id"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }
}
