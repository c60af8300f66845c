internal import JSONCore
internal import Testing

/// What a pipe says that has nothing at the moment.
struct WouldBlock: Error {}

/// A pipe into which a test writes; reading more than was written blocks.
struct Pipe {
  private var waiting: [UInt8] = []
  var isClosed = false

  mutating func write(_ text: String) { waiting += Array(text.utf8) }

  mutating func read(_ memory: UnsafeMutableRawBufferPointer) throws(WouldBlock) -> Int {
    guard !waiting.isEmpty || isClosed else { throw WouldBlock() }
    let amount = min(memory.count, waiting.count)
    for index in 0..<amount { unsafe memory[index] = waiting[index] }
    waiting.removeFirst(amount)
    return amount
  }
}

struct RecordLimitTests {
  /// Texts with records of eight bytes where the limit is eight, and of nine.
  static let limits: [(InputForm, String, [String])] = [
    (.jsonl, "{\"a\":12}\n{\"a\":1}", ["1 @0 1:1 {\"a\":12}", "2 @9 2:1 {\"a\":1}"]),
    (.jsonl, "{\"a\":12}\r\n1\r\n", ["1 @0 1:1 {\"a\":12}", "2 @10 2:1 1"]),
    (
      .jsonl, "  {\"a\":123}\r\n1\r\n",
      ["1 @2 1:3 recordTooLarge+0 1:3 {\"a\":123}", "2 @13 2:1 1"]
    ),
    (
      .jsonl, "1\n{\"a\":123}x\r\r",
      ["1 @0 1:1 1", "2 @2 2:1 recordTooLarge+0 2:1 {\"a\":123}x\r\r"]
    ),
    (.jsonl, "{\"a\":1} \n1", ["1 @0 1:1 {\"a\":1}", "2 @9 2:1 1"]),
    (.jsonl, "{\"a\":1}  \n1", ["1 @0 1:1 recordTooLarge+0 1:1 {\"a\":1}  ", "2 @10 2:1 1"]),
    (.jsonl, "{]345678\n1", ["1 @0 1:1 expectedNameOrClose+1 1:2 {]345678", "2 @9 2:1 1"]),
    (.jsonl, "{]3456789\n1", ["1 @0 1:1 recordTooLarge+0 1:1 {]3456789", "2 @10 2:1 1"]),
    (.json, "{\"a\":12}", ["1 @0 1:1 {\"a\":12}"]),
    (.json, "{\"a\":123}", ["1 @0 1:1 recordTooLarge+0 1:1 {\"a\":123}"]),
    (.json, "12345678", ["1 @0 1:1 12345678"]),
    (.json, "123456789 ", ["1 @0 1:1 recordTooLarge+0 1:1 123456789 "]),
    (.json, "\"1234\\ud83dx\"", ["1 @0 1:1 loneSurrogate+5 1:6 \"1234\\ud83dx\""]),
    (.json, "[1,2,3,4", ["1 @0 1:1 truncated+8 1:9 [1,2,3,4"]),
    (.json, "[1,2,3,4,5", ["1 @0 1:1 recordTooLarge+0 1:1 [1,2,3,4,5"]),
    (.json, "{\"a\"\n,\"b\":1}", ["1 @0 1:1 expectedColon+5 2:1 {\"a\"\n,\"b\":1}"]),
    (
      .concatenated, "{\"a\":12}{\"a\":123}",
      [
        "1 @0 1:1 {\"a\":12}", "2 @8 1:9 recordTooLarge+0 1:9 {\"a\":123}",
      ]
    ),
    (
      .array, "[{\"a\":12},12345678 ,\n\"1234567\"]",
      [
        "1 @1 1:2 {\"a\":12}", "2 @10 1:11 12345678",
        "3 @21 2:1 recordTooLarge+0 2:1 \"1234567\"]",
      ]
    ),
    (
      .list, "{\"data\":[{\"a\":12},123456789]}",
      [
        "1 @9 1:10 {\"a\":12}", "2 @18 1:19 recordTooLarge+0 1:19 123456789]}",
      ]
    ),
  ]

  @Test(arguments: limits)
  func `a record at the limit passes and one beyond it is refused`(
    _ form: InputForm,
    _ text: String,
    _ records: [String]
  ) {
    for options in ReadingOptions(form: form, maximumRecord: 8).cuts {
      let reading = Reading(text, options)
      #expect(reading.records == records, "chunk \(options.chunk), \(options.atMost)")
      #expect(reading.all == Array(text.utf8))
    }
  }

  @Test func `a first line above the limit, unnamed, is refused as a line`() {
    let line = "[1,2,3,4,5,6,7,8,9,10,11,12,13]    "
    for options in ReadingOptions(arraysAreRecords: true, maximumRecord: 8).cuts {
      let reading = Reading("\(line)\n1", options)
      #expect(reading.form == .jsonl)
      #expect(reading.records == ["1 @0 1:1 recordTooLarge+0 1:1 \(line)", "2 @36 2:1 1"])
    }
  }

