internal import JSONCore
internal import PropertyTesting
internal import Testing

/// A text made of pieces of JSON, right or wrong, and how it is read.
struct RecordCase: Sendable {
  let text: String
  let form: InputForm?
  let limit: Int
  /// A bit for each of the first records, to be omitted.
  let omissions: Int

  static let pieces = Alphabet([
    "1", "\n", " ", ",", "[", "]", "{", "}", "{}", "[2,3]", "\"a\"", "true", "-0.5e1", "\r\n", "\t",
    "{\"a\":1}", "{\"a\":\n{}}", "\"data\":[", "{\"data\":[", "{\"x\":1,\"data\" : [", "]}",
    "],\"y\":0}",
    "\"", "\\", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "é", "\"é\"", "nul", "01", "\u{feff}", "\u{0}",
    ":",
    "{\"long\":\"................................................................\"}",
  ])

  static let generator = Generator<RecordCase> { choices in
    let form = choices.one(of: [nil] + InputForm.allCases.map(Optional.some))
    let limit = choices.one(of: [1 << 20, 8, 1])
    let omissions = choices.integer(in: 0...255)
    let opening = choices.chance(1, in: 2) ? opening(form) : ""
    let text = opening + choices.text(pieces, average: 12)
    return RecordCase(text: text, form: form, limit: limit, omissions: omissions)
  }

  /// How most texts of a form begin: random pieces alone hardly ever open an envelope.
  private static func opening(_ form: InputForm?) -> String {
    switch form {
    case .array: "["
    case .list: "{\"data\":["
    default: "{}\n"
    }
  }

  func options(limit: Int) -> ReadingOptions {
    ReadingOptions(form: form, maximumRecord: limit, chunk: 1 << 18)
  }
}

struct RecordPropertyTests {
  @Test func `a text, read in any pieces, is the same records and all of its bytes`() throws {
    try check("records-any-chunks", count: 2000, RecordCase.generator) { sample in
      let options = sample.options(limit: sample.limit)
      let whole = Reading(sample.text, options)
      let all = (whole.hadByteOrderMark ? [0xef, 0xbb, 0xbf] : []) + whole.all
      if let failure = Failure.unlessEqual("bytes", all, Array(sample.text.utf8)) { return failure }
      for options in options.cuts {
        let id = "chunk-\(options.chunk)-\(options.atMost)"
        if let failure = Failure.unlessEqual(id, Reading(sample.text, options), whole) {
          return failure
        }
      }
      return nil
    }
  }

  @Test func `records, some omitted, are written as a text with exactly the others`() throws {
    try check("records-omitted", count: 2000, RecordCase.generator) { sample in
      let whole = Reading(sample.text, sample.options(limit: 1 << 20))
      let omitted = Set((1...8).filter { sample.omissions >> ($0 - 1) & 1 == 1 })
      let output = try rewritten([sample.text], as: sample.form, without: omitted)

      var options = sample.options(limit: 1 << 20)
      options.form = whole.form == .json ? .concatenated : whole.form
      let again = Reading(output, options)
      let kept = whole.documents.filter { !omitted.contains($0.key) }.sorted { $0.key < $1.key }
      let left = again.documents.sorted { $0.key < $1.key }
      return Failure.unlessEqual("records", left.map(\.value), kept.map(\.value))
        ?? Failure.unlessEqual("refused", again.records.count, kept.count)
    }
  }
}
