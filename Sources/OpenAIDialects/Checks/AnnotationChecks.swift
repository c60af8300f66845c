internal import LensCore

// Annotations: spans that do not fit their text, and what cannot be replayed.
extension Checks {
  static let annotationRules: [CheckRule] = [
    .spanNegative, .spanReversed, .spanOutside, .spanTextDiffers, .annotationsMissing,
    .annotationsMixed, .containerCitation,
  ]
}

/// Where texts with annotations stand.
private let oldText = "/content/*[text]/text"
private let newText = "[+role]/content/*[output_text]"
private let newMessages = "responses: item input-item"

private let spans = "annotations in OpenAPI; offsets count code points"

extension CheckRule {
  static let spanNegative = CheckRule(
    "span-negative", .error, .both,
    "an offset of an annotation is {found}, less than 0",
    source: "minimum in OpenAPI, MessageContentTextAnnotations…",
    advice: "remove the annotation, or compute its span from the text",
    places: [
      .at(
        """
        /content/*[text]/text/annotations/*/start_index \
        /content/*[text]/text/annotations/*/end_index
        """,
        "v1 v2: message", .range(0...Int.max)),
      .at(
        """
        [+role]/content/*[output_text]/annotations/*/start_index \
        [+role]/content/*[output_text]/annotations/*/end_index \
        [+role]/content/*[output_text]/annotations/*/index
        """,
        newMessages, .range(0...Int.max), level: .service),
    ]
  )

  static let spanReversed = CheckRule(
    "span-reversed", .error, .service,
    "the span of an annotation ends before it starts: {found}",
    source: spans,
    advice: "remove the annotation, or compute its span from the text",
    places: [
      .at(oldText, "v1 v2: message", .spans(text: "value", .reversed)),
      .at(newText, newMessages, .spans(text: "text", .reversed)),
    ]
  )

  static let spanOutside = CheckRule(
    "span-outside", .error, .service,
    "an annotation points at {found}, behind the end of its text of {limit} characters",
    source: spans,
    advice: "remove the annotation, or compute its span from the text",
    places: [
      .at(oldText, "v1 v2: message", .spans(text: "value", .outside)),
      .at(newText, newMessages, .spans(text: "text", .outside), .warning),
    ]
  )

  static let spanTextDiffers = CheckRule(
    "span-text-differs", .warning, .service,
    "the text at {found} is not what the annotation quotes, '{value}': {expected}",
    source: spans + "; aallam/openai-kotlin #278, microsoft/teams-sdk #1590",
    advice: "find the quoted text in the message; 'crosswalk convert' carries the numbers as they "
      + "are",
    places: [.at(oldText, "v1 v2: message", .spans(text: "value", .differs))]
  )

  static let annotationsMissing = CheckRule(
    "annotations-missing", .warning, .service,
    "an output_text part has no 'annotations'",
    says: "Required property 'annotations' is missing",
    source: "BerriAI/litellm #35213: servers that follow the schema refuse it",
    advice: "write \"annotations\":[]",
    places: [.at(newText, newMessages, .members(["annotations"]))]
  )

  static let annotationsMixed = CheckRule(
    "annotations-mixed", .warning, .service,
    "one part has annotations of more than one type: {words}",
    source: "comppolicylab/pingpong PR #1707: a follow-up with both kinds failed",
    advice: "keep the annotations of one type in a part that is sent again",
    places: [
      .at(newText + "/annotations", "responses: input-item", .oneType)
    ]
  )

  static let containerCitation = CheckRule(
    "container-citation-expires", .warning, .service,
    "a citation names a file of a container, which lives for about 20 minutes",
    source: "comppolicylab/pingpong PR #1707, dimagi/open-chat-studio #1769",
    advice: "remove the citation unless the container still exists",
    places: [
      .at(newText + "/annotations/*[container_file_citation]", "responses: input-item", .never)
    ]
  )
}
