/// Long texts in short files: `$times(N,TEXT)` is TEXT N times, `$each(N,TEXT)` the same with commas
/// between and `#` replaced by the number from 1.
package enum Repetition {
  /// The text with each repetition written out.
  package static func expand(_ text: String) -> String {
    var result = text
    for call in ["$each(", "$times("] where result.contains(call) {
      result = expand(call, in: result)
    }
    return result
  }

  /// The text with what the repetitions of a source stand for made short again.
  static func collapse(_ text: String, as source: String) -> String {
    var result = text
    for call in ["$each(", "$times("] {
      for piece in source.split(separator: call, omittingEmptySubsequences: false).dropFirst() {
        let short = call + piece.prefix { $0 != ")" } + ")"
        let long = expand(String(short))
        result = result.split(separator: long, omittingEmptySubsequences: false)
          .joined(separator: short)
      }
    }
    return result
  }

  private static func expand(_ call: String, in text: String) -> String {
    let pieces = text.split(separator: call, omittingEmptySubsequences: false)
    var result = String(pieces[0])
    for piece in pieces.dropFirst() {
      let arguments = piece.prefix { $0 != ")" }
      let number = arguments.prefix { $0 != "," }
      let unit = String(arguments.dropFirst(number.count + 1))
      let count = Int(number) ?? 0
      result +=
        call == "$each("
        ? numbered(unit, count).joined(separator: ",")
        : String(repeating: unit, count: count)
      result += piece.dropFirst(arguments.count + 1)
    }
    return result
  }

  private static func numbered(_ unit: String, _ count: Int) -> [String] {
    (1...max(count, 1)).map { number in
      unit.split(separator: "#", omittingEmptySubsequences: false).joined(separator: String(number))
    }
  }
}
