import JSONCore
internal import LensCore

// Annotations: spans that do not fit their text, and what cannot be replayed.
extension Checks {
  static let annotationRules: [CheckRule] = [
    .spanNegative, .spanReversed, .spanOutside, .spanTextDiffers, .markerWithoutCitation,
    .fileIDGlued, .annotationsMissing, .annotationsMixed, .containerCitation,
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

  static let markerWithoutCitation = CheckRule(
    "marker-without-citation", .warning, .service,
    "the text has the marker '{value}', but no annotation quotes it",
    source: "aallam/openai-kotlin #278, vercel/ai #1431, microsoft/teams-sdk #1590",
    advice: "cut the marker out, or find its file: 'crosswalk convert' leaves it where it is",
    places: [.at(oldText, "v1 v2: message", .judged(CitedText.orphanMarker))]
  )

  static let fileIDGlued = CheckRule(
    "file-id-glued", .warning, .service,
    "the file id '{value}' looks like two ids written together",
    source: "dimagi/open-chat-studio #1769: pieces of a stream were put together twice",
    advice: "look for the single ids in the list of files, or remove the annotation",
    places: [
      .at(
        """
        \(oldText)/annotations/*/file_citation/file_id \(oldText)/annotations/*/file_path/file_id
        """,
        "v1 v2: message", .judged(CitedText.gluedID)),
      .at(newText + "/annotations/*/file_id", newMessages, .judged(CitedText.gluedID)),
    ]
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

/// What rules ask of texts with citations; each function tells the value at fault, nil if there is none.
private enum CitedText {
  /// The first marker, such as `【4:0†source】`, that no annotation of the text quotes.
  @Sendable
  static func orphanMarker(_ view: TapeView, _ text: Int) -> String? {
    guard let value = view.member(text, "value"), view.kind(value) == .string else { return nil }
    let markers = markers(String(decoding: view.decoded(value), as: UTF8.self))
    if markers.isEmpty { return nil }
    let quoted = Set(annotations(view, text).compactMap { quote(view, $0) })
    return markers.first { !quoted.contains($0) }
  }

  private static func markers(_ text: String) -> [String] {
    let pieces = text.unicodeScalars.split(
      separator: "\u{3010}", omittingEmptySubsequences: false)
    return pieces.dropFirst().compactMap { piece in
      guard let end = piece.firstIndex(of: "\u{3011}"), piece[..<end].contains("\u{2020}") else {
        return nil
      }
      return "\u{3010}" + String(piece[...end])
    }
  }

  private static func annotations(_ view: TapeView, _ text: Int) -> [Int] {
    guard let list = view.member(text, "annotations"), view.kind(list) == .array else { return [] }
    return Array(view.elements(of: list))
  }

  private static func quote(_ view: TapeView, _ annotation: Int) -> String? {
    guard let quote = view.member(annotation, "text"), view.kind(quote) == .string else {
      return nil
    }
    return String(decoding: view.decoded(quote), as: UTF8.self)
  }

  /// An id in which the beginning of an id stands for the second time.
  @Sendable
  static func gluedID(_ view: TapeView, _ node: Int) -> String? {
    guard view.kind(node) == .string else { return nil }
    let id = String(decoding: view.decoded(node), as: UTF8.self)
    let isGlued = ["file-", "assistant-", "cfile_"].contains { start in
      let rest = id.dropFirst(start.count)
      return id.hasPrefix(start) && rest.indices.contains { rest[$0...].hasPrefix(start) }
    }
    return isGlued ? id : nil
  }
}
