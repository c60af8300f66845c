package import LensCore

extension LossCode {
  /// The codes that any table can bring about.
  package static let general: [LossCode] = [
    .noNewerField,
    .noOlderField,
    .unknownField,
    .unknownElement,
    .elementNotInDialect,
    .nameClash,
    .valueMissing,
    .valueAssumed,
    .valueSupplied,
    .unexpectedType,
    .duplicateMember,
    .messageEmpty,
  ]

  /// The codes of the Assistants dialects.
  package static let assistants: [LossCode] = [
    .toolsAssumed,
    .toolsLost,
    .attachmentWithoutFile,
    .fileListedTwice,
    .tooManyFiles,
    .fileListsDisagree,
    .fileListsAgree,
    .partsJoined,
    .imageNotCreatable,
    .imageURLNotCreatable,
    .imageByURL,
    .refusalNotInDialect,
    .roleNotCreatable,
    .contentLength,
    .metadataRetyped,
    .metadataLimit,
    .oneDayForm,
  ]

  // MARK: Files and tools

  /// A v1 file id names no tool.
  static let toolsAssumed = LossCode(
    "tools-assumed",
    .content,
    "a v1 file id names no tool; these were taken",
    cause:
      "A v1 file belonged to every tool that was enabled on the assistant or the run. A v2 attachment "
      + "names its tools.",
    remedy:
      "Give the tools of the assistant or run with --context FILE, or one list for all with --tools LIST.",
    choices: [Choice("assume", "writes the tools of --tools, by default both")]
  )

  /// A v1 file id cannot name tools.
  static let toolsLost = LossCode(
    "tools-lost",
    .content,
    "a v1 file id cannot name tools: every enabled tool gets the file",
    cause: "A v2 attachment names its tools; a v1 file id does not.",
    remedy: "Keep a residue (--residue) to bring the tools back with restore.",
    choices: [Choice("drop", "leaves them out and reports it")]
  )

  /// An attachment that names no file.
  static let attachmentWithoutFile = LossCode(
    "attachment-without-file",
    .content,
    "the attachment names no file, so nothing can be listed",
    cause: "An attachment has no member file_id, or one that is no string.",
    remedy: "Keep a residue (--residue) to bring it back with restore.",
    choices: [Choice("drop", "leaves it out and reports it")]
  )

  /// One file in two attachments.
  static let fileListedTwice = LossCode(
    "file-listed-twice",
    .form,
    "the file is attached more than once; the v1 list names it once",
    cause: "Two attachments name one file, usually for different tools.",
    remedy: "Nothing is lost but the number of mentions.",
    choices: [Choice("merge", "lists it where it comes first")]
  )

  /// More files than v1 takes.
  static let tooManyFiles = LossCode(
    "too-many-files",
    .content,
    "v1 takes at most 10 files per message",
    cause: "A v1 message has at most 10 file ids; v2 attachments have no such limit.",
    remedy: "Choose --on too-many-files=first to keep the first 10 and report the others.",
    choices: [.fail, Choice("first", "keeps the first 10 and reports the others")]
  )

  /// Two file lists that say different things.
  static let fileListsDisagree = LossCode(
    "file-lists-disagree",
    .content,
    "the payload has file_ids and attachments, and only the list that is dropped has this file",
    cause:
      "A payload has the file lists of both dialects. The list of the target counts, and a file in the other "
      + "one only is lost.",
    remedy: "Decide which list is right and remove the other, or keep a residue (--residue).",
    choices: [Choice("drop", "keeps the target's list and reports the file")]
  )

  /// Two file lists that say the same.
  static let fileListsAgree = LossCode(
    "file-lists-agree",
    .form,
    "the payload has file_ids and attachments; the target's own list says as much",
    cause: "A payload has the file lists of both dialects, and they name the same files.",
    remedy: "Nothing needs to be done.",
    choices: [Choice("drop", "keeps the target's list")]
  )

  // MARK: Content

  /// Several text parts in one string.
  static let partsJoined = LossCode(
    "parts-joined",
    .content,
    "several text parts became one string",
    cause: "The target takes one string as content, the source has several text parts.",
    remedy: "Choose what stands between the parts with --on parts-joined=newline or =nothing.",
    choices: [
      Choice("blank-line", "puts an empty line between the parts"),
      Choice("newline", "puts a line end between the parts"),
      Choice("nothing", "puts nothing between the parts"),
    ]
  )

