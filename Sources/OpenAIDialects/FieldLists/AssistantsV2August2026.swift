internal import LensCore

/// Assistants v2 at its end: content parts in requests, refusals, images by address.
enum AssistantsV2August2026 {
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
      edition: "v2-2026",
      kind: kind,
      source: "openai/openai-openapi@f85dbe223d40e1a31cba812ab2d755c7e98a92a3 \(schema)",
      lines: lines
    )
  }

  private static let createMessageRequest = list(
    "create-message-request",
    "CreateMessageRequest",
    """
    /role! = user | assistant
    /content!
    /content/*[image_file]
    /content/*[image_file]/type! = image_file
    /content/*[image_file]/image_file!
    /content/*[image_file]/image_file/file_id!
    /content/*[image_file]/image_file/detail = auto | low | high
    /content/*[image_url]
    /content/*[image_url]/type! = image_url
    /content/*[image_url]/image_url!
    /content/*[image_url]/image_url/url!
    /content/*[image_url]/image_url/detail = auto | low | high
    /content/*[text]
    /content/*[text]/type! = text
    /content/*[text]/text!
    /attachments?
    /attachments/*
    /attachments/*/file_id
    /attachments/*/tools
    /attachments/*/tools/*[code_interpreter]
    /attachments/*/tools/*[code_interpreter]/type! = code_interpreter
    /attachments/*/tools/*[file_search]
    /attachments/*/tools/*[file_search]/type! = file_search
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
    /status! = in_progress | incomplete | completed
    /incomplete_details!?
    /incomplete_details/reason! = content_filter | max_tokens | run_cancelled | run_expired \
    | run_failed
    /completed_at!?
    /incomplete_at!?
    /role! = user | assistant
    /content!
    /content/*[image_file]
    /content/*[image_file]/type! = image_file
    /content/*[image_file]/image_file!
    /content/*[image_file]/image_file/file_id!
    /content/*[image_file]/image_file/detail = auto | low | high
    /content/*[image_url]
    /content/*[image_url]/type! = image_url
    /content/*[image_url]/image_url!
    /content/*[image_url]/image_url/url!
    /content/*[image_url]/image_url/detail = auto | low | high
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
    /content/*[text]/text/annotations/*[file_citation]/start_index!
    /content/*[text]/text/annotations/*[file_citation]/end_index!
    /content/*[text]/text/annotations/*[file_path]
    /content/*[text]/text/annotations/*[file_path]/type! = file_path
    /content/*[text]/text/annotations/*[file_path]/text!
    /content/*[text]/text/annotations/*[file_path]/file_path!
    /content/*[text]/text/annotations/*[file_path]/file_path/file_id!
    /content/*[text]/text/annotations/*[file_path]/start_index!
    /content/*[text]/text/annotations/*[file_path]/end_index!
    /content/*[refusal]
    /content/*[refusal]/type! = refusal
    /content/*[refusal]/refusal!
    /assistant_id!?
    /run_id!?
    /attachments!?
    /attachments/*
    /attachments/*/file_id
    /attachments/*/tools
    /attachments/*/tools/*[code_interpreter]
    /attachments/*/tools/*[code_interpreter]/type! = code_interpreter
    /attachments/*/tools/*[file_search]
    /attachments/*/tools/*[file_search]/type! = file_search
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

  /// What became of the message file: the attachment object of a message.
  private static let messageFile = list(
    "message-file",
    "MessageObject.attachments",
    """
    /file_id
    /tools
    /tools/*[code_interpreter]
    /tools/*[code_interpreter]/type! = code_interpreter
    /tools/*[file_search]
    /tools/*[file_search]/type! = file_search
    """
  )

  private static let createThreadRequest = list(
    "create-thread-request",
    "CreateThreadRequest",
    """
    /messages
    /messages/* as create-message-request
    /tool_resources?
    /tool_resources/code_interpreter
    /tool_resources/code_interpreter/file_ids
    /tool_resources/code_interpreter/file_ids/*
    /tool_resources/file_search
    /tool_resources/file_search/vector_store_ids
    /tool_resources/file_search/vector_store_ids/*
    /tool_resources/file_search/vector_stores
    /tool_resources/file_search/vector_stores/*
    /tool_resources/file_search/vector_stores/*/file_ids
    /tool_resources/file_search/vector_stores/*/file_ids/*
    /tool_resources/file_search/vector_stores/*/chunking_strategy[auto]
    /tool_resources/file_search/vector_stores/*/chunking_strategy[auto]/type! = auto
    /tool_resources/file_search/vector_stores/*/chunking_strategy[static]
    /tool_resources/file_search/vector_stores/*/chunking_strategy[static]/type! = static
    /tool_resources/file_search/vector_stores/*/chunking_strategy[static]/static!
    /tool_resources/file_search/vector_stores/*/chunking_strategy[static]/static/max_chunk_size_tokens!
    /tool_resources/file_search/vector_stores/*/chunking_strategy[static]/static/chunk_overlap_tokens!
    /tool_resources/file_search/vector_stores/*/metadata?
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
    /tool_resources!?
    /tool_resources/code_interpreter
    /tool_resources/code_interpreter/file_ids
    /tool_resources/code_interpreter/file_ids/*
    /tool_resources/file_search
    /tool_resources/file_search/vector_store_ids
    /tool_resources/file_search/vector_store_ids/*
    /metadata!?
    """
  )
}
