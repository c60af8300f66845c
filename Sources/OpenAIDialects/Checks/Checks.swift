package import LensCore

/// What payloads have to satisfy: the table of contents of this folder, and how rows become plans.
///
/// Rows stand in the other files, by what they are about. What the field lists say (members that are
/// required, words, forms) is derived from them, see ``FieldChecks``. A row holds for a kind wherever
/// payloads of that kind stand: rows of `message` also hold in `message-list`.
package enum Checks {
  /// All rules, in the order of the documentation.
  package static let rules: [CheckRule] =
    FieldChecks.rules + contentRules + fileRules + metadataRules + annotationRules + storedRules
    + threadRules + partRules + itemRules + idRules + sequenceRules
    + callRules

  /// Which kinds stand inside others, and where.
  static let inside: [(kind: String, path: String, inner: String)] = [
    ("message-list", "/data/*", "message"),
    ("create-thread-request", "/messages/*", "create-message-request"),
    ("item-list", "/data/*", "item"),
    ("input", "/*", "input-item"),
    ("create-items-request", "/items/*", "input-item"),
    ("create-conversation-request", "/items/*", "input-item"),
  ]

  /// Whether payloads of a kind are sent to the service.
  package static func isSent(_ kind: String) -> Bool {
    kind.hasSuffix("-request") || kind == "input" || kind == "input-item"
  }

  /// The editions of a dialect, oldest first; of an edition, itself.
  package static func editions(of name: String) -> [String] {
    let all = FieldList.all.reduce(into: [String]()) { names, list in
      if !names.contains(list.edition) { names.append(list.edition) }
    }
    return all.filter { $0 == name || $0.hasPrefix(name + "-") }
  }

  /// The editions of a dialect that have a kind.
  package static func editions(of name: String, with kind: String) -> [String] {
    if callKinds.contains(kind) { return editions(of: name) }
    return editions(of: name).filter { edition in
      FieldList.all.contains { $0.edition == edition && $0.kind == kind }
    }
  }
}
