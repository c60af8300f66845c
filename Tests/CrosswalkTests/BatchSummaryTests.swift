import Crosswalk
import PropertyTesting
import Testing

/// What a run remembers of its records.
struct BatchSummaryTests {
  @Test func `records of several dialects, converted, are counted by what they were and became`()
    throws
  {
    let lines = [old, bare, new, old, #"{"id":"msg_1","type":"message","role":"user"}"#]
    let summary = try convert([BatchInput(lines.joined(separator: "\n"))]).summary
    #expect(
      summary.kinds.map(\.shown) == [
        "2 v1 create-message-request -> v2 create-message-request",
        "1 responses item -> v2 message",
        "1 undecided create-message-request -> undecided create-message-request",
        "1 v2 create-message-request -> v2 create-message-request",
      ])
  }

  @Test func `a loss, met twice, keeps where it was first and how its values begin`() throws {
    let long =
      #"{"role":"user","content":"hi","file_ids":["\#(String(repeating: "é", count: 150))"]}"#
    let summary = try convert([
      BatchInput(bare + "\n" + long, name: "a.jsonl"), BatchInput(old, name: "b.jsonl"),
    ]).summary
    let loss = try #require(summary.losses.first)
    #expect(loss.code == "tools-assumed" && loss.count == 2)
    let example = try #require(loss.example)
    #expect(example.file == "a.jsonl" && example.record == 2)
    #expect(example.source == nil && example.target == "/attachments/0/tools")
    #expect(example.sourceValue == nil)
    #expect(
      example.targetValue == #"[{"type":"file_search"},{"type":"code_interpreter"}]"#)
  }

  @Test func `a long value, kept as an example, ends between two code points`() throws {
    // A quote stands before the text, so that the 200th byte lies within a code point.
    let text = String(repeating: "é", count: 150)
    let payload = #"{"role":"user","content":"hi","extra":"\#(text)","file_ids":["file-1"]}"#
    let summary = try convert([BatchInput(payload)]).summary
    let loss = try #require(summary.losses.first { $0.code == "unknown-field" })
    #expect(loss.example?.source == "/extra" && loss.example?.target == nil)
    #expect(loss.example?.sourceValue == "\"" + String(repeating: "é", count: 99) + "…")
  }

  @Test func `a value over several lines, kept as an example, stands on one`() throws {
    let value = "{\r\n\t\"a\":  \"b  c\",\n    \"d\": []\n  }"
    let payload = #"{"role":"user","content":"hi","extra":\#(value),"file_ids":["file-1"]}"#
    let summary = try convert([BatchInput(payload, name: "a.json")]).summary
    let loss = try #require(summary.losses.first { $0.code == "unknown-field" })
    #expect(loss.example?.sourceValue == #"{ "a":  "b  c", "d": [] }"#)
  }

  @Test func `a missing member, kept as an example, has a name and no value`() throws {
    let item = #"{"id":"msg_1","type":"message","role":"user","content":[],"status":"completed"}"#
    let summary = try convert([BatchInput(item)]).summary
    let loss = try #require(summary.losses.first { $0.action == "missing" })
    #expect(loss.example?.target == "" && loss.example?.member != nil)
    #expect(loss.example?.targetValue == nil)
  }

  @Test func `two plans that lose at one field, met out of their order, keep the first example`()
    throws
  {
    // The plan of requests is met first, its loss of an unknown member last.
    let message =
      #"{"id":"msg_1","object":"thread.message","created_at":1,"thread_id":"t","role":"user","#
      + #""content":[],"metadata":{"a":"b"}}"#
    let request = #"{"role":"user","content":"hi","attachments":[],"metadata":{"a":"b"}}"#
    let lines = [
      #"{"role":"user","content":"x","attachments":[],"file_ids":[]}"#, message, request,
    ]
    let summary = try convert([BatchInput(lines.joined(separator: "\n"))], to: "responses").summary
    let loss = try #require(summary.losses.first { $0.field == "/metadata" })
    #expect(loss.count == 2 && loss.example?.record == 2)
  }

  @Test func `refused records, many, are kept by the first of each reason`() throws {
    let lines = Array(repeating: broken, count: 9) + [strange, bare, strange]
    let summary = try convert([BatchInput(lines.joined(separator: "\n"))]).summary
    #expect(summary.rejectedByCode.map(\.count) == [9, 2])
    #expect(summary.rejects.map(\.record) == [1, 2, 3, 4, 5, 10, 12])
    #expect(summary.rejects.map(\.line) == [1, 2, 3, 4, 5, 10, 12])
    #expect(Set(summary.rejects.map(\.code)) == ["json-end", "unknown-kind"])
  }

  // MARK: Pieces

  /// Files of lines with everything that may stand in one.
  private static let files = MixedDump.lines.array(average: 4)

  @Test func `summaries of pieces, merged in order, are that of one run`() throws {
    try check("summary-merges", count: 60, BatchSummaryTests.files) { dumps in
      let target = dumps.first?.target ?? "v2"
      let inputs = { (place: Int) in
        BatchInput(dumps[place].text + [0x0a], name: "\(place).jsonl")
      }
      var merged = BatchSummary()
      for place in dumps.indices {
        merged.merge(try convert([inputs(place)], to: target).summary)
      }
      let whole = try convert(dumps.indices.map(inputs), to: target).summary
      return Failure.unlessEqual("merged", merged.shown, whole.shown)
        ?? (merged == whole
          ? nil : Failure(id: "equal", message: "the JSON is the same, the summaries are not"))
    }
  }

  @Test func `a summary, written as JSON and read, is the same`() throws {
    try check("summary-json", count: 60, BatchSummaryTests.files) { dumps in
      let target = dumps.first?.target ?? "v2"
      let inputs = dumps.enumerated().map { place, dump in
        BatchInput(dump.text, name: "\(place)\"\\\u{2028}\u{7}.jsonl")
      }
      let summary = try convert(inputs, to: target).summary
      let read = BatchSummary(json: summary.json)
      return Failure.unlessEqual("json", read?.shown ?? "nothing", summary.shown)
        ?? (read == summary
          ? nil : Failure(id: "equal", message: "the JSON is the same, the summary is not"))
    }
  }

  @Test func `bytes that are no summary, read, are none`() {
    for text in ["", "{", "[]", "{}", #"{"records":"1"}"#] {
      #expect(BatchSummary(json: Array(text.utf8)) == nil)
    }
  }
}

extension BatchSummary {
  fileprivate var shown: String { String(decoding: json, as: UTF8.self) }
}

extension BatchSummary.KindCount {
  fileprivate var shown: String { "\(count) \(dialect) \(kind) -> \(targetDialect) \(targetKind)" }
}
