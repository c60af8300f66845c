import Crosswalk
import Testing

struct BatchIdentifierTests {
  private func identify(
    _ inputs: [BatchInput],
    rejected: ((BatchError) throws -> Void)? = nil
  ) throws -> (lines: [String], totals: [BatchIdentifier.Total]) {
    var lines: [String] = []
    let totals = try BatchIdentifier(try Converter(to: "v2")).identify(inputs, rejected: rejected) {
      lines.append("\($0.file):\($0.record) \($0.identification.dialect) \($0.identification.kind)")
    }
    return (lines, totals)
  }

  @Test func `each record is named with its place, and counted`() throws {
    let inputs = [
      BatchInput("\(old)\n\(strange)\n\n\(new)\n"),
      BatchInput("[\(bare),\(old)]", name: "b"),
    ]
    let found = try identify(inputs)
    #expect(
      found.lines == [
        "a.jsonl:1 v1 create-message-request",
        "a.jsonl:2 unknown unknown",
        "a.jsonl:3 v2 create-message-request",
        "b:1 undecided create-message-request",
        "b:2 v1 create-message-request",
      ]
    )
    #expect(found.totals.map(\.count) == [2, 1, 1, 1])
    #expect(found.totals.map(\.dialect) == ["v1", "undecided", "unknown", "v2"])
  }

  @Test func `what is no JSON ends the run, or is told and passed over`() throws {
    let text = "\(old)\n\(broken)\n\(old)\n"
    #expect(throws: BatchError.self) { try identify([BatchInput(text)]) }
    var rejected: [Int] = []
    let found = try identify([BatchInput(text)]) { rejected.append($0.record) }
    #expect(rejected == [2])
    #expect(found.lines.count == 2)
  }
}
