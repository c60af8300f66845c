internal import LensCore

// Items beside messages: calls, outputs, reasoning, references.
extension Checks {
  static let itemRules: [CheckRule] = [
    .itemWithoutType, .itemType, .itemMember, .itemSchemaMember, .itemForm, .itemStatus,
    .reasoningSummary, .nullMember, .reasoningStatus, .itemReference,
  ]

  /// Each type of item with the members that it is not understood without, and those that only the schema
  /// asks for.
  static let itemTypes: [(type: String, members: String, others: String)] = [
    ("message", "", ""),
    ("file_search_call", "id queries", "status"),
    ("computer_call", "call_id", "id pending_safety_checks status"),
    ("computer_call_output", "call_id output", ""),
    ("web_search_call", "id", "status action"),
    ("function_call", "call_id name arguments", ""),
    ("function_call_output", "output", ""),
    ("tool_search_call", "", "arguments"),
    ("tool_search_output", "tools", ""),
    ("additional_tools", "role tools", ""),
    ("reasoning", "id", "summary"),
    ("compaction", "encrypted_content", ""),
    ("image_generation_call", "id", "status result"),
    ("code_interpreter_call", "id", "status container_id code outputs"),
    ("local_shell_call", "call_id action", "id status"),
    ("local_shell_call_output", "output", "id call_id"),
    ("shell_call", "call_id action", ""),
    ("shell_call_output", "call_id output", ""),
    ("apply_patch_call", "call_id operation", "status"),
    ("apply_patch_call_output", "call_id", "status"),
    ("mcp_list_tools", "id server_label tools", ""),
    ("mcp_approval_request", "id server_label name arguments", ""),
    ("mcp_approval_response", "approval_request_id approve", "request_id"),
    ("mcp_call", "id server_label name arguments", ""),
    ("custom_tool_call_output", "call_id output", ""),
    ("custom_tool_call", "call_id name input", ""),
    ("compaction_trigger", "", ""),
    ("item_reference", "id", ""),
    ("program", "id call_id code", "fingerprint"),
    ("program_output", "id call_id result", "status"),
  ]

  /// Each type of item that a conversation holds, with the members that the schema has on it.
  fileprivate static let storedTypes: [(type: String, members: String)] = [
    ("message", ""),
    ("function_call", "call_id name arguments id status"),
    ("function_call_output", "output id status"),
    ("file_search_call", "id status queries"),
    ("web_search_call", "id status action"),
    ("image_generation_call", "id status result"),
    ("computer_call", "id call_id pending_safety_checks status"),
    ("computer_call_output", "call_id output id status"),
    ("tool_search_call", "id call_id execution arguments status"),
    ("tool_search_output", "id call_id execution tools status"),
    ("additional_tools", "id role tools"),
    ("reasoning", "id summary"),
    ("program", "id call_id code fingerprint"),
    ("program_output", "id call_id result status"),
    ("compaction", "id encrypted_content"),
    ("code_interpreter_call", "id status container_id code outputs"),
    ("local_shell_call", "id call_id action status"),
    ("local_shell_call_output", "id call_id output"),
    ("shell_call", "id call_id action status environment"),
    ("shell_call_output", "id call_id status output max_output_length"),
    ("apply_patch_call", "id call_id status operation"),
    ("apply_patch_call_output", "id call_id status"),
    ("mcp_list_tools", "id server_label tools"),
    ("mcp_approval_request", "id server_label name arguments"),
    ("mcp_approval_response", "id request_id approve approval_request_id"),
    ("mcp_call", "id server_label name arguments"),
    ("custom_tool_call", "call_id name input"),
    ("custom_tool_call_output", "call_id output"),
  ]

  /// A place for each type of item that needs members.
  fileprivate static func places(
    _ types: [(type: String, members: String)],
    _ scope: String
  ) -> [CheckPlace] {
    types.filter { !$0.members.isEmpty }.map { row in
      let names = row.members.split(separator: " ").map(String.init)
      return .at("[\(row.type)]", scope, .members(names))
    }
  }
}

private let items = "responses: input-item"

/// A message that only `OutputMessage` can be.
private let output = "[message,content*=output_text|refusal]"
/// Items whose id is not null if it is there.
private let named =
  "[type=function_call|file_search_call|computer_call|web_search_call|reasoning|"
  + "image_generation_call|code_interpreter_call|local_shell_call|local_shell_call_output|"
  + "mcp_list_tools|mcp_approval_request|mcp_call|custom_tool_call|custom_tool_call_output|program|"
  + "program_output|item_reference]"
