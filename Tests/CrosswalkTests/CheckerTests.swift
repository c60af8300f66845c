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
}
