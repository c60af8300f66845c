internal import Crosswalk
internal import JSONCore
internal import LensCore

/// How the results of a case are written into its files.
enum FixtureText {
  /// Losses, one per line; inside another payload only those of the element.
  static func of(_ losses: [Loss], inside enclosure: Enclosure?) -> String {
    let mine = losses.filter { loss in
      guard let enclosure else { return true }
      return [loss.source, loss.target].contains { enclosure.inner($0) != nil }
    }
    guard !mine.isEmpty else { return "[]\n" }
    return "[\n" + mine.map { line(of: $0, inside: enclosure) }.joined(separator: ",\n") + "\n]\n"
  }

  /// A refusal, without its offset: the pointer says where.
  static func of(_ error: ConversionError, inside enclosure: Enclosure?) -> String {
    let pointer = enclosure.map { $0.inner(error.pointer) } ?? error.pointer
    return object([
      ("code", error.code), ("pointer", pointer), ("message", error.message), ("help", error.help),
    ]) + "\n"
  }

  private static func line(of loss: Loss, inside enclosure: Enclosure?) -> String {
    let place = { (text: String?) in enclosure.map { $0.inner(text) } ?? text }
    var members: [(String, String?)] = [
      ("code", loss.code), ("field", place(loss.field)), ("weight", loss.weight.rawValue),
      ("action", loss.action), ("source", place(loss.source)), ("target", place(loss.target)),
    ]
    if let member = loss.member { members.append(("member", member)) }
    return object(members + [("message", loss.message)])
  }

  private static func object(_ members: [(String, String?)]) -> String {
    var sink = ByteSink(capacity: 256)
    for (index, member) in members.enumerated() {
      sink.append(index == 0 ? "{" : ",")
      sink.appendString(member.0)
      sink.append(":")
      if let value = member.1 { sink.appendString(value) } else { sink.append("null") }
    }
    sink.append("}")
    return String(decoding: sink.view.bytes, as: UTF8.self)
  }

  /// The tokens of a document without white space between them; nil if it is none.
  static func minified(_ text: String) -> String? {
    scanned(Array(text.utf8)) { view in
      var sink = ByteSink(capacity: text.utf8.count)
      view.minify(0, into: &sink)
      return String(decoding: sink.view.bytes, as: UTF8.self)
    }
  }

  /// The form in which equal documents are the same text; nil if it is none.
  static func normal(_ payload: [UInt8], _ form: NormalForm) -> String? {
    scanned(payload) { String(decoding: form.bytes(of: $0), as: UTF8.self) }
  }

  /// The bytes of the first element of a list.
  static func element(_ payload: [UInt8], _ member: String) -> String? {
    scanned(payload) { view in
      guard let list = view.member(0, named: member),
        let first = view.elements(of: list).first(where: { _ in true })
      else { return nil }
      return String(decoding: view.lexeme(first), as: UTF8.self)
    }
  }

  private static func scanned(_ payload: [UInt8], _ body: (TapeView) -> String?) -> String? {
    var input = ByteSink(capacity: payload.count)
    input.append(payload)
    var tape = Tape()
    guard tape.scan(input.view) == payload.count else { return nil }
    return body(tape.view(input.view))
  }
}
