package import JSONCore
package import LensCore

// Which edition of its dialect a payload has. Looked at only where it matters: editions differ deep inside.
extension KindDetector {
  /// The marks of editions in a payload that is of a dialect and kind.
  package func marks(_ view: TapeView, _ kind: PayloadKind, _ dialect: Dialect) -> EditionMarks {
    let query = kind == .httpRequest ? queryMarks(view, dialect) : []
    guard let (kind, node) = payload(view, kind, dialect) else { return query }
    return EditionMarks.Finder(view: view, dialect: dialect).marks(kind, node).union(query)
  }

  /// A parameter that the oldest edition did not take yet.
  private func queryMarks(_ view: TapeView, _ dialect: Dialect) -> EditionMarks {
    guard let found = CallParts(view, as: .httpRequest)?.endpoint(view) else { return [] }
    let oldest = dialect.editions[0]
    let isNewer = found.address.query.contains { parameter in
      let known = found.match.endpoint.query.first { $0.name.utf8.elementsEqual(parameter.name) }
      return known.map { !$0.isKnown(in: dialect, edition: oldest) } ?? false
    }
    return isNewer ? .newer : []
  }

  /// Whether a payload has a form that was published for one day only.
  package func hasOneDayForm(_ view: TapeView, _ kind: PayloadKind) -> Bool {
    guard let (kind, node) = payload(view, kind, .v2) else { return false }
    return EditionMarks.Finder(view: view, dialect: .v2).hasOneDayForm(kind, node)
  }

  /// What editions tell apart: the payload, or the body of a call; nil if a call has none.
  private func payload(
    _ view: TapeView,
    _ kind: PayloadKind,
    _ dialect: Dialect
  ) -> (kind: PayloadKind, node: Int)? {
    guard kind.isCall else { return (kind, 0) }
    guard let parts = CallParts(view, as: kind),
      let body = bodyKind(parts, view, in: dialect, .standard)
    else { return nil }
    return (body, parts.body)
  }
}

extension EditionMarks {
  /// Walks a payload for marks.
  fileprivate struct Finder {
    let view: TapeView
    let dialect: Dialect

    func marks(_ kind: PayloadKind, _ node: Int) -> EditionMarks {
      marksOfMembers(kind, node).union(metadata(node))
    }

    private func marksOfMembers(_ kind: PayloadKind, _ node: Int) -> EditionMarks {
      switch kind {
      case .message: message(node)
      case .createMessageRequest: request(node)
      case .messageList: elements(node, "data", message)
      case .createThreadRequest: elements(node, "messages", request)
      case .messageFile: dialect == .v2 ? attachment(node) : []
      default: []
      }
    }

    func hasOneDayForm(_ kind: PayloadKind, _ node: Int) -> Bool {
      switch kind {
      case .message, .createMessageRequest: attachments(node).contains(.oneDayForm)
      case .messageList: elements(node, "data", attachments).contains(.oneDayForm)
      case .createThreadRequest: elements(node, "messages", attachments).contains(.oneDayForm)
      case .messageFile: attachment(node).contains(.oneDayForm)
      default: false
      }
    }

    private func elements(
      _ node: Int,
      _ name: StaticString,
      _ marks: (Int) -> EditionMarks
    ) -> EditionMarks {
      guard let list = view.member(node, name) else { return [] }
      return view.elements(of: list).reduce(into: EditionMarks()) { all, element in
        all.formUnion(marks(element))
        all.formUnion(metadata(element))
      }
    }

    /// In v2, values that are no strings show the edition that took them.
    private func metadata(_ node: Int) -> EditionMarks {
      guard dialect == .v2, let map = view.member(node, "metadata") else { return [] }
      let hasOthers = view.members(of: map).contains { view.kind($0.value) != .string }
      return hasOthers ? .older : []
    }

    // MARK: Requests

    private func request(_ node: Int) -> EditionMarks {
      var marks: EditionMarks = []
      if dialect == .v1 {
        if let role = view.member(node, "role"), view.isText(role, "assistant") {
          marks.insert(.newer)
        }
        if let content = view.member(node, "content"), isLong(content) { marks.insert(.newer) }
      } else {
        marks.formUnion(attachments(node))
        if let content = view.member(node, "content"), view.kind(content) == .array {
          marks.insert(.newer)
        }
      }
      return marks
    }

    /// Longer than the first edition took.
    private func isLong(_ content: Int) -> Bool {
      view.kind(content) == .string && view[content].length > 32_768
        && view.scalarCount(content) > 32_768
    }

    // MARK: Messages

    private func message(_ node: Int) -> EditionMarks {
      guard dialect == .v1 else { return attachments(node).union(parts(node)) }
      let names: [StaticString] = ["status", "incomplete_details", "completed_at", "incomplete_at"]
      return names.contains { view.member(node, $0) != nil } ? .newer : []
    }

    private func parts(_ node: Int) -> EditionMarks {
      guard let content = view.member(node, "content") else { return [] }
      return view.elements(of: content).reduce(into: EditionMarks()) { marks, part in
        marks.formUnion(self.part(part))
      }
    }

    private func part(_ node: Int) -> EditionMarks {
      guard let type = view.member(node, "type") else { return [] }
      if view.isText(type, "image_url") || view.isText(type, "refusal") { return .newer }
      if let image = view.member(node, "image_file"), view.member(image, "detail") != nil {
        return .newer
      }
      guard let text = view.member(node, "text"), let list = view.member(text, "annotations") else {
        return []
      }
      return view.elements(of: list).reduce(into: EditionMarks()) { marks, annotation in
        guard let citation = view.member(annotation, "file_citation") else { return }
        marks.insert(view.member(citation, "quote") != nil ? .older : .newer)
      }
    }

    // MARK: Attachments

    private func attachments(_ node: Int) -> EditionMarks {
      guard let list = view.member(node, "attachments") else { return [] }
      return view.elements(of: list).reduce(into: EditionMarks()) { marks, element in
        marks.formUnion(attachment(element))
      }
    }

    private func attachment(_ node: Int) -> EditionMarks {
      if let tools = view.member(node, "add_to"), view.kind(tools) != .null {
        return [.older, .oneDayForm]
      }
      guard let tools = view.member(node, "tools") else { return [] }
      let isOld = view.elements(of: tools).contains { tool in
        if view.kind(tool) == .string { return true }
        return view.member(tool, "type").map { view.isText($0, "retrieval") } ?? false
      }
      return isOld ? [.older, .oneDayForm] : []
    }
  }
}
