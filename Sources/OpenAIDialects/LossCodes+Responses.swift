package import LensCore

extension LossCode {
  /// The codes of Responses and Conversations.
  package static let responses: [LossCode] = [
    .itemNotMessage,
    .roleNotInDialect,
    .attachmentNotSent,
    .partOrder,
    .fileNotUploaded,
    .assistantImage,
    .imageInline,
    .imageTwice,
    .imageWithoutSource,
    .imageDetail,
    .partRetyped,
    .partNotInDialect,
    .partSentAsText,
    .citationNotInInput,
    .spanLost,
    .spanAssumed,
    .markerStripped,
    .markerDiffers,
    .citationMoved,
    .markerKept,
    .filenameUnknown,
    .urlCitation,
    .containerCitation,
    .tooManyItems,
    .orderReversed,
    .orderUnknown,
    .listIncomplete,
  ]

  // MARK: Items

  /// Calls, outputs, reasoning and references.
  static let itemNotMessage = LossCode(
    "item-not-message",
    .content,
    "the item is no message: a thread has no place for it",
    cause:
      "Conversations and inputs hold calls, outputs, reasoning and references beside messages; a thread "
      + "holds messages only.",
    remedy: "Keep a residue (--residue) to bring the items back with restore.",
    choices: [Choice("drop-element", "refuses a single item; drops one from a list and reports it")]
  )

  /// A speaker that a thread does not have.
  static let roleNotInDialect = LossCode(
    "role-not-in-dialect",
    .content,
    "messages of a thread are of role user or assistant",
    cause:
      "Conversations know more speakers than threads: system, developer, tool and others. What they say "
      + "belongs into the instructions of a run.",
    remedy:
      "Choose --on role-not-in-dialect=drop-message to leave such messages out of lists, and put their "
      + "words into the instructions.",
    choices: [
      .fail,
      Choice("drop-message", "refuses a single message; drops one from a list and reports it"),
    ]
  )

  // MARK: Files

  /// An attachment that is not sent.
  package static let attachmentNotSent = LossCode(
    "attachment-not-sent",
    .content,
    "the attachment is not sent with the message: give the file to a tool of the response",
    cause:
      "Items have no attachments. A file that was searched can stand in the message of a user as input_file; "
      + "one for the code interpreter belongs into the container of a response, and messages of assistants "
      + "take no files.",
    remedy:
      "Choose --attachments input-file to send every file of a user's message, or see --files-report for "
      + "what each file needs.",
    choices: [
      Choice("auto", "sends files for file search, reports files for the code interpreter only"),
      Choice("input-file", "sends every file of a user's message"),
      Choice("record", "sends no file and reports all of them"),
    ]
  )

  /// A file that stood between texts.
  static let partOrder = LossCode(
    "part-order-lost",
    .content,
    "a file stood before other parts; attachments stand apart from the content",
    cause: "A thread keeps the files of a message in a list of their own.",
    remedy: "Keep a residue (--residue) to bring the order back with restore.",
    choices: [Choice("split", "writes content and attachments apart, each in its order")]
  )

  /// A file that is no uploaded file.
  static let fileNotUploaded = LossCode(
    "file-not-uploaded",
    .content,
    "a thread takes uploaded files only, no bytes and no addresses",
    cause: "An input_file may hold its bytes or an address; an attachment names an uploaded file.",
    remedy: "Upload the file and attach it, or keep a residue (--residue).",
    choices: [Choice("drop", "leaves the file out and reports it")]
  )

  // MARK: Images

  /// An image that an assistant made.
  static let assistantImage = LossCode(
    "assistant-image",
    .content,
    "the message of an assistant cannot hold an image",
    cause:
      "Messages of assistants held plots of the code interpreter. Responses answers: Invalid value: "
      + "'input_image'. Supported values are: 'output_text' and 'refusal'.",
    remedy:
      "The file is named in the losses and in --files-report. Sending it as a user's message would forge "
      + "a speaker.",
    choices: [Choice("drop", "leaves the image out and reports it")]
  )

  /// An image whose bytes stand in the payload.
  static let imageInline = LossCode(
    "image-inline",
    .content,
    "a thread takes images by address or uploaded, not their bytes",
    cause:
      "An input_image may hold a data URL; Assistants wants an external address or an uploaded file.",
    remedy: "Upload the image first, or choose --on image-inline=drop.",
    choices: [
      .fail,
      Choice("drop", "leaves the image out and reports it"),
      Choice("keep", "writes the data URL as an address all the same"),
    ]
  )

