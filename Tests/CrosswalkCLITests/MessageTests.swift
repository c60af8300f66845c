internal import CrosswalkCLI
internal import Testing

struct MessageTests {
  private let message = Message(
    place: "threads.jsonl:17:412",
    text: "expected ':' after a name, found '}'",
    id: "json-syntax",
    context: "record 17, at /content/0",
    help: "repair the record"
  )

  @Test func `a message, written, has three lines`() {
    let lines = """
      threads.jsonl:17:412: error: expected ':' after a name, found '}' [json-syntax]
        record 17, at /content/0
        help: repair the record

      """
    #expect(message.lines() == lines)
    #expect(Message(severity: .note, text: "a").lines() == "crosswalk: note: a\n")
  }

  @Test func `a message in color, written, marks place and severity`() {
    let first = message.lines(isColored: true).prefix { $0 != "\n" }
    let start = "\u{1b}[1mthreads.jsonl:17:412:\u{1b}[0m \u{1b}[1;31merror:\u{1b}[0m expected"
    #expect(first.hasPrefix(start))
  }

  /// What a file or record may hold, and how it is shown.
  static let shown: [(text: String, shown: String)] = [
    ("a", "a"), ("é😀", "é😀"), ("\u{1b}[2J", "\\u001B[2J"), ("a\nb", "a\\u000Ab"),
    ("\u{7f}", "\\u007F"), ("\u{9b}1m", "\\u009B1m"), ("\u{202e}x", "\\u202Ex"), ("\0", "\\u0000"),
    ("\r\n", "\\u000D\\u000A"),
  ]

  @Test(arguments: shown)
  func `control characters, said, are shown`(row: (text: String, shown: String)) {
    #expect(Message.shown(row.text) == row.shown)
    let message = Message(place: row.text, text: row.text, context: row.text, help: row.text)
    #expect(!message.lines().dropLast().contains("\u{1b}"))
  }
}
