import JSONCore
import PropertyTesting

/// A payload read back, for tests that ask what generators make.
///
/// The tape finds the tokens; texts are decoded here, apart from the code that spells them.
indirect enum Parsed: Equatable {
  case lexeme(String)
  case text(String, lexeme: String)
  case array([Parsed])
  case object([Member])

  struct Member: Equatable {
    let name: String
    let lexeme: String
    let value: Parsed
  }

  /// Reads a document, or says why that is impossible.
  static func reading(_ payload: [UInt8]) throws -> Parsed {
    var sink = ByteSink(capacity: payload.count)
    sink.append(payload)
    var tape = Tape()
    guard let end = tape.scan(sink.view) else {
      throw Failure(id: "not-json", message: tape.error.message(found: nil))
    }
    if end != payload.count {
      throw Failure(id: "ends-early", message: "the value ends at \(end) of \(payload.count)")
    }
    let view = tape.view(sink.view)
    return Parsed(view, 0)
  }

  private init(_ view: TapeView, _ index: Int) {
    let node = view[index]
    let last = Int(node.next)
    switch node.kind {
    case .object:
      var members: [Member] = []
      var child = index + 1
      while child < last {
        let lexeme = Parsed.lexeme(view, child)
        let value = Parsed(view, child + 1)
        members.append(Member(name: Parsed.decoded(lexeme), lexeme: lexeme, value: value))
        child = Int(view[child + 1].next)
      }
      self = .object(members)
    case .array:
      var elements: [Parsed] = []
      var child = index + 1
      while child < last {
        elements.append(Parsed(view, child))
        child = Int(view[child].next)
      }
      self = .array(elements)
    case .string:
      let lexeme = Parsed.lexeme(view, index)
      self = .text(Parsed.decoded(lexeme), lexeme: lexeme)
    default:
      self = .lexeme(Parsed.lexeme(view, index))
    }
  }

  private static func lexeme(_ view: TapeView, _ index: Int) -> String {
    let bytes = view.bytes.bytes(Int(view[index].start), Int(view[index].end))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text of a string lexeme.
  ///
  /// By scalars: a quote and the accent behind it would be one character.
  static func decoded(_ lexeme: String) -> String {
    let content = lexeme.unicodeScalars.dropFirst().dropLast()
    guard lexeme.utf8.contains(0x5C) else { return String(String.UnicodeScalarView(content)) }
    var units: [UInt16] = []
    var rest = Array(String(String.UnicodeScalarView(content)).utf16)[...]
    while let unit = rest.popFirst() {
      units.append(unit == 0x5C ? unescaped(&rest) : unit)
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static let short: [Character: UInt16] = [
    "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "\"": 34, "\\": 92, "/": 47,
  ]

  private static func unescaped(_ rest: inout ArraySlice<UInt16>) -> UInt16 {
    let letter = rest.popFirst().flatMap { Unicode.Scalar($0) }.map(Character.init)
    if let letter, let unit = short[letter] { return unit }
    let digits = String(decoding: rest.prefix(4), as: UTF16.self)
    rest = rest.dropFirst(4)
    return UInt16(digits, radix: 16) ?? 0xFFFD
  }
}

extension Parsed {
  var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// The elements, if this is an array.
  var elements: [Parsed]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The text, if this is a string.
  var text: String? {
    if case .text(let text, _) = self { text } else { nil }
  }

  /// The bytes of a number, literal or string.
  var lexeme: String? {
    switch self {
    case .lexeme(let lexeme), .text(_, let lexeme): lexeme
    default: nil
    }
  }

  var isNull: Bool { self == .lexeme("null") }

  /// The integer that the digits of a number begin with.
  var integer: Int? {
    lexeme.flatMap { Int($0.prefix { $0 == "-" || $0.isNumber }) }
  }

  /// The value of a member.
  subscript(name: String) -> Parsed? {
    members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// All values at a path such as `content/*/type`, where `*` is every element and the empty path is the
  /// payload itself.
  func all(_ path: String) -> [Parsed] {
    var values = [self]
    for step in path.split(separator: "/") {
      values = values.flatMap { value -> [Parsed] in
        if step == "*" { return value.elements ?? [] }
        return value[String(step)].map { [$0] } ?? []
      }
    }
    return values
  }

  /// Whether some value at a path is as asked.
  func has(_ path: String, where isWanted: (Parsed) -> Bool = { _ in true }) -> Bool {
    all(path).contains(where: isWanted)
  }

  /// This value and everything inside it.
  var everything: [Parsed] {
    let children = (elements ?? []) + members.map(\.value)
    return [self] + children.flatMap(\.everything)
  }
}
