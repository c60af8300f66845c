import Crosswalk
import Testing

struct BatchCheckerTests {
  private func check(
    _ inputs: [BatchInput],
    _ options: CheckOptions = CheckOptions()
  ) throws -> (lines: [String], summary: BatchChecker.Summary) {
    var lines: [String] = []
    let summary = try BatchChecker(try Checker(options)).check(inputs) {
      lines.append("\($0.file):\($0.record) \($0.line):\($0.column) \($0.finding.id)")
    }
    return (lines, summary)
  }

  @Test func `findings, streamed, have their place in the input`() throws {
    let page = """
      [ {"role":"user","content":"a"},
        {"role":"user",
         "content":[],
         "metadata":{"a":1}} ]
      """
    let inputs = [
      BatchInput("\n\(old)\n{\"x\":1}\n", name: "a.jsonl"), BatchInput(page, name: "b"),
    ]
    let found = try check(inputs)
    #expect(
      found.lines == [
        "a.jsonl:2 3:1 unknown-kind", "b:2 3:14 content-without-parts", "b:2 4:20 metadata-type",
      ])
    #expect(found.summary.records == 4 && found.summary.found == 2)
    #expect(found.summary.errors == 3 && found.summary.warnings == 0)
  }

  @Test func `what is no JSON, streamed, is a finding and the next record goes on`() throws {
    let found = try check([BatchInput("\(old)\n\(broken)\n{}\n")])
    #expect(found.lines.count == 2)
    #expect(found.lines.first?.hasPrefix("a.jsonl:2 2:") == true)
    #expect(found.lines.first?.contains(" json-") == true)
    #expect(found.lines.last == "a.jsonl:3 3:1 unknown-kind")
    #expect(found.summary.records == 3 && found.summary.errors == 2)
  }

  @Test func `an array, named as an input, is one record`() throws {
    var options = CheckOptions()
    (options.source, options.kind) = ("responses", "input")
    let input = #"[{"role":"user","content":"a"},{"role":"assistant","content":""}]"#
    let found = try check([BatchInput(input, name: "input.json")], options)
    #expect(found.lines == ["input.json:1 1:62 empty-assistant-content"])
    #expect(found.summary.records == 1)
  }

  @Test func `nothing, streamed, is no records`() throws {
    #expect(try check([BatchInput("")]).summary == BatchChecker.Summary())
  }
}
