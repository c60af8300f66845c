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
        + "becomes of each field on the way from the first to the second."
    ],
    options: OptionList.general,
    examples: [
      Example("crosswalk explain tools-assumed", "why tools were assumed, and what to choose"),
      Example("crosswalk explain assistant-part", "what a finding of 'check' means"),
      Example(
        "crosswalk explain v2..v1 message", "what becomes of each field of a v2 message in v1"),
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
      text += columns.entry(rule.id, "\(rule.message) (\(rule.severity.rawValue))")
    }
    text += "\nmappings:\n"
    for mapping in Explanation.mappings {
      let way = "\(mapping.older)..\(mapping.newer)"
      text += columns.entry(way, mapping.kind)
    }
    return text + "\nsee 'crosswalk explain CODE' or 'crosswalk explain v1..v2 message'\n"
  }

  // MARK: Codes

  private static func code(_ id: String) throws(UsageError) -> String {
    if let rule = Explanation.rules.first(where: { $0.id == id }) { return RuleText.text(rule) }
    let codes = Explanation.printedCodes
    guard let code = codes.first(where: { $0.id == id }) else {
      throw .unknown(
        "code", id, known: codes.map(\.id) + Explanation.rules.map(\.id),
        help: "see 'crosswalk explain' for the codes")
    }
    var text = TextColumns.wrapped("\(code.id): \(code.sentence)")
    text += "\n" + TextColumns.wrapped(code.cause) + "\n" + TextColumns.wrapped(code.remedy)
    if code.choices.isEmpty { return text }
    text += "\nchoices, for --on \(code.id)=CHOICE:\n"
    for (place, choice) in code.choices.enumerated() {
      text += columns.entry(choice.name, choice.effect + (place == 0 ? " (default)" : ""))
    }
    return text
  }

  // MARK: Mappings

  private static func mappings(_ way: MappingWay, kind: String?) throws(UsageError) -> String {
    let between = Explanation.mappings.filter { way.isForward($0) != nil }
    guard !between.isEmpty else {
      let known = Explanation.mappings.map { "\($0.older)..\($0.newer)" }
      throw .unknown(
        "mapping", way.text, known: known, help: "see 'crosswalk explain' for the mappings")
    }
    guard let kind else { return between.map { table($0, way) }.joined(separator: "\n") }
    guard let mapping = between.first(where: { $0.kind == kind }) else {
      let known = between.map(\.kind)
      throw .unknown("kind", kind, known: known, help: "one of: " + known.joined(separator: ", "))
    }
    return table(mapping, way)
  }

  private static func table(_ mapping: Explanation.Mapping, _ way: MappingWay) -> String {
    let isForward = way.isForward(mapping) ?? true
    let (from, to) = isForward ? (mapping.older, mapping.newer) : (mapping.newer, mapping.older)
    var text = "\(mapping.kind), \(from) to \(to) (source: \(mapping.source))\n\n"
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
  fileprivate func name(_ isForward: Bool) -> String {
    let (from, to) = isForward ? (older, newer) : (newer, older)
    if from == to { return from }
    return (from.isEmpty ? "(nothing)" : from) + " -> " + (to.isEmpty ? "(nothing)" : to)
  }

  /// Whether anything becomes of the field this way; of fields of the target alone nothing may.
  fileprivate func concerns(_ isForward: Bool) -> Bool { !(isForward ? forward : backward).isEmpty }

  /// What becomes of the field.
  fileprivate func fate(_ isForward: Bool) -> String {
    let fate = (isForward ? forward : backward).filter { $0 != "`" }
    return absences.isEmpty ? fate : fate + "; means nothing: " + absences.filter { $0 != "`" }
  }
}

/// Two dialects or editions, written `v1..v2`.
private struct MappingWay {
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

  private static func family(_ name: String) -> String {
    Explanation.dialects.first { $0.editions.contains(name) }?.name ?? name
  }
}
