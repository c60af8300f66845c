import JSONCore
import LensCore

/// What stands on either side of a content list.
enum ContentForm {
  /// A message to be created: a text part holds a string.
  case request
  /// A stored message: a text part holds an object with value and annotations.
  case storedMessage
  /// An item that is sent: a string will do.
  case inputItem
  /// A stored item: always a list, with all that its schema requires.
  case storedItem
}

extension Row {
  /// The content of a message, with its attachments behind it.
  static func content(_ older: ContentForm, _ newer: ContentForm) -> Row {
    var rule = ListRule(
      cases: cases(older, newer),
      others: newer == .storedItem ? .keep : .drop(LossNote(.unknownElement)),
      stringMeans: "text",
      emptied: LossNote(.messageEmpty),
      dropsEmptied: false
    )
    rule.context = ListContext("role", "assistant")
    rule.string = newer == .storedItem ? .wrapped : .preferred
    rule.keepsOlderString = older == .request
    rule.refusesEmpty = newer == .inputItem
    rule.also = SecondList(
      "attachments",
      unique: "file_id",
      twice: LossNote(
        .fileListedTwice, .content, "the file is attached more than once; it is sent once"),
      order: LossNote(.partOrder),
      alone: LossNote(.attachmentNotSent),
      fill: older == .storedMessage ? .filler("[]") : nil
    )
    return .list("content", "content", rule)
  }

  private static func cases(_ older: ContentForm, _ newer: ContentForm) -> [ElementCase] {
    let input = ElementCase.when(.type("text"), .type("input_text"), inputText(older))
    let output = ElementCase.when(.type("text"), .type("output_text"), outputText(older, newer))
    let plain = ElementCase.when(
      .type("text"), .type("text"), Array(inputText(older).dropLast())
    )
    let retyped = LossNote(.partRetyped)
    // A user's text with citations was an assistant's, if it was restored.
    let cited = ElementCase.when(
      .type("text", with: "text", inside: "annotations", .filled),
      .type("output_text"),
      outputText(older, newer)
    )
    return [cited.reading(retyped), input].under(.others) + [output].under(.word)
      + refusals(older, newer) + files.under(.others)
      + [output.reading(retyped)].under(.others) + [input.reading(retyped)].under(.word)
      + [plain.reading(retyped)] + images.under(.others)
      + [ElementCase.olderOnly(.type("image_file"), LossNote(.assistantImage))].under(.word)
      + [ElementCase.olderOnly(.type("image_url"), LossNote(.assistantImage))].under(.word)
      + images.filter { !$0.isForeignToOlder }.map { $0.read(retyped) }.under(.word)
      + [sentFile.reading(retyped)].under(.word)
      + [
        .newerOnly(.type("input_file"), LossNote(.fileNotUploaded))
      ] + (newer == .storedItem ? storedOnly : [])
  }

  /// Parts that are never sent.
  private static let storedOnly: [ElementCase] = [
    .newerOnly(.type("summary_text"), LossNote(.partNotInDialect)),
    .newerOnly(.type("reasoning_text"), LossNote(.partNotInDialect)),
    .newerOnly(.type("computer_screenshot"), LossNote(.partNotInDialect)),
  ]

  // MARK: Texts

  /// What a user says: no citations.
  private static func inputText(_ older: ContentForm) -> [Row] {
    [
      .flat(
        "text",
        string: "value",
        writesString: older == .request,
        markers: citationMarkers,
        [
          .rename("value", "text"),
          .olderOnly(
            "annotations",
            LossNote(.citationNotInInput),
            fill: .filler("[]"),
            absent: ["null"]
          ),
        ]
      ),
      .cacheBreakpoint,
    ]
  }

  /// What an assistant says.
  private static func outputText(_ older: ContentForm, _ newer: ContentForm) -> [Row] {
    [
      .flat(
        "text",
        string: "value",
        writesString: older == .request,
        markers: citationMarkers,
        [.rename("value", "text"), .list("annotations", fill: .filler("[]"), annotations)]
      ),
      .newerOnly(
        "logprobs",
        fill: newer == .storedItem ? .filler("[]") : nil,
        absent: ["[]", "null"]
      ),
    ]
  }

