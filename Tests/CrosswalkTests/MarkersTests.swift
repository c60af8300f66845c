import Crosswalk
import Testing

/// Markers, cut out of a text: what is left of it, and where its annotations are.
@Suite struct MarkersTests {
  /// A text and its annotations before and after.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The text as it is spelled between its quotes.
    let text: String
    /// Places of each annotation as they are spelled; of a file citation unless it is named.
    let spans: [Span]
    let leaves: String
    /// The index of each annotation as it is spelled.
    let at: [String]
    /// The annotations whose span does not fit.
    var kept: [Int] = []

    init(
      _ testDescription: String,
      _ text: String,
      _ spans: [Span],
      leaves: String,
      at: [String],
      kept: [Int] = []
    ) {
      self.testDescription = testDescription
      self.text = text
      self.spans = spans
      self.leaves = leaves
      self.at = at
      self.kept = kept
    }
  }

  struct Span: Sendable {
    var type = "file_citation"
    let start: String
    let end: String
  }

  private static func cite(_ start: String, _ end: String) -> Span { Span(start: start, end: end) }
  private static func path(_ start: String, _ end: String) -> Span {
    Span(type: "file_path", start: start, end: end)
  }

  static let cuts: [Case] = [
    Case("nothing cited", "a[1]", [], leaves: "a[1]", at: []),
    Case("one in the middle", "ab[1]cd", [cite("2", "5")], leaves: "abcd", at: ["2"]),
    Case("at the start", "[1]cd", [cite("0", "3")], leaves: "cd", at: ["0"]),
    Case("at the end", "ab[1]", [cite("2", "5")], leaves: "ab", at: ["2"]),
    Case(
      "at both ends", "[1]ab[2]", [cite("0", "3"), cite("5", "8")], leaves: "ab", at: ["0", "2"]),
    Case("the whole text", "[1]", [cite("0", "3")], leaves: "", at: ["0"]),
    Case("an empty span", "ab", [cite("1", "1")], leaves: "ab", at: ["1"]),
    Case("an empty span at the end", "ab", [cite("2", "2")], leaves: "ab", at: ["2"]),
    Case("an empty text", "", [cite("0", "0")], leaves: "", at: ["0"]),
    Case(
      "side by side", "a[1][2]b", [cite("1", "4"), cite("4", "7")], leaves: "ab", at: ["1", "1"]),
    Case(
      "overlapping", "abcdefgh", [cite("1", "4"), cite("3", "6"), path("7", "8")],
      leaves: "agh", at: ["1", "1", "2"]),
    Case(
      "one inside another", "abcdefgh", [cite("1", "7"), cite("3", "4"), path("8", "8")],
      leaves: "ah", at: ["1", "1", "2"]),
    Case(
      "twice the same", "ab[1]c", [cite("2", "5"), cite("2", "5")], leaves: "abc", at: ["2", "2"]),
    Case(
      "last one first", "a[1]b[2]c", [path("9", "9"), cite("5", "8"), cite("1", "4")],
      leaves: "abc", at: ["3", "2", "1"]),
  ]

  static let paths: [Case] = [
    Case("a path stays", "see x.csv", [path("4", "9")], leaves: "see x.csv", at: ["4"]),
    Case(
      "a path behind a marker moves", "a[1] x.csv", [cite("1", "4"), path("5", "10")],
      leaves: "a x.csv", at: ["1", "2"]),
    Case(
      "a path before a marker does not", "x.csv[1]", [path("0", "5"), cite("5", "8")],
      leaves: "x.csv", at: ["0", "5"]),
    Case(
      "a path into a marker begins where it stood", "ab[12]cd", [cite("2", "6"), path("4", "8")],
      leaves: "abcd", at: ["2", "2"]),
  ]

  static let spellings: [Case] = [
    Case(
      "emoji are one each", "😀😀[1]b", [cite("2", "5"), path("6", "6")], leaves: "😀😀b",
      at: ["2", "3"]),
    Case(
      "an escaped pair is one", #"\uD83D\uDE00[1]\ud83d\ude00"#, [cite("1", "4"), path("5", "5")],
      leaves: #"\uD83D\uDE00\ud83d\ude00"#, at: ["1", "2"]),
    Case(
      "a combining mark is one of its own", "e\u{301}[1]e\\u0301",
      [cite("2", "5"), path("7", "7")], leaves: "e\u{301}e\\u0301", at: ["2", "4"]),
    Case(
      "a mark behind a marker joins what was before it", "e[1]\u{301}", [cite("1", "4")],
      leaves: "e\u{301}", at: ["1"]),
    Case(
      "a family is as many as it has", "👩‍👩‍👧[1].", [cite("5", "8"), path("9", "9")],
      leaves: "👩‍👩‍👧.", at: ["5", "6"]),
    Case(
      "escapes in the marker go with it", #"a\u3010\n\"\\\/†】\tb"#,
      [cite("1", "8"), path("9", "9")], leaves: #"a\tb"#, at: ["1", "2"]),
    Case(
      "escapes at its borders stay", #"\n\u0041[1]\\\u0042"#, [cite("2", "5"), path("6", "6")],
      leaves: #"\n\u0041\\\u0042"#, at: ["2", "3"]),
    Case(
      "letters of two and three bytes", "äß【1】€b", [cite("2", "5"), path("6", "6")],
      leaves: "äß€b", at: ["2", "3"]),
    Case(
      "numbers in other spellings", "ab[1]c", [cite("2.0", "0.5e1"), path("6.00", "6")],
      leaves: "abc", at: ["2.0", "3"]),
  ]

  static let misfits: [Case] = [
    Case("reversed", "ab[1]c", [cite("5", "2")], leaves: "ab[1]c", at: ["5"], kept: [0]),
    Case("negative", "ab[1]c", [cite("-1", "5")], leaves: "ab[1]c", at: ["-1"], kept: [0]),
    Case("a fraction", "ab[1]c", [cite("2.5", "5")], leaves: "ab[1]c", at: ["2.5"], kept: [0]),
    Case(
      "a fraction at the end", "ab[1]c", [cite("2", "5.5")], leaves: "ab[1]c", at: ["2"], kept: [0]),
    Case("beyond the end", "ab[1]", [cite("2", "6")], leaves: "ab[1]", at: ["2"], kept: [0]),
    Case("beyond all numbers", "a", [cite("0", "1e99")], leaves: "a", at: ["0"], kept: [0]),
    Case("no number", "ab[1]", [cite(#""2""#, "5")], leaves: "ab[1]", at: [#""2""#], kept: [0]),
    Case("null", "ab[1]", [cite("2", "null")], leaves: "ab[1]", at: ["2"], kept: [0]),
    Case(
      "beside one that fits", "a[1]b[2]", [cite("5", "9"), cite("1", "4"), path("8", "5")],
      leaves: "ab[2]", at: ["5", "1", "8"], kept: [0, 2]),
    Case("a path alone says nothing", "ab", [path("9", "4")], leaves: "ab", at: ["9"]),
  ]

  @Test(arguments: cuts + paths + spellings + misfits)
  func `a text with annotations, stripped, is as told and comes back`(told: Case) throws {
    let source = told.message
    let converter = try MarkersTests.converter("strip")
    let found = try converter.convert(Array(source.utf8))
    #expect(String(decoding: found.payload, as: UTF8.self) == told.item(told.leaves, at: told.at))
    let residue = try #require(found.residue)
    let back = try converter.restore(found.payload, with: residue)
    #expect(String(decoding: back, as: UTF8.self) == source)
    #expect(found.losses.filter { told.codes.contains($0.code) }.map(\.told) == told.losses)
  }

  @Test(arguments: cuts + paths + spellings + misfits)
  func `a text with annotations, kept, loses nothing of it`(told: Case) throws {
    let found = try MarkersTests.converter("keep").convert(Array(told.message.utf8))
    let item = told.item(told.text, at: told.spans.map(\.start))
    #expect(String(decoding: found.payload, as: UTF8.self) == item)
    #expect(!found.losses.contains { told.codes.contains($0.code) })
  }

  private static func converter(_ choice: String) throws -> Converter {
    var options = ConversionOptions()
    options.source = "v2"
    options.kind = "message"
    options.keepsResidue = true
    options.policies = [Policy(code: "marker-stripped", choice: choice)]
    return try Converter(to: "responses", options: options)
  }
}

extension MarkersTests.Case {
  var codes: Set<String> { ["marker-stripped", "citation-moved", "marker-kept"] }

  /// A stored message of v2; the text stands before or behind its annotations.
  var message: String {
    let annotations = spans.map { span in
      #"{"type":"\#(span.type)","start_index":\#(span.start),"end_index":\#(span.end),"#
        + #""\#(span.type)":{"file_id":"f"}}"#
    }
    let text = #""value":"\#(self.text)""#
    let list = #""annotations":[\#(annotations.joined(separator: ","))]"#
    let members = spans.count % 2 == 0 ? [text, list] : [list, text]
    return #"{"id":"msg_1","object":"thread.message","role":"assistant","content":["#
      + #"{"type":"text","text":{\#(members.joined(separator: ","))}}],"status":"completed"}"#
  }

  /// The item that it is.
  func item(_ text: String, at places: [String]) -> String {
    let annotations = zip(spans, places).map { span, place in
      #"{"type":"\#(span.type)","index":\#(place),"file_id":"f""#
        + (span.type == "file_citation" ? #","filename":""}"# : "}")
    }
    let text = #""text":"\#(text)""#
    let list = #""annotations":[\#(annotations.joined(separator: ","))]"#
    let members = spans.count % 2 == 0 ? [text, list] : [list, text]
    return #"{"id":"msg_1","type":"message","role":"assistant","content":["#
      + #"{"type":"output_text",\#(members.joined(separator: ",")),"logprobs":[]}],"#
      + #""status":"completed"}"#
  }

  /// What has to be said of the text and of each place that is another or does not fit, by where it stands.
  var losses: [String] {
    let part = "/content/0/text/"
    let stripped = leaves == text ? [] : ["marker-stripped \(part)value /content/0/text"]
    let places = spans.indices.compactMap { index -> String? in
      let code = kept.contains(index) ? "marker-kept" : "citation-moved"
      guard kept.contains(index) || at[index] != spans[index].start else { return nil }
      return "\(code) \(part)annotations/\(index)/start_index /content/0/annotations/\(index)/index"
    }
    return spans.count % 2 == 0 ? stripped + places : places + stripped
  }
}

extension Loss {
  fileprivate var told: String {
    "\(code) \(source ?? "-") \(target ?? "-")" + (action == "changed" ? "" : " \(action)")
  }
}
