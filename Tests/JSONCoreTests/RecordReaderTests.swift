internal import JSONCore
internal import Testing

/// A text, how it is read, and what must be found, for all ways to cut the text.
struct ReadingCase: Sendable, CustomTestStringConvertible {
  let text: String
  let form: InputForm?
  let found: InputForm?
  let records: [String]
  let glue: [String]?
  let unclosed: String

  init(
    _ text: String,
    as form: InputForm? = nil,
    is found: InputForm?,
    _ records: [String],
    glue: [String]? = nil,
    unclosed: String = ""
  ) {
    self.text = text
    self.form = form
    self.found = found
    self.records = records
    self.glue = glue
    self.unclosed = unclosed
  }

  var testDescription: String { text.debugDescription }
}

struct RecordReaderTests {
  static let forms: [ReadingCase] = [
    ReadingCase("", is: .jsonl, [], glue: [""]),
    ReadingCase(" \n\r\n", is: .jsonl, [], glue: [" \n\r\n"]),
    ReadingCase("{\"a\":1}\n", is: .jsonl, ["1 @0 1:1 {\"a\":1}"], glue: ["", "\n"]),
    ReadingCase("{\"a\":1}", is: .jsonl, ["1 @0 1:1 {\"a\":1}"], glue: ["", ""]),
    ReadingCase(
      "\n {\"a\":1}\t\r\n\r\n \n  [2]\n3", is: .jsonl,
      ["1 @2 2:2 {\"a\":1}", "2 @18 5:3 [2]", "3 @22 6:1 3"],
      glue: ["\n ", "\t\r\n\r\n \n  ", "\n", ""]),
    ReadingCase(
      "\"a\"\ntrue \nnull", is: .jsonl, ["1 @0 1:1 \"a\"", "2 @4 2:1 true", "3 @10 3:1 null"]),
    ReadingCase(
      "[1]\n[2,3]\n", as: .jsonl, is: .jsonl, ["1 @0 1:1 [1]", "2 @4 2:1 [2,3]"]),
    ReadingCase("{\n \"a\": 1\n}\n", is: .json, ["1 @0 1:1 {\n \"a\": 1\n}"], glue: ["", "\n"]),
    ReadingCase("{\"a\":1}\n\n", as: .json, is: .json, ["1 @0 1:1 {\"a\":1}"], glue: ["", "\n\n"]),
    ReadingCase("12", as: .json, is: .json, ["1 @0 1:1 12"]),
    ReadingCase("[1,\n2]", as: .json, is: .json, ["1 @0 1:1 [1,\n2]"]),
    ReadingCase(
      "{\n}\r\n{\n\"a\":\"é\"} [\n]", is: .concatenated,
      ["1 @0 1:1 {\n}", "2 @5 3:1 {\n\"a\":\"é\"}", "3 @17 4:11 [\n]"],
      glue: ["", "\r\n", " ", ""]),
    ReadingCase(
      "{}{}1 2\"a\"\"b\"", is: .concatenated,
      [
        "1 @0 1:1 {}", "2 @2 1:3 {}", "3 @4 1:5 1", "4 @6 1:7 2", "5 @7 1:8 \"a\"",
        "6 @10 1:11 \"b\"",
      ]),
    ReadingCase("1 2\n", is: .concatenated, ["1 @0 1:1 1", "2 @2 1:3 2"]),
    ReadingCase("[]", is: .array, [], glue: ["[]"]),
    ReadingCase(
      "[{\"a\":1},{\"b\":2}]\n", is: .array, ["1 @1 1:2 {\"a\":1}", "2 @9 1:10 {\"b\":2}"],
      glue: ["[", ",", "]\n"]),
    ReadingCase(
      " [\r\n  1 ,\r\n  [2,\n3]\r\n]\r\n[ ] [\"é\"]", is: .array,
      ["1 @6 2:3 1", "2 @13 3:3 [2,\n3]", "3 @29 6:6 \"é\""],
      glue: [" [\r\n  ", " ,\r\n  ", "\r\n]\r\n[ ] [", "]"]),
    ReadingCase(
      "{\"object\":\"list\",\n\"data\":[{},\n{\"a\":[]}],\"has_more\":false}\n", as: .list,
      is: .list,
      ["1 @26 2:9 {}", "2 @30 3:1 {\"a\":[]}"],
      glue: ["{\"object\":\"list\",\n\"data\":[", ",\n", "],\"has_more\":false}\n"]),
    ReadingCase(
      "{\"x\":{\"data\":[\n0]},\"d\\u0061ta\":[1]}{\"data\":[]} {\"data\" : [ 2 ] }", as: .list,
      is: .list,
      ["1 @32 2:18 1", "2 @59 2:45 2"],
      glue: [
        "{\"x\":{\"data\":[\n0]},\"d\\u0061ta\":[", "]}{\"data\":[]} {\"data\" : [ ", " ] }",
      ]),
    ReadingCase(
      "{\"object\":\"list\",\"data\":[{}]}", is: .jsonl,
      ["1 @0 1:1 {\"object\":\"list\",\"data\":[{}]}"]),
  ]

