import JSONCore

/// The values of a member in the lines of a report, as they stand; lines without it are left out.
func members(_ name: String, of lines: String) -> [String] {
  lines.split(separator: "\n").compactMap { line in
    var sink = ByteSink(capacity: line.utf8.count)
    sink.append(String(line))
    var tape = Tape()
    guard tape.scan(sink.view) != nil else { return "no JSON: \(line)" }
    let view = tape.view(sink.view)
    return view.member(0, named: name).map { String(decoding: view.lexeme($0), as: UTF8.self) }
  }
}
