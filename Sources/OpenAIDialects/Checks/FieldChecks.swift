internal import LensCore

/// What a field list says, as rules: members that are required, words, forms of values, types of parts.
///
/// The lists are the published schemas (see ``FieldList``), so these rules hold at both levels. Where the
/// service is known to be content with less, or another rule tells it better, ``Exceptions`` says so.
struct FieldChecks {
  private let list: FieldList
  private let isSchema: Bool
  /// The fields that are looked at, by the path of the container around them.
  private let children: [String: [FieldList.Field]]
  /// The names of all listed members, by the path of the object around them.
  private let names: [String: [String]]

  init(_ list: FieldList, isSchema: Bool) {
    self.list = list
    self.isSchema = isSchema
    let looked = list.fields.compactMap { Exceptions.apply(to: $0, of: list, isSchema: isSchema) }
    children = Dictionary(grouping: looked) { $0.parent ?? "" }
    names = Dictionary(grouping: list.fields) { $0.parent ?? "" }.mapValues { $0.map(\.name) }
  }

  /// The rules with their places, for this level.
  var places: [(CheckRule, CheckPlace)] {
    let form = CheckPlace(
      editions: [list.edition], kinds: [list.kind], paths: [""], .kinds(FieldForms.root(list.kind)))
    return guards.reduce(into: [(.wrongType, form)]) { places, guarded in
      for (path, fields) in children.sorted(by: { $0.key < $1.key }) {
        places += container(path, fields, guarded)
        for field in fields { places += self.field(field, guarded) }
      }
    }
  }

  /// Conditions on the payload under which the list describes it; that of an item is about messages.
  private var guards: [String] {
    guard list.kind == "item" || list.kind == "input-item" else { return [""] }
    // By the schema, whatever has an id and no type is a reference: nothing more is asked of it.
    return isSchema ? ["[message]", "[-type,+role,-id]"] : ["[message]", "[-type,+role]"]
  }

  // MARK: Containers

  private func container(
    _ path: String,
    _ fields: [FieldList.Field],
    _ guarded: String
  ) -> [(CheckRule, CheckPlace)] {
    var places: [(CheckRule, CheckPlace)] = []
    let required = fields.filter { $0.isRequired && !isTypeOfVariant($0) }.map(\.name)
    if !required.isEmpty {
      places.append((.requiredMember, place(path, guarded, .members(required))))
    }
    if fields.contains(where: { $0.name != "*" }) {
      places.append((.repeatedMember, place(path, guarded, .distinctNames)))
    }
    if isClosed(path) {
      let known = (names[path] ?? []) + Exceptions.toldByName(path, list, isSchema: isSchema)
      places.append((.unknownParameter, place(path, guarded, .onlyMembers(known))))
    }
    let typed = Dictionary(grouping: fields.filter { $0.variant != nil }, by: \.base)
    return typed.sorted { $0.key < $1.key }.reduce(places) { places, element in
      places + variants(element.key, guarded, element.value.compactMap(\.variant))
    }
  }

  /// An element, or a member, that is told by its `type`.
  private func variants(
    _ element: String,
    _ guarded: String,
    _ words: [String]
  ) -> [(CheckRule, CheckPlace)] {
    let places: [(CheckRule, CheckPlace)] = [
      (.wrongType, place(element, guarded, .kinds(.object))),
      (.requiredMember, place(element, guarded, .members(["type"]))),
      (.wrongType, place(element + "/type", guarded, .kinds(.string))),
    ]
    if Exceptions.saysTypes(element, list, isSchema: isSchema) { return places }
    return places + [(.typeNotAllowed, place(element, guarded, .variants(words)))]
  }

  /// Whether members that are not listed are refused.
  private func isClosed(_ path: String) -> Bool {
    if path.contains("chunking_strategy") { return true }
    guard Checks.isSent(list.kind), path.isEmpty || isPart(path) else { return false }
    return list.edition.hasPrefix("responses") ? !isSchema && list.kind != "input" : path.isEmpty
  }

  private func isPart(_ path: String) -> Bool {
    path.hasPrefix("/content/*[") && path.filter { $0 == "/" }.count == 2
  }

