import Crosswalk
import Testing

struct CheckerTests {
  private func findings(
    _ payload: String,
    _ source: String? = nil,
    _ kind: String? = nil,
    level: Level = .service
  ) throws -> [String] {
    var options = CheckOptions()
    (options.source, options.kind, options.level) = (source, kind, level)
    return try Checker(options).check(Array(payload.utf8)).map {
      "\($0.severity.rawValue) \($0.id) \($0.pointer ?? "-")"
    }
  }

  @Test func `a payload that any reading takes, checked, has no finding`() throws {
    #expect(try findings(#"{"role":"user","content":""}"#) == [])
    #expect(try findings(#"{"role":"assistant","content":"a"}"#) == [])
    // Responses refuses it, v2 warns.
    #expect(try findings(#"{"role":"assistant","content":""}"#) == [])
    // Only the second edition of v1 wants a status.
    let old =
      #"{"id":"m","object":"thread.message","created_at":1,"thread_id":"t","role":"user","#
      + #""content":[],"file_ids":[],"assistant_id":null,"run_id":null,"metadata":{}}"#
    #expect(try findings(old, level: .schema) == [])
    #expect(try findings(old, "v1-2024-04", level: .schema).count == 4)
    #expect(try findings(#"{"object":"list","data":[]}"#, level: .service).count == 1)
  }

  @Test func `a request with metadata, checked, is not one of responses`() throws {
    let request = #"{"role":"user","content":"a","metadata":{"n":7}}"#
    #expect(try findings(request) == ["error metadata-type /metadata/n"])
  }

  @Test func `a payload that every reading refuses for its own reason has those of the newest`()
    throws
  {
    let bare =
      #"{"id":"m","object":"thread.message","created_at":1,"thread_id":"t","role":"user","#
      + #""content":[],"assistant_id":null,"run_id":null,"metadata":{}}"#
    #expect(try findings(bare) == [])
    #expect(try findings(bare, level: .schema).contains("error required-member "))
  }

