internal import JSONCore
internal import Testing

/// Reads texts one after another and writes them back without the records of some numbers.
func rewritten(
  _ texts: [String],
  as form: InputForm?,
  without omitted: Set<Int> = [],
  chunk: Int = 4096
) throws -> String {
  var sink = ByteSink()
  var output: [UInt8] = []
  var writer = RecordWriter()
  var number = 0
  for text in texts {
    var source = ByteSource(Array(text.utf8))
    var reader = RecordReader(form: form, isJSONLines: false, chunk: chunk)
    writer.beginFile()
    reading: while true {
      let step = unsafe reader.next { memory in unsafe source.read(memory) }
      // The sink may be emptied before each step.
      output += sink.view.bytes
      sink.truncate(to: 0)
      let known = reader.form
      let form = try #require(known)
      switch step {
      case .record, .null, .malformed:
        number += 1
        writer.open(reader.glue, form: form, into: &sink)
        sink.append(reader.bytes)
        if step != .record && step != .null || omitted.contains(number) {
          writer.omit(from: &sink)
        } else {
          writer.keep()
        }
      case .glue: writer.pass(reader.glue, form: form, into: &sink)
      case .end:
        writer.close(reader.glue, form: form, unclosed: reader.unclosed, into: &sink)
        break reading
      }
    }
  }
  return String(decoding: output + sink.view.bytes, as: UTF8.self)
}

struct RecordWriterTests {
  static let kept: [(InputForm?, String)] = [
    (nil, ""), (nil, "\n"), (nil, "1"), (nil, "1\n2"), (nil, "\r\n 1 \r\n\r\n2\r\n \n"),
    (nil, "{\n}\n{}"), (nil, "{}{} 1\t2"), (nil, " [ 1 ,\n2]\n[\n]\n[3] "), (nil, "[]"),
    (.json, " [\n1 ] "), (.list, "{\"a\":[1,2],\"data\" : [ 1 ,2],\"b\":3}\n{\"data\":[]}"),
    (.copy, "1\tx\\n\n\\N\t\n[]\n\\.\n"), (.copy, "1\r\n2"), (.copy, "\\.\n1\n\\."),
  ]

  @Test(arguments: kept)
  func `all records, kept, give the text`(_ form: InputForm?, _ text: String) throws {
    for chunk in [1, 2, 3, 7, 64, 4096] {
      #expect(try rewritten([text], as: form, chunk: chunk) == text, "chunk \(chunk)")
    }
  }

  struct Omission: Sendable {
    let text: String
    let form: InputForm?
    let omitted: Set<Int>
    let left: String

    init(
      _ text: String, as form: InputForm? = nil, without omitted: Set<Int> = [], leaves left: String
    ) {
      self.text = text
      self.form = form
      self.omitted = omitted
      self.left = left
    }
  }

  static let lines: [Omission] = [
    Omission("1\n2\n3\n", without: [1], leaves: "2\n3\n"),
    Omission("1\n2\n3\n", without: [2], leaves: "1\n3\n"),
    Omission("1\n2\n3\n", without: [3], leaves: "1\n2\n"),
    Omission("1\n2\n3\n", without: [1, 2, 3], leaves: ""),
    Omission("1\n2\n3", without: [3], leaves: "1\n2\n"),
    Omission("1\n2\n3", without: [2], leaves: "1\n3"),
    Omission("1\r\n\r\n 2 \r\n \r\n\t3\r\n", without: [2], leaves: "1\r\n\r\n \r\n\t3\r\n"),
    Omission("1\r\n\r\n 2 \r\n \r\n\t3 ", without: [3], leaves: "1\r\n\r\n 2 \r\n \r\n"),
    Omission("1\n{]\n\n3\n", leaves: "1\n\n3\n"),
    Omission("{\"a\":1}\n{]", leaves: "{\"a\":1}\n"),
  ]

