/// What message items say: texts, images, files, refusals.
extension PayloadGrammar {
  func easyContent(_ choices: inout Choices) -> Draft {
    choices.chance(1, in: 2) ? inputParts(&choices) : .text(text(&choices))
  }

  /// What was asked; wild messages have answers among it, or parts of v2.
  func inputParts(_ choices: inout Choices) -> Draft {
    itemParts(&choices) { choices in
      if wild && choices.chance(1, in: 12) { return anyItemPart(&choices) }
      return inputPart(&choices)
    }
  }

  /// What was answered; wild answers are at times written as what was asked.
  func outputParts(_ choices: inout Choices) -> Draft {
    itemParts(&choices) { choices in
      if wild && choices.chance(1, in: 12) { return anyItemPart(&choices) }
      return choices.chance(1, in: 5) ? refusalPart(&choices) : outputText(&choices)
    }
  }

  /// The content of a stored message; the schema lets any role have any part.
  func storedItemContent(_ role: String, _ choices: inout Choices) -> Draft {
    if wild && choices.chance(1, in: 10) {
      return choices.chance(1, in: 4) ? .null : .text(text(&choices))
    }
    if choices.chance(1, in: 8) { return itemParts(&choices, anyItemPart) }
    return role == "assistant" ? outputParts(&choices) : inputParts(&choices)
  }

  private func itemParts(
    _ choices: inout Choices, _ part: (inout Choices) -> Draft
  ) -> Draft {
    var parts: [Draft] = []
    while choices.more(average: 2) { parts.append(part(&choices)) }
    if let last = parts.last, choices.chance(1, in: 100) {
      parts += Array(repeating: last, count: choices.below(300))
    }
    return .array(parts)
  }

  private func anyItemPart(_ choices: inout Choices) -> Draft {
    switch choices.below(wild ? 8 : 7) {
    case 0: inputPart(&choices)
    case 1: outputText(&choices)
    case 2: refusalPart(&choices)
    case 3: plainText("text", &choices)
    case 4: plainText("summary_text", &choices)
    case 5: plainText("reasoning_text", &choices)
    case 6: computerScreenshot(&choices)
    default: partOfAnotherDialect(&choices)
    }
  }

  private func inputPart(_ choices: inout Choices) -> Draft {
    switch choices.below(5) {
    case 3: inputImage(&choices)
    case 4: inputFile(&choices)
    default: inputText(&choices)
    }
  }

  // MARK: Parts

  private func inputText(_ choices: inout Choices) -> Draft {
    var object = typed("input_text")
    object.always("text", .text(text(&choices)))
    addBreakpoint(to: &object, &choices)
    return finishedPart(&object, &choices)
  }

  private func plainText(_ type: String, _ choices: inout Choices) -> Draft {
    var object = typed(type)
    object.always("text", .text(text(&choices)))
    return finishedPart(&object, &choices)
  }

  private func refusalPart(_ choices: inout Choices) -> Draft {
    var object = typed("refusal")
    object.always("refusal", .text(text(&choices)))
    return finishedPart(&object, &choices)
  }

  private func outputText(_ choices: inout Choices) -> Draft {
    let (value, annotations) = citedText(&choices)
    var object = typed("output_text")
    if annotations.isEmpty {
      object.required("annotations", &choices) { _ in .array([]) }
    } else {
      object.always("annotations", .array(annotations))
    }
    object.required("logprobs", &choices) { logprobs(&$0) }
    object.always("text", .text(value))
    return finishedPart(&object, &choices)
  }

  /// An image by file, by address or by its bytes; at times by two of them or by none.
  private func inputImage(_ choices: inout Choices) -> Draft {
    var object = typed("input_image")
    let sources = choices.below(6)
    if sources != 1 && sources != 4 {
      object.always("file_id", sources == 5 ? .null : .text(fileID(&choices)))
    }
    if sources == 1 || sources == 3 {
      object.always("image_url", .text(choices.one(of: Vocabulary.urls)))
    } else if choices.chance(1, in: 3) {
      object.always("image_url", .null)
    }
    object.required("detail", &choices, imageDetail)
    addBreakpoint(to: &object, &choices)
    return finishedPart(&object, &choices)
  }

  private func computerScreenshot(_ choices: inout Choices) -> Draft {
    var object = typed("computer_screenshot")
    object.required("image_url", nullable: true, &choices) { .text($0.one(of: Vocabulary.urls)) }
    object.required("file_id", nullable: true, &choices) { .text(fileID(&$0)) }
    object.required("detail", &choices, imageDetail)
    return finishedPart(&object, &choices)
  }

  private func inputFile(_ choices: inout Choices) -> Draft {
    var object = typed("input_file")
    switch choices.below(5) {
    case 2: object.always("file_url", .text("https://example.org/a.pdf"))
    case 3: object.always("file_data", .text("data:application/pdf;base64,JVBERi0="))
    case 4: object.optional("file_id", nullable: true, &choices) { _ in .null }
    default: object.always("file_id", .text(fileID(&choices)))
    }
    object.optional("filename", &choices) { .text($0.one(of: Vocabulary.fileNames)) }
    object.optional("detail", &choices) { .text($0.one(of: ["auto", "low", "high"])) }
    addBreakpoint(to: &object, &choices)
    return finishedPart(&object, &choices)
  }

  private func imageDetail(_ choices: inout Choices) -> Draft {
    .text(choices.one(of: ["auto", "low", "high", "original"]))
  }

  /// A part that no schema of responses has; v2 has some of them.
  private func partOfAnotherDialect(_ choices: inout Choices) -> Draft {
    let type = choices.one(of: Vocabulary.unknownItemParts)
    var object = typed(type)
    object.stray(type, anyValue(&choices), &choices)
    return finishedPart(&object, &choices)
  }

  // MARK: Members

  private func typed(_ type: String) -> ObjectDraft {
    var object = ObjectDraft(wild: wild)
    object.always("type", .text(type))
    return object
  }

  private func finishedPart(_ object: inout ObjectDraft, _ choices: inout Choices) -> Draft {
    addForeign(["index", "value", "annotations", "detail"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func addBreakpoint(to object: inout ObjectDraft, _ choices: inout Choices) {
    guard choices.chance(1, in: 10) else { return }
    var breakpoint = ObjectDraft(wild: wild)
    breakpoint.always("mode", .text("explicit"))
    addUnknown(to: &breakpoint, &choices)
    object.always("prompt_cache_breakpoint", breakpoint.draft)
  }

  private func logprobs(_ choices: inout Choices) -> Draft {
    guard choices.chance(1, in: 6) else { return .array([]) }
    var object = ObjectDraft(wild: wild)
    object.always("token", .text(choices.one(of: Vocabulary.texts)))
    object.always("logprob", .lexeme(choices.one(of: ["-0.5", "-1e-3", "0", "-9999.0"])))
    object.always("bytes", .array([.lexeme("240"), .lexeme("159")]))
    object.always("top_logprobs", .array([]))
    return .array([object.draft])
  }
}
