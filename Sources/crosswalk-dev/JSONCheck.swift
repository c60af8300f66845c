internal import JSONCore

extension Command {
  /// Says for each line of standard input whether it is one JSON document.
  ///
  /// Prints `ok`, or the id of the error and its offset in the line. With `--document`, standard input
  /// is one document over any number of lines. `Tests/Conformance/json_fuzz.py` compares the answers
  /// with another parser.
  static let jsonCheck = Command(
    name: "json-check",
    summary: "is each line of standard input JSON? [--document: is all of it?]"
  ) { arguments in
    var tape = Tape()
    if arguments == ["--document"] {
      print(verdict(on: standardInput(), &tape, lineBreaks: true))
      return
    }
    let lines = standardInput().split(separator: 0x0a, omittingEmptySubsequences: false)
    for line in lines.dropLast() {  // behind the last line end there is no line
      print(verdict(on: Array(line), &tape, lineBreaks: false))
    }
  }
}

private func verdict(on text: [UInt8], _ tape: inout Tape, lineBreaks: Bool) -> String {
  var sink = ByteSink(capacity: text.count)
  sink.append(text)
  let bytes = sink.view
  guard let end = tape.scan(bytes, lineBreaks: lineBreaks) else {
    return "\(tape.error.id) \(tape.error.offset)"
  }
  let rest = end + text[end...].prefix { [0x20, 0x09, 0x0a, 0x0d].contains($0) }.count
  return rest == text.count ? "ok" : "\(JSONError.Code.trailingContent.id) \(rest)"
}
