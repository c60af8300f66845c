import Crosswalk
import Testing

struct CheckRulesTests {
  @Test func `every rule has cases, and every file of cases a rule`() throws {
    #expect(Explanation.rules.map(\.id).sorted() == (try CheckCase.rules()))
  }

  @Test(arguments: Explanation.rules.map(\.id))
  func `a rule, measured by its cases, refuses and takes what they say`(rule: String) throws {
    let cases = try CheckCase.all(of: rule)
    #expect(cases.contains { $0.isRefused } && cases.contains { !$0.isRefused })
    for one in cases {
      let found = try Checker(one.options).check(one.payload).filter { $0.id == rule }
      guard one.isRefused else {
        #expect(found.isEmpty, "\(one): \(found.first?.message ?? "")")
        continue
      }
      #expect(found.contains { $0.pointer == one.pointer }, "\(one): \(found.map(\.pointer))")
      #expect(found.first?.severity == one.severity, "\(one)")
      guard let says = one.says else { continue }
      #expect(found.contains { $0.message.contains(says) }, "\(one): \(found.map(\.message))")
    }
  }

  @Test func `rules, listed, have names of their own and complete texts`() {
    let names = Explanation.rules.map(\.id) + Explanation.codes.map(\.id)
    #expect(Set(names).count == names.count)
    for rule in Explanation.rules {
      #expect(rule.id.allSatisfy { $0 == "-" || ("a"..."z").contains($0) }, "\(rule.id)")
      #expect(!rule.source.isEmpty && !rule.advice.hasSuffix(".") && !rule.message.hasSuffix("."))
      #expect(rule.message.first?.isUppercase == false, "\(rule.id)")
    }
  }

  /// What people search for, the payload's place in it, and the rule that says it: pains of users.
  static let searched: [(rule: String, text: String)] = [
    (
      "assistant-part",
      "Invalid value: 'input_text'. Supported values are: 'output_text' and 'refusal'."
    ),
    (
      "assistant-part",
      "Invalid value: 'input_image'. Supported values are: 'output_text' and 'refusal'."
    ),
    (
      "image-file-part",
      "Invalid value: 'image_file'. Supported values are: 'input_text', 'input_image', "
        + "'output_text', 'refusal', 'input_file', 'computer_screenshot', and 'summary_text'."
    ),
    (
      "image-url-part",
      "Invalid value: 'image_url'. Supported values are: 'input_text', 'input_image', "
        + "'output_text', 'refusal', 'input_file', 'computer_screenshot', 'summary_text', and "
        + "'encrypted_content'."
    ),
    (
      "image-url-object",
      "Invalid type for 'input[0].content[0].image_url': expected an image URL, but got an object "
        + "instead."
    ),
    ("input-url-part", "Invalid value: 'input_url'"),
    (
      "required-member",
      "Missing required parameter: 'input[2].content[0].annotations[0].index'"
    ),
    ("annotations-missing", "Required property 'annotations' is missing"),
    ("old-file-ids", "Unknown parameter: 'file_ids'."),
    ("old-file-ids", "Messages.create() got an unexpected keyword argument 'file_ids'"),
    ("file-type", "Expected file type to be a supported format: .pdf but got .csv."),
    ("item-member", "Missing required parameter: 'input[4].id'."),
    ("id-prefix", "Expected an ID that begins with 'msg'."),
    (
      "id-characters",
      "Expected an ID that contains letters, numbers, underscores, or dashes, but this value "
        + "contained additional characters."
    ),
    (
      "id-too-long",
      "Invalid 'input[2].call_id': string too long. Expected a string with maximum length 64, but "
        + "got a string with length 446 instead."
    ),
    (
      "duplicate-item",
      "Duplicate item found with id msg_1. Remove duplicate items from your input and try again."
    ),
    ("null-member", "Unknown parameter: 'input[1].status'."),
    (
      "reasoning-without-follower",
      "of type 'reasoning' was provided without its required following item."
    ),
    ("item-without-reasoning", "was provided without its required 'reasoning' item: 'rs_"),
    ("reasoning-summary", "missing required field 'summary'"),
    ("output-without-call", "No tool call found for function call output with call_id call_"),
    ("call-without-output", "No tool output found for function call"),
    (
      "metadata-pairs",
      "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but "
        + "got an object with 24 properties instead."
    ),
    (
      "metadata-value",
      "Expected a string with maximum length 512, but got a string with length 695 instead."
    ),
  ]

  @Test(arguments: searched)
  func `an error that users search for stands in the finding for its payload`(
    row: (rule: String, text: String)
  ) throws {
    let cases = try CheckCase.all(of: row.rule)
    #expect(cases.contains { $0.says?.contains(row.text) == true }, "no case says it")
  }
}
