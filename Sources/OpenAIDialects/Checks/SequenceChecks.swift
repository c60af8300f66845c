internal import LensCore

// Items in their order: how many, which belong together.
extension Checks {
  static let sequenceRules: [CheckRule] = [
    .tooManyItems, .duplicateItem, .callWithoutOutput, .outputWithoutCall,
    .reasoningWithoutFollower, .itemWithoutReasoning,
  ]
}

private let calls = [
  "function_call", "custom_tool_call", "computer_call", "shell_call", "apply_patch_call",
]
private let outputs = calls.map { $0 + "_output" }

/// What a model makes, reasoning aside.
private let made: [ElementTest] = [
  "message,role=assistant", "function_call", "custom_tool_call", "computer_call", "shell_call",
  "apply_patch_call", "local_shell_call", "file_search_call", "web_search_call",
  "code_interpreter_call", "image_generation_call", "mcp_call", "mcp_list_tools",
  "mcp_approval_request", "tool_search_call", "program",
]

/// Those of them that the service knows again by their ids.
private let linked: [ElementTest] = ["message,role=assistant,+id", "function_call,+id"]

private let lists = "responses: create-items-request create-conversation-request"
private let pages = "earendil-works/pi #5149, microsoft/vscode #321977, continuedev/continue #10200"

extension CheckRule {
  static let tooManyItems = CheckRule(
    "items-above-limit", .error, .both,
    "a request has {found} items, more than the {limit} that are taken",
    says: "Invalid '{param}': array too long. Expected an array with maximum length {limit}, but "
      + "got an "
      + "array with length {found} instead.",
    source: "maxItems in OpenAPI, CreateConversationBody and the items of a conversation",
    advice: "send the items in several requests, in order, calls and their outputs together",
    places: [.at("/items", lists, .count(0...20))]
  )

  static let duplicateItem = CheckRule(
    "duplicate-item", .error, .service,
    "the id '{value}' stands in the input more than once",
    says: "Duplicate item found with id {value}. Remove duplicate items from your input and try "
      + "again.",
    source: pages,
    advice: "remove the second item, or its id if it is another one",
    places: [.at("/", "responses: input", .unique("id")), .at("/items", lists, .unique("id"))]
  )

  static let callWithoutOutput = CheckRule(
    "call-without-output", .error, .service,
    "the call '{value}' has no output",
    says: "No tool output found for function call {value}.",
    source: "CLIProxyAPI #2132, openai-python PR #2679",
    advice: "send the output with the call, or leave both out; a conversation may get it later",
    places: [
      .at("/", "responses: input", .partners(of: calls, among: outputs, by: "call_id")),
      .at("/items", lists, .partners(of: calls, among: outputs, by: "call_id"), .warning),
    ]
  )

  static let outputWithoutCall = CheckRule(
    "output-without-call", .warning, .service,
    "the output for the call '{value}' has no call",
    says: "No tool call found for function call output with call_id {value}.",
    source: "community.openai.com/t/1142327",
    advice: "send the call before its output, unless previous_response_id or the conversation has "
      + "it",
    places: [
      .at("/", "responses: input", .partners(of: outputs, among: calls, by: "call_id")),
      .at(
        "/items", "responses: create-items-request",
        .partners(of: outputs, among: calls, by: "call_id")),
      .at(
        "/items", "responses: create-conversation-request",
        .partners(of: outputs, among: calls, by: "call_id"), .error),
    ]
  )

  static let reasoningWithoutFollower = CheckRule(
    "reasoning-without-follower", .error, .service,
    "nothing that a model makes follows the reasoning '{value}'",
    says: "Item '{value}' of type 'reasoning' was provided without its required following item.",
    source: "openai/openai-node #1567, openai-agents-python #1611, vercel/ai #7099",
    advice: "keep reasoning and the item behind it together, or leave out both",
    places: [
      .at("/", "responses: input", .followers(of: "reasoning", among: made + ["reasoning"])),
      .at("/items", lists, .followers(of: "reasoning", among: made + ["reasoning"])),
    ]
  )

  static let itemWithoutReasoning = CheckRule(
    "item-without-reasoning", .warning, .service,
    "no reasoning stands before '{value}', while other items here have some",
    says: "Item '{value}' was provided without its required 'reasoning' item: 'rs_…'.",
    source: "continuedev/continue #11994",
    advice: "send the reasoning before the item that it led to, or the item without its id",
    places: [
      .at("/", "responses: input", .leaders(of: linked, leader: "reasoning")),
      .at("/items", lists, .leaders(of: linked, leader: "reasoning")),
    ]
  )
}