  static let malformed: [ReadingCase] = [
    ReadingCase(
      "{\"a\":1}\r\n\r\n \"é\" {\"b\":2} \r\n{\"c\":3}\r\n", as: .jsonl, is: .jsonl,
      [
        "1 @0 1:1 {\"a\":1}", "2 @12 3:2 trailingContent+5 3:7 \"é\" {\"b\":2} ",
        "3 @27 4:1 {\"c\":3}",
      ],
      glue: ["", "\r\n\r\n ", "\r\n", "\r\n"]),
    ReadingCase(
      "{\"a\":1}\n{\"a\":\n[1,2\n\"x\n3", is: .jsonl,
      [
        "1 @0 1:1 {\"a\":1}", "2 @8 2:1 truncated+5 2:6 {\"a\":", "3 @14 3:1 truncated+4 3:5 [1,2",
        "4 @19 4:1 truncated+2 4:3 \"x", "5 @22 5:1 3",
      ]),
    ReadingCase(
      "{\"ключ\":1,}\nnul\n1", as: .jsonl, is: .jsonl,
      [
        "1 @0 1:1 expectedName+14 1:15 {\"ключ\":1,}", "2 @16 2:1 truncated+3 2:4 nul",
        "3 @20 3:1 1",
      ]),
    ReadingCase(
      "1\n\u{feff}2\n3\u{feff}\n", as: .jsonl, is: .jsonl,
      [
        "1 @0 1:1 1", "2 @2 2:1 byteOrderMark+0 2:1 \u{feff}2",
        "3 @7 3:1 byteOrderMark+1 3:2 3\u{feff}",
      ]),
    ReadingCase(
      "{\n \"a\": tru\n}\n{}", is: .json,
      ["1 @0 1:1 badLiteral+11 2:10 {\n \"a\": tru\n}\n{}"], glue: ["", ""]),
    ReadingCase("{\n", is: .json, ["1 @0 1:1 truncated+2 2:1 {\n"]),
    ReadingCase(
      "{\n}\n{}\n{]\n{}\n", is: .concatenated,
      ["1 @0 1:1 {\n}", "2 @4 3:1 {}", "3 @7 4:1 expectedNameOrClose+1 4:2 {]\n{}\n"],
      glue: ["", "\n", "\n", ""]),
    ReadingCase(
      "1 truex", is: .concatenated, ["1 @0 1:1 1", "2 @2 1:3 trailingContent+4 1:7 truex"]),
    ReadingCase(
      "{}\n {}", as: .json, is: .json, ["1 @0 1:1 {}", "2 @4 2:2 trailingContent+0 2:2 {}"]),
    ReadingCase(
      "{\n}\u{feff}{}", is: .concatenated,
      ["1 @0 1:1 {\n}", "2 @3 2:2 byteOrderMark+0 2:2 \u{feff}{}"]),
    ReadingCase(
      "[1,\n{\"a\" 2},3]", is: .array,
      ["1 @1 1:2 1", "2 @4 2:1 expectedColon+5 2:6 {\"a\" 2},3]"],
      glue: ["[", ",\n", ""], unclosed: "]"),
    ReadingCase(
      "[1 2]", is: .array, ["1 @1 1:2 1", "2 @3 1:4 expectedCommaOrCloseInArray+0 1:4 2]"],
      glue: ["[", " ", ""], unclosed: "]"),
    ReadingCase(
      "[1,]", is: .array, ["1 @1 1:2 1", "2 @3 1:4 expectedValue+0 1:4 ]"], unclosed: "]"),
    ReadingCase("[1\n", is: .array, ["1 @1 1:2 1", "2 @3 2:1 truncated+0 2:1 "], unclosed: "]"),
    ReadingCase("[", is: .array, ["1 @1 1:2 truncated+0 1:2 "], unclosed: "]"),
    ReadingCase("[] {}", is: .array, ["1 @3 1:4 expectedArray+0 1:4 {}"], glue: ["[] ", ""]),
    ReadingCase("{}", as: .array, is: .array, ["1 @0 1:1 expectedArray+0 1:1 {}"]),
    ReadingCase("[1]", as: .list, is: .list, ["1 @0 1:1 expectedList+0 1:1 [1]"]),
    ReadingCase(
      "{\"a\":1,\n\"b\":2}", as: .list, is: .list,
      ["1 @0 1:1 expectedList+13 2:6 {\"a\":1,\n\"b\":2}"], glue: ["", ""]),
    ReadingCase("{}", as: .list, is: .list, ["1 @0 1:1 expectedList+1 1:2 {}"]),
    ReadingCase(
      "{\"data\":null}", as: .list, is: .list, ["1 @0 1:1 expectedList+8 1:9 {\"data\":null}"]),
    ReadingCase(
      "{\n\"a\":01,\"data\":[]}", as: .list, is: .list,
      ["1 @0 1:1 leadingZero+7 2:6 {\n\"a\":01,\"data\":[]}"]),
    ReadingCase(
      "{\"data\":[1],\n\"a\" 2}", as: .list, is: .list,
      ["1 @9 1:10 1", "2 @11 1:12 expectedColon+6 2:5 ,\n\"a\" 2}"],
      glue: ["{\"data\":[", "]", ""], unclosed: "}"),
    ReadingCase(
      "{\"data\":[1],\"data\":[2]}", as: .list, is: .list,
      ["1 @9 1:10 1", "2 @11 1:12 secondData+8 1:20 ,\"data\":[2]}"], unclosed: "}"),
    ReadingCase(
      "{\"data\":[1,\n[2}]}", as: .list, is: .list,
      ["1 @9 1:10 1", "2 @12 2:1 expectedCommaOrCloseInArray+2 2:3 [2}]}"], unclosed: "]}"),
    ReadingCase(
      "{\"data\":[]", as: .list, is: .list, ["1 @10 1:11 truncated+0 1:11 "], unclosed: "}"),
    ReadingCase(
      "{\"data\":[]}x", as: .list, is: .list, ["1 @11 1:12 expectedList+0 1:12 x"]),
    ReadingCase(
      "{1}", as: .list, is: .list, ["1 @0 1:1 expectedNameOrClose+1 1:2 {1}"]),
    ReadingCase(
      "{\"a\":1 1}", as: .list, is: .list,
      ["1 @0 1:1 expectedCommaOrCloseInObject+7 1:8 {\"a\":1 1}"]),
    ReadingCase(
      "{\"a\":1,2}", as: .list, is: .list, ["1 @0 1:1 expectedName+7 1:8 {\"a\":1,2}"]),
  ]