  static let documents: [Omission] = [
    Omission("{\n}\n{}\n[]\n", without: [1], leaves: "{}\n[]\n"),
    Omission("{\n}\n{}\n\n[]\n", without: [2], leaves: "{\n}\n\n[]\n"),
    Omission("{\n}\n{}\n[]\n", without: [3], leaves: "{\n}\n{}\n"),
    Omission(" {\n}\n{}\n", without: [1, 2], leaves: ""),
    Omission("{\n}\n{}", without: [2], leaves: "{\n}"),
    Omission("1{}2", without: [2], leaves: "1\n2"),
    Omission("1 {}2 ", without: [2], leaves: "1\n2 "),
    Omission("1 {}2 3", without: [2, 3], leaves: "1 3"),
    Omission("{\n}\n{}\n{]\n{}\n", leaves: "{\n}\n{}"),
    Omission("{\n} ", without: [1], leaves: ""),
  ]

  static let elements: [Omission] = [
    Omission("[\n 1,\n 2,\n 3\n]\n", without: [1], leaves: "[\n 2,\n 3\n]\n"),
    Omission("[\n 1,\n 2,\n 3\n]\n", without: [2], leaves: "[\n 1,\n 3\n]\n"),
    Omission("[\n 1,\n 2,\n 3\n]\n", without: [3], leaves: "[\n 1,\n 2\n]\n"),
    Omission("[1 , 2]\n", without: [1, 2], leaves: "[]\n"),
    Omission("[1,2] [3,4]", without: [2, 3], leaves: "[1] [4]"),
    Omission("[1,\n {] ,2]\n", leaves: "[1]\n"),
    Omission("[{]", leaves: "[]\n"),
    Omission("[1", leaves: "[1]\n"),
    Omission("[1,", leaves: "[1]\n"),
    Omission("[1] x", leaves: "[1] "),
    Omission(
      "{\"a\":1,\"data\":[1, 2]}", as: .list, without: [1], leaves: "{\"a\":1,\"data\":[2]}"),
    Omission(
      "{\"a\":1,\"data\":[1, 2]}", as: .list, without: [2], leaves: "{\"a\":1,\"data\":[1]}"),
    Omission(
      "{\"a\":1,\"data\":[1, 2]}", as: .list, without: [1, 2], leaves: "{\"a\":1,\"data\":[]}"),
    Omission(
      "{\"data\":[1,2],\"b\":[3,4]}", as: .list, without: [2], leaves: "{\"data\":[1],\"b\":[3,4]}"),
    Omission("{\"data\":[1,2x],\"b\":3}", as: .list, leaves: "{\"data\":[1,2]}\n"),
    Omission("{\"data\":[1],\"b\":3,\"c\" 4}", as: .list, leaves: "{\"data\":[1],\"b\":3}\n"),
    Omission("{\"b\":3,\"data\"}", as: .list, leaves: ""),
    Omission("{\"data\":[1]}\n{\"b\":3,\"data\"}", as: .list, leaves: "{\"data\":[1]}\n"),
  ]

  @Test(arguments: lines + documents + elements)
  func `an omitted record goes with one separator`(_ omission: Omission) throws {
    for chunk in [64, 4096] {
      let left = try rewritten(
        [omission.text], as: omission.form, without: omission.omitted, chunk: chunk)
      #expect(left == omission.left, "\(omission.text)")
    }
  }

  @Test func `files without a last line end are separated as the lines before were`() throws {
    #expect(try rewritten(["1\n2", "3\n", "4"], as: nil) == "1\n2\n3\n4")
    #expect(try rewritten(["1\r\n2", "3"], as: nil) == "1\r\n2\r\n3")
    #expect(try rewritten(["1", "", "2"], as: nil) == "1\n2")
    #expect(try rewritten(["1", ""], as: nil) == "1")
    #expect(try rewritten(["", "1"], as: nil) == "1")
    #expect(try rewritten(["1", "2", "3"], as: nil, without: [2]) == "1\n3")
    #expect(try rewritten(["1", "2\n3"], as: nil, without: [2]) == "1\n3")
    #expect(try rewritten(["1\n2", "3"], as: nil, without: [2]) == "1\n3")
    #expect(try rewritten(["[1]", "[2]"], as: nil) == "[1]\n[2]")
    #expect(try rewritten(["{\n}", "{\n}"], as: nil) == "{\n}\n{\n}")
  }
}
