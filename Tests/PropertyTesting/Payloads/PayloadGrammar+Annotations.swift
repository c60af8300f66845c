/// Annotations: which part of a text refers to which file.
extension PayloadGrammar {
  /// A text with markers in it, and the annotations that point at them.
  ///
  /// Spans count Unicode scalars. Emoji stand before some of them, so that counting anything else gives
  /// other numbers; some markers touch.
  func annotatedText(_ choices: inout Choices) -> (value: String, annotations: [Draft]) {
    var value = text(&choices)
    var annotations: [Draft] = []
    while choices.more(average: 1) {
      let marker = choices.one(of: Vocabulary.markers)
      let start = value.unicodeScalars.count
      value += marker
      let span = span(start, start + marker.unicodeScalars.count, &choices)
      annotations.append(annotation(marker, span, &choices))
      if choices.chance(2, in: 3) { value += text(&choices) }
    }
    return (value, annotations)
  }

  /// The span of a marker; in wild payloads at times another one that fits less well.
  private func span(_ start: Int, _ end: Int, _ choices: inout Choices) -> (Int, Int) {
    guard wild, choices.chance(1, in: 4) else { return (start, end) }
    switch choices.below(6) {
    case 0: return (0, 0)
    case 1: return (end, start)
    case 2: return (start, end + 1_000)
    case 3: return (max(0, start - 2), end)
    case 4: return (start * 2, end * 2)
    default: return (-1, end)
    }
  }

  private func annotation(
    _ marker: String, _ span: (start: Int, end: Int), _ choices: inout Choices
  ) -> Draft {
    if wild && choices.chance(1, in: 12) { return unknownAnnotation(marker, span, &choices) }
    let type = choices.one(of: ["file_citation", "file_path"])
    var object = ObjectDraft(wild: wild)
    object.always("type", .text(type))
    object.always("text", .text(marker))
    object.always("start_index", .lexeme(integer(span.start, &choices)))
    object.always("end_index", .lexeme(integer(span.end, &choices)))
    object.always(type, citedFile(&choices, hasQuote: type == "file_citation"))
    addForeign(["index", "quote", "filename"], to: &object, &choices)
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func citedFile(_ choices: inout Choices, hasQuote: Bool) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.always("file_id", .text(fileID(&choices)))
    if hasQuote && (edition.hasQuotes || (wild && choices.chance(1, in: 3))) {
      object.required("quote", &choices) { .text($0.chance(2, in: 3) ? text(&$0) : "") }
    }
    addUnknown(to: &object, &choices)
    return object.draft
  }

  private func unknownAnnotation(
    _ marker: String, _ span: (start: Int, end: Int), _ choices: inout Choices
  ) -> Draft {
    var object = ObjectDraft(wild: wild)
    object.always("type", .text(choices.one(of: Vocabulary.unknownAnnotations)))
    object.optional("text", &choices) { _ in .text(marker) }
    object.optional("start_index", &choices) { .lexeme(integer(span.start, &$0)) }
    object.optional("end_index", &choices) { .lexeme(integer(span.end, &$0)) }
    addUnknown(to: &object, &choices)
    return object.draft
  }
}
