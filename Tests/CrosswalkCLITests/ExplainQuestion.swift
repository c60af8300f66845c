internal import Foundation

/// A question of a user, and what the answer of `explain` must contain; see `Tests/Questions`.
struct ExplainQuestion: Sendable {
  /// The question and where it stands, for the reader of a failure.
  var text: String
  /// The words behind `explain`.
  var words: [String] = []
  /// The field that is asked about; nil if the whole answer counts.
  var pointer: String?
  /// Each line's alternatives, one of which must be there.
  var needed: [[String]] = []
  /// What must not be there.
  var unwanted: [String] = []

  /// What is wrong with an answer.
  func problems(of answer: String) -> [String] {
    let relevant = pointer.map { Self.entries(of: answer, about: $0) } ?? answer
    let said = Self.plain(relevant)
    if said.isEmpty { return ["no line about \(pointer ?? "anything")"] }
    let missing = needed.filter { !$0.contains(where: said.contains) }
    return missing.map { "does not say '\($0.joined(separator: " | "))'" }
      + unwanted.filter(said.contains).map { "says '\($0)'" }
  }

  /// The entries of an answer whose field, on either side, is the one asked about.
  private static func entries(of answer: String, about pointer: String) -> String {
    var relevant: [Substring] = []
    var isRelevant = false
    for line in answer.split(separator: "\n") {
      let isEntry = line.hasPrefix("  ") && !line.hasPrefix("   ")
      if isEntry {
        let fields = withoutConditions(line).split(separator: " ")
        isRelevant = fields.contains(Substring(pointer))
      }
      if isRelevant { relevant.append(line) }
    }
    return relevant.joined(separator: "\n")
  }

  /// A line without the conditions behind a field, such as `[with file_id]`.
  ///
  /// They have a space, other than the name of a type such as `[input_text]`.
  private static func withoutConditions(_ line: Substring) -> String {
    var result = ""
    for piece in line.split(separator: "[", omittingEmptySubsequences: false) {
      let inside = piece.prefix { $0 != "]" }
      if result.isEmpty {
        result += piece
      } else if inside.contains(" "), inside.count < piece.count {
        result += piece.dropFirst(inside.count + 1)
      } else {
        result += "[" + piece
      }
    }
    return result
  }

  /// The text with one space between words.
  private static func plain(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }
}

extension ExplainQuestion {
  /// The questions of all files.
  static func all() throws -> [ExplainQuestion] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Questions")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.sorted().filter { $0.hasSuffix(".questions") }.flatMap { name in
      try parse(String(contentsOf: folder.appending(path: name), encoding: .utf8), file: name)
    }
  }

  private static func parse(_ text: String, file: String) throws -> [ExplainQuestion] {
    var questions: [ExplainQuestion] = []
    for line in text.split(separator: "\n") {
      let word = line.prefix { $0 != " " }
      let rest = String(line.dropFirst(word.count + 1))
      if word == "##" {
        questions.append(ExplainQuestion(text: "\(file): \(rest)"))
      } else if !questions.isEmpty, questions[questions.count - 1].read(word, rest) {
        continue
      } else {
        throw CocoaError(.propertyListReadCorrupt, userInfo: ["line": "\(file): \(line)"])
      }
    }
    return questions
  }

  /// Reads a line of a question; false if it is none.
  private mutating func read(_ word: Substring, _ rest: String) -> Bool {
    switch word {
    case "ask": words = rest.split(separator: " ").map(String.init)
    case "at": pointer = rest
    case "says": needed.append(rest.components(separatedBy: " | "))
    case "not": unwanted.append(rest)
    default: return false
    }
    return true
  }
}
