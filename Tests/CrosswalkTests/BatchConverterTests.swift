import Crosswalk
import Testing

struct BatchConverterTests {
  /// Source, what comes out, the numbers of the refused records.
  static let streams: [(String, String, [Int])] = [
    ("", "", []),
    ("\n \n", "\n \n", []),
    (old, new, []),
    ("\(old)\r\n\(bare)\r\n", "\(new)\r\n\(bare)\r\n", []),
    ("\(old)\n\n  {broken\r\n\(new) \r\n", "\(new)\n\n\(new) \r\n", [2]),
    ("\(broken)\n\(bare)", "", [1]),
    ("\(bare)\n\(strange)", "\(bare)\n", [2]),
    ("[ ]\n", "[ ]\n", []),
    ("[\(old), \(bare)]\n", "[\(new), \(bare)]\n", []),
    ("[\(old), \(strange), \(bare)]\n", "[\(new), \(bare)]\n", [2]),
    ("[\(old), \(broken)", "[\(new)]\n", [2]),
    ("{\n \"x\": 1\n}\n\n\(old)\n\(old)", "\(new)\n\(new)", [1]),
  ]

  @Test(arguments: streams)
  func `a stream keeps its frame around converted records`(
    source: String,
    target: String,
    refused: [Int]
  ) throws {
    let result = try convert([BatchInput(source, name: "a")])
    #expect(result.written.payloads == target)
    #expect(members("record", of: result.written.rejectErrors) == refused.map(String.init))
    #expect(result.summary.rejected == refused.count)
  }

  @Test(arguments: streams, [1, 2, 3, 7, 64, 4096])
  func `a stream gives the same in any pieces`(
    stream: (source: String, target: String, refused: [Int]),
    chunk: Int
  ) throws {
    var options = BatchOptions()
    options.onError = .reject
    // White space that fills a chunk stays, even where the record behind it is refused.
    options.chunk = stream.refused.isEmpty ? chunk : max(chunk, 3)
    let pieces = try convert([BatchInput(stream.source, name: "a")], options: options)
    let whole = try convert([BatchInput(stream.source, name: "a")])
    #expect(pieces.written.payloads == stream.target)
    #expect(pieces.written.losses == whole.written.losses)
    #expect(pieces.written.residue == whole.written.residue)
    #expect(pieces.written.rejects == whole.written.rejects)
    #expect(pieces.written.rejectErrors == whole.written.rejectErrors)
    #expect(pieces.summary == whole.summary)
  }

