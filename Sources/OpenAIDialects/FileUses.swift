package import LensCore

/// A way in which payloads use uploaded files, and what the target of a conversion needs for it.
package struct FileUse: Sendable {
  /// What the report calls it.
  package let name: String
  /// Where the ids stand, in any payload: ends of paths.
  package let places: [CheckPath]
  /// What it takes in which dialect; none if nothing does.
  package let needs: [FileNeed]
  /// The choices for attachments that are not sent under which the row holds; nil: under all.
  package let choices: [String]?

  /// A row of the table.
  ///
  /// - Parameters:
  ///   - name: What the report calls it.
  ///   - places: Ends of paths with a blank between them, in the notation of ``CheckPath``.
  ///   - needs: What it takes in which dialect.
  ///   - choices: The choices for attachments that are not sent under which the row holds; nil: under all.
  init(_ name: String, _ places: String, _ needs: FileNeed..., on choices: [String]? = nil) {
    self.name = name
    self.choices = choices
    self.places = places.split(separator: " ").map { CheckPath(String($0)) }
    self.needs = needs
  }
}

/// What a dialect needs before it can use a file.
package struct FileNeed: Sendable {
  /// Where the file has to be, or is to stand.
  package enum Place: String, Sendable, CaseIterable {
    /// In a message: a part or an attachment names it.
    case message
    /// In a vector store, to be searched.
    case vectorStore = "vector_store"
    /// In the container of the code interpreter.
    case container
    /// In the tool resources of a thread.
    case toolResources = "tool_resources"
  }

  /// The dialects that need it.
  package let targets: [Dialect]
  package let place: Place
  /// The purpose that the file has to be uploaded for.
  package let purpose: String
  /// One sentence, lower case, without a full stop.
  package let reason: String
}

extension FileUse {
  /// All uses, the general ones before those that add something.
  ///
  /// Sources: the guides on file inputs, images, file search and the code interpreter; the reference of
  /// Files for purposes. What a file becomes at all: the lens of its kind.
  package static let all: [FileUse] = attachments + parts + citations + tools

  // MARK: Files of messages

  private static let attachments: [FileUse] = [
    FileUse("attachment", "/attachments/*/file_id [+tools]/file_id", .attached),
    FileUse(
      "attachment",
      "[role!=assistant]/attachments/*[tools*=file_search]/file_id",
      .sent,
      on: ["auto", "fail"]
    ),
    FileUse("attachment", "[role!=assistant]/attachments/*/file_id", .sent, on: ["input-file"]),
    FileUse(
      "attachment",
      "/attachments/*[tools*=file_search|retrieval]/file_id [tools*=file_search]/file_id",
      .searched
    ),
    FileUse(
      "attachment",
      "/attachments/*[tools*=code_interpreter]/file_id [tools*=code_interpreter]/file_id",
      .computed
    ),
    FileUse("file_ids", "[+role]/file_ids/*", .attached, .searchedPerhaps, .computedPerhaps),
    FileUse(
      "file_ids",
      "[role!=assistant,+role]/file_ids/*",
      .sent,
      on: ["auto", "fail", "input-file"]
    ),
    FileUse(
      "message_file",
      "[object=thread.message.file]/id",
      .attached,
      .searchedPerhaps,
      .computedPerhaps
    ),
  ]

  // MARK: Parts

  private static let parts: [FileUse] = [
    FileUse("image_file", "[image_file]/image_file/file_id", .shownInThread),
    FileUse("image_file", "[role!=assistant]/content/*[image_file]/image_file/file_id", .shown),
    FileUse("input_image", "[input_image]/file_id", .shown, .shownInThread),
    FileUse("input_file", "[input_file]/file_id", .sent, .attached),
    FileUse("computer_screenshot", "[computer_screenshot]/file_id"),
  ]

  // MARK: Citations

  private static let citations: [FileUse] = [
    FileUse("citation", "[file_citation]/file_citation/file_id [file_citation]/file_id"),
    FileUse("file_path", "[file_path]/file_path/file_id [file_path]/file_id"),
    FileUse("container_file", "[container_file_citation]/file_id", .fetched),
    FileUse("search_result", "[file_search_call]/results/*/file_id"),
  ]

  // MARK: Tools

  private static let tools: [FileUse] = [
    FileUse("tool_resources", "/code_interpreter/file_ids/*", .computed, .resource),
    FileUse("tool_resources", "/file_search/vector_stores/*/file_ids/*", .searched, .resource),
    FileUse("container", "/container/file_ids/*", .computed, .resource),
  ]
}

extension FileNeed {
  fileprivate static let sent = FileNeed(
    targets: [.responses],
    place: .message,
    purpose: "user_data",
    reason: "an input_file is read whole by the model"
  )

  fileprivate static let attached = FileNeed(
    targets: [.v1, .v2],
    place: .message,
    purpose: "assistants",
    reason: "a message of a thread takes files of assistants"
  )

  fileprivate static let shown = FileNeed(
    targets: [.responses],
    place: .message,
    purpose: "vision",
    reason: "an input_image is shown to the model"
  )

  fileprivate static let shownInThread = FileNeed(
    targets: [.v1, .v2],
    place: .message,
    purpose: "vision",
    reason: "an image_file is shown to the model"
  )

  fileprivate static let searched = FileNeed(
    targets: [.responses],
    place: .vectorStore,
    purpose: "assistants",
    reason: "file_search finds what is in a vector store that vector_store_ids of the tool names"
  )

  fileprivate static let searchedPerhaps = FileNeed(
    targets: [.responses],
    place: .vectorStore,
    purpose: "assistants",
    reason: "if it was for retrieval: file_search finds what is in a vector store of the tool"
  )

  fileprivate static let computed = FileNeed(
    targets: [.responses],
    place: .container,
    purpose: "assistants",
    reason: "code_interpreter sees what file_ids of its container name"
  )

  fileprivate static let computedPerhaps = FileNeed(
    targets: [.responses],
    place: .container,
    purpose: "assistants",
    reason: "if it was for code_interpreter: that sees what file_ids of its container name"
  )

  fileprivate static let fetched = FileNeed(
    targets: [.v1, .v2],
    place: .message,
    purpose: "assistants",
    reason: "the file lives in a container that expires: fetch it and upload it"
  )

  fileprivate static let resource = FileNeed(
    targets: [.v2],
    place: .toolResources,
    purpose: "assistants",
    reason: "tools of a thread take files of assistants"
  )
}
