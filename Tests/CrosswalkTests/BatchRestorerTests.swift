import Crosswalk
import Testing

struct BatchRestorerTests {
  static let files: [String] = [
    "",
    "\n\n",
    "\(old)\n\(bare)\n\(new)\n\(extra)",
    "\(bare)\n\(bare)\n",
    "\n\n  \(broken)\r\n\n\(old)\r\n \(strange) \r\n\r\n\(broken)\n\(extra)\n\n\(strange)",
    "\(strange)\n\(strange)\n",
    "[\(old),\(bare)]",
    "[\(old) , \(strange),\n\(strange) ,\t\(extra) ]\n",
    "[\(strange)]",
    "[\(strange), \(old)]",
    "[\(old), \(broken)",
    "[\(broken)",
    " [\(old) \n",
    "\(old)\(extra) \(bare)\n\n\(old)",
    "{\n  \"x\": 1\n}\n\(old)\n\n{\n\"y\": 1}  \(extra)\n{",
    "{\n  \"role\": \"user\",\n  \"extra\": 1.0,\n  \"content\": \"hi\",\n  \"file_ids\": []\n}\n",
    "[\r\n\t{\r\n\t\t\"role\": \"user\",\r\n\t\t\"file_ids\": [],\r\n\t\t\"content\": \"hi\"\r\n\t}\r\n]\r\n",
  ]

  @Test(arguments: files, [1, 7, 4096])
  func `restoring gives the file, refused records in their places`(
    file: String,
    chunk: Int
  ) throws {
    var options = BatchOptions()
    // White space that fills a chunk comes by itself: then nobody knows how far a record is indented.
    options.chunk = file.contains("\t\t") ? max(chunk, 7) : chunk
    let converted = try convert([BatchInput(file, name: "a")])
    let restored = try restore(converted.written, options: options)
    #expect(restored.written.payloads == file)
    #expect(restored.summary.rejected == 0)
  }

  @Test(arguments: files)
  func `restoring without the rejects gives the other records`(file: String) throws {
    let converted = try convert([BatchInput(file, name: "a")])
    let restored = try restore(converted.written, rejected: false, counts: false)
    #expect(restored.summary.records == converted.summary.written)
    if converted.summary.rejected == 0 { #expect(restored.written.payloads == file) }
  }

  @Test func `elements of a list envelope come back`() throws {
    var options = BatchOptions()
    options.form = .list
    options.onError = .reject
    let file =
      #"{"object":"list","data":[\#(old), \#(strange), \#(extra)],"has_more":false}"# + "\n"
    let converted = try convert([BatchInput(file, name: "a")], options: options)
    #expect(converted.summary.rejected == 1)
    #expect(try restore(converted.written).written.payloads == file)
  }

  @Test func `several files come back one after another`() throws {
    let inputs = [
      BatchInput("\(old)\n\(strange)", name: "a.jsonl"),
      BatchInput("\(strange)\n\(extra)\n", name: "b.jsonl"),
      BatchInput("\(new)", name: "c.jsonl"),
      BatchInput("{\n\"role\":\"user\",\"content\":\"hi\"}", name: "d.json"),
    ]
    let converted = try convert(inputs)
    #expect(
      try restore(converted.written).written.payloads
        == "\(old)\n\(strange)\n\(strange)\n\(extra)\n\(new)\n{\n\"role\":\"user\",\"content\":\"hi\"}"
    )
  }

