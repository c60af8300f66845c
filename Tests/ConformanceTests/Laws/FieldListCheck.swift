import JSONCore
import LensCore
import OpenAIDialects

/// Holds payloads against a field list: what is required, what may be null, which words there are.
struct FieldListCheck {
  /// What a specification says against a payload.
  struct Problem: Hashable {
    enum Reason: String { case missing, null, word, type }
    let reason: Reason
    /// The field with `*` for elements.
    let field: String
  }

  /// A field and the fields inside it.
  private final class Tree {
    var field: FieldList.Field?
    /// By name; elements are under `*`.
    var members: [String: Tree] = [:]
    /// The alternatives of this field by the value of their `type`.
    var types: [String: Tree] = [:]
  }

  private let edition: String
  private let root = Tree()

  /// Makes a check of a list; nil if the edition has none for the kind.
  init?(_ edition: String, _ kind: String) {
    self.edition = edition
    let list = FieldList.all.first { $0.edition == edition && $0.kind == kind }
    guard let list else { return nil }
    for field in list.fields {
      var tree = root
      for step in field.path.dropFirst().split(separator: "/") {
        let parts = step.split(separator: "[")
        tree = child(String(parts[0]), &tree.members)
        if parts.count == 2 { tree = child(String(parts[1].dropLast()), &tree.types) }
      }
      tree.field = field
    }
  }

  private func child(_ name: String, _ all: inout [String: Tree]) -> Tree {
    if let known = all[name] { return known }
    let made = Tree()
    all[name] = made
    return made
  }

  // MARK: Problems

  /// What the specification says against a payload.
  func problems(of view: TapeView) -> [Problem] { problems(view, 0, root, "") }

  private func problems(_ view: TapeView, _ node: Int, _ tree: Tree, _ path: String) -> [Problem] {
    if let field = tree.field, let problem = problem(view, node, field, path) { return [problem] }
    if let kind = tree.field?.kind, let inner = FieldListCheck(edition, kind) {
      return inner.problems(view, node, inner.root, path)
    }
    if view.kind(node) == .object, !tree.types.isEmpty {
      guard let chosen = alternative(view, node, tree) else {
        return [Problem(reason: .type, field: path)]
      }
      return problems(view, node, chosen, path)
    }
    if view.kind(node) == .array, let element = tree.members["*"] {
      return view.elements(of: node).flatMap { problems(view, $0, element, path + "/*") }
    }
    guard view.kind(node) == .object else { return [] }
    return tree.members.sorted { $0.key < $1.key }.flatMap { name, member in
      memberProblems(view, node, name, member, path + "/" + name)
    }
  }

  private func memberProblems(
    _ view: TapeView,
    _ object: Int,
    _ name: String,
    _ member: Tree,
    _ path: String
  ) -> [Problem] {
    guard let value = view.member(object, named: name) else {
      let isRequired = member.field?.isRequired ?? false
      return isRequired ? [Problem(reason: .missing, field: path)] : []
    }
    return problems(view, value, member, path)
  }

  private func problem(
    _ view: TapeView,
    _ node: Int,
    _ field: FieldList.Field,
    _ path: String
  ) -> Problem? {
    if view.kind(node) == .null {
      return field.isNullable ? nil : Problem(reason: .null, field: path)
    }
    guard view.kind(node) == .string, !field.words.isEmpty else { return nil }
    let isKnown = field.words.contains { view.isText(node, Array($0.utf8)) }
    return isKnown ? nil : Problem(reason: .word, field: path)
  }

  private func alternative(_ view: TapeView, _ node: Int, _ tree: Tree) -> Tree? {
    guard let type = view.member(node, "type"), view.kind(type) == .string else { return nil }
    return tree.types[String(decoding: view.decoded(type), as: UTF8.self)]
  }

  // MARK: Members that no list has

  /// The members of a payload, and of the payloads in it, that no field of the list is.
  ///
  /// Values that are carried whole are not looked into.
  func unlisted(in view: TapeView) -> [String] { unlisted(view, 0, "") }

  private func unlisted(_ view: TapeView, _ node: Int, _ path: String) -> [String] {
    view.members(of: node).flatMap { name, value -> [String] in
      let text = String(decoding: view.decoded(name), as: UTF8.self)
      let field = path + "/" + text
      guard let member = root.members[text] else { return [field] }
      guard let kind = member.members["*"]?.field?.kind, let inner = FieldListCheck(edition, kind)
      else { return [] }
      return view.elements(of: value).filter { inner.describes(view, $0) }
        .flatMap { inner.unlisted(view, $0, field + "/*") }
    }
  }

  /// Whether the list is about an object: items that are no messages have no list.
  private func describes(_ view: TapeView, _ node: Int) -> Bool {
    guard let words = root.members["type"]?.field?.words, !words.isEmpty,
      let type = view.member(node, "type"), view.kind(type) == .string
    else { return true }
    return words.contains(String(decoding: view.decoded(type), as: UTF8.self))
  }
}