/// Items whose status is not null if it is there.
private let withStatus =
  "[type=function_call|file_search_call|computer_call|web_search_call|reasoning|"
  + "image_generation_call|code_interpreter_call|local_shell_call|apply_patch_call|"
  + "apply_patch_call_output|mcp_call|program_output]"

extension CheckRule {
  static let itemWithoutType = CheckRule(
    "item-without-type", .error, .both,
    "an item has neither type nor role nor id: nothing says what it is",
    source: "InputItem in OpenAPI",
    advice: "give messages a role, other items a type",
    places: [.at("[-type,-role,-id]", items, .never)]
  )

  static let itemType = CheckRule(
    "item-type", .error, .both,
    "no item is called '{value}'",
    says: "Invalid value: '{value}'. Supported values are: {words}.",
    source: "InputItem in OpenAPI",
    advice: "use one of the types; a message of Assistants becomes an item by 'crosswalk convert'",
    places: [
      .at("/type", items, .words(Checks.itemTypes.map(\.type))),
      .at(
        "/type", "responses: item", .words(Checks.storedTypes.map(\.type)), level: .schema),
    ]
  )

  static let itemMember = CheckRule(
    "item-member", .error, .both,
    "an item has no '{member}', which its type needs",
    says: "Missing required parameter: '{param}'.",
    source: "the items in OpenAPI; "
      + "community.openai.com/t/issue-with-maintaining-conversation-state-with-"
      + "responses-api/1373183 (id of file_search_call)",
    advice: "send the item as it was received, with its id and empty arrays",
    places: Checks.places(Checks.itemTypes.map { ($0.type, $0.members) }, items)
  )

  static let itemSchemaMember = CheckRule(
    "item-schema-member", .error, .schema,
    "an item has no '{member}', which the schema requires",
    source: "the items in OpenAPI",
    advice: "send the item as it was received",
    places: Checks.places(Checks.itemTypes.map { ($0.type, $0.others) }, items)
      + Checks.places(Checks.storedTypes, "responses: item")
  )

  static let itemForm = CheckRule(
    "item-form", .error, .schema,
    "a member of an item is {found}, expected {expected}",
    source: "the items in OpenAPI; some of them allow null, these do not",
    advice: "leave the member out instead of sending null",
    places: [
      .at(
        "\(output)/id \(output)/status \(named)/id \(withStatus)/status", items,
        .kinds(.string)),
      .at("[reasoning]/summary [reasoning]/content", items, .kinds(.array)),
    ]
  )

  static let itemStatus = CheckRule(
    "item-status", .error, .schema,
    "the status of an item is '{value}', none of {words}",
    source: "OutputMessage, FunctionToolCall and ReasoningItem in OpenAPI",
    advice: "write the status that was received, or leave it out",
    places: [
      .at(
        "\(output)/status [type=function_call|reasoning]/status", items,
        .words(["in_progress", "completed", "incomplete"]))
    ]
  )

  static let reasoningSummary = CheckRule(
    "reasoning-summary", .error, .service,
    "a reasoning item has no '{member}'",
    says: "Missing required parameter: '{param}'. Others say: Input[{index}] missing required "
      + "field "
      + "'summary'",
    source: "newo-ether/Agora #141, am17an/llama.cpp #50: an empty array was removed as if it "
      + "meant nothing",
    advice: "write \"summary\":[]",
    places: [.at("[reasoning]", items, .members(["summary"]))]
  )

  static let nullMember = CheckRule(
    "null-member", .error, .service,
    "a member of an item is null, and null counts as sent",
    says: "Unknown parameter: '{param}'.",
    source: "BerriAI/litellm #13420, openai/openai-python #3008",
    advice: "remove members that are null before an output is sent again",
    places: [
      .at("/status /content [reasoning]/encrypted_content", items, .not(.null))
    ]
  )

  static let reasoningStatus = CheckRule(
    "reasoning-status", .warning, .service,
    "a reasoning item that is sent has a status, which belongs to outputs",
    says: "Unknown parameter: '{param}'.",
    source: "BerriAI/litellm #13420, openai/openai-python PR #3053",
    advice: "remove status from reasoning items before they are sent again",
    places: [
      .at("[reasoning]/status", items, .not([.string, .number, .object, .array, .boolean]))
    ]
  )

  static let itemReference = CheckRule(
    "item-reference-alone", .warning, .service,
    "an item is only named by its id: the service must still have it",
    source: "ItemReferenceParam in OpenAPI",
    advice: "send the item itself if it was not stored, or is stored no more",
    places: [.at("[-type,-role,+id] [item_reference]", items, .never)]
  )
}