  /// A refusal is stored, but cannot be created in a thread; and only an assistant sends one.
  private static func refusals(_ older: ContentForm, _ newer: ContentForm) -> [ElementCase] {
    if older == .request {
      return [.newerOnly("refusal", LossNote(.refusalNotInDialect), textFrom: "refusal")]
    }
    let both = ElementCase.when("refusal", [.same("refusal")])
    guard newer == .inputItem else { return [both] }
    let notSent = LossNote(.unknownElement, nil, "only what an assistant said can hold a refusal")
    return [both].under(.word)
      + [both.reading(LossNote(.partRetyped)), .olderOnly(.type("refusal"), notSent)]
      .under(.others)
  }

  private static let cacheBreakpoint = newerOnly("prompt_cache_breakpoint", absent: ["null"])

  // MARK: Images

  private static let images: [ElementCase] = [
    .when(
      .type("image_file"),
      .type("input_image", with: "file_id"),
      [
        .flat("image_file", string: "file_id", [.imageFile, .imageDetail]),
        .newerOnly("image_url", LossNote(.imageTwice), absent: ["null"]),
        .cacheBreakpoint,
      ]
    ),
    .newerOnly(
      .type("input_image", with: "image_url", .prefix("data:")), LossNote(.imageInline)
    )
    .on(.imageInline, "fail", "drop"),
    // A thread does not take such an address either, and the way back may refuse or drop it.
    ElementCase.when(
      .type("image_url", with: "image_url", inside: "url", .prefix("data:")),
      .type("input_image", with: "image_url", .prefix("data:")),
      imageURL
    ).foreignToOlder,
    .when(.type("image_url"), .type("input_image", with: "image_url"), imageURL),
    .newerOnly(.type("input_image"), LossNote(.imageWithoutSource)),
  ]

  /// An image by its address.
  private static let imageURL: [Row] = [
    .flat("image_url", string: "url", [.rename("url", "image_url"), .imageDetail]),
    .newerOnly("file_id", absent: ["null"]),
    .cacheBreakpoint,
  ]

  private static let imageFile = same(
    "file_id", newer: .missing(LossNote(.imageWithoutSource))
  )

  /// How closely the model looks at an image; only the newer side wants it written.
  private static let imageDetail = same("detail", newer: .filler("\"auto\""), absent: ["null"])
    .folding(Fold("original", as: "high", LossNote(.imageDetail)))

  // MARK: Files

  /// What an attachment becomes: whether it is sent is for users to say.
  private static let files: [ElementCase] = [
    .olderOnly(.with("tools", .lacks("file_search")), LossNote(.attachmentNotSent))
      .inSecondList.on(.attachmentNotSent, "auto", "fail"),
    .olderOnly(.any, LossNote(.attachmentNotSent))
      .inSecondList.on(.attachmentNotSent, "record"),
    sentFile,
  ]

  private static let sentFile = ElementCase.when(
    .with("file_id"),
    .type("input_file", with: "file_id"),
    [
      .same("file_id"),
      .olderOnly(
        "tools",
        LossNote(.toolsLost, nil, "a file part names no tools: the whole file is read"),
        fill: .assumed(
          ##"[{"type":"file_search"},{"type":"code_interpreter"}]"##,
          LossNote(.toolsAssumed)
        )
        .orSupplied(as: "tools").alwaysReported
      ),
      .olderOnly("add_to", LossNote(.toolsLost), absent: ["null"]),
      .newerOnly("filename", absent: ["null"]),
      .newerOnly("file_data", LossNote(.fileNotUploaded), absent: ["null"]),
      .newerOnly("file_url", LossNote(.fileNotUploaded), absent: ["null"]),
      .newerOnly("detail", absent: ["null", "\"auto\""]),
      .cacheBreakpoint,
    ]
  ).inSecondList