  /// A `type` that is known already: it chose the path.
  private func isTypeOfVariant(_ field: FieldList.Field) -> Bool {
    field.name == "type" && field.parent?.hasSuffix("]") == true
  }

  // MARK: Fields

  private func field(
    _ field: FieldList.Field,
    _ guarded: String
  ) -> [(CheckRule, CheckPlace)] {
    guard field.variant == nil, !isTypeOfVariant(field), field.kind == nil else { return [] }
    let forms = FieldForms.forms(of: field, holding: names[field.path] ?? [], in: list)
    var places = [(CheckRule.wrongType, place(field.path, guarded, .kinds(forms)))]
    if !field.words.isEmpty {
      places.append((.valueNotAllowed, place(field.path, guarded, .words(field.words))))
    }
    return places
  }

  private func place(
    _ path: String,
    _ guarded: String,
    _ requirement: CheckRequirement
  ) -> CheckPlace {
    CheckPlace(
      editions: [list.edition], kinds: [list.kind], paths: [guarded + path], requirement)
  }
}

extension FieldList.Field {
  /// The path of the container around it; nil for the payload itself.
  var parent: String? {
    path.lastIndex(of: "/").map { String(path[..<$0]) }
  }

  /// The path without the word in brackets at its end.
  var base: String {
    variant == nil ? path : String(path[..<(path.lastIndex(of: "[") ?? path.endIndex)])
  }

  /// The word of `type` in brackets at its end; nil if there is none.
  var variant: String? {
    guard path.hasSuffix("]"), let open = path.lastIndex(of: "[") else { return nil }
    return String(path[path.index(after: open)...].dropLast())
  }

  /// The last step: the name of a member, or `*`.
  var name: String {
    base.lastIndex(of: "/").map { String(base[base.index(after: $0)...]) } ?? base
  }
}

extension FieldChecks {
  /// The rules that field lists give places to.
  static let rules: [CheckRule] = [
    .requiredMember, .repeatedMember, .unknownParameter, .wrongType, .valueNotAllowed,
    .typeNotAllowed,
  ]
}

extension CheckRule {
  static let requiredMember = CheckRule(
    "required-member", .error, .both,
    "the member '{member}' is missing",
    says: "Missing required parameter: '{param}'.",
    source: "the published schemas",
    advice: "add the member; 'crosswalk convert' writes every member that its target requires"
  )

  static let repeatedMember = CheckRule(
    "repeated-member", .warning, .service,
    "the member '{member}' stands in one object more than once",
    source: "RFC 8259, section 4: what a reader makes of it is not said, most take the last one",
    advice: "keep the one that is meant; 'crosswalk convert' refuses such a payload"
  )

  static let unknownParameter = CheckRule(
    "unknown-parameter", .error, .both,
    "a request has the member '{member}', which this kind does not have",
    says: "Unknown parameter: '{param}'.",
    source: "additionalProperties: false in the published schemas; for responses the service "
      + "alone, "
      + "BerriAI/litellm #13420",
    advice: "remove it, or convert the payload to the dialect that takes it: 'crosswalk convert' "
      + "keeps such members in the residue"
  )

  static let wrongType = CheckRule(
    "wrong-type", .error, .both,
    "a value is {found}, expected {expected}",
    says: "Invalid type for '{param}': expected {expected}, but got {found} instead.",
    source: "the published schemas",
    advice: "write the value in the form that is expected; leave a member out instead of sending "
      + "null"
  )

  static let valueNotAllowed = CheckRule(
    "value-not-allowed", .error, .both,
    "the value '{value}' is none of those that are taken: {words}",
    says: "Invalid value: '{value}'. Supported values are: {words}.",
    source: "the enumerations of the published schemas",
    advice: "use one of the values; an older edition may know fewer, so name the one you mean "
      + "with --from"
  )

  static let typeNotAllowed = CheckRule(
    "type-not-allowed", .error, .both,
    "an object of type '{value}' stands where only {words} can",
    says: "Invalid value: '{value}'. Supported values are: {words}.",
    source: "the unions of the published schemas",
    advice: "convert the payload to this dialect with 'crosswalk convert', which changes parts to "
      + "its types"
  )
}