  @Test func `a refused line, whose pieces nobody asks for, is skipped`() {
    let long = String(repeating: "x", count: 1000)
    var source = ByteSource(Array("1\n\(long)\n2\n[\(long)".utf8))
    var reader = RecordReader(form: .jsonl, isJSONLines: true, maximumRecord: 20, chunk: 16)
    var found: [String] = []
    while true {
      let step = unsafe reader.next { memory in unsafe source.read(memory) }
      if step == .end { break }
      if step == .glue { continue }
      found.append("\(step) \(reader.number) \(reader.line) \(reader.offset)")
    }
    let error = JSONError(.recordTooLarge, at: 0)
    #expect(
      found == [
        "record 1 1 0", "\(RecordReader.Step.malformed(error)) 2 2 2", "record 3 3 1003",
        "\(RecordReader.Step.malformed(error)) 4 4 1005",
      ]
    )
  }

  @Test func `a record larger than many chunks is found whole`() {
    let element = "{\"text\":\"\(String(repeating: "a\\\"é", count: 10_000))\"}"
    for (form, text) in [
      (InputForm.jsonl, "1\n\(element)\n2\n"), (.json, "\n\(element)\n"),
      (.array, "[1,\(element)]"),
      (.concatenated, "1\(element)2"), (.list, "{\"data\":[\(element)],\"x\":\(element)}"),
    ] {
      for chunk in [100, 4096] {
        let reading = Reading(text, ReadingOptions(form: form, chunk: chunk))
        #expect(reading.records.contains { $0.hasSuffix(element) })
        #expect(reading.all == Array(text.utf8))
      }
    }
  }

  @Test func `white space of many chunks comes in pieces`() {
    let blanks = String(repeating: " \n", count: 5000)
    for (form, text) in [
      (InputForm.jsonl, "1\n\(blanks)2\(blanks)"), (.concatenated, "1\(blanks)2\(blanks)"),
      (.array, "[1\(blanks),2\(blanks)]\(blanks)"), (.list, "\(blanks){\"data\":[\(blanks)1]}"),
    ] {
      var source = ByteSource(Array(text.utf8))
      var reader = RecordReader(form: form, isJSONLines: false, chunk: 100)
      var longest = 0
      var step = RecordReader.Step.glue
      while step != .end {
        step = unsafe reader.next { memory in unsafe source.read(memory) }
        longest = max(longest, reader.glue.count)
      }
      #expect(longest < 400)
    }
  }

  /// What is written at a time, and how many records must be found before the next read.
  static let trickles: [(InputForm?, [(String, Int)])] = [
    (nil, [("{\"a\":1}", 0), ("\n{\"a\"", 1), (":2}\n\n", 2), ("{}\r\n[]\n1", 4), ("2\n", 5)]),
    (
      nil,
      [("{", 0), ("\n\"a\":\"}\\\"", 0), ("}\"}", 1), ("{}[", 2), ("{}", 2), ("]1", 3), ("2 ", 4)]
    ),
    (
      nil,
      [
        (" [", 0), ("1", 0), (",", 1), ("{\"a\":[]", 1), ("}", 2), (" ", 2), (", tr", 2),
        ("ue]", 3),
      ]
    ),
    (nil, [("{\n\"a\":", 0), ("\"x\\", 0), ("\"\"", 0), ("}", 1)]),
    (nil, [("{\n\"a\":", 0), ("\"x\\", 0), ("\\\"", 0), ("}", 1)]),
    (nil, [("[[\"", 0), ("[{\\\"", 0), ("\"]]", 1)]),
    (nil, [("[[\"\(String(repeating: "\\\"", count: 100))", 0), ("\"]]", 1)]),
    (.list, [("{\"da", 0), ("ta\":[1,", 1), ("\"", 1), ("\"", 2), ("],\"a\":", 2), ("2}", 2)]),
  ]

  @Test(arguments: trickles)
  func `a complete record is given before the input blocks`(
    _ form: InputForm?,
    _ trickle: [(String, Int)]
  ) {
    var pipe = Pipe()
    var reader = RecordReader(form: form, isJSONLines: false)
    for (text, count) in trickle {
      pipe.write(text)
      while let step = try? unsafe reader.next({ memory throws(WouldBlock) in
        try unsafe pipe.read(memory)
      }) {
        #expect(step == .record || step == .glue && reader.form == .jsonl)
      }
      #expect(reader.number == count, "after \(text)")
    }
    pipe.isClosed = true
    let last = try? unsafe reader.next { memory throws(WouldBlock) in try unsafe pipe.read(memory) }
    #expect(last == .end)
  }

  @Test func `line ends are given before the input blocks`() {
    var pipe = Pipe()
    var reader = RecordReader(form: .jsonl, isJSONLines: false)
    var given = ""
    // What came, and what of it was given: a record without its line end stays back.
    for (text, complete) in [("1\r\n\n2\n ", "1\r\n\n2\n"), ("3", "1\r\n\n2\n")] {
      pipe.write(text)
      while let step = try? unsafe reader.next({ memory throws(WouldBlock) in
        try unsafe pipe.read(memory)
      }) {
        given += String(decoding: reader.glue.bytes, as: UTF8.self)
        if step == .record { given += String(decoding: reader.bytes.bytes, as: UTF8.self) }
      }
      #expect(given == complete)
    }
  }
}
