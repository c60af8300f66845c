internal import LensCore

/// Responses and Conversations as of August 2026.
///
/// A message that can be sent is described three times over (`EasyInputMessage`, `InputMessage`,
/// `OutputMessage`); its list holds the fields of all three, and a field is required if each of the three
/// requires it. Items that are no messages (calls, outputs, reasoning, references) have no list: no row
/// looks into them.
enum Responses2026 {
  static let fieldLists: [FieldList] = [
    inputItem,
    item,
    itemList,
    createConversationRequest,
    conversation,
    input,
    createItemsRequest,
  ]

  private static func list(_ kind: String, _ schema: String, _ lines: String...) -> FieldList {
    FieldList(
      edition: "responses-2026",
      kind: kind,
      source: "openai/openai-openapi@f85dbe223d40e1a31cba812ab2d755c7e98a92a3 \(schema)",
      lines: lines.joined(separator: "\n")
    )
  }

  private static let inputItem = list(
    "input-item",
    "EasyInputMessage, InputMessage and OutputMessage",
    """
    /role! = user | assistant | system | developer
    /content!
    """,
    ResponsesParts.inputText,
    ResponsesParts.inputImage,
    ResponsesParts.inputFile,
    ResponsesParts.outputText,
    ResponsesParts.refusal,
    """
    /phase? = commentary | final_answer
    /type = message
    /status = in_progress | completed | incomplete
    /id
    """
  )

  private static let item = list(
    "item",
    "Message",
    """
    /type! = message
    /id!
    /status! = in_progress | completed | incomplete
    /role! = unknown | user | assistant | system | critic | discriminator | developer | tool
    /content!
    """,
    ResponsesParts.inputText,
    ResponsesParts.outputText,
    ResponsesParts.otherTexts,
    ResponsesParts.refusal,
    ResponsesParts.inputImage,
    ResponsesParts.computerScreenshot,
    ResponsesParts.inputFile,
    """
    /phase? = commentary | final_answer
    """
  )

  private static let itemList = list(
    "item-list",
    "ConversationItemList",
    """
    /object! = list
    /data!
    /data/* as item
    /has_more!
    /first_id!
    /last_id!
    """
  )

  private static let createConversationRequest = list(
    "create-conversation-request",
    "CreateConversationBody",
    """
    /metadata?
    /items?
    /items/* as input-item
    """
  )

  private static let conversation = list(
    "conversation",
    "ConversationResource",
    """
    /id!
    /object! = conversation
    /metadata!
    /created_at!
    """
  )

  /// A string, or the array whose elements are listed.
  private static let input = list(
    "input",
    "InputParam",
    """
    /* as input-item
    """
  )

  private static let createItemsRequest = list(
    "create-items-request",
    "POST /conversations/{conversation_id}/items",
    """
    /items!
    /items/* as input-item
    """
  )
}
