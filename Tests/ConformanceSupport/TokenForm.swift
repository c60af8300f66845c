internal import JSONCore

/// A spelling in which payloads are equal that differ only in member order, white space or escapes.
///
/// Lexemes of numbers stay: a conversion copies them.
package enum TokenForm {
  /// The normal form of a document, or nil if it is none.
  package static func of(_ text: String) -> String? { of(Array(text.utf8)) }

  /// The normal form of a document, or nil if it is none.
  package static func of(_ payload: [UInt8]) -> String? {
    var sink = ByteSink()
    sink.append(payload)
    var tape = Tape()
    guard let end = tape.scan(sink.view), end == payload.count else { return nil }
    return text(tape.view(sink.view), 0)
  }

  private static func text(_ view: TapeView, _ node: Int) -> String {
    switch view.kind(node) {
    case .object:
      let members = view.members(of: node).map { name, value in
        "\(quoted(view, name)):\(text(view, value))"
      }
      return "{" + members.sorted().joined(separator: ",") + "}"
    case .array:
      return "[" + view.elements(of: node).map { text(view, $0) }.joined(separator: ",") + "]"
    case .string, .name:
      return quoted(view, node)
    default:
      return String(decoding: view.lexeme(node), as: UTF8.self)
    }
  }

  private static func quoted(_ view: TapeView, _ node: Int) -> String {
    var sink = ByteSink()
    sink.appendString(view.decoded(node))
    return String(decoding: sink.view.bytes, as: UTF8.self)
  }
}
