package import JSONCore
import LensCore

// What Responses and Conversations have: items, and what holds them.
extension KindDetector {
  /// The types of items that are no messages.
  private static let itemTypes: Set<String> = [
    "additional_tools", "apply_patch_call", "apply_patch_call_output", "code_interpreter_call",
    "compaction", "compaction_trigger", "computer_call", "computer_call_output", "custom_tool_call",
    "custom_tool_call_output", "file_search_call", "function_call", "function_call_output",
    "image_generation_call", "item_reference", "local_shell_call", "local_shell_call_output",
    "mcp_approval_request", "mcp_approval_response", "mcp_call", "mcp_list_tools", "program",
    "program_output", "reasoning", "shell_call", "shell_call_output", "tool_search_call",
    "tool_search_output", "web_search_call",
  ]

  /// The kind of an object with a type.
  func kindOfItem(_ found: MemberSet, _ view: TapeView) -> PayloadKind? {
    guard isItem(found, view) else { return nil }
    if view.isText(found.type, "item_reference") { return .inputItem }
    return found.id >= 0 ? .item : .inputItem
  }

  /// Whether an item at node 0 is a message.
  package func isMessage(_ view: TapeView) -> Bool {
    guard let type = view.member(0, "type"), view.kind(type) == .string else { return true }
    return view.isText(type, "message")
  }

  private func isItem(_ found: MemberSet, _ view: TapeView) -> Bool {
    guard view.kind(found.type) == .string else {
      return view.kind(found.type) == .null && found.role >= 0 && found.content >= 0
    }
    if view.isText(found.type, "message") { return found.role >= 0 }
    let type = String(decoding: view.decoded(found.type), as: UTF8.self)
    return KindDetector.itemTypes.contains(type)
  }

  /// Whether a page holds items.
  func isItemList(_ data: Int, _ view: TapeView) -> Bool {
    guard view.kind(data) == .array else { return false }
    for element in view.elements(of: data) {
      guard view.kind(element) == .object else { return false }
      let found = MemberSet(view, element)
      if found.type >= 0 { return isItem(found, view) }
      return found.role >= 0 && itemReason(found, view) != nil
    }
    return false
  }

  func kindOfItemsRequest(_ found: MemberSet, _ view: TapeView) -> PayloadKind? {
    guard view.kind(found.items) == .array || view.kind(found.items) == .null else { return nil }
    if found.metadata >= 0 { return .createConversationRequest }
    return view.kind(found.items) == .array ? .createItemsRequest : .createConversationRequest
  }

  /// What shows that a message without a type is an item; nil if nothing does.
  func itemReason(_ found: MemberSet, _ view: TapeView) -> Reading.Reason? {
    if found.object >= 0 || found.attachments >= 0 || found.fileIDs >= 0 { return nil }
    if found.content >= 0, view.kind(found.content) == .array {
      for part in view.elements(of: found.content) {
        guard let type = view.member(part, "type"), view.kind(type) == .string else { continue }
        let word = String(decoding: view.decoded(type), as: UTF8.self)
        if word.hasPrefix("input_") || word == "output_text" { return .itemParts }
      }
    }
    guard found.role >= 0, view.kind(found.role) == .string else { return nil }
    let role = String(decoding: view.decoded(found.role), as: UTF8.self)
    return ["system", "developer"].contains(role) ? .itemRole : nil
  }

  /// What is read of a payload that only Responses has.
  func item(_ kind: PayloadKind, _ found: MemberSet, _ view: TapeView) -> Reading {
    switch kind {
    case .conversation: return .decided(.responses, kind, .conversationObject)
    case .itemList: return .decided(.responses, kind, .elements)
    case .createItemsRequest, .createConversationRequest:
      return .decided(.responses, kind, .itemsMember)
    default: break
    }
    let isReference =
      found.type < 0
      ? found.role < 0 && found.content < 0
      : view.kind(found.type) == .string && view.isText(found.type, "item_reference")
    var reading = Reading.decided(.responses, kind, isReference ? .reference : .itemType)
    if !isReference, found.type < 0 { reading.reason = itemReason(found, view) ?? .itemType }
    reading.isReference = isReference
    return reading
  }
}
