internal import LensCore

/// Assistants v1 as launched: users only in requests, no status on messages.
enum AssistantsV1November2023 {
  static let fieldLists: [FieldList] = [
    createMessageRequest,
    message,
    messageList,
    messageFile,
    createThreadRequest,
    thread,
  ]

  private static func list(_ kind: String, _ schema: String, _ lines: String) -> FieldList {
    FieldList(
      edition: "v1-2023-11",
      kind: kind,
      source: "openai/openai-openapi@a7a0b63d1fac3acac9a223d57da1219c8a97c01e \(schema)",
      lines: lines
    )
  }

  private static let createMessageRequest = list(
    "create-message-request",
    "CreateMessageRequest",
    """
    /role! = user
    /content!
    /file_ids
    /file_ids/*
    /metadata?
    """
  )

  private static let message = list(
    "message",
    "MessageObject",
    """
    /id!
    /object! = thread.message
    /created_at!
    /thread_id!
    /role! = user | assistant
    /content!
    /content/*[image_file]
    /content/*[image_file]/type! = image_file
    /content/*[image_file]/image_file!
    /content/*[image_file]/image_file/file_id!
    /content/*[text]
    /content/*[text]/type! = text
    /content/*[text]/text!
    /content/*[text]/text/value!
    /content/*[text]/text/annotations!
    /content/*[text]/text/annotations/*[file_citation]
    /content/*[text]/text/annotations/*[file_citation]/type! = file_citation
    /content/*[text]/text/annotations/*[file_citation]/text!
    /content/*[text]/text/annotations/*[file_citation]/file_citation!
    /content/*[text]/text/annotations/*[file_citation]/file_citation/file_id!
    /content/*[text]/text/annotations/*[file_citation]/file_citation/quote!
    /content/*[text]/text/annotations/*[file_citation]/start_index!
    /content/*[text]/text/annotations/*[file_citation]/end_index!
    /content/*[text]/text/annotations/*[file_path]
    /content/*[text]/text/annotations/*[file_path]/type! = file_path
    /content/*[text]/text/annotations/*[file_path]/text!
    /content/*[text]/text/annotations/*[file_path]/file_path!
    /content/*[text]/text/annotations/*[file_path]/file_path/file_id!
    /content/*[text]/text/annotations/*[file_path]/start_index!
    /content/*[text]/text/annotations/*[file_path]/end_index!
    /assistant_id!?
    /run_id!?
    /file_ids!
    /file_ids/*
    /metadata!?
    """
  )

  private static let messageList = list(
    "message-list",
    "ListMessagesResponse",
    """
    /object!
    /data!
    /data/* as message
    /first_id!
    /last_id!
    /has_more!
    """
  )

  private static let messageFile = list(
    "message-file",
    "MessageFileObject",
    """
    /id!
    /object! = thread.message.file
    /created_at!
    /message_id!
    """
  )

  private static let createThreadRequest = list(
    "create-thread-request",
    "CreateThreadRequest",
    """
    /messages
    /messages/* as create-message-request
    /metadata?
    """
  )

  private static let thread = list(
    "thread",
    "ThreadObject",
    """
    /id!
    /object! = thread
    /created_at!
    /metadata!?
    """
  )
}
