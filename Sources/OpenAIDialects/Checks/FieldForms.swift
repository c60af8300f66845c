internal import LensCore

/// The forms of fields: by what a list shows of them, and by their names where it does not.
enum FieldForms {
  private static let integers: Set<String> = [
    "created_at", "completed_at", "incomplete_at", "start_index", "end_index", "index",
    "max_chunk_size_tokens", "chunk_overlap_tokens",
  ]

  /// What a payload itself is.
  static func root(_ kind: String) -> ValueForms {
    kind == "input" ? [.string, .array] : .object
  }

  /// What the value of a field is.
  ///
  /// - Parameters:
  ///   - field: The field.
  ///   - inner: The names of what the list says to stand in it; `*` for elements.
  ///   - list: The list that has the field.
  /// - Returns: The forms, null among them if the field may be null.
  static func forms(
    of field: FieldList.Field,
    holding inner: [String],
    in list: FieldList
  ) -> ValueForms {
    let forms = formsBesideNull(field, inner, list)
    return field.isNullable ? forms.union(.null) : forms
  }

  private static func formsBesideNull(
    _ field: FieldList.Field,
    _ inner: [String],
    _ list: FieldList
  ) -> ValueForms {
    if inner.contains("*") {
      // The only values that are told in two ways: a text, or parts.
      let isText = field.path == "/content" && Checks.isSent(list.kind)
      return isText ? [.string, .array] : .array
    }
    return inner.isEmpty ? leaf(field.name, field.path, list) : .object
  }

  private static func leaf(_ name: String, _ path: String, _ list: FieldList) -> ValueForms {
    switch name {
    case "metadata": list.kind == "conversation" ? anything : .object
    case "has_more": .boolean
    case "logprob": .number
    case "*" where path.hasSuffix("/bytes/*"): .integer
    case "static", "auto": .object
    default: integers.contains(name) ? .integer : .string
    }
  }

  private static let anything: ValueForms = [.object, .array, .string, .number, .boolean, .null]
}

/// Where the service, or the schema, is content with less than a list says.
enum Exceptions {
  /// What the service leaves out of what it serves, or takes without: edition or dialect, kind, path.
  ///
  /// Seen in the published examples and in stored payloads; where something is amiss all the same, a rule
  /// of its own says what.
  private static let asServed: [(dialect: String, kind: String, path: String)] = [
    ("v1", "message", "/status"),
    ("v1", "message", "/incomplete_details"),
    ("v1", "message", "/completed_at"),
    ("v1", "message", "/incomplete_at"),
    ("v2", "message", "/status"),
    ("v2", "message", "/incomplete_details"),
    ("v2", "message", "/completed_at"),
    ("v2", "message", "/incomplete_at"),
    ("v1", "message", "/file_ids"),
    ("v2", "message", "/attachments"),
    // The quote was left out, or null, long before the specification dropped it.
    (
      "v1", "message",
      "/content/*[text]/text/annotations/*[file_citation]/file_citation/quote"
    ),
    (
      "v2", "message",
      "/content/*[text]/text/annotations/*[file_citation]/file_citation/quote"
    ),
    ("v2", "message", "/content/*[image_file]/image_file/detail"),
    ("v2", "message", "/content/*[image_url]/image_url/detail"),
    ("v1", "message-list", "/first_id"),
    ("v1", "message-list", "/last_id"),
    ("v2", "message-list", "/first_id"),
    ("v2", "message-list", "/last_id"),
    ("v2", "thread", "/tool_resources"),
    ("responses", "item-list", "/first_id"),
    ("responses", "item-list", "/last_id"),
    ("responses", "item", "/content/*[input_image]/detail"),
    ("responses", "item", "/content/*[computer_screenshot]/detail"),
    ("responses", "item", "/content/*[output_text]/annotations"),
    ("responses", "item", "/content/*[output_text]/logprobs"),
    ("responses", "input-item", "/content/*[input_image]/detail"),
    ("responses", "input-item", "/content/*[output_text]/annotations"),
    ("responses", "input-item", "/content/*[output_text]/logprobs"),
  ]

  /// Fields of which a rule of its own speaks.
  private static let toldElsewhere: [(kind: String, path: String)] = [
    ("input-item", "/content/*[input_image]/image_url")
  ]

  /// Members of a message that is sent of which only one of its three schemas speaks.
  private static let ofOneForm = ["/status", "/id", "/phase"]

  /// A field as it is looked at, at this level; nil if it is not.
  static func apply(
    to field: FieldList.Field,
    of list: FieldList,
    isSchema: Bool
  ) -> FieldList.Field? {
    if isSchema {
      return list.kind == "input-item" && ofOneForm.contains(field.path) ? nil : field
    }
    if toldElsewhere.contains(where: { $0.kind == list.kind && $0.path == field.path }) {
      return nil
    }
    let isLax = asServed.contains {
      list.edition.hasPrefix($0.dialect + "-") && list.kind == $0.kind && field.path == $0.path
    }
    guard isLax else { return field }
    var lax = field
    lax.isRequired = false
    lax.isNullable = true
    return lax
  }

  /// Members that are not listed, of which a rule of its own speaks.
  static func toldByName(_ path: String, _ list: FieldList, isSchema: Bool) -> [String] {
    let isRequest = list.kind == "create-message-request" && list.edition.hasPrefix("v2-")
    return isRequest && path.isEmpty && !isSchema ? ["file_ids"] : []
  }

  /// Whether rules of their own say which types the elements of a list can have.
  static func saysTypes(_ element: String, _ list: FieldList, isSchema: Bool) -> Bool {
    !isSchema && list.kind == "input-item" && element == "/content/*"
  }
}
