import Crosswalk
import Testing

/// Strictness refuses losses that nobody chose.
@Suite struct StrictnessTests {
  private static let attached =
    #"{"role":"user","content":"a","attachments":[{"file_id":"f","tools":[]}]}"#
  private static let parts =
    #"{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"#

  @Test(arguments: LossWeight.allCases)
  func `a record that loses content, converted strictly, is refused`(strict: LossWeight) throws {
    #expect(try code(StrictnessTests.attached, strict, []) == "tools-lost")
    #expect(try code(StrictnessTests.parts, strict, []) == "parts-joined")
  }

  @Test(arguments: ["blank-line", "newline", "allow"])
  func `a loss for which the caller chose, converted strictly, is let pass`(choice: String) throws {
    let policy = Policy(code: "parts-joined", choice: choice)
    #expect(try code(StrictnessTests.parts, .content, [policy]) == nil)
    #expect(try code(StrictnessTests.attached, .content, [policy]) == "tools-lost")
  }

  @Test func `a choice for another field, converted strictly, lets nothing pass`() throws {
    let elsewhere = Policy(code: "parts-joined", field: "/messages/*/content", choice: "newline")
    #expect(try code(StrictnessTests.parts, .content, [elsewhere]) == "parts-joined")
    let here = Policy(code: "parts-joined", field: "/content", choice: "newline")
    #expect(try code(StrictnessTests.parts, .content, [here]) == nil)
  }

  @Test func `the choice to fail, converted strictly, refuses`() throws {
    let policy = Policy(code: "parts-joined", choice: "fail")
    #expect(try code(StrictnessTests.parts, .content, [policy]) == "parts-joined")
  }

  /// The code with which a record is refused on its way to v1; nil if it is converted.
  private func code(
    _ record: String,
    _ strict: LossWeight,
    _ policies: [Policy]
  ) throws -> String? {
    var options = ConversionOptions()
    options.strict = strict
    options.policies = policies
    let converter = try Converter(to: "v1", options: options)
    do throws(ConversionError) {
      _ = try converter.convert(Array(record.utf8))
      return nil
    } catch {
      return error.code
    }
  }
}
