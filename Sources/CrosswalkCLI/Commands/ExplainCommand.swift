package import Crosswalk

extension Command {
  /// `crosswalk explain`: what the tables say about codes and mappings.
  static let explain = Command(
    name: "explain",
    summary: "explains a code, a rule, or how two dialects relate",
    usage: "explain [CODE | RULE | DIALECT..DIALECT [KIND]]",
    paragraphs: [
      "Without an operand, lists all codes, rules of 'check' and mappings. With a code, tells why it "
        + "happens, what can be done about it and which choices --on CODE=CHOICE has. With a rule, tells "
        + "what it asks for, where, and what the service says. With two dialects or editions, prints what "
        + "becomes of each field on the way from the first to the second; with http-request or "
        + "http-response, what becomes of calls, endpoint by endpoint."
    ],
    options: OptionList.general,
    examples: [
      Example("crosswalk explain tools-assumed", "why tools were assumed, and what to choose"),
      Example("crosswalk explain assistant-part", "what a finding of 'check' means"),
      Example(
        "crosswalk explain v2..v1 message", "what becomes of each field of a v2 message in v1"),
      Example("crosswalk explain v2..responses http-request", "which endpoint becomes which"),
    ],
    run: { arguments, _ in
      try StandardOutput.write(try ExplanationText.text(for: arguments.operands))
      return .clean
    }
  )
}

/// The tables' own explanations, laid out for people.
enum ExplanationText {
  private static let columns = TextColumns(indent: 28)

  /// The text for what stands behind `explain`.
  static func text(for operands: [String]) throws(UsageError) -> String {
    guard let first = operands.first else { return overview }
    guard let way = MappingWay(first) else {
      try expectAtMost(1, operands)
      return try code(first)
    }
    try expectAtMost(2, operands)
    return try mappings(way.checked(), kind: operands.dropFirst().first)
  }

  private static func expectAtMost(_ count: Int, _ operands: [String]) throws(UsageError) {
    guard operands.count > count else { return }
    throw UsageError(
      "expected nothing more after '\(operands[count - 1])', found '\(operands[count])'",
      help: "see 'crosswalk help explain'"
    )
  }

  /// All codes and mappings, a line each.
  private static var overview: String {
    var text = "codes:\n"
    for code in Explanation.printedCodes {
      text += columns.entry(code.id, code.sentence)
    }
    text += "\nrules of 'check':\n"
    for rule in Explanation.rules {
      text += columns.entry(rule.id, RuleText.sentence(rule))
    }
    text += "\nmappings:\n"
    for mapping in Explanation.mappings {
      let way = "\(mapping.older)..\(mapping.newer)"
      text += columns.entry(way, mapping.kind)
    }
    text += columns.entry("DIALECT..DIALECT", CallText.kinds.joined(separator: ", "))
    return text + "\nsee 'crosswalk explain CODE' or 'crosswalk explain v1..v2 message'\n"
  }

  // MARK: Codes

  private static func code(_ id: String) throws(UsageError) -> String {
    let codes = Explanation.printedCodes
    // A rule and a code may share a name: then they are about the same thing.
    let rule = Explanation.rules.first { $0.id == id }.map { RuleText.text($0) }
    guard let code = codes.first(where: { $0.id == id }) else {
      if let rule { return rule }
      throw .unknown(
        "code", id, known: codes.map(\.id) + Explanation.rules.map(\.id),
        help: "see 'crosswalk explain' for the codes")
    }
    var text = TextColumns.wrapped("\(code.id): \(code.sentence)")
    text += "\n" + TextColumns.wrapped(code.cause) + "\n" + TextColumns.wrapped(code.remedy)
    let ending = rule.map { "\nThe rule of 'check':\n\n" + $0 } ?? ""
    if code.choices.isEmpty { return text + ending }
    text += "\nchoices, for --on \(code.id)=CHOICE:\n"
    for (place, choice) in code.choices.enumerated() {
      text += columns.entry(choice.name, choice.effect + (place == 0 ? " (default)" : ""))
    }
    return text + ending
  }

  // MARK: Mappings

  private static func mappings(_ way: MappingWay, kind: String?) throws(UsageError) -> String {
    let hops = way.hops
    if let kind, CallText.kinds.contains(kind), !hops.isEmpty { return way.calls.text(kind) }
    guard !hops.isEmpty else {
      let known = Explanation.mappings.map { "\($0.older)..\($0.newer)" }
      throw .unknown(
        "mapping", way.text, known: known, help: "see 'crosswalk explain' for the mappings")
    }
    var text = ""
    var kind = kind
    for hop in hops {
      let shown = try tables(of: kind, in: hop)
      text += (text.isEmpty ? "" : "\n") + shown.map { table($0, hop) }.joined(separator: "\n")
      if let kind { text += others(than: shown, of: kind, in: hop) }
      // The next hop goes on with what this one made.
      if kind != nil, let first = shown.first { kind = hop.target(of: first) }
    }
    return text
  }

