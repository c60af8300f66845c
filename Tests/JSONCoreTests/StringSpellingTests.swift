import JSONCore
import PropertyTesting
import Testing

struct StringSpellingTests {
  static let spellings: [(like: String, text: String, written: String)] = [
    ("", "a\"\\/é😀\n\u{1}", #"a\"\\/é😀\n\u0001"#),
    (#"caf\u00e9"#, "é😀\u{1}", #"\u00e9\ud83d\ude00\u0001"#),
    (#"caf\u00E9"#, "é😀", #"\u00E9\uD83D\uDE00"#),
    (#"<\/b>"#, "</é>", #"<\/é>"#),
    (#"\u003cb\u003e \u0022"#, "<a>\"\\", #"\u003ca\u003e\u0022\\"#),
    (#"\u000a"#, "\n\t", #"\u000a\t"#),
    (#"é\u00e9"#, "é", "é"),
  ]

  @Test(arguments: spellings)
  func `a text is written like the string before it`(
    _ like: String,
    _ text: String,
    _ written: String
  ) {
    let example = padded(like)
    let input = padded(text)
    let spelling = StringSpelling(of: example.view)
    var sink = ByteSink(capacity: 0)
    spelling.append(input.view, into: &sink)
    #expect(String(decoding: sink.view.bytes, as: UTF8.self) == written)
  }

  @Test func `edits make any string into any other`() throws {
    let strings = HostileJSON().generator().map { document in
      var sink = ByteSink(capacity: 0)
      sink.appendString(document)
      return Array(sink.view.bytes.dropFirst().dropLast())
    }
    let pairs = Generator { choices in (strings.draw(&choices), strings.draw(&choices)) }
    try check("string-edits", count: 300, pairs) { (pair: ([UInt8], [UInt8])) in
      for (old, new) in [pair, (pair.1, pair.0), (pair.0, pair.0)] {
        let from = padded(old)
        let to = padded(new)
        let edits = StringEdits(from: from.view, to: to.view)
        var sink = ByteSink(capacity: 0)
        guard edits.apply(to: from.view, into: &sink) else {
          return Failure(id: "refused", message: "the edits do not fit")
        }
        let failure = Failure.unlessEqual("differs", sink.view.bytes, new)
        if failure != nil { return failure }
        if old == new, !edits.edits.isEmpty {
          return Failure(id: "edits", message: "edits make a string into itself")
        }
      }
      return nil
    }
  }

  @Test func `edits are small where only spelling and white space differ`() {
    let old = padded(#"{\"a\":\"é\",\"b\":[1,2]}"#)
    let new = padded(#"{\"a\": \"\u00e9\",\"b\":[1,2]}\n"#)
    let edits = StringEdits(from: old.view, to: new.view)
    #expect(
      edits.edits == [
        StringEdits.Edit(start: 7, length: 0, text: Array(" ".utf8)),
        StringEdits.Edit(start: 9, length: 2, text: Array(#"\u00e9"#.utf8)),
        StringEdits.Edit(start: 26, length: 0, text: Array(#"\n"#.utf8)),
      ])
  }

  @Test func `edits that do not fit a string are refused`() {
    let edits = StringEdits([StringEdits.Edit(start: 2, length: 4, text: [])])
    let input = padded("abc")
    var sink = ByteSink(capacity: 0)
    let isApplied = edits.apply(to: input.view, into: &sink)
    #expect(!isApplied)
    #expect(sink.count == 0)
  }

  private func padded(_ text: String) -> ByteSink { padded(Array(text.utf8)) }

  private func padded(_ bytes: [UInt8]) -> ByteSink {
    var sink = ByteSink(capacity: bytes.count)
    sink.append(bytes)
    return sink
  }
}