  /// An image with an address and a file.
  static let imageTwice = LossCode(
    "image-two-sources",
    .content,
    "the image has an uploaded file and an address; the file was taken",
    cause:
      "An input_image may have file_id and image_url at once; a part of a thread has one of them.",
    remedy: "Keep a residue (--residue) to bring the address back with restore.",
    choices: [Choice("file", "keeps the file and reports the address")]
  )

  /// An image without anything to show.
  static let imageWithoutSource = LossCode(
    "image-without-source",
    .content,
    "the image has neither a file nor an address",
    cause:
      "An image names no file and no address. Lists leave addresses out unless asked with "
      + "include[]=message.input_image.image_url.",
    remedy: "List the items again with that parameter.",
    choices: [Choice("drop", "leaves the image out and reports it")]
  )

  /// A detail that threads do not know.
  static let imageDetail = LossCode(
    "image-detail-lowered",
    .form,
    "threads do not know the detail original; high was written",
    cause: "The detail original came with Responses in 2026.",
    remedy: "Nothing needs to be done.",
    choices: [Choice("high", "writes high")]
  )

  // MARK: Parts

  /// A part of the other speaker's type.
  static let partRetyped = LossCode(
    "part-retyped",
    .form,
    "the part has a type that another speaker uses; converted back it gets the usual one",
    cause:
      "The type of a part follows from the role: input_text and input_image for users, output_text for "
      + "assistants. A thread has one type for both.",
    remedy: "Nothing needs to be done, unless the very type matters.",
    choices: [Choice("retype", "reads the part by its own type and reports it")]
  )

  /// Parts that only conversations have.
  static let partNotInDialect = LossCode(
    "part-not-in-dialect",
    .content,
    "messages of a thread have no parts of this type",
    cause: "Summaries, reasoning and screenshots are parts of conversations only.",
    remedy: "Keep a residue (--residue) to bring the part back with restore.",
    choices: [Choice("drop", "leaves the part out and reports it")]
  )

  /// A text whose type is not that of what its speaker sends.
  static let partSentAsText = LossCode(
    "part-sent-as-text",
    .form,
    "the part is sent as a plain text: its type is not one that this speaker sends",
    cause:
      "Conversations store parts of types that nobody sends, such as text, and at times the words of one "
      + "speaker under the type of another. The service answers: Invalid value: 'input_text'. Supported "
      + "values are: 'output_text' and 'refusal'.",
    remedy: "Keep a residue (--residue) to bring the part back as it was with restore.",
    choices: [
      Choice("text", "sends its text with the usual type and reports what stood beside it"),
      Choice("drop", "leaves the part out and reports it"),
    ]
  )

  // MARK: Citations

  /// A citation in a user's text.
  static let citationNotInInput = LossCode(
    "citation-not-in-input",
    .content,
    "what a user says has no citations in the target",
    cause: "An input_text has no annotations.",
    remedy: "Keep a residue (--residue) to bring the citations back with restore.",
    choices: [Choice("drop", "leaves the citations out and reports them")]
  )

  /// The end of a span and its text.
  static let spanLost = LossCode(
    "citation-span-lost",
    .content,
    "a citation in a conversation is a point: the end of the span and the marker's text are gone",
    cause:
      "A citation in a thread marks a span of the text; in a conversation it has one index, which is the "
      + "start of the span.",
    remedy:
      "Choose --markers strip to take the markers out of the text, or keep a residue (--residue).",
    choices: [Choice("drop", "keeps the start and reports the rest")]
  )

  /// The end of a span that nobody knows.
  static let spanAssumed = LossCode(
    "citation-span-assumed",
    .form,
    "a citation in a thread marks a span; it ends where it starts",
    cause: "A citation in a conversation has one index.",
    remedy: "Nothing needs to be done.",
    choices: [Choice("point", "writes the index as start and as end")]
  )

  /// A text without its citation markers.
  static let markerStripped = LossCode(
    "marker-stripped",
    .content,
    "the markers of file citations were cut out of the text",
    cause:
      "Assistants wrote a marker such as 【4:0†source】 into the text for each file citation; those who show "
      + "the text replace it. With --markers strip the span of each file citation is cut out, as it is "
      + "counted in Unicode code points; spans that overlap are cut once, paths of files stay.",
    remedy: "Leave --markers out to keep the text as it is, or keep a residue (--residue).",
    choices: [
      Choice("keep", "keeps markers in the text and reports nothing"),
      Choice("strip", "cuts markers out of the text and moves every place behind them"),
    ]
  )

