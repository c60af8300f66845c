import Crosswalk
import JSONCore
import PropertyTesting

/// A file of documents with payloads inside, or of rows with such a document in one column.
///
/// Payloads that stand there as they are have no white space between their tokens: for them, restoring
/// promises the same bytes. Texts are written in every way.
struct StoredDump: Sendable, CustomStringConvertible {
  /// What stands around the payloads of a record, and the payloads: one piece more than payloads.
  struct Record: Sendable {
    var pieces: [[UInt8]]
    var payloads: [[UInt8]]
    /// What stands in the places: the payloads, or strings of them.
    var placed: [[UInt8]]

    var bytes: [UInt8] {
      zip(pieces, placed + [[]]).flatMap { $0 + $1 }
    }
  }

  let records: [Record]
  let text: [UInt8]
  let place: PayloadPlace
  /// Nil for JSON Lines.
  let column: Int?
  let target: String
  let chunk: Int

  var description: String {
    "\(place.pointer) \(place.readsText ? "as text " : "")to \(target), \(chunk) bytes at once: "
      + String(decoding: text, as: UTF8.self)
  }

  /// Dumps of both forms, with payloads of all kinds, some of which are refused.
  static let generator = Generator<StoredDump> { choices in
    let readsText = choices.chance(1, in: 2)
    let pointer = choices.one(of: ["/m", "/m/*", "/a~1b/*/m"])
    let column: Int? = choices.chance(1, in: 2) ? choices.integer(in: 1...3) : nil
    var records: [Record] = []
    while choices.more(average: 4) {
      records.append(record(pointer, readsText, isLine: column == nil, &choices))
    }
    return StoredDump(
      records: records,
      text: records.flatMap { line($0.bytes, column, &choices) }
        + Array((column != nil && choices.chance(1, in: 3) ? "\\.\n" : "").utf8),
      place: PayloadPlace(pointer, readsText: readsText),
      column: column,
      target: choices.one(of: ["v2", "v1", "responses", "v1-2023-11"]),
      chunk: choices.one(of: [4096, 64, 13])
    )
  }

  private static func line(_ record: [UInt8], _ column: Int?, _ choices: inout Choices) -> [UInt8] {
    let end = choices.chance(1, in: 5) ? "\r\n" : "\n"
    guard let column else { return record + Array(end.utf8) }
    var columns = (0..<max(column, choices.integer(in: 1...4))).map { _ in
      encoded(Array(choices.one(of: ["7", "", "a\tb\n", "\\N", "é\r😀"]).utf8))
    }
    columns[column - 1] = choices.chance(1, in: 8) ? Array("\\N".utf8) : encoded(record)
    if choices.chance(1, in: 12) { columns.removeLast() }
    return Array(columns.joined(separator: [0x09])) + Array(end.utf8)
  }

  private static func encoded(_ text: [UInt8]) -> [UInt8] {
    var input = ByteSink(capacity: text.count)
    input.append(text)
    var sink = ByteSink(capacity: text.count)
    CopyText.encode(input.view, into: &sink)
    return sink.view.bytes
  }

  private static func record(
    _ pointer: String,
    _ readsText: Bool,
    isLine: Bool,
    _ choices: inout Choices
  ) -> Record {
    var record = Record(pieces: [], payloads: [], placed: [])
    let junk = HostileJSON().generator(lineBreaks: !isLine)
    let space = choices.one(of: ["", " ", "\t"])
    var piece = "{\(space)\"id\":1.0,\"y\":".utf8 + junk.draw(&choices) + ",".utf8
    let count = choices.chance(1, in: 8) ? 0 : pointer == "/m" ? 1 : choices.below(4)
    piece += open(pointer, isEmpty: count == 0).utf8
    for place in 0..<count {
      let payload = payload.draw(&choices)
      let isText = readsText && choices.chance(3, in: 4)
      record.payloads.append(payload)
      record.placed.append(isText ? string(payload, &choices) : minified(payload))
      if place > 0 { piece += separator(pointer).utf8 }
      record.pieces.append(piece)
      piece = []
    }
    piece += "\(close(pointer, isEmpty: count == 0)),\"z\":".utf8 + junk.draw(&choices)
    piece += "\(space)}".utf8
    record.pieces.append(piece)
    return record
  }

  private static func open(_ pointer: String, isEmpty: Bool) -> String {
    switch pointer {
    case "/m": isEmpty ? "\"m\":null" : "\"m\" : "
    case "/m/*": "\"m\":[ null, "
    default: "\"a\\/b\":[{}, " + (isEmpty ? "" : "{\"m\":")
    }
  }

  private static func separator(_ pointer: String) -> String {
    pointer == "/m/*" ? " ,null, " : "},{\"m\":"
  }

  private static func close(_ pointer: String, isEmpty: Bool) -> String {
    switch pointer {
    case "/m": ""
    case "/m/*": isEmpty ? "0]".replacing("0", with: "null") : "]"
    default: isEmpty ? "7]" : "}]"
    }
  }

  private static var payload: Generator<[UInt8]> {
    Generator { choices in
      if choices.chance(1, in: 6) {
        return Array(choices.one(of: [old, new, bare, strange, "[1, 2]", "7"]).utf8)
      }
      let edition = choices.one(of: Payloads.editions)
      let kind = choices.one(of: Payloads.kinds(of: edition))
      let payloads = Payloads.generator(
        kind: kind, edition: edition, wild: true, lineBreaks: choices.chance(1, in: 3))
      return payloads.draw(&choices)
    }
  }

  /// A string with a payload in it, written in one of the usual ways or in none.
  private static func string(_ payload: [UInt8], _ choices: inout Choices) -> [UInt8] {
    let style = choices.one(of: ["plain", "ascii", "mixed"])
    var string: [UInt8] = [0x22]
    for scalar in String(decoding: payload, as: UTF8.self).unicodeScalars {
      let isEscaped = scalar == "\"" || scalar == "\\" || scalar.value < 0x20
      switch style {
      case "mixed" where choices.chance(1, in: 5):
        for unit in String(scalar).utf16 { string += number(unit, choices.chance(1, in: 2)) }
      case "ascii" where scalar.value > 0x7e:
        for unit in String(scalar).utf16 { string += number(unit, false) }
      default:
        string += isEscaped ? escape(scalar) : Array(String(scalar).utf8)
      }
    }
    return string + [0x22]
  }

  private static func escape(_ scalar: Unicode.Scalar) -> [UInt8] {
    let letters: [Unicode.Scalar: String] = [
      "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r",
    ]
    return letters[scalar].map { Array($0.utf8) } ?? number(UInt16(scalar.value), false)
  }

  private static func number(_ unit: UInt16, _ isUpper: Bool) -> [UInt8] {
    let digits = String(unit, radix: 16, uppercase: isUpper)
    return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
  }
}

/// A document without white space between its tokens.
func minified(_ payload: [UInt8]) -> [UInt8] {
  var input = ByteSink(capacity: payload.count)
  input.append(payload)
  var tape = Tape()
  guard tape.scan(input.view) != nil else { return payload }
  var output = ByteSink(capacity: payload.count)
  tape.view(input.view).minify(0, into: &output)
  return output.view.bytes
}
