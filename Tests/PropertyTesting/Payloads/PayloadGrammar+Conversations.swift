/// What holds items: pages, inputs, requests; and the conversation itself.
extension PayloadGrammar {
  func itemList(_ choices: inout Choices) -> Draft {
    var items = items(&choices, 0...20) { choices in
      choices.chance(1, in: 4) ? otherItem(isStored: true, &choices) : item(&choices)
    }
    if let last = items.last, choices.chance(1, in: 50) {
      items += Array(repeating: last, count: choices.below(30))
    }
    var object = ObjectDraft(wild: wild)
    object.always("object", .text("list"))
    object.always("data", .array(items))
    // A page without items has no id to give, though the schema wants one.
    object.required("first_id", &choices) { id("msg", &$0) }
    object.required("last_id", &choices) { id("msg", &$0) }
    object.required("has_more", &choices) { .lexeme($0.one(of: ["false", "true"])) }
    addForeign(["before", "next", "response_id"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  /// The `input` of a response: a string or an array of items.
  func input(_ choices: inout Choices) -> Draft {
    if choices.chance(1, in: 8) { return .text(text(&choices)) }
    return .array(items(&choices, 0...24, sendableItem))
  }

  func createItemsRequest(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.always("items", .array(items(&choices, 0...(wild ? 24 : 20), sendableItem)))
    addForeign(["messages", "metadata", "data"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  func createConversationRequest(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.optional("items", nullable: true, &choices) { choices in
      .array(items(&choices, 0...(wild ? 24 : 20), sendableItem))
    }
    object.optional("metadata", nullable: true, &choices, metadata)
    addForeign(["messages", "tool_resources", "tools"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  func conversation(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.always("id", id("conv", &choices))
    object.always("object", .text("conversation"))
    object.always("created_at", timestamp(&choices))
    object.required("metadata", &choices, metadata)
    addForeign(["items", "tool_resources", "tools"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func sendableItem(_ choices: inout Choices) -> Draft {
    choices.chance(1, in: 5) ? otherItem(isStored: false, &choices) : inputItem(&choices)
  }

  /// Items, mostly few; at times as many as there may be, and at times one of them twice.
  private func items(
    _ choices: inout Choices, _ count: ClosedRange<Int>, _ item: (inout Choices) -> Draft
  ) -> [Draft] {
    var items = list(&choices, count, item)
    if let last = items.last, choices.chance(1, in: 20) {
      let free = count.upperBound - items.count
      items += Array(repeating: last, count: choices.chance(1, in: 2) ? free : min(free, 1))
    }
    return items
  }
}
