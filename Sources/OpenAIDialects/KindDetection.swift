package import JSONCore
package import LensCore

/// Finds out which kind and dialect a payload has, by the members that are there.
///
/// | marks | reading |
/// |---|---|
/// | `object` is `thread.message` | message |
/// | `object` is `list`, or `data` holds messages | message list, as its messages |
/// | `object` is `thread.message.file` | message file of v1 |
/// | `file_id` with `tools`, nothing else said | attachment: message file of v2 |
/// | `object` is `thread` | thread; v2 if it has `tool_resources` |
/// | `role` and `content`, no `object` | create message request |
/// | `messages`, no `model` | create thread request, as its messages |
/// | `type` is that of an item, or parts are `input_…` or `output_…` | item; input item if it has no `id` |
/// | `items` | create items request; with `metadata` create conversation request |
/// | `object` is `conversation` | conversation |
/// | `method` and `url` | http request, by its url, beta header and body |
/// | `response` with `body` | http response, as its body |
/// | `file_ids` | v1 |
/// | `attachments`, parts in a request, `image_url`, `refusal` | v2 |
///
/// A payload without marks is undecided, one with marks of both a hybrid. In stored messages the file list
/// decides, whatever the parts are: the lens reports a part that the record's dialect does not have.
package struct KindDetector: Sendable {
  /// A detector for all dialects of the registry.
  package init() {}

  /// Reads the payload at node 0.
  package func read(_ view: TapeView) -> Reading {
    guard view.kind(0) == .object else { return .unknown(.noObject) }
    let reading = read(view, 0)
    return reading.verdict == .unknown ? readCall(view) ?? reading : reading
  }

  /// Reads the payload at node 0 as a kind that the caller names.
  package func read(_ view: TapeView, as kind: PayloadKind) -> Reading {
    if kind == .input, view.kind(0) == .array || view.kind(0) == .string {
      return .decided(.responses, kind, .named)
    }
    guard view.kind(0) == .object else { return .unknown(.noObject) }
    if kind.isCall {
      guard let call = readCall(view), call.kind == kind else { return .unknown(.noCall) }
      return call
    }
    let found = MemberSet(view, 0)
    return reading(kind, found, view, 0)
  }

  func read(_ view: TapeView, _ node: Int) -> Reading {
    let found = MemberSet(view, node)
    guard let kind = kind(found, view) else {
      return .unknown(found.object >= 0 ? .otherKind : .noKind)
    }
    return reading(kind, found, view, node)
  }

  // MARK: Kind

  private func kind(_ found: MemberSet, _ view: TapeView) -> PayloadKind? {
    if found.object >= 0, view.kind(found.object) == .string {
      return kindOfObject(found, view)
    }
    if found.data >= 0 { return kindOfPage(found.data, view) }
    if found.type >= 0 { return kindOfItem(found, view) }
    if found.model >= 0 { return nil }
    if found.role >= 0, found.content >= 0 {
      if itemReason(found, view) != nil { return found.id >= 0 ? .item : .inputItem }
      return found.id >= 0 || found.threadID >= 0 ? .message : .createMessageRequest
    }
    if found.messages >= 0, view.kind(found.messages) == .array { return .createThreadRequest }
    if found.fileID >= 0, found.tools >= 0 { return .messageFile }
    if found.items >= 0 { return kindOfItemsRequest(found, view) }
    if found.id >= 0, found.count == 1 { return .inputItem }
    return nil
  }

  private func kindOfObject(_ found: MemberSet, _ view: TapeView) -> PayloadKind? {
    let object = found.object
    if view.isText(object, "thread.message") { return .message }
    if view.isText(object, "list") {
      return found.data >= 0 ? kindOfPage(found.data, view) : nil
    }
    if view.isText(object, "thread") { return .thread }
    if view.isText(object, "thread.message.file") { return .messageFile }
    if view.isText(object, "conversation") { return .conversation }
    // Some servers name items.
    return found.type >= 0 && found.role >= 0 ? kindOfItem(found, view) : nil
  }

  private func kindOfPage(_ data: Int, _ view: TapeView) -> PayloadKind? {
    if isMessageList(data, view) { return .messageList }
    return isItemList(data, view) ? .itemList : nil
  }

  /// Whether a page holds messages; an empty one may.
  private func isMessageList(_ data: Int, _ view: TapeView) -> Bool {
    guard view.kind(data) == .array else { return false }
    guard let first = view.elements(of: data).first(where: { _ in true }) else { return true }
    guard view.kind(first) == .object else { return false }
    let found = MemberSet(view, first)
    if found.object >= 0 { return view.isText(found.object, "thread.message") }
    return found.type < 0 && found.role >= 0 && found.content >= 0
      && itemReason(found, view) == nil
  }

  // MARK: Dialect

  func reading(
    _ kind: PayloadKind,
    _ found: MemberSet,
    _ view: TapeView,
    _ node: Int
  ) -> Reading {
    switch kind {
    case .message, .createMessageRequest: message(kind, found, view)
    case .messageList: elements(found.data, kind, view)
    case .createThreadRequest: threadRequest(found, view)
    case .messageFile: messageFile(found)
    case .thread: thread(found)
    default: item(kind, found, view)
    }
  }

  private func message(_ kind: PayloadKind, _ found: MemberSet, _ view: TapeView) -> Reading {
    if found.fileIDs >= 0, found.attachments >= 0 { return .hybrid(kind, .bothFileLists) }
    let isArray = found.content >= 0 && view.kind(found.content) == .array
    if found.fileIDs >= 0 {
      let hasParts = kind == .createMessageRequest && isArray
      return hasParts ? .hybrid(kind, .partsAndFileIDs) : .decided(.v1, kind, .fileIDs)
    }
    if found.attachments >= 0 { return .decided(.v2, kind, .attachments) }
    if kind == .createMessageRequest, isArray { return .decided(.v2, kind, .partArray) }
    guard isArray, let reason = newerPart(found.content, view) else {
      guard kind == .createMessageRequest, found.count == 2 else {
        return .undecided(kind, .noMarks)
      }
      var reading = Reading.undecided(kind, .sameEverywhere)
      reading.isLegalInResponses = true
      return reading
    }
    return .decided(.v2, kind, reason)
  }

  /// What in a stored message's content only v2 has.
  private func newerPart(_ content: Int, _ view: TapeView) -> Reading.Reason? {
    for part in view.elements(of: content) {
      guard let type = view.member(part, "type") else { continue }
      if view.isText(type, "image_url") || view.isText(type, "refusal") { return .newerPart }
      if view.isText(type, "image_file"), let image = view.member(part, "image_file"),
        view.member(image, "detail") != nil
      {
        return .imageDetail
      }
    }
    return nil
  }

  /// A list is what its messages are; undecided ones have no say.
  private func elements(_ array: Int, _ kind: PayloadKind, _ view: TapeView) -> Reading {
    guard array >= 0, view.kind(array) == .array else { return .undecided(kind, .noMarks) }
    var dialect: Dialect?
    let element: PayloadKind = kind == .messageList ? .message : .createMessageRequest
    for node in view.elements(of: array) where view.kind(node) == .object {
      let found = MemberSet(view, node)
      switch message(element, found, view).verdict {
      case .hybrid: return .hybrid(kind, .mixedElements)
      case .decided(let mine):
        if let dialect, dialect != mine { return .hybrid(kind, .mixedElements) }
        dialect = mine
      default: continue
      }
    }
    if let dialect { return .decided(dialect, kind, .elements) }
    guard view[array].next == UInt32(array + 1) else { return .undecided(kind, .noMarks) }
    var reading = Reading.undecided(kind, .emptyPage)
    reading.isLegalInResponses = kind == .messageList
    return reading
  }

  private func threadRequest(_ found: MemberSet, _ view: TapeView) -> Reading {
    let messages = elements(found.messages, .createThreadRequest, view)
    guard found.toolResources >= 0 else { return messages }
    switch messages.verdict {
    case .decided(.v1): return .hybrid(.createThreadRequest, .mixedElements)
    case .hybrid: return messages
    default: return .decided(.v2, .createThreadRequest, .toolResources)
    }
  }

  private func messageFile(_ found: MemberSet) -> Reading {
    if found.object >= 0 { return .decided(.v1, .messageFile, .fileObject) }
    return .decided(.v2, .messageFile, .attachmentObject)
  }

  private func thread(_ found: MemberSet) -> Reading {
    if found.toolResources >= 0 { return .decided(.v2, .thread, .toolResources) }
    return .undecided(.thread, .noThreadMarks)
  }
}

extension Reading {
  static func unknown(_ reason: Reason) -> Reading {
    Reading(verdict: .unknown, kind: nil, reason: reason)
  }

  static func decided(
    _ dialect: Dialect,
    _ kind: PayloadKind,
    _ reason: Reason
  ) -> Reading {
    Reading(verdict: .decided(dialect), kind: kind, reason: reason)
  }

  static func undecided(_ kind: PayloadKind, _ reason: Reason) -> Reading {
    Reading(verdict: .undecided, kind: kind, reason: reason)
  }

  static func hybrid(_ kind: PayloadKind, _ reason: Reason) -> Reading {
    Reading(verdict: .hybrid, kind: kind, reason: reason)
  }
}
