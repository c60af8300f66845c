/// Any valid JSON, spelled in every way that RFC 8259 allows and few programs expect.
package struct HostileJSON: Sendable {
  /// Whether objects may have a name twice.
  package var repeatsNames = false
  /// How deep values nest at most, besides the rare deep ones.
  package var depth = 5
  /// How deep the rare deep values nest.
  package var deepest = 300
  /// How many elements the rare huge arrays have at most.
  package var hugest = 300

  /// Makes a description of documents.
  package init(repeatsNames: Bool = false) { self.repeatsNames = repeatsNames }

  /// Makes documents, without white space around them.
  package func generator(lineBreaks: Bool = true) -> Generator<[UInt8]> {
    let spelling = Spelling(lineBreaks: lineBreaks)
    return Generator { choices in spelling.spell(draft(&choices), &choices) }
  }

  /// Chooses a value; null is the simplest.
  package func draft(_ choices: inout Choices) -> Draft {
    if choices.chance(1, in: 40) { return deep(&choices) }
    return value(&choices, depth)
  }

  private func value(_ choices: inout Choices, _ depth: Int) -> Draft {
    switch choices.below(depth > 0 ? 12 : 8) {
    case 0: .null
    case 1: .lexeme("true")
    case 2: .lexeme("false")
    case 3, 4: .lexeme(HostileJSON.number(&choices))
    case 5, 6, 7: .text(choices.text(.hostile, average: 5))
    case 8, 9: array(&choices, depth)
    default: object(&choices, depth)
    }
  }

  private func array(_ choices: inout Choices, _ depth: Int) -> Draft {
    if choices.chance(1, in: 40) {
      let element = value(&choices, 1)
      return .array(Array(repeating: element, count: choices.below(hugest + 1)))
    }
    var elements: [Draft] = []
    while choices.more(average: 2) { elements.append(value(&choices, depth - 1)) }
    return .array(elements)
  }

  private func object(_ choices: inout Choices, _ depth: Int) -> Draft {
    var members: [Draft.Member] = []
    var names: Set<[UInt8]> = []
    while choices.more(average: 2) {
      let name = HostileJSON.name(&choices)
      let value = value(&choices, depth - 1)
      // By bytes: Swift takes "é" and "e" with an accent for equal, JSON does not.
      if names.insert(Array(name.utf8)).inserted || repeatsNames {
        members.append(Draft.Member(name, value))
      }
    }
    return .object(members)
  }

  private func deep(_ choices: inout Choices) -> Draft {
    var draft = value(&choices, 0)
    let hasNames = choices.chance(1, in: 2)
    for level in 0..<choices.below(deepest + 1) {
      draft = hasNames && level % 2 == 0 ? .object([Draft.Member("a", draft)]) : .array([draft])
    }
    return draft
  }

  // MARK: Names and numbers

  private static let names = [
    "a", "b", "", "id", "type", "text", "é", "e\u{301}", "\u{0}", "\"", "a.b", "a/b", "~0", "0",
    "-1",
    "__proto__", "😀", "file_ids", "attachments", " ",
  ]

  /// Chooses a member name, some of them traps.
  package static func name(_ choices: inout Choices) -> String {
    if choices.chance(1, in: 3) { return choices.text(.hostile, average: 3) }
    return choices.one(of: names)
  }

  private static let numbers = [
    "0", "-0", "1", "-1", "1.0", "1e0", "1E+2", "1e-2", "-0.0", "0.1000", "0e0", "-0E-0", "1e400",
    "1E-400", "12345678901234567890", "-12345678901234567890.5", "9007199254740993", "1e+00",
    "3.141592653589793238462643383279", "0.30000000000000004", "123456789e-9",
  ]

  /// Chooses the lexeme of a number.
  package static func number(_ choices: inout Choices) -> String {
    if choices.chance(2, in: 3) { return choices.one(of: numbers) }
    var lexeme = choices.one(of: ["", "-"]) + String(choices.below(1_000_000))
    if choices.chance(1, in: 3) { lexeme += "." + digits(&choices) }
    if choices.chance(1, in: 3) {
      lexeme += choices.one(of: ["e", "E", "e+", "E-"]) + digits(&choices)
    }
    return lexeme
  }

  /// One digit or more, zeros at either end included.
  private static func digits(_ choices: inout Choices) -> String {
    var digits = ""
    repeat {
      digits += String(choices.below(10))
    } while digits.utf8.count < 30 && choices.more(average: 2)
    return digits
  }
}
