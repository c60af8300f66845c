internal import Crosswalk
internal import CrosswalkCLI
internal import Foundation
internal import Testing

/// `--as`, `--order`, `--attachments` and `--kind input`, through the program; what comes out is told in
/// `Tests/Runs`.
struct SendableFormsTests {
  /// A page of two messages, newest first.
  static let page =
    #"{"object":"list","data":["# + Sample.v2(2).replacing("1700000000", with: "1700000009") + ","
    + Sample.v2(1) + #"],"first_id":"msg_2","last_id":"msg_1","has_more":false}"#

  /// Words behind `convert`, what is said and what helps.
  static let refused: [(words: [String], message: String, help: String)] = [
    (
      ["--to", "responses", "--as", "inptu"], "no kind is called 'inptu'",
      "did you mean 'input'? known:"
    ),
    (
      ["--to", "v2", "--kind", "thread", "--as", "message"],
      "a payload of kind 'thread' cannot become 'message' in v2",
      "leave out --as: such payloads keep their kind\n"
    ),
    (
      ["--to", "responses", "--kind", "message", "--as", "input"],
      "a payload of kind 'message' cannot become 'input' in responses",
      "known: message to item or input-item\n"
    ),
    (
      ["--to", "responses", "--as", "thread"], "no payload can become 'thread' in responses",
      "known: create-message-request to input-item, message to item or input-item, message-list to"
    ),
    (
      ["--to", "responses", "--from", "v1", "--kind", "message-file", "--as", "item"],
      "a payload of kind 'message-file' of v1 cannot become 'item' in responses",
      "leave out --as"
    ),
    (
      ["--to", "responses", "--kind", "message-list", "--as", "input-item"],
      "a payload of kind 'message-list' cannot become 'input-item' in responses",
      "known: message-list to item-list or create-items-request or input; with --input list each element"
        + " is one by itself\n"
    ),
    (
      ["--to", "responses", "--order", "newest-first", "--on", "order-reversed=fail"],
      "'--order newest-first' and '--on order-reversed=fail' contradict each other",
      "leave out one of them\n"
    ),
    (
      ["--to", "responses", "--on=attachment-not-sent=allow", "--attachments=record"],
      "'--attachments record' and '--on attachment-not-sent=allow' contradict each other",
      "leave out one of them\n"
    ),
    (
      ["--to", "responses", "--order", "newest"],
      "expected auto|newest-first|oldest-first after '--order', found 'newest'",
      "did you mean 'newest-first'?\n"
    ),
  ]

