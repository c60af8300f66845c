/// Files of a message: a list of ids in v1, attachments with tools in v2.
extension PayloadGrammar {
  /// At most ten ids, as the schema has it; wild lists are longer.
  func fileIDs(_ choices: inout Choices, atLeast minimum: Int) -> Draft {
    .texts(list(&choices, minimum...(wild ? 12 : 10)) { fileID(&$0) })
  }

  /// Attachments; no schema limits how many.
  func attachments(_ choices: inout Choices, isStored: Bool) -> Draft {
    if choices.chance(1, in: 100) {
      return .array(Array(repeating: attachment(&choices, isStored: isStored), count: 200))
    }
    return .array(list(&choices, 0...12) { attachment(&$0, isStored: isStored) })
  }

  func attachment(_ choices: inout Choices, isStored: Bool) -> Draft {
    var object = ObjectDraft(wild: wild)
    // Stored attachments may lack either member; in requests both are meant to be required.
    if isStored && choices.chance(1, in: 12) {
      object.optional("file_id", &choices) { .text(fileID(&$0)) }
      object.optional("tools", &choices) { tools(&$0, isStored: isStored) }
    } else {
      object.required("file_id", &choices) { .text(fileID(&$0)) }
      addTools(to: &object, &choices, isStored: isStored)
    }
    addForeign(["file_ids", "id", "detail"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func addTools(
    to object: inout ObjectDraft, _ choices: inout Choices, isStored: Bool
  ) {
    let isOneDay = wild && edition.hasOneDayForms && choices.chance(1, in: 4)
    if isOneDay {
      let name = choices.one(of: ["add_to", "tools"])
      object.required(name, &choices) { .texts(toolNames(&$0, atLeast: 0)) }
    } else {
      object.required("tools", &choices) { tools(&$0, isStored: isStored) }
    }
  }

  private func tools(_ choices: inout Choices, isStored: Bool) -> Draft {
    let names = toolNames(&choices, atLeast: isStored || wild ? 0 : 1)
    return .array(names.map { tool($0, &choices) })
  }

  /// Names of tools in any order; wild lists repeat them and know others.
  private func toolNames(_ choices: inout Choices, atLeast minimum: Int) -> [String] {
    let odd = wild && choices.chance(1, in: 5)
    let lists = odd ? Vocabulary.oddTools : Vocabulary.tools
    let names = choices.one(of: lists)
    return names.count < minimum ? ["file_search"] : names
  }

  private func tool(_ name: String, _ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.always("type", .text(name))
    if wild && name == "file_search" && choices.chance(1, in: 8) {
      object.always(name, .object([Draft.Member("max_num_results", .lexeme("20"))]))
    }
    addUnknown(to: &object, &choices)
    return object.draft
  }
}
