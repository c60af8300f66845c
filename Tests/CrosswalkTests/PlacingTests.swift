import Crosswalk
import Testing

/// Documents that hold more than a payload.
struct PlacingTests {
  static let conversions: [(place: String, document: String, converted: String)] = [
    ("/m", #"{"id":1.0,"m":OLD,"x":[ 1 ]}"#, #"{"id":1.0,"m":NEW,"x":[ 1 ]}"#),
    ("/m", #" {"m" : OLD } "#, #" {"m" : NEW } "#),
    ("/a/*", #"[OLD]"#, #"[OLD]"#),
    ("/*", #"[OLD, null,BARE ,NEW]"#, #"[NEW, null,BARE ,NEW]"#),
    (
      "/a/*/b/0", #"{"a":[{"b":[OLD,OLD]},{},{"b":OLD}]}"#, #"{"a":[{"b":[NEW,OLD]},{},{"b":OLD}]}"#
    ),
    ("/a~1b/1", #"{"a\/b":[1,OLD]}"#, #"{"a\/b":[1,NEW]}"#),
    ("/*", #"{"*":OLD}"#, #"{"*":NEW}"#),
    ("", "OLD", "NEW"),
    ("/m", #"{"m":null}"#, #"{"m":null}"#),
    ("/m/n", #"{"m":7}"#, #"{"m":7}"#),
    ("/m/0", #"{"m":[]}"#, #"{"m":[]}"#),
  ]

  @Test(arguments: conversions)
  func `payloads are converted in their places and nothing else is touched`(
    _ place: String,
    _ document: String,
    _ converted: String
  ) throws {
    let converter = try converter(place)
    let source = filled(document)
    let conversion = try converter.convert(Array(source.utf8))
    #expect(text(conversion.payload) == filled(converted))
    let residue = try #require(conversion.residue)
    #expect(text(try converter.restore(conversion.payload, with: residue)) == source)
  }

  @Test func `losses are told from the payload on, with its place`() throws {
    let document = #"{"m":[BARE,OLD,OLD]}"#
    let losses = try converter("/m/*").convert(Array(filled(document).utf8)).losses
    #expect(
      losses.map { "\($0.at ?? "") \($0.code) \($0.target ?? "")" } == [
        "/m/1 tools-assumed /attachments/0/tools", "/m/2 tools-assumed /attachments/0/tools",
      ])
  }

  static let refusals: [(place: String, readsText: Bool, document: String, error: String)] = [
    ("/m", false, #"{"m":"{}"}"#, "payload-is-text /m  5"),
    ("/m/*", false, #"{"m":[OLD,{"x":1}]}"#, "unknown-kind /m/1 nil 59"),
    ("/m", false, #"{"m":OLD,"m":OLD}"#, "duplicate-member nil /m 62"),
    ("/m", true, #"{"m":"{\"a\":\u005d}"}"#, "json-syntax /m /a 13"),
    ("/m", true, #"{"m":"{} {}"}"#, "json-trailing /m  9"),
    ("/m", true, #"{"m":"é\"😀"}"#, "json-syntax /m  6"),
    (
      "/m", false, #"{"m":{"role":"user","content":"hi","file_ids":7}}"#,
      "unexpected-type /m /file_ids 46"
    ),
  ]

  @Test(arguments: refusals)
  func `a document is refused for one of its payloads, which is named`(
    _ place: String,
    _ readsText: Bool,
    _ document: String,
    _ error: String
  ) throws {
    let converter = try converter(place, readsText: readsText)
    let found = #expect(throws: ConversionError.self) {
      try converter.convert(Array(filled(document).utf8))
    }
    let refusal = try #require(found)
    #expect(
      "\(refusal.code) \(refusal.at ?? "nil") \(refusal.pointer ?? "nil") \(refusal.offset)"
        == error)
  }

  @Test func `a string is the input of a response if that kind is named`() throws {
    var options = ConversionOptions()
    options.at = PayloadPlace("/input")
    options.kind = "input"
    options.source = "responses"
    let converter = try Converter(to: "v2", options: options)
    let converted = try converter.convert(Array(#"{"input":"hi"}"#.utf8)).payload
    #expect(text(converted) == #"{"input":{"messages":[{"role":"user","content":"hi"}]}}"#)
  }

  @Test func `a pointer that is none is refused at once`() {
    #expect(throws: ConfigurationError.self) { try converter("m") }
    #expect(throws: ConfigurationError.self) { try converter("/m~2") }
  }

  @Test func `payloads on several lines are laid out as they were`() throws {
    let document = """
      {
        "id": 1,
        "m": {
          "role": "user",
          "content": "hi",
          "file_ids": ["file-1"]
        },
        "x" : [ ]
      }
      """
    let converter = try converter("/m")
    let conversion = try converter.convert(Array(document.utf8))
    let lines = text(conversion.payload).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(6) == [
        "{", #"  "id": 1,"#, #"  "m": {"#, #"    "role": "user","#, #"    "content": "hi","#,
        #"    "attachments": ["#,
      ])
    #expect(lines.suffix(3) == ["  },", #"  "x" : [ ]"#, "}"])
  }

  @Test func `a text keeps the spaces and escapes of its writer`() throws {
    let source =
      #"{"m":" {\"role\": \"user\", \"content\": \"\u00e9\\u00e9\\n\", \"file_ids\": [\"f\\/1\"]}\n"}"#
    let converter = try converter("/m", readsText: true)
    let conversion = try converter.convert(Array(source.utf8))
    #expect(
      text(conversion.payload)
        == #"{"m":" {\"role\": \"user\", \"content\": \"\u00e9\\u00e9\\n\", \"attachments\": "#
        + #"[{\"file_id\": \"f\\/1\", \"tools\": [{\"type\": \"file_search\"}, "#
        + #"{\"type\": \"code_interpreter\"}]}]}\n"}"#)
    let residue = try #require(conversion.residue)
    #expect(text(try converter.restore(conversion.payload, with: residue)) == source)
    #expect(text(residue.patch).contains(#""edits":[]"#))
  }

  @Test func `a text that keeps to no way of writing comes back all the same`() throws {
    let source =
      #"{"m":"{\"role\":\"us\u0065r\",\n \u0022content\u0022 : \"e\u0065\",\"file_ids\":[ \"f\"] }"}"#
    let converter = try converter("/m", readsText: true)
    let conversion = try converter.convert(Array(source.utf8))
    let residue = try #require(conversion.residue)
    #expect(text(try converter.restore(conversion.payload, with: residue)) == source)
  }

  @Test func `an edit of a text survives and only its spelling is not brought back`() throws {
    let source = #"{"m":"{\"role\":\"us\u0065r\",\"content\":\"ee\",\"file_ids\":[\"f\"]}"}"#
    let converter = try converter("/m", readsText: true)
    let conversion = try converter.convert(Array(source.utf8))
    let edited = text(conversion.payload).replacing("ee", with: "no")
    let residue = try #require(conversion.residue)
    #expect(
      text(try converter.restore(Array(edited.utf8), with: residue))
        == #"{"m":"{\"role\":\"user\",\"content\":\"no\",\"file_ids\":[\"f\"]}"}"#)
  }

  @Test func `payloads that were added, removed or moved are refused`() throws {
    let converter = try converter("/*")
    let other = old.replacing("hi", with: "ho")
    let conversion = try converter.convert(Array("[\(old),\(other)]".utf8))
    let residue = try #require(conversion.residue)
    let parts = [new, new.replacing("hi", with: "ho")]
    for edited in [[parts[0]], [parts[1], parts[0]], parts + [parts[0]]] {
      let error = #expect(throws: ConversionError.self) {
        try converter.restore(Array("[\(edited.joined(separator: ","))]".utf8), with: residue)
      }
      #expect(error?.code == "residue-mismatch")
    }
  }

  @Test func `the first payload of a document is identified`() throws {
    let converter = try converter("/m/*")
    #expect(try converter.identify(Array(filled(#"{"m":[null,OLD]}"#).utf8)).dialect == "v1")
    #expect(try converter.identify(Array("{}".utf8)).dialect == "none")
  }

  private func converter(_ place: String, readsText: Bool = false) throws -> Converter {
    var options = ConversionOptions()
    options.keepsResidue = true
    options.at = PayloadPlace(place, readsText: readsText)
    return try Converter(to: "v2", options: options)
  }

  private func filled(_ text: String) -> String {
    text.replacing("OLD", with: old).replacing("NEW", with: new).replacing("BARE", with: bare)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
