internal import LensCore

// Files of messages: ids in v1, attachments in v2.
extension Checks {
  static let fileRules: [CheckRule] = [
    .tooManyFileIDs, .fileIDsEmpty, .oldFileIDs, .attachmentIncomplete, .attachmentWithoutTools,
    .emptyFileID,
  ]
}

extension CheckRule {
  static let tooManyFileIDs = CheckRule(
    "too-many-file-ids", .error, .both,
    "a message has {found} file ids, more than the {limit} that are taken",
    says: "Invalid '{param}': array too long. Expected an array with maximum length {limit}, but "
      + "got an "
      + "array with length {found} instead.",
    source: "maxItems in OpenAPI, CreateMessageRequest and MessageObject of v1",
    advice: "split the message, or go to v2, whose attachments have no such limit",
    places: [.at("/file_ids", "v1: create-message-request message", .count(0...10))]
  )

  static let fileIDsEmpty = CheckRule(
    "file-ids-empty", .error, .both,
    "file_ids is an empty array",
    says: "Invalid '{param}': empty array. Expected an array with minimum length 1, but got an "
      + "empty "
      + "array instead.",
    source: "minItems in OpenAPI, CreateMessageRequest of v1; its own default breaks it",
    advice: "leave file_ids out",
    places: [.at("/file_ids", "v1: create-message-request", .count(1...Int.max))]
  )

  static let oldFileIDs = CheckRule(
    "old-file-ids", .error, .service,
    "a request of v2 has the file_ids of v1",
    says: "Unknown parameter: '{param}'. The Python SDK says: Messages.create() got an unexpected "
      + "keyword argument 'file_ids'",
    source: "CreateMessageRequest in OpenAPI from 2024-04-17, pytroubles.com id2223",
    advice: "write attachments with tools instead: 'crosswalk convert --to v2' does, and --context "
      + "knows the tools",
    places: [.at("/file_ids", "v2: create-message-request", .never)]
  )

  static let attachmentIncomplete = CheckRule(
    "attachment-incomplete", .error, .service,
    "an attachment has no '{member}'",
    says: "Missing required parameter: '{param}'.",
    source: "openai-python #1335; the schema has the requirement on the array, where it does "
      + "nothing",
    advice: "name the file and the tools that may read it: {\"type\":\"file_search\"} or "
      + "{\"type\":\"code_interpreter\"}",
    places: [
      .at(
        "/attachments/*", "v2: create-message-request", .members(["file_id", "tools"])),
      .at("/attachments/*", "v2: message", .members(["file_id", "tools"]), .warning),
    ]
  )

  static let attachmentWithoutTools = CheckRule(
    "attachment-without-tools", .error, .service,
    "the tools of an attachment are an empty array: no tool could read the file",
    source: "dumps found in comppolicylab/pingpong; the schema takes it",
    advice: "name a tool: {\"type\":\"file_search\"} or {\"type\":\"code_interpreter\"}",
    places: [
      .at("/attachments/*/tools", "v2: create-message-request", .count(1...Int.max)),
      .at("/attachments/*/tools", "v2: message", .count(1...Int.max), .warning),
      .at("/tools", "v2: message-file", .count(1...Int.max), .warning),
    ]
  )

  static let emptyFileID = CheckRule(
    "empty-file-id", .error, .service,
    "a file id is an empty string",
    source: "dumps found in comppolicylab/pingpong",
    advice: "find the file in the list of files, or leave the part out",
    places: [
      .at("/file_ids/*", "v1: create-message-request", .length(1...Int.max)),
      .at(
        "/content/*[image_file]/image_file/file_id /attachments/*/file_id",
        "v2: create-message-request", .length(1...Int.max)),
      .at(
        "/content/*[image_file]/image_file/file_id /file_ids/* /attachments/*/file_id",
        "v1 v2: message", .length(1...Int.max), .warning),
      .at(
        """
        /content/*[text]/text/annotations/*/file_citation/file_id \
        /content/*[text]/text/annotations/*/file_path/file_id
        """,
        "v1 v2: message", .length(1...Int.max), .warning),
      .at("/id /file_id", "v1 v2: message-file", .length(1...Int.max), .warning),
      .at(
        "[+role]/content/*/file_id [+role]/content/*[output_text]/annotations/*/file_id",
        "responses: input-item", .length(1...Int.max)),
      .at(
        "[+role]/content/*/file_id [+role]/content/*[output_text]/annotations/*/file_id",
        "responses: item", .length(1...Int.max), .warning),
    ]
  )
}