  @Test func `a converted record is indented like its source, an unchanged one not touched`() throws
  {
    let source = """
      [
        {
          "role": "user",
          "file_ids": [],
          "content": "hi"
        },
        {"role":   "user", "content": "hi"}
      ]

      """
    let target = """
      [
        {
          "role": "user",
          "content": "hi"
        },
        {"role":   "user", "content": "hi"}
      ]

      """
    #expect(try convert([BatchInput(source, name: "a.json")]).written.payloads == target)
    let windows = source.replacing("\n", with: "\r\n")
    #expect(
      try convert([BatchInput(windows, name: "a.json")]).written.payloads
        == target.replacing("\n", with: "\r\n")
    )
  }

  @Test func `a loss line says where and what`() throws {
    let result = try convert([BatchInput("\(bare)\n\(old)\n", name: "t\"1.jsonl")])
    #expect(
      result.written.losses
        == #"{"record":2,"file":"t\"1.jsonl","code":"tools-assumed","field":"/attachments/*/tools","#
        + #""weight":"content","action":"assumed","source":null,"target":"/attachments/0/tools","#
        + #""message":"a v1 file id names no tool; these were taken"}"# + "\n"
    )
  }

  @Test func `an error line says where the record is in its file and in the rejects`() throws {
    let result = try convert([BatchInput("\n\(strange)\r\né{\"a\": 1 2}\n")])
    #expect(result.written.rejects == "\(strange)\né{\"a\": 1 2}\n")
    let lines = result.written.rejectErrors.split(separator: "\n")
    #expect(
      lines.first?.hasPrefix(
        #"{"record":1,"file":"a.jsonl","line":2,"column":1,"offset":1,"bytes":7,"reject_offset":0,"#
          + #""code":"unknown-kind","message":""#
      ) == true
    )
    #expect(
      lines.last?.hasPrefix(
        #"{"record":2,"file":"a.jsonl","line":3,"column":1,"offset":10,"bytes":12,"reject_offset":8,"#
          + #""code":"json-syntax","message":"expected a value, found byte 0xC3"}"#
      ) == true
    )
  }

  @Test func `a key is copied into losses, residue and error lines`() throws {
    var options = BatchOptions()
    options.onError = .reject
    options.key = "/metadata/k"
    let second = #"{"x":1,"metadata":{"k":{"a": 1}}}"#
    let result = try convert([BatchInput("\(extra)\n\(second)\n\(bare)")], options: options)
    #expect(Set(members("key", of: result.written.losses)) == [#""7""#])
    #expect(members("key", of: result.written.residue).contains(#""7""#))
    #expect(members("key", of: result.written.rejectErrors) == [#"{"a":1}"#])
  }

  @Test func `a key that is no pointer is refused`() {
    var options = BatchOptions()
    options.key = "id"
    #expect(throws: ConfigurationError.self) { try convert([], options: options) }
  }

  @Test func `the first refused record ends the run after those before it were written`() throws {
    let written = Written()
    let batch = BatchConverter(try Converter(to: "v2"))
    let error = #expect(throws: BatchError.self) {
      try batch.convert([BatchInput("\(bare)\n[1,\n")], to: written.outputs())
    }
    written.collect()
    #expect(written.payloads == "\(bare)\n")
    #expect(error?.record == 2)
    #expect(error?.code == "json-end")
    #expect(error?.line == 2)
    #expect(error?.column == 4)
  }

  @Test func `files follow each other, with a line end between`() throws {
    let inputs = [
      BatchInput(bare, name: "a.jsonl"),
      BatchInput(old, name: "b.jsonl"),
      BatchInput("", name: "c"),
    ]
    let result = try convert(inputs)
    #expect(result.written.payloads == "\(bare)\n\(new)")
    #expect(members("file", of: result.written.losses) == [#""b.jsonl""#])
  }

  @Test func `forms that make no common output are refused`() {
    let inputs = [BatchInput("\(bare)\n"), BatchInput("[\(bare)]", name: "b.json")]
    #expect(throws: ConfigurationError.self) { try convert(inputs) }
  }

  @Test func `what is complete is written before an input blocks`() throws {
    let written = Written()
    var waits: [Int] = []
    var options = BatchOptions()
    options.chunk = bare.utf8.count + 1
    let input = BatchInput(Array("\(bare)\n\(bare)\n".utf8), blocks: true) {
      waits.append(written.payloadBytes)
    }
    let batch = BatchConverter(try Converter(to: "v2"), options: options)
    _ = try batch.convert([input], to: written.outputs(residue: false))
    // Each read gets a line, the last one nothing; line ends do not stay back.
    let length = bare.utf8.count + 1
    #expect(waits == [0, length, 2 * length])
  }

  @Test func `a record above the limit goes to the rejects in pieces`() throws {
    var options = BatchOptions()
    options.onError = .reject
    options.maximumRecord = 100
    options.chunk = 16
    let long = #"{"role":"user","content":""# + String(repeating: "x", count: 1000) + #""}"#
    let result = try convert([BatchInput("\(bare)\n\(long)\n\(bare)\n")], options: options)
    #expect(result.written.payloads == "\(bare)\n\(bare)\n")
    #expect(result.written.rejects == long + "\n")
    #expect(members("bytes", of: result.written.rejectErrors) == [String(long.utf8.count)])
    #expect(result.summary.rejectedByCode.map(\.code) == ["record-too-large"])
  }

  @Test func `a byte order mark is skipped and noted`() throws {
    let result = try convert([BatchInput("\u{feff}\(bare)\n", name: "a"), BatchInput(bare)])
    #expect(result.written.payloads == "\(bare)\n\(bare)")
    #expect(result.summary.markedFiles == ["a"])
  }

  @Test func `records of unknown kinds are copied if that is asked for`() throws {
    var conversion = ConversionOptions()
    conversion.policies = [Policy(code: "unknown-kind", choice: "copy")]
    let result = try convert([BatchInput("\(strange)\n")], conversion: conversion)
    #expect(result.written.payloads == "\(strange)\n")
    #expect(result.summary.unknown == 1)
    #expect(try restore(result.written).written.payloads == "\(strange)\n")
  }

  @Test func `a summary counts what became of the records`() throws {
    let text = [old, old, new, bare, strange, broken].joined(separator: "\n")
    let summary = try convert([BatchInput(text)]).summary
    #expect(summary.records == 6)
    #expect(summary.converted == 2)
    #expect(summary.copied == 1)
    #expect(summary.undecided == 1)
    #expect(summary.rejected == 2)
    #expect(summary.written == 4)
    #expect(summary.bytesRead == text.utf8.count)
    #expect(summary.lossCount(.content) == 2)
    #expect(summary.losses.map(\.code) == ["tools-assumed"])
    #expect(summary.losses.map(\.count) == [2])
  }
}