  /// The mappings of a hop for a kind: the usual one, and by their own names the others.
  private static func tables(
    of kind: String?,
    in hop: MappingWay
  ) throws(UsageError) -> [Explanation.Mapping] {
    let between = Explanation.mappings.filter { hop.isForward($0) != nil }
    guard let kind else { return between }
    let found = between.first { hop.source(of: $0) == kind || $0.name == kind }
    guard let found else {
      let known = between.map(\.name) + CallText.kinds
      throw .unknown("kind", kind, known: known, help: "one of: " + known.joined(separator: ", "))
    }
    return [found]
  }

  /// What else a kind can become, with the names of those tables.
  private static func others(
    than shown: [Explanation.Mapping],
    of kind: String,
    in hop: MappingWay
  ) -> String {
    let names = Set(shown.map(\.name))
    let others = Explanation.mappings.filter { mapping in
      hop.isForward(mapping) != nil && hop.source(of: mapping) == kind
        && !names.contains(mapping.name)
    }
    guard !others.isEmpty else { return "" }
    return "\nwith --as KIND, other tables: crosswalk explain \(hop.text) TABLE\n"
      + others.map { columns.entry(hop.target(of: $0), $0.name) }.joined()
  }

  private static func table(_ mapping: Explanation.Mapping, _ way: MappingWay) -> String {
    let isForward = way.isForward(mapping) ?? true
    let (from, to) = isForward ? (mapping.older, mapping.newer) : (mapping.newer, mapping.older)
    let (source, target) = (way.source(of: mapping), way.target(of: mapping))
    let name = source == target ? source : "\(source) to \(target)"
    var text = "\(name), \(from) to \(to) (source: \(mapping.source))\n\n"
    for line in mapping.lines where line.concerns(isForward) {
      text += columns.entry(line.name(isForward), line.fate(isForward))
    }
    return text
  }
}

extension Explanation.Code {
  /// The message, with the weight of a loss.
  package var sentence: String { weight.map { "\(message) (\($0.rawValue))" } ?? message }
}

extension Explanation.Line {
  /// The field, or both if they are called differently.
  func name(_ isForward: Bool) -> String {
    let (from, to) = isForward ? (older, newer) : (newer, older)
    if from == to { return from }
    return (from.isEmpty ? "(nothing)" : from) + " -> " + (to.isEmpty ? "(nothing)" : to)
  }

  /// Whether anything becomes of the field this way; of fields of the target alone nothing may.
  func concerns(_ isForward: Bool) -> Bool { !(isForward ? forward : backward).isEmpty }

  /// What becomes of the field.
  func fate(_ isForward: Bool) -> String {
    let fate = (isForward ? forward : backward).filter { $0 != "`" }
    return absences.isEmpty ? fate : fate + "; means nothing: " + absences.filter { $0 != "`" }
  }
}

/// Two dialects or editions, written `v1..v2`.
struct MappingWay {
  let text: String
  private let from: String
  private let to: String

  /// Nil if the text is no such pair.
  init?(_ text: String) {
    let names = text.split(separator: ".", omittingEmptySubsequences: false)
    guard names.count == 3, names[1].isEmpty else { return nil }
    self.text = text
    from = String(names[0])
    to = String(names[2])
  }

  /// The same way, with both names known.
  func checked() throws(UsageError) -> MappingWay {
    let known = Explanation.dialects.flatMap { [$0.name] + $0.editions }
    for name in [from, to] where !known.contains(name) {
      throw .unknown(
        "dialect", name, known: known, help: "one of: " + known.joined(separator: ", "))
    }
    return self
  }

  /// What becomes of calls on the way.
  var calls: CallText { CallText(from: from, to: to) }

  /// Whether the way leads from older to newer; nil if the mapping is about others.
  ///
  /// An edition uses the mapping of its dialect towards another dialect.
  func isForward(_ mapping: Explanation.Mapping) -> Bool? {
    let pair = (mapping.older, mapping.newer)
    for (left, right) in [(from, to), (MappingWay.family(from), MappingWay.family(to))] {
      if pair == (left, right) { return true }
      if pair == (right, left) { return false }
    }
    return nil
  }

  /// The ways from neighbor to neighbor that this one is made of.
  var hops: [MappingWay] {
    if Explanation.mappings.contains(where: { isForward($0) != nil }) { return [self] }
    let names = Explanation.dialects.map(\.name)
    guard let start = names.firstIndex(of: MappingWay.family(from)),
      let end = names.firstIndex(of: MappingWay.family(to))
    else { return [] }
    let path = start < end ? Array(names[start...end]) : names[end...start].reversed()
    return zip(path, path.dropFirst()).compactMap { MappingWay("\($0)..\($1)") }
  }

  /// The kind that goes in.
  func source(of mapping: Explanation.Mapping) -> String {
    isForward(mapping) == false ? mapping.newerKind : mapping.kind
  }

  /// The kind that comes out.
  func target(of mapping: Explanation.Mapping) -> String {
    isForward(mapping) == false ? mapping.kind : mapping.newerKind
  }

  private static func family(_ name: String) -> String {
    Explanation.dialects.first { $0.editions.contains(name) }?.name ?? name
  }
}
