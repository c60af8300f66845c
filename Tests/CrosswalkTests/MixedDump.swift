import JSONCore
import PropertyTesting

/// A file of records of all sorts, none with white space between its tokens, and what to convert it to.
struct MixedDump: Sendable, CustomStringConvertible {
  let text: [UInt8]
  let name: String
  let target: String
  let chunk: Int
  /// A second file.
  var second: [UInt8] = []
  /// The bytes that a worker converts at a time.
  var piece = 512 << 10
  /// Whether the first refused record ends the run.
  var stops = false
  var wantsResidue = true
  /// Whether reading always waits.
  var blocks = false

  var description: String {
    let texts = [text, second].map { String(decoding: $0, as: UTF8.self) }
    return "\(name) to \(target), \(chunk) bytes at once, pieces of \(piece), stops: \(stops), "
      + "residue: \(wantsResidue), blocks: \(blocks): \(texts)"
  }

  /// Two files of JSON Lines that are cut into many pieces.
  static let inPieces = Generator<MixedDump> { choices in
    let records = record(isLine: true).array(average: 10)
    let texts = [records.draw(&choices), records.draw(&choices)].map {
      framed($0, "a.jsonl", &choices)
    }
    return MixedDump(
      text: texts[0],
      name: "a.jsonl",
      target: choices.one(of: ["v2", "v1", "responses"]),
      chunk: choices.one(of: [4096, 64, 256]),
      second: texts[1],
      piece: choices.one(of: [512, 60, 2048, 7]),
      stops: choices.chance(1, in: 6),
      wantsResidue: choices.chance(2, in: 3),
      blocks: choices.chance(1, in: 6)
    )
  }

  /// Dumps in each form; JSON Lines have malformed ones among them, others may be cut.
  static let generator = generator(of: ["a.jsonl", "a.concatenated", "a.array"])

  /// Dumps of JSON Lines.
  static let lines = generator(of: ["a.jsonl"])

  private static func generator(of forms: [String]) -> Generator<MixedDump> {
    Generator { choices in
      let form = choices.one(of: forms)
      let records = record(isLine: form == "a.jsonl").array(average: 4).draw(&choices)
      var text = framed(records, form, &choices)
      if form == "a.array", choices.chance(1, in: 5) { text.removeLast(min(3, text.count)) }
      return MixedDump(
        text: text,
        name: form,
        target: choices.one(of: ["v2", "v1", "v1-2023-11", "v2-2024-04"]),
        chunk: choices.one(of: [4096, 64, 13])
      )
    }
  }

  private static func framed(
    _ records: [[UInt8]],
    _ form: String,
    _ choices: inout Choices
  ) -> [UInt8] {
    switch form {
    case "a.jsonl":
      let ends = ["\n", "\r\n", "\n\n", "\n  \r\n", " \n\t"]
      return joined(records, ends, &choices) + Array(choices.one(of: ["\n", "", "\r\n\n"]).utf8)
    case "a.array":
      return Array("[".utf8) + joined(records, [",", ", ", "\n,\n"], &choices) + Array("]\n".utf8)
    default:
      return joined(records, ["\n", " ", "\n\n"], &choices)
    }
  }

  private static func joined(
    _ records: [[UInt8]],
    _ separators: [String],
    _ choices: inout Choices
  ) -> [UInt8] {
    var text: [UInt8] = []
    for (place, record) in records.enumerated() {
      if place > 0 { text += choices.one(of: separators).utf8 }
      text += record
    }
    return text
  }

  private static func record(isLine: Bool) -> Generator<[UInt8]> {
    var fixed = [bare, strange, old, new, extra, "[]", "{\"object\":7}"]
    if isLine { fixed += [broken, "nul", "{\"a\":1}}", "\u{1}"] }
    let texts = fixed.map { Array($0.utf8) }
    return Generator { choices in
      guard choices.chance(2, in: 3) else { return choices.one(of: texts) }
      let edition = choices.one(of: Payloads.editions)
      let kind = choices.one(of: Payloads.kinds(of: edition))
      let payload = Payloads.generator(kind: kind, edition: edition, wild: true, lineBreaks: false)
      return minified(payload.draw(&choices))
    }
  }

  private static func minified(_ payload: [UInt8]) -> [UInt8] {
    var input = ByteSink(capacity: payload.count)
    input.append(payload)
    var tape = Tape()
    guard tape.scan(input.view) != nil else { return payload }
    var output = ByteSink(capacity: payload.count)
    tape.view(input.view).minify(0, into: &output)
    return output.view.bytes
  }
}
