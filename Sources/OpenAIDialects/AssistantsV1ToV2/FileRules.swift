import LensCore

extension BareListRule {
  /// The files of a message: ids in v1, attachments with tools in v2.
  static let files = BareListRule(
    member: "file_id",
    rows: [.tools, .newerOnly("add_to", LossNote(.toolsLost))],
    withoutValue: LossNote(.attachmentWithoutFile),
    repeated: LossNote(.fileListedTwice),
    disagree: LossNote(.fileListsDisagree),
    agree: LossNote(.fileListsAgree),
    olderMaximum: (10, LossNote(.tooManyFiles))
  )

  /// The same in a request, where an empty list is refused: it is left out.
  static let filesOfRequest: BareListRule = {
    var rule = files
    rule.omitsEmpty = true
    rule.moved = MovedValues(.imageNotCreatable, find: ContentParts.imageFiles)
    return rule
  }()
}

extension Row {
  /// What a file is for; v1 does not say.
  static let tools = newerOnly(
    "tools",
    LossNote(.toolsLost),
    fill: .assumed(
      ##"[{"type":"file_search"},{"type":"code_interpreter"}]"##,
      LossNote(.toolsAssumed)
    )
    .orSupplied(as: "tools")
  )
}

extension TextsRule {
  /// The metadata of a vector store: at first never null.
  static let metadataOfStore: TextsRule = {
    var rule = metadata
    rule.refusesNull = true
    return rule
  }()

  /// Sixteen pairs of anything in v1, of strings in v2 since 2025-01-31.
  static let metadata = TextsRule(
    retyped: LossNote(.metadataRetyped),
    stringEditions: ["v2-2026"],
    limit: (16, 64, 512, LossNote(.metadataLimit))
  )
}
