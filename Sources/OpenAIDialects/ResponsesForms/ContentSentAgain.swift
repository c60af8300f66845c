import LensCore

// The parts of a stored message, and those of one that is sent: types follow from the role.
extension Row {
  /// The content of a message; an assistant's only text is sent as a string, which schema and service take.
  static let contentSentAgain: Row = {
    var rule = ListRule(
      cases: asked.under(.others) + answered.under(.word) + storedOnly,
      others: .drop(LossNote(.unknownElement)),
      stringMeans: "input_text",
      emptied: LossNote(.messageEmpty),
      dropsEmptied: false
    )
    rule.context = ListContext("role", "assistant")
    rule.stringMeansUnderWord = "output_text"
    rule.stringMember = "text"
    rule.string = .preferred
    rule.refusesEmpty = true
    return .list("content", "content", rule)
  }()

  // MARK: What a user, a system or a developer says

  private static let asked: [ElementCase] = [
    .when("input_text", [.same("text"), breakpoint]),
    .when(
      .type("input_image", with: "file_id", .string),
      .type("input_image", with: "file_id", .string),
      image
    ),
    .when(
      .type("input_image", with: "image_url", .string),
      .type("input_image", with: "image_url", .string),
      image
    ),
    .olderOnly(.type("input_image"), LossNote(.imageWithoutSource)),
    .when(
      "input_file",
      [
        .same("file_id"),
        .same("filename"),
        .same("file_data"),
        .same("file_url"),
        .same("detail"),
        breakpoint,
      ]
    ),
    .olderOnly("output_text", .otherSpeaker, textFrom: "text"),
    .olderOnly(
      .type("refusal"),
      LossNote(.partNotInDialect, nil, "only what an assistant said can hold a refusal")
    ),
  ]

  private static let image: [Row] = [
    .same("file_id"),
    .same("image_url"),
    .same("detail", newer: .filler("\"auto\""), absent: ["null"]),
    breakpoint,
  ]

  private static let breakpoint = same("prompt_cache_breakpoint")

  // MARK: What an assistant says

  private static let answered: [ElementCase] = [
    .when(
      "output_text",
      [
        .same("text"),
        .same(
          "annotations", older: .filler("[]"), newer: .filler("[]"), absent: ["[]", "null"]),
        .olderOnly("logprobs", .logprobsNotSent, fill: .filler("[]"), absent: ["[]", "null"]),
        .newerOnly("logprobs", absent: ["[]", "null"]),
      ]
    ),
    .when("refusal", [.same("refusal")]),
    .olderOnly("input_text", .otherSpeaker, textFrom: "text"),
    .olderOnly(.type("input_image"), LossNote(.assistantImage)),
    .olderOnly(
      .type("input_file"),
      LossNote(.partNotInDialect, nil, "the message of an assistant cannot hold a file")
    ),
  ]

  // MARK: What nobody sends

  private static let storedOnly: [ElementCase] = [
    .olderOnly("text", LossNote(.partSentAsText), textFrom: "text"),
    .olderOnly(.type("summary_text"), .notSent),
    .olderOnly(.type("reasoning_text"), .notSent),
    .olderOnly(.type("computer_screenshot"), .notSent),
  ]
}

extension ElementCase {
  /// Only the stored side has elements of this type; their text may be sent.
  fileprivate static func olderOnly(
    _ tag: String,
    _ note: LossNote,
    textFrom: String
  ) -> ElementCase {
    ElementCase(tag: tag, fate: .only(.older, note, textFrom: textFrom))
  }
}

extension LossNote {
  /// A part of the other speaker's type: what stands beside its text goes.
  fileprivate static let otherSpeaker = LossNote(.partSentAsText, .content)

  fileprivate static let notSent = LossNote(
    .partNotInDialect, nil, "a message that is sent has no parts of this type"
  )

  fileprivate static let logprobsNotSent = LossNote(
    .noNewerField, .record, "log probabilities are served, never sent"
  )
}