  @Test(arguments: refused)
  func `a form that nothing can have, asked for, is refused with what can be had`(
    row: (words: [String], message: String, help: String)
  ) throws {
    let run = try Folder().crosswalk(["convert"] + row.words)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("crosswalk: error: \(row.message) [usage]\n  help: \(row.help)"))
  }

  @Test func `a page that cannot be what is asked for, converted, is refused with what it can be`()
    throws
  {
    let folder = try Folder()
    let run = try folder.crosswalk(
      "convert", "--to", "responses", "--as", "input-item", input: Self.page)
    #expect(run.status == 2)
    #expect(
      run.errors.contains("message-list of v2 cannot be converted to responses as input-item"))
    #expect(run.errors.contains("; with --input list each element is one by itself\n"))
  }

  @Test(arguments: [
    ("input", [String]()), ("input", ["--order", "newest-first"]),
    ("create-items-request", ["--attachments", "record"]),
    ("create-items-request", ["--order=auto"]),
  ])
  func `a page, made one to be sent, comes back with its residue`(
    kind: String,
    words: [String]
  ) throws {
    let folder = try Folder()
    try folder.write("page.json", Self.page + "\n")
    let run = try folder.crosswalk(
      [
        "convert", "--to", "responses", "--as", kind, "--residue", "r", "-o", "new.json",
        "page.json",
      ]
        + words)
    #expect(run.status == 0, "\(run.errors)")
    let new = try folder.read("new.json")
    #expect(new.contains("msg_1") == false)
    let back = try folder.crosswalk("restore", "--residue", "r", "new.json")
    #expect(back.output == Self.page + "\n", "\(back.errors)")
    let header = try #require(folder.read("r").split(separator: "\n").first)
    #expect(header.contains(#""as":"\#(kind)""#))
    if words.first == "--order" {
      #expect(header.contains(#""on":["order-reversed=newest-first"]"#))
    }
    if words.first == "--attachments" {
      #expect(header.contains(#""on":["attachment-not-sent=record"]"#))
    }
  }

  @Test(arguments: [("attachments", "attachment-not-sent"), ("order", "order-reversed")])
  func `an option for one code, looked at, takes the choices of the code`(
    name: String,
    id: String
  ) throws {
    let option = try #require(OptionList.all.first { $0.name == name })
    let code = try #require(Explanation.codes.first { $0.id == id })
    let choices = code.choices.map(\.name).filter { $0 != "fail" }
    #expect(option.value == .choice(choices))
  }

  @Test func `an option named twice, converting, means its last word`() throws {
    let words = ["--attachments", "record", "--attachments", "input-file"]
    let run = try Folder().crosswalk(
      ["convert", "--to", "responses", "-q"] + words, input: Sample.v2(1))
    #expect(run.output.contains(#"{"type":"input_file","file_id":"file-1"}"#))
  }

  @Test func `a choice for one field, named beside an option, wins there`() throws {
    let words = ["--on", "attachment-not-sent:/attachments/*=fail", "--attachments", "record"]
    let run = try Folder().crosswalk(["convert", "--to", "responses"] + words, input: Sample.v2(1))
    #expect(run.status == 2)
    #expect(run.errors.contains("[attachment-not-sent]\n"))
  }

  /// An input of a response, and the messages it holds in v2.
  static let inputs: [(input: String, messages: String)] = [
    (#"[{"role":"user","content":"hi"}]"#, #"[{"role":"user","content":"hi"}]"#),
    (#""hi""#, #"[{"role":"user","content":"hi"}]"#),
    (
      "[\n  {\"role\": \"user\", \"content\": \"hi\"}\n]",
      "[\n    {\n      \"role\": \"user\",\n      \"content\": \"hi\"\n    }\n  ]"
    ),
  ]

  @Test(arguments: inputs)
  func `an array or a string, named as input, is one payload`(
    row: (input: String, messages: String)
  ) throws {
    let folder = try Folder()
    let run = try folder.crosswalk(
      "convert", "--to", "v2", "--kind", "input", "--residue", "r", "-q", input: row.input)
    #expect(run.status == 0, "\(run.errors)")
    let plain = { (text: String) in text.filter { !$0.isWhitespace } }
    #expect(plain(run.output) == #"{"messages":"# + plain(row.messages) + "}")
    let back = try folder.crosswalk("restore", "--residue", "r", input: run.output)
    #expect(plain(back.output) == plain(row.input), "\(back.errors)")
    let identified = try folder.crosswalk("identify", "--kind", "input", input: row.input)
    #expect(identified.output.contains("      1  responses   input "))
  }

  @Test func `an array, not named as input, is as many records as it has elements`() throws {
    let run = try Folder().crosswalk(
      "convert", "--to", "responses", input: "[" + Sample.v2(1) + "," + Sample.v2(2) + "]")
    #expect(run.output.contains(#""id":"msg_1""#) && run.output.contains(#""id":"msg_2""#))
    #expect(run.output.hasPrefix("[") && run.output.hasSuffix("]"))
  }

  // MARK: Within Responses

  /// A page of items, newest first, as conversations list them.
  static let items =
    ##"{"object":"list","data":[{"type":"message","id":"msg_2","status":"completed","role":"assistant","##
    + ##""content":[{"type":"output_text","text":"b","annotations":[],"logprobs":[]}]},"##
    + ##"{"type":"function_call","id":"fc_1","call_id":"call_1","name":"f","arguments":"{}"},"##
    + ##"{"type":"message","id":"msg_1","status":"completed","role":"user","##
    + ##""content":[{"type":"input_text","text":"a"}]}],"first_id":"msg_2","last_id":"msg_1","has_more":false}"##

  @Test func `a page of items, asked for as input, is sent oldest first and restored`() throws {
    let folder = try Folder()
    let words = [
      "convert", "--to", "responses", "--as", "input", "--order", "newest-first", "--residue",
      "r.jsonl", "-o", "out.json", "-q",
    ]
    #expect(try folder.crosswalk(words, input: Self.items).status == 0)
    #expect(
      try folder.read("out.json")
        == ##"[{"type":"message","role":"user","content":[{"type":"input_text","text":"a"}]},"##
        + ##"{"type":"function_call","id":"fc_1","call_id":"call_1","name":"f","arguments":"{}"},"##
        + ##"{"type":"message","role":"assistant","content":"b"}]"##)
    let back = try folder.crosswalk("restore", "--residue", "r.jsonl", "out.json")
    #expect(back.output == Self.items)
  }

  @Test func `items one by one, asked for as they are sent, keep calls as they are`() throws {
    let folder = try Folder()
    let call =
      ##"{"type":"function_call","id":"fc_1","call_id":"call_1","name":"f","arguments":"{}"}"##
    let message =
      ##"{"type":"message","id":"msg_1","status":"completed","role":"assistant","content":["##
      + ##"{"type":"output_text","text":"b","annotations":[],"logprobs":[]}]}"##
    let source = message + "\n" + call + "\n" + ##"{"id":"msg_1"}"## + "\n"
    let run = try folder.crosswalk(
      "convert", "--to", "responses", "--as", "input-item", "--residue", "r.jsonl", input: source)
    #expect(run.status == 0)
    #expect(
      run.output == ##"{"type":"message","role":"assistant","content":"b"}"## + "\n" + call + "\n"
        + ##"{"id":"msg_1"}"## + "\n")
    let back = try folder.crosswalk("restore", "--residue", "r.jsonl", input: run.output)
    #expect(back.output == source)
  }

  @Test func `an item, asked for as what it cannot be, is refused with what it can be`() throws {
    let run = try Folder().crosswalk(
      "convert", "--to", "responses", "--as", "create-items-request",
      input: ##"{"type":"message","id":"msg_1","status":"completed","role":"user","content":[]}"##)
    #expect(run.status == 2)
    #expect(
      run.errors.contains(
        "item of responses cannot become create-items-request of the same dialect"))
    #expect(run.errors.contains("known: item to item or input-item"))
  }
}