  @Test(arguments: forms + malformed)
  func `a text, read in any pieces, gives its records and the glue between them`(
    _ expected: ReadingCase
  ) {
    for options in ReadingOptions(form: expected.form).cuts {
      let reading = Reading(expected.text, options)
      #expect(reading.records == expected.records, "chunk \(options.chunk)")
      #expect(reading.form == expected.found, "chunk \(options.chunk)")
      #expect(reading.unclosed == expected.unclosed)
      if let glue = expected.glue { #expect(reading.glue == glue, "chunk \(options.chunk)") }
      #expect(reading.all == Array(expected.text.utf8), "chunk \(options.chunk)")
    }
  }

  @Test func `a name that says JSON Lines, whatever the first line, decides the form`() {
    var options = ReadingOptions(isJSONLines: true)
    for text in ["[1]\n[2]\n", "{\n}\n{}\n", ""] {
      #expect(Reading(text, options).form == .jsonl)
    }
    options.form = .array
    #expect(Reading("[1]\n[2]\n", options).form == .array)
  }

  @Test func `a top-level array, where arrays are records, is one record`() {
    let options = ReadingOptions(arraysAreRecords: true)
    for options in options.cuts {
      #expect(Reading("[1,2]\n[3]\n", options).records == ["1 @0 1:1 [1,2]", "2 @6 2:1 [3]"])
      #expect(Reading("[1,\n2]\n", options).form == .json)
    }
  }

  @Test func `a byte order mark at the start, in every form, is skipped and noted`() {
    for form in InputForm.allCases {
      let text = form == .list ? "{\"data\":[1]}" : form == .array ? "[1]" : "1"
      for options in ReadingOptions(form: form).cuts {
        let reading = Reading([0xef, 0xbb, 0xbf] + Array(text.utf8), options)
        let column = text.utf8.firstIndex(of: 0x31)?.utf16Offset(in: text) ?? 0
        #expect(reading.hadByteOrderMark)
        #expect(reading.records == ["1 @\(column + 3) 1:\(column + 1) 1"])
        #expect(reading.all == Array(text.utf8))
      }
    }
    #expect(Reading("\u{feff}").records == [])
    #expect(Reading("\u{feff}\u{feff}1").records == ["1 @3 1:1 byteOrderMark+0 1:1 \u{feff}1"])
    #expect(!Reading("1").hadByteOrderMark)
  }

  static let utf16: [[UInt8]] = [
    [0xff, 0xfe, 0x7b, 0, 0x7d, 0], [0xfe, 0xff, 0, 0x7b, 0, 0x7d], [0x7b, 0, 0x7d, 0, 0x0a, 0],
    [0, 0x7b, 0, 0x7d, 0, 0x0a], [0xff, 0xfe], [0x31, 0], [0, 0x31],
  ]

  @Test(arguments: utf16)
  func `UTF-16, with or without a mark, is refused under its name`(_ text: [UInt8]) {
    for options in ReadingOptions(isJSONLines: true).cuts {
      let reading = Reading(text, options)
      #expect(reading.records.count == 1)
      #expect(reading.records.first?.hasPrefix("1 @0 1:1 utf16+0 1:1 ") == true)
      #expect(reading.all == text)
    }
  }

  @Test func `NUL bytes that are no UTF-16 are refused by the scanner`() {
    for text: [UInt8] in [[0, 0, 0x31], [0x31, 0, 0, 0], [0x31, 0x0a, 0]] {
      let reading = Reading(text, ReadingOptions(isJSONLines: true))
      #expect(reading.all == text)
      #expect(reading.records.allSatisfy { !$0.contains("utf16") })
    }
  }

  @Test(arguments: [InputForm.jsonl, .json, .array])
  func `100,000 open brackets are refused as too deep`(_ form: InputForm) {
    let text = String(repeating: "[", count: 100_000)
    let records = Reading(text, ReadingOptions(form: form)).records
    #expect(records.count == 1)
    #expect(records.first?.contains(" tooDeep+512 ") == true)
  }
}