  // MARK: Citations

  /// What stands in a text for a citation, such as `【4:0†source】`.
  ///
  /// The path of a file is part of a link, so it stays.
  private static let citationMarkers = MarkersRule(
    in: "value",
    by: "annotations",
    types: ["file_citation"],
    from: "start_index",
    to: "end_index",
    quoting: "text",
    stripped: LossNote(.markerStripped),
    differing: LossNote(.markerDiffers),
    moved: LossNote(.citationMoved),
    kept: LossNote(.markerKept)
  )

  /// Citations and paths in a text; positions count code points.
  private static let annotations: [ElementCase] = [
    .when(
      .type("file_citation"),
      .type("file_citation"),
      [.flat("file_citation", [.same("file_id"), .quote]), .filename] + position
    ),
    ElementCase.when(.type("file_path"), .type("container_file_citation"), containerFile)
      .reading(LossNote(.containerCitation)),
    .when(
      .type("file_path"),
      .type("file_path"),
      [.flat("file_path", [.same("file_id")])] + position
    ),
    .newerOnly(.type("url_citation"), LossNote(.urlCitation)),
  ]

  /// A citation marks a span in a thread, a point in a conversation.
  private static let position: [Row] = [
    .rename("start_index", "index"),
    .olderOnly(
      "end_index", LossNote(.spanLost), fill: .copy(of: "index", LossNote(.spanAssumed))
    ),
    .olderOnly("text", LossNote(.spanLost), fill: .filler("\"\"")),
  ]

  private static let filename = newerOnly(
    "filename",
    fill: .assumed("\"\"", LossNote(.filenameUnknown)).orSupplied(as: "filename")
  )

  /// The words that a citation cites, until 2024-06-11.
  private static let quote = olderOnly(
    "quote",
    LossNote(.noNewerField, .content, "a citation has no quote since 2024-06-12"),
    fill: .unknownQuote,
    absent: ["null"]
  )
  .only(.older, in: ["v2-2024-04"], LossNote(.noNewerField, .content))

  private static let containerFile: [Row] = [
    .flat("file_path", [.same("file_id")]),
    .same("start_index"),
    .same("end_index"),
    .olderOnly("text", fill: .computed(orElse: "\"\"", CitedSpan.text)),
    .newerOnly("container_id", LossNote(.noOlderField, .content)),
    .newerOnly("filename", absent: ["\"\""]),
  ]
}

extension ElementCase {
  /// The same case where nothing writes it: what is lost stays lost.
  fileprivate func read(_ note: LossNote) -> ElementCase {
    guard case .both = fate else { return self }
    return reading(note)
  }
}

/// The text that a citation marks.
enum CitedSpan {
  /// The code points from `start_index` to `end_index` of the text around a citation, as JSON.
  @Sendable
  static func text(_ source: TapeView, _ citation: Int, _ part: Int) -> [UInt8]? {
    guard part >= 0, let string = source.member(part, "text"), source.kind(string) == .string,
      let start = index(source, citation, "start_index"),
      let end = index(source, citation, "end_index"), start < end
    else { return nil }
    let scalars = String(decoding: source.decoded(string), as: UTF8.self).unicodeScalars
    guard
      let first = scalars.index(scalars.startIndex, offsetBy: start, limitedBy: scalars.endIndex),
      let last = scalars.index(first, offsetBy: end - start, limitedBy: scalars.endIndex)
    else { return nil }
    var sink = ByteSink(capacity: 64)
    sink.appendString(Array(String(scalars[first..<last]).utf8))
    return sink.view.bytes
  }

  private static func index(_ source: TapeView, _ citation: Int, _ name: StaticString) -> Int? {
    guard let value = source.member(citation, name), source.kind(value) == .number else {
      return nil
    }
    return Int(String(decoding: source.lexeme(value), as: UTF8.self)).flatMap { $0 < 0 ? nil : $0 }
  }
}
