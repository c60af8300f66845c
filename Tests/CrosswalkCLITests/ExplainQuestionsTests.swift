internal import Testing

struct ExplainQuestionsTests {
  @Test func `every question of a user, asked, is answered by the tables`() throws {
    let folder = try Folder()
    for question in try ExplainQuestion.all() {
      let run = try folder.crosswalk(["explain"] + question.words)
      #expect(run.status == 0, "\(question.text)\n\(run.errors)")
      let problems = question.problems(of: run.output)
      #expect(problems.isEmpty, "\(question.text)\n  \(problems.joined(separator: "\n  "))")
    }
  }

  @Test func `every question, read, asks something and expects an answer`() throws {
    let questions = try ExplainQuestion.all()
    #expect(Set(questions.map(\.text)).count == questions.count)
    for question in questions {
      #expect(!question.words.isEmpty, "\(question.text)")
      #expect(!question.needed.isEmpty || !question.unwanted.isEmpty, "\(question.text)")
    }
  }

  /// Answers to one question, and whether they do.
  static let answers: [(answer: String, isRight: Bool)] = [
    ("  /a  kept\n  /b -> /c\n      carried,\n      if known\n  /d  x", true),
    ("  /a  carried, if known\n  /b  stays\n", false),
    ("  /bb  carried, if known\n", false),
    ("  /b  carried, if known; dropped\n", false),
    ("  /b[with c] -> (nothing)  kept", true),
    ("  /a[x]/b[c begins with d:] -> /b[with c]  kept", true),
    ("  /b[c]  kept", false),
    ("", false),
  ]

  @Test(arguments: answers)
  func `an answer about another field, or in other words, is none`(
    row: (answer: String, isRight: Bool)
  ) {
    var question = ExplainQuestion(text: "What?")
    question.pointer = "/b"
    question.needed = [["kept", "carried, if known"]]
    question.unwanted = ["dropped"]
    #expect(question.problems(of: row.answer).isEmpty == row.isRight, "\(row.answer)")
  }
}
