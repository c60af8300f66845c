/// Threads: as a request, and as stored.
extension PayloadGrammar {
  func createThreadRequest(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.optional("messages", &choices) { .array(list(&$0, 0...5, createMessageRequest)) }
    if !edition.isV1 {
      object.optional("tool_resources", nullable: true, &choices) {
        toolResources(&$0, isStored: false)
      }
    }
    object.optional("metadata", nullable: true, &choices, metadata)
    addForeign(["tool_resources", "tools", "items"], to: &object, &choices)
    if wild { addUnknown(to: &object, &choices) }
    return object.draft
  }

  func thread(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.always("id", id("thread", &choices))
    object.always("object", .text("thread"))
    object.always("created_at", timestamp(&choices))
    if !edition.isV1 {
      object.required("tool_resources", nullable: true, &choices) {
        toolResources(&$0, isStored: true)
      }
    }
    object.required("metadata", nullable: true, &choices, metadata)
    addForeign(["tool_resources", "tools", "messages"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  func toolResources(_ choices: inout Choices, isStored: Bool) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.optional("code_interpreter", &choices, codeInterpreter)
    object.optional("file_search", &choices) { fileSearch(&$0, isStored: isStored) }
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func codeInterpreter(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.optional("file_ids", &choices) { .texts(list(&$0, 0...20) { fileID(&$0) }) }
    addUnknown(to: &object, &choices)
    return object.draft
  }

  /// Requests name exactly one of ids and new stores; wild ones name neither or both.
  private func fileSearch(_ choices: inout Choices, isStored: Bool) -> Draft {
    var object = ObjectDraft(wild: wild)
    let hasStores = !isStored && choices.chance(1, in: 2)
    let isOdd = wild && choices.chance(1, in: 6)
    if hasStores != isOdd {
      object.always("vector_stores", .array(list(&choices, 0...1, vectorStore)))
    }
    if !hasStores {
      object.always("vector_store_ids", .array(list(&choices, 0...1) { id("vs", &$0) }))
    }
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func vectorStore(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.optional("file_ids", &choices) { .texts(list(&$0, 0...4) { fileID(&$0) }) }
    if edition.hasRichContent { object.optional("chunking_strategy", &choices, chunkingStrategy) }
    object.optional("metadata", &choices, metadata)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func chunkingStrategy(_ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    if choices.chance(1, in: 2) {
      object.always("type", .text("static"))
      let size = Draft.Member("max_chunk_size_tokens", .lexeme("800"))
      let overlap = Draft.Member("chunk_overlap_tokens", .lexeme("400"))
      object.always("static", .object([size, overlap]))
    } else {
      object.always("type", .text("auto"))
    }
    return object.draft
  }
}