  /// An image by file id in a request that takes text only.
  static let imageNotCreatable = LossCode(
    "image-not-creatable",
    .content,
    "a message with an image cannot be created in the target",
    cause: "Requests of the target take a string as content, no image parts.",
    remedy:
      "Choose --on image-not-creatable=move to list the file instead (code interpreter can open it, the model "
      + "does not see it), or =drop.",
    choices: [
      .fail,
      Choice("move", "lists the image's file among the files of the message"),
      Choice("drop", "leaves the image out and reports it"),
    ]
  )

  /// An image by URL in a request that takes text only.
  static let imageURLNotCreatable = LossCode(
    "image-url-not-creatable",
    .content,
    "a message with an image by URL cannot be created in the target",
    cause: "Requests of the target take a string as content, no image parts.",
    remedy: "Choose --on image-url-not-creatable=text to write the URL into the text, or =drop.",
    choices: [
      .fail,
      Choice("text", "writes the URL as a text of its own"),
      Choice("drop", "leaves the image out and reports it"),
    ]
  )

  /// An image by URL in a stored message.
  static let imageByURL = LossCode(
    "image-by-url",
    .content,
    "messages of the target have images by file id only",
    cause: "The part image_url came with the edition of 2024-05; older forms have image_file only.",
    remedy: "Keep a residue (--residue) to bring it back with restore.",
    choices: [Choice("drop", "leaves the image out and reports it")]
  )

  /// A refusal where none can stand.
  static let refusalNotInDialect = LossCode(
    "refusal-not-in-dialect",
    .content,
    "messages of the target have no refusals",
    cause: "The part refusal came with the edition of 2024-08.",
    remedy: "Choose --on refusal-not-in-dialect=text to keep the words as text, or =drop.",
    choices: [
      .fail,
      Choice("text", "writes the refusal as a text part"),
      Choice("drop", "leaves the refusal out and reports it"),
    ]
  )

  // MARK: Limits

  /// A role that the target cannot create.
  static let roleNotCreatable = LossCode(
    "role-not-creatable",
    .content,
    "the target cannot create messages of this role",
    cause:
      "Until 2024-03-29 only messages of role user could be created, then also those of role assistant.",
    remedy:
      "Convert to a later edition, or choose --on role-not-creatable=keep to write the role all the same.",
    choices: [.fail, Choice("keep", "writes the role as it is")]
  )

  /// Content shorter or longer than the target takes.
  static let contentLength = LossCode(
    "content-length",
    .content,
    "the content is empty or longer than the target takes",
    cause:
      "Content has 1 to 32768 characters in v1-2023-11, 1 to 256000 in v1-2024-04 and v2. Characters are "
      + "code points.",
    remedy: "Shorten the content, or choose --on content-length=keep to write it all the same.",
    choices: [.fail, Choice("keep", "writes the content as it is")]
  )

  /// A metadata value that is no string.
  static let metadataRetyped = LossCode(
    "metadata-retyped",
    .record,
    "metadata values are strings in the target; the JSON text of the value was written",
    cause: "Since 2025-01-31 metadata values must be strings; before, any value passed.",
    remedy: "Keep a residue (--residue) to bring the value back with restore.",
    choices: [Choice("text", "writes the JSON text of the value as a string")]
  )

  /// More metadata than the service takes.
  static let metadataLimit = LossCode(
    "metadata-limit",
    .record,
    "metadata has at most 16 pairs, names of at most 64 and values of at most 512 characters",
    cause: "The service refuses larger metadata.",
    remedy: "Shorten the metadata, or choose --on metadata-limit=keep to write it all the same.",
    choices: [.fail, Choice("keep", "writes the metadata as it is")]
  )

  // MARK: Forms

  /// A form that was published for a day.
  static let oneDayForm = LossCode(
    "one-day-form",
    .form,
    "the attachment has a form that was published for one day in April 2024; it was rewritten",
    cause:
      "On 2024-04-17 attachments had add_to, on 2024-04-18 tools were plain strings. Both are read, neither "
      + "is written.",
    remedy: "Nothing needs to be done.",
    choices: [Choice("rewrite", "writes tools as objects")]
  )
}
