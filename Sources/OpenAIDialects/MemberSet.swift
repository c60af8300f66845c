import JSONCore

/// The values of those members of an object that tell payloads apart; -1 for each that is not there.
struct MemberSet {
  var id = -1
  var type = -1
  var role = -1
  var data = -1
  var items = -1
  var model = -1
  var tools = -1
  var object = -1
  var content = -1
  var fileID = -1
  var fileIDs = -1
  var messages = -1
  var threadID = -1
  var attachments = -1
  var metadata = -1
  var toolResources = -1
  /// How many members there are.
  var count = 0

  /// Looks at each name once; the length decides which words it can be.
  init(_ view: TapeView, _ object: Int) {
    var index = object &+ 1
    let end = Int(view[object].next)
    while index < end {
      let name = view[index]
      count &+= 1
      note(view, index, name.hasEscape ? -1 : name.length &- 2, index &+ 1)
      index = Int(view[index &+ 1].next)
    }
  }

  @inline(__always)
  private mutating func note(_ view: TapeView, _ name: Int, _ length: Int, _ value: Int) {
    let bytes = view.bytes
    let start = Int(view[name].start) &+ 1
    switch length {
    case 2: if bytes.equals(start, "id") { id = value }
    case 4:
      if bytes.equals(start, "role") { role = value }
      if bytes.equals(start, "type") { type = value }
      if bytes.equals(start, "data") { data = value }
    case 5:
      if bytes.equals(start, "tools") { tools = value }
      if bytes.equals(start, "model") { model = value }
      if bytes.equals(start, "items") { items = value }
    case 6: if bytes.equals(start, "object") { object = value }
    case 7:
      if bytes.equals(start, "content") { content = value }
      if bytes.equals(start, "file_id") { fileID = value }
    case 8:
      if bytes.equals(start, "file_ids") { fileIDs = value }
      if bytes.equals(start, "messages") { messages = value }
      if bytes.equals(start, "metadata") { metadata = value }
    case 9: if bytes.equals(start, "thread_id") { threadID = value }
    case 11: if bytes.equals(start, "attachments") { attachments = value }
    case 14: if bytes.equals(start, "tool_resources") { toolResources = value }
    case -1: noteEscaped(view, name, value)
    default: break
    }
  }

  /// Names written with escapes are rare; they mean what they say.
  @inline(never)
  private mutating func noteEscaped(_ view: TapeView, _ name: Int, _ value: Int) {
    if view.isText(name, "id") { id = value }
    if view.isText(name, "type") { type = value }
    if view.isText(name, "role") { role = value }
    if view.isText(name, "data") { data = value }
    noteLongerEscaped(view, name, value)
  }

  private mutating func noteLongerEscaped(_ view: TapeView, _ name: Int, _ value: Int) {
    let text = String(decoding: view.decoded(name), as: UTF8.self)
    switch text {
    case "attachments": attachments = value
    case "content": content = value
    case "file_ids": fileIDs = value
    case "file_id": fileID = value
    case "messages": messages = value
    case "model": model = value
    case "items": items = value
    case "metadata": metadata = value
    case "object": object = value
    case "tools": tools = value
    case "thread_id": threadID = value
    case "tool_resources": toolResources = value
    default: break
    }
  }
}
