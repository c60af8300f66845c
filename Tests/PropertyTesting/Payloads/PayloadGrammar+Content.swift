/// What messages say: texts, images, refusals.
extension PayloadGrammar {
  func requestContent(_ choices: inout Choices) -> Draft {
    if edition.hasRichContent && choices.chance(1, in: 2) { return requestParts(&choices) }
    let text = text(&choices)
    // Only the newest schema lets an empty text pass.
    let mayBeEmpty = edition.hasRichContent || (wild && choices.chance(1, in: 8))
    return .text(text.isEmpty && !mayBeEmpty ? "a" : text)
  }

  private func requestParts(_ choices: inout Choices) -> Draft {
    if wild && choices.chance(1, in: 20) { return .array([]) }
    var parts = [requestPart(&choices)]
    while choices.more(average: 1) { parts.append(requestPart(&choices)) }
    return .array(repeatingLast(parts, &choices))
  }

  private func requestPart(_ choices: inout Choices) -> Draft {
    if wild && choices.chance(1, in: 15) { return unknownPart(&choices) }
    switch choices.below(4) {
    case 2: return imagePart("image_file", &choices)
    case 3: return imagePart("image_url", &choices)
    default:
      // A part copied from a stored message has its text inside an object.
      if wild && choices.chance(1, in: 8) { return textPart(&choices) }
      return part("text", .text(text(&choices)), &choices)
    }
  }

  func storedContent(_ choices: inout Choices) -> Draft {
    if wild && choices.chance(1, in: 10) { return .text(text(&choices)) }
    var parts: [Draft] = []
    while choices.more(average: 2) { parts.append(storedPart(&choices)) }
    return .array(repeatingLast(parts, &choices))
  }

  private func storedPart(_ choices: inout Choices) -> Draft {
    if wild && choices.chance(1, in: 15) { return unknownPart(&choices) }
    switch choices.below(edition.hasRichContent || wild ? 7 : 5) {
    case 4: return imagePart("image_file", &choices)
    case 5: return imagePart("image_url", &choices)
    case 6: return part("refusal", .text(text(&choices)), &choices)
    default:
      if wild && choices.chance(1, in: 10) { return part("text", .text(text(&choices)), &choices) }
      return textPart(&choices)
    }
  }

  /// Rarely, makes content of hundreds of parts: the last one over and over.
  private func repeatingLast(_ parts: [Draft], _ choices: inout Choices) -> [Draft] {
    guard let last = parts.last, choices.chance(1, in: 100) else { return parts }
    return parts + Array(repeating: last, count: choices.below(300))
  }

  /// A part: its type, and a member of that name.
  private func part(_ type: String, _ value: Draft, _ choices: inout Choices) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.always("type", .text(type))
    object.always(type, value)
    addForeign(["index", "annotations", "detail"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func imagePart(_ type: String, _ choices: inout Choices) -> Draft {
    var image = ObjectDraft(wild: wild)
    if type == "image_file" {
      image.always("file_id", .text(fileID(&choices)))
    } else {
      image.always("url", .text(choices.one(of: Vocabulary.urls)))
    }
    if edition.hasRichContent || wild {
      image.optional("detail", &choices) { .text($0.one(of: ["auto", "low", "high"])) }
    }
    addUnknown(to: &image, &choices)
    return part(type, image.draft, &choices)
  }

  private func unknownPart(_ choices: inout Choices) -> Draft {
    part(choices.one(of: Vocabulary.unknownParts), anyValue(&choices), &choices)
  }

  private func textPart(_ choices: inout Choices) -> Draft {
    let (value, annotations) = annotatedText(&choices)
    var text = ObjectDraft(wild: wild)
    text.always("value", .text(value))
    if annotations.isEmpty {
      text.required("annotations", &choices) { _ in .array([]) }
    } else {
      text.always("annotations", .array(annotations))
    }
    addUnknown(to: &text, &choices)
    return part("text", text.draft, &choices)
  }

  /// What somebody wrote: short, of any script, rarely long.
  func text(_ choices: inout Choices) -> String {
    let text = choices.one(of: Vocabulary.texts) + choices.text(.hostile, average: 3)
    guard choices.chance(1, in: 100) else { return text }
    return String(repeating: text, count: choices.below(200) + 1)
  }
}