  @Test func `a dialect other than that of the first record has its own line`() throws {
    let converted = try convert([BatchInput("\(old)\n\(bare)\n\(new)\n\(old)\n")])
    #expect(members("out", of: converted.written.residue) == ["2", "3"])
    #expect(
      members("from", of: converted.written.residue) == [#""v1""#, #""undecided""#, #""v2""#])
    #expect(members("records", of: converted.written.residue) == ["4"])
  }

  // MARK: Pairing

  private static func keyed(_ numbers: [Int]) -> [String] {
    numbers.map {
      #"{"role":"user","content":"m\#($0)","metadata":{"k":"\#($0)"},"file_ids":["file-\#($0)"],"x":\#($0).0}"#
    }
  }

  private func convertKeyed(_ numbers: [Int]) throws -> Written {
    var options = BatchOptions()
    options.key = "/metadata/k"
    let text = BatchRestorerTests.keyed(numbers).joined(separator: "\n") + "\n"
    return try convert([BatchInput(text)], options: options).written
  }

  @Test(arguments: [true, false])
  func `sorted and filtered records are paired by key`(counts: Bool) throws {
    let written = try convertKeyed([1, 2, 3, 4, 5])
    let lines = written.payloads.split(separator: "\n")
    for order in [[4, 3, 2, 1, 0], [1, 3], [2, 0, 1, 3, 4], [4]] {
      let payloads = order.map { lines[$0] + "\n" }.joined()
      let restored = try restore(written, payloads: payloads, rejected: false, counts: counts)
      let sources = BatchRestorerTests.keyed(order.map { $0 + 1 })
      #expect(restored.written.payloads == sources.map { $0 + "\n" }.joined())
    }
  }

  @Test func `a key that is written otherwise is the same key`() throws {
    let written = try convertKeyed([1, 2])
    let lines = written.payloads.split(separator: "\n")
    let payloads = String(lines[1]).replacing(#""k":"2""#, with: #""k":"\u0032""#) + "\n"
    let restored = try restore(written, payloads: payloads, rejected: false)
    #expect(restored.written.payloads.contains(#""x":2.0"#))
  }

  @Test func `of several records with one key, the check tells which`() throws {
    var options = BatchOptions()
    options.key = "/metadata/k"
    let sources = ["1.0", "2.0", "3.0"].map {
      #"{"role":"user","content":"m\#($0)","metadata":{"k":"7"},"file_ids":["f"],"x":\#($0)}"#
    }
    let input = BatchInput(sources.joined(separator: "\n"))
    let written = try convert([input], options: options).written
    let lines = written.payloads.split(separator: "\n")
    let restored = try restore(
      written,
      payloads: "\(lines[2])\n\(lines[0])",
      rejected: false
    )
    #expect(restored.written.payloads == "\(sources[2])\n\(sources[0])")
    let all = written.payloads.replacing("m2.0", with: "edited")
    let whole = try restore(written, payloads: all, rejected: false).written.payloads
    #expect(whole == sources.joined(separator: "\n").replacing("m2.0", with: "edited"))
    let edited = String(lines[2]).replacing("m3", with: "edited")
    let error = #expect(throws: BatchError.self) {
      try restore(written, payloads: edited, rejected: false)
    }
    #expect(error?.code == "residue-mismatch")
  }

  @Test func `edited keys are noticed`() throws {
    let written = try convertKeyed([1, 2])
    let payloads = written.payloads.replacing(#""k":"2""#, with: #""k":"3""#)
    #expect(throws: ResidueError.self) {
      try restore(written, payloads: payloads, rejected: false)
    }
  }

  @Test(arguments: [true, false])
  func `another number of records is refused without keys`(counts: Bool) throws {
    let written = try convert([BatchInput("\(old)\n\(extra)\n")]).written
    for payloads in ["\(new)\n", written.payloads + written.payloads] {
      let error = #expect(throws: ResidueError.self) {
        try restore(written, payloads: payloads, rejected: false, counts: counts)
      }
      #expect(error?.code == "residue-mismatch")
    }
  }

  // MARK: Edits

  @Test func `an edit of a carried value survives`() throws {
    let written = try convert([BatchInput("\(extra)\n\(old)\n")]).written
    let edited = written.payloads.replacing("hi", with: "edited")
    let restored = try restore(written, payloads: edited)
    #expect(restored.written.payloads == "\(extra)\n\(old)\n".replacing("hi", with: "edited"))
  }

  @Test func `an edit against the residue is refused, or wins and is listed`() throws {
    let attachments = [("1", "file_search"), ("2", "code_interpreter")]
      .map { #"{"file_id":"file-\#($0)","tools":[{"type":"\#($1)"}]}"# }
      .joined(separator: ",")
    let source = #"{"role":"user","content":"hi","attachments":[\#(attachments)]}"#
    let written = try convert([BatchInput("\(source)\n")], to: "v1").written
    let edited = written.payloads.replacing(#","file-2""#, with: "")
    #expect(edited != written.payloads)
    let error = #expect(throws: BatchError.self) { try restore(written, payloads: edited) }
    #expect(error?.code == "residue-conflict")
    let allowed = try restore(written, payloads: edited, allowsConflicts: true)
    #expect(members("code", of: allowed.written.losses) == [#""residue-conflict""#])
    #expect(allowed.summary.losses.map(\.code) == ["residue-conflict"])
    #expect(allowed.summary.losses.first?.example?.source == "/attachments")
    #expect(allowed.summary.losses.first?.example?.record == 1)
  }

  @Test func `refused records are set aside`() throws {
    let written = try convert([BatchInput("\(old)\n\(old)\n")]).written
    var options = BatchOptions()
    options.onError = .reject
    let payloads = "\(new)\n{]\n"
    let restored = try restore(written, payloads: payloads, rejected: false, options: options)
    #expect(restored.written.payloads == "\(old)\n")
    #expect(restored.written.rejects == "{]\n")
  }

  // MARK: The file itself

  @Test func `a residue that was cut anywhere is refused`() throws {
    let written = try convert([BatchInput("\(extra)\n\(strange)\n\(bare)\n")]).written
    let bytes = Array(written.residue.utf8)
    for count in 0..<bytes.count {
      #expect(throws: ResidueError.self) {
        try BatchRestorer(SeekableInput(Array(bytes.prefix(count))))
      }
    }
  }

  @Test func `a residue of other tables is refused unless that is allowed`() throws {
    let written = try convert([BatchInput("\(old)\n")]).written
    let tables = try #require(members("tables", of: written.residue).first)
    let other = Array(written.residue.replacing(tables, with: #""0""#).utf8)
    let error = #expect(throws: ResidueError.self) { try BatchRestorer(SeekableInput(other)) }
    #expect(error?.code == "residue-tables")
    #expect(try BatchRestorer(SeekableInput(other), allowsOtherTables: true).written == 1)
  }

  @Test func `a file that is no residue is refused as such`() {
    let error = #expect(throws: ResidueError.self) {
      try BatchRestorer(SeekableInput(Array("\(old)\n\(old)\n".utf8)))
    }
    #expect(error?.code == "residue-format")
  }

  @Test func `rejects that end too early are refused`() throws {
    let written = try convert([BatchInput("\(old)\n\(strange)\n")]).written
    written.rejects.removeLast(3)
    #expect(throws: ResidueError.self) { try restore(written) }
  }
}
