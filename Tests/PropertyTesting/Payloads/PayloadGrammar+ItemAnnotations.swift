/// Annotations of Responses: points and spans that say which file or page a text is from.
extension PayloadGrammar {
  /// A text, in half of the cases with markers in it, and the annotations that refer to places in it.
  ///
  /// Places count Unicode scalars. Emoji stand before some of them, so that counting anything else gives
  /// other numbers.
  func citedText(_ choices: inout Choices) -> (value: String, annotations: [Draft]) {
    var value = text(&choices)
    var annotations: [Draft] = []
    while choices.more(average: 1) {
      let start = value.unicodeScalars.count
      if choices.chance(1, in: 2) { value += choices.one(of: Vocabulary.markers) }
      annotations.append(itemAnnotation(start, value.unicodeScalars.count, &choices))
      if choices.chance(2, in: 3) { value += text(&choices) }
    }
    return (value, annotations)
  }

  private func itemAnnotation(_ start: Int, _ end: Int, _ choices: inout Choices) -> Draft {
    let span = oddPlaces(start, end, &choices)
    var object = ObjectDraft(wild: wild)
    if wild && choices.chance(1, in: 12) {
      object.always("type", .text(choices.one(of: Vocabulary.unknownItemAnnotations)))
      addSpan(span, to: &object, &choices)
    } else {
      addCitation(span, to: &object, &choices)
    }
    addForeign(["text", "quote", "start_index", "file_citation"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func addCitation(
    _ span: (start: Int, end: Int), to object: inout ObjectDraft, _ choices: inout Choices
  ) {
    switch choices.below(4) {
    case 1:
      object.always("type", .text("url_citation"))
      object.always("url", .text(choices.one(of: Vocabulary.urls)))
      addSpan(span, to: &object, &choices)
      object.required("title", &choices) { .text($0.one(of: Vocabulary.texts)) }
    case 2:
      object.always("type", .text("container_file_citation"))
      object.always("container_id", id("cntr", &choices))
      object.always("file_id", id("cfile", &choices))
      addSpan(span, to: &object, &choices)
      object.required("filename", &choices) { .text($0.one(of: Vocabulary.fileNames)) }
    case 3:
      object.always("type", .text("file_path"))
      object.always("file_id", .text(fileID(&choices)))
      object.required("index", &choices) { .lexeme(integer(span.start, &$0)) }
    default:
      object.always("type", .text("file_citation"))
      object.always("file_id", .text(fileID(&choices)))
      object.required("index", &choices) { .lexeme(integer(span.start, &$0)) }
      object.required("filename", &choices) { .text($0.one(of: Vocabulary.fileNames)) }
    }
  }

  private func addSpan(
    _ span: (start: Int, end: Int), to object: inout ObjectDraft, _ choices: inout Choices
  ) {
    object.always("start_index", .lexeme(integer(span.start, &choices)))
    object.always("end_index", .lexeme(integer(span.end, &choices)))
  }

  /// The places of an annotation; in wild payloads at times others that fit less well.
  private func oddPlaces(_ start: Int, _ end: Int, _ choices: inout Choices) -> (Int, Int) {
    guard wild, choices.chance(1, in: 4) else { return (start, end) }
    switch choices.below(6) {
    case 0: return (0, 0)
    case 1: return (end, start)
    case 2: return (start + 1_000, end + 1_000)
    case 3: return (max(0, start - 2), end)
    case 4: return (start * 2, end * 2)
    default: return (-1, end)
    }
  }
}