  @Test func `a payload of another dialect than named is told so and measured all the same`() throws
  {
    let old = #"{"role":"user","content":"a","file_ids":["file-1"]}"#
    #expect(
      try findings(old, "v2") == [
        "error dialect-mismatch ", "error old-file-ids /file_ids",
      ])
    #expect(try findings(old, nil, "thread").first == "error dialect-mismatch ")
  }

  @Test func `a payload with marks of both dialects, checked, is refused by all`() throws {
    let hybrid = #"{"role":"user","content":"a","file_ids":["file-1"],"attachments":[]}"#
    let found = try findings(hybrid)
    #expect(found.first == "error ambiguous-kind ")
    #expect(found.dropFirst() == ["error old-file-ids /file_ids"])
    #expect(try findings(hybrid, "v1") == ["error unknown-parameter /attachments"])
  }

  @Test func `a payload of no known kind, checked, is a finding`() throws {
    for payload in ["{}", "7", "[]", #"{"object":"thread.run"}"#] {
      #expect(try findings(payload) == ["error unknown-kind "], "\(payload)")
    }
    #expect(try findings("{}", "v1", "message-file").count == 4)
    #expect(try findings("{}", "responses", "message-file") == ["error unknown-kind "])
  }

  @Test func `marks, found in a dialect that is named, decide its edition`() throws {
    let parts = #"{"role":"user","content":[{"text":"a"}]}"#
    #expect(try findings(parts, "v2") == ["error required-member /content/0"])
    #expect(try findings(parts, "v2-2024-04") == ["error wrong-type /content"])
  }

  @Test func `findings stand in the order of the payload`() throws {
    let request = #"{"extra":1,"content":"","role":"nobody","metadata":{"a":1}}"#
    #expect(
      try findings(request, "v1") == [
        "error unknown-parameter /extra", "error content-empty /content",
        "error value-not-allowed /role", "error metadata-type /metadata/a",
      ])
  }

  @Test func `a fault that is everywhere, checked, is listed a thousand times and counted`() throws
  {
    let parts = Array(repeating: "1", count: 1_200).joined(separator: ",")
    let request = #"{"role":"user","content":[\#(parts)]}"#
    let found = try Checker().check(Array(request.utf8))
    #expect(found.count == 1_001)
    #expect(found.contains { $0.pointer == "" && $0.message.hasPrefix("200 more of these") })
  }

  @Test func `names written with escapes, and odd ones, are found and shown`() throws {
    let request = #"{"\u0072ole":"user","content":"a","metadata":{"a/b~":7},"\n":1}"#
    #expect(
      try findings(request, "v1") == [
        "error metadata-type /metadata/a~1b~0", "error unknown-parameter /\n",
      ])
  }

  @Test func `what is no JSON, checked, is thrown`() {
    #expect(throws: ConversionError.self) { try Checker().check(Array("{".utf8)) }
    #expect(throws: ConversionError.self) { try Checker().check(Array("{} {}".utf8)) }
  }

  @Test func `names that nobody knows, as options, are refused with what was meant`() {
    #expect(throws: ConfigurationError.self) { try findings("{}", "v3") }
    #expect(throws: ConfigurationError.self) { try findings("{}", nil, "mesage") }
  }

  // MARK: Calls

  /// What is checked, for which dialect, and the findings.
  static let calls: [(payload: String, source: String?, findings: [String])] = [
    (
      ##"{"method":"POST","url":"/v1/threads/thread_1/messages","headers":{"OpenAI-Beta":"assistants=v2"},"##
        + ##""body":{"role":"user","content":"a","file_ids":["file-1"]}}"##,
      nil, ["error dialect-mismatch /body", "error old-file-ids /body/file_ids"]
    ),
    (
      ##"{"custom_id":"1","method":"POST","url":"/v1/conversations/conv_1/items","body":{"items":["##
        + ##"{"role":"assistant","content":[{"type":"input_text","text":"a"}]}]}}"##,
      nil, ["error assistant-part /body/items/0/content/0"]
    ),
    (
      ##"{"method":"POST","url":"/v1/responses","body":{"model":"m","input":["##
        + ##"{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a.org/a.png"}}]}]}}"##,
      nil, ["error image-url-part /body/input/0/content/0"]
    ),
    (##"{"method":"POST","url":"/v1/responses","body":{"model":"m","input":"a"}}"##, nil, []),
    (
      ##"{"method":"POST","url":"/v1/conversations","body":{"items":[],"metadata":{"a":1}}}"##,
      nil, ["error metadata-type /body/metadata/a"]
    ),
    // Without a header v1 or v2 may be meant, and one of them takes it.
    (
      ##"{"method":"POST","url":"/v1/threads/thread_1/messages","body":{"role":"user","content":"a","##
        + ##""file_ids":["file-1"]}}"##,
      nil, []
    ),
    (
      ##"{"method":"POST","url":"/v1/threads/thread_1/messages","body":{"role":"user","content":"a"}}"##,
      "responses", ["error dialect-mismatch "]
    ),
    (
      ##"{"method":"POST","url":"/v1/threads/thread_1/messages","body":"a"}"##, nil,
      ["error wrong-type /body"]
    ),
    (
      ##"{"custom_id":"1","response":{"status_code":200,"body":{"object":"list","data":["##
        + ##"{"id":"msg_1","type":"message","role":"user","status":"completed","content":[{"type":"input_text","##
        + ##""text":"a"}]}],"first_id":"msg_1","last_id":"msg_1","has_more":true}},"error":null}"##,
      nil, ["warning more-pages /response/body/has_more"]
    ),
    (
      ##"{"response":{"status_code":404,"body":{"error":{"message":"no"}}}}"##, nil, []
    ),
  ]

  @Test(arguments: calls)
  func `a call, checked, has the findings of its body with pointers into the record`(
    row: (payload: String, source: String?, findings: [String])
  ) throws {
    #expect(try findings(row.payload, row.source) == row.findings, "\(row.payload)")
  }

  @Test func `a finding in a body, located, starts where the value is in the record`() throws {
    let call = ##"{"method":"POST","url":"/v1/conversations","body":{"metadata":{"a":1}}}"##
    let found = try #require(try Checker().check(Array(call.utf8)).first)
    #expect(Array(call.utf8)[found.offset] == UInt8(ascii: "1"))
    #expect(found.message.contains("'metadata.a'"), "\(found.message)")
  }

  @Test func `a kind of calls, named, holds for calls alone`() throws {
    let message = ##"{"role":"user","content":"a"}"##
    #expect(try findings(message, nil, "http-request").first == "error dialect-mismatch ")
    let call = ##"{"method":"GET","url":"/v1/threads/thread_1"}"##
    #expect(try findings(call, nil, "http-request") == [])
    #expect(try findings(call, nil, "message").contains("error dialect-mismatch "))
  }
}
