/// A line of a fate that cannot be read.
package struct FieldFateError: Error, CustomStringConvertible {
  var place: String
  var text: String

  package var description: String { "\(place): \(text)" }
}

extension FieldFate {
  /// Reads one file of fates.
  package static func parse(_ text: String, file: String) throws -> [FieldFate] {
    var parser = FieldFateParser(file: file)
    for (number, line) in logicalLines(of: text) {
      parser.place = "\(file):\(number)"
      try parser.read(line)
    }
    return parser.finish()
  }

  /// The lines that are not empty, continuations joined, with the number of their first line.
  private static func logicalLines(of text: String) -> [(number: Int, text: String)] {
    var lines: [(number: Int, text: String)] = []
    let raw = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in raw.enumerated() {
      if line.first == " ", !lines.isEmpty {
        lines[lines.count - 1].text += line.drop { $0 == " " }
      } else if !line.isEmpty {
        lines.append((index + 1, String(line)))
      }
    }
    return lines
  }
}

/// Reads a file of fates line by line.
private struct FieldFateParser {
  let file: String
  var place = ""

  private var defaults: FieldFate
  /// The losses of every payload in the file.
  private var common = FieldFate.Outcome()
  private var abbreviations = Abbreviations()
  private var fates: [FieldFate] = []

  init(file: String) {
    self.file = file
    defaults = FieldFate(name: "", place: file)
  }

  func finish() -> [FieldFate] { fates }

  mutating func read(_ line: String) throws {
    if line.hasPrefix("## ") {
      var fate = defaults
      fate.name = String(line.dropFirst(3))
      fate.place = place
      fates.append(fate)
      return
    }
    let (word, rest) = firstWord(of: line[...])
    if fates.isEmpty {
      try readDefault(word, rest)
    } else {
      try readLine(word, rest, of: &fates[fates.count - 1])
    }
  }

  private mutating func readDefault(_ word: Substring, _ rest: Substring) throws {
    switch word {
    case "kind": defaults.kind = String(rest)
    case "from": defaults.from = words(rest)
    case "to": defaults.to = words(rest)
    case "let": abbreviations.define(firstWord(of: rest))
    case "loss": common.required.append(try pattern(rest))
    case "may": common.optional.append(try pattern(rest))
    default: throw error("'\(word)' does not belong before the first fate")
    }
  }

  private func readLine(_ word: Substring, _ rest: Substring, of fate: inout FieldFate) throws {
    switch word {
    case "kind": fate.kind = String(rest)
    case "from": fate.from = words(rest)
    case "to": fate.to = words(rest)
    case "fields": fate.fields = words(rest)
    case "unnamed": fate.isNamed = false
    case "disputed": fate.dispute = String(rest)
    case "in": fate.source = abbreviations.expand(rest)
    case "out":
      var outcome = common
      outcome.payload = abbreviations.expand(rest)
      fate.outcomes.append(outcome)
    case "refused": fate.outcomes.append(.init(refusal: rest.isEmpty ? nil : String(rest)))
    case "or" where !fate.outcomes.isEmpty: break
    case "loss" where !fate.outcomes.isEmpty:
      fate.outcomes[fate.outcomes.count - 1].required.append(try pattern(rest))
    case "may" where !fate.outcomes.isEmpty:
      fate.outcomes[fate.outcomes.count - 1].optional.append(try pattern(rest))
    default: throw error("cannot read '\(word)' here")
    }
  }

  /// Reads `ACTION WEIGHT SOURCE -> TARGET [CODE]`.
  private func pattern(_ text: Substring) throws -> LossPattern {
    let parts = text.split(separator: " ")
    let actions = ["any", "dropped", "changed", "assumed", "missing"]
    let weights = ["any", "content", "record", "form"]
    guard parts.count == 5 || parts.count == 6, parts[3] == "->",
      actions.contains(String(parts[0])), weights.contains(String(parts[1]))
    else { throw error("expected ACTION WEIGHT SOURCE -> TARGET [CODE], found '\(text)'") }
    return LossPattern(
      text: String(text),
      action: parts[0] == "any" ? nil : String(parts[0]),
      weight: parts[1] == "any" ? nil : String(parts[1]),
      source: PointerPattern(parts[2]),
      target: PointerPattern(parts[4]),
      code: parts.count == 6 ? String(parts[5]) : nil
    )
  }

  private func words(_ text: Substring) -> [String] { text.split(separator: " ").map(String.init) }

  private func firstWord(of text: Substring) -> (word: Substring, rest: Substring) {
    let word = text.prefix { $0 != " " }
    return (word, text.dropFirst(word.count + 1))
  }

  private func error(_ text: String) -> FieldFateError { FieldFateError(place: place, text: text) }
}

/// The abbreviations of one file: names given by `let`, and repetition.
private struct Abbreviations {
  private var texts: [(name: String, text: String)] = []

  mutating func define(_ definition: (word: Substring, rest: Substring)) {
    texts.append(("$\(definition.word)", expand(definition.rest)))
  }

  /// The text without abbreviations.
  func expand(_ text: Substring) -> String {
    var result = String(text)
    for (name, text) in texts {
      let pieces = result.split(separator: name, omittingEmptySubsequences: false)
      result = pieces.joined(separator: text)
    }
    return Repetition.expand(result)
  }
}