  /// A span that held something else than its citation says.
  static let markerDiffers = LossCode(
    "marker-differs",
    .content,
    "what was cut out of the text is not the marker that the citation names",
    cause:
      "A citation says where its marker stands and what it is. With --markers strip the place counts; in "
      + "texts that were edited, or whose places were counted in other units than code points, something else "
      + "stands there.",
    remedy:
      "Choose --on marker-differs=fail to set such records aside, and see 'crosswalk check' for what the "
      + "places count.",
    choices: [Choice("cut", "cuts out what stands there and reports it")]
  )

  /// A place in a text of which something was cut.
  static let citationMoved = LossCode(
    "citation-moved",
    .form,
    "markers before this place were cut out of the text, so it is counted anew",
    cause: "With --markers strip every place behind a marker moves back by what was cut before it.",
    remedy: "Nothing needs to be done.",
    choices: [Choice("move", "writes the place in the text as it is now")]
  )

  /// A span that its text does not have.
  static let markerKept = LossCode(
    "marker-kept",
    .content,
    "the span does not fit its text: nothing was cut out for it, and its places stay as they are",
    cause:
      "A span that is negative, reversed, no whole number or beyond the end of the text marks nothing that "
      + "--markers strip could cut out, nor a place that it could count anew.",
    remedy:
      "See 'crosswalk check' for spans that do not fit, and repair them before markers are stripped.",
    choices: [Choice("keep", "keeps text and places and reports it")]
  )

  /// A file name that a thread does not know.
  static let filenameUnknown = LossCode(
    "filename-unknown",
    .record,
    "a citation names the file, and the thread does not know its name; an empty one was written",
    cause: "The schema requires the file's name in a citation; threads know ids only.",
    remedy:
      "Give names with --context FILE: a line {\"id\":\"file-1\",\"filename\":\"a.pdf\"} for each file.",
    choices: [Choice("empty", "writes an empty name and reports it")]
  )

  /// A citation of the web.
  static let urlCitation = LossCode(
    "url-citation",
    .content,
    "citations of a thread name files, not addresses",
    cause: "Answers with web search cite addresses; Assistants had no web search.",
    remedy: "Keep a residue (--residue) to bring the citation back with restore.",
    choices: [Choice("drop", "leaves the citation out and reports it")]
  )

  /// A citation of a file in a container.
  static let containerCitation = LossCode(
    "container-citation",
    .content,
    "the cited file lives in a container that expires; its id is no id of an uploaded file",
    cause:
      "The code interpreter of Responses keeps files in containers, which live for about twenty minutes.",
    remedy: "Fetch the file while its container lives and upload it.",
    choices: [
      Choice("keep", "writes a file_path with the container's file id, without the container")
    ]
  )

  // MARK: Lists

  /// More items than one request takes.
  static let tooManyItems = LossCode(
    "too-many-items",
    .content,
    "a request takes at most 20 items",
    cause: "Creating a conversation, or adding to one, takes at most 20 items at a time.",
    remedy:
      "Send them in several requests: --input list --as input-item gives single items. Or choose "
      + "--on too-many-items=keep.",
    choices: [.fail, Choice("keep", "writes all of them")]
  )

  /// A list that was turned around.
  static let orderReversed = LossCode(
    "order-reversed",
    .form,
    "the list came newest first; it was turned around, for what is sent is read from its beginning",
    cause:
      "Pages of a thread come newest first unless asked otherwise; inputs are read oldest first.",
    remedy: "Choose --order newest-first or --order oldest-first if the order was found out wrong.",
    choices: [
      Choice("auto", "turns the list around if times only fall"),
      Choice("newest-first", "turns every list around"),
      Choice("oldest-first", "leaves every list as it is"),
    ]
  )

  /// A list whose order nothing tells.
  static let orderUnknown = LossCode(
    "order-unknown",
    .record,
    "nothing tells whether the list is newest first; its order was kept",
    cause: "The times in the list are missing, all the same, or rise and fall.",
    remedy: "Choose --order newest-first or --order oldest-first.",
    choices: [Choice("keep", "keeps the order and reports it")]
  )

  /// A page that is not the whole thread.
  static let listIncomplete = LossCode(
    "list-incomplete",
    .record,
    "has_more is true: the dump is not complete, more messages were on the next page",
    cause: "Lists give 20 messages at a time unless asked for more, at most 100.",
    remedy: "Look for the other pages before they are gone.",
    choices: [Choice("drop", "leaves it out and reports it")]
  )
}
