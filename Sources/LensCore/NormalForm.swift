package import JSONCore

/// The form in which equal payloads are equal bytes.
///
/// Two payloads are equal if nothing tells them apart but member order, white space, the spelling of strings
/// and numbers (1 = 1.0 = 1e0, by exact decimal value), members whose value a row declares to mean
/// nothing, and forms that a row declares interchangeable, such as a string and one plain text part.
package struct NormalForm {
  private let rows: [Row]
  private let side: Side
  private let assumptions: [String: String]

  /// The normal form of payloads on one side of a lens.
  ///
  /// - Parameters:
  ///   - lens: The rows that say what means nothing and which forms are interchangeable.
  ///   - side: The side that the payloads are on.
  ///   - assumptions: Values that callers gave for all records, as JSON, by supply name.
  package init(_ lens: Lens, _ side: Side, assumptions: [String: String] = [:]) {
    rows = lens.rows
    self.side = side
    self.assumptions = assumptions
  }

  /// The normal form of a payload.
  package func bytes(of view: TapeView) -> [UInt8] {
    var sink = ByteSink(capacity: view.bytes.count)
    object(view, 0, rows, &sink)
    return sink.view.bytes
  }

  // MARK: Objects

  private func object(_ view: TapeView, _ node: Int, _ rows: [Row], _ sink: inout ByteSink) {
    guard view.kind(node) == .object else { return NormalForm.append(view, node, &sink) }
    var members: [(name: [UInt8], value: [UInt8])] = []
    for member in view.members(of: node) {
      let name = view.decoded(member.name)
      let row = rows.first { ($0.name(side) ?? $0.aliasName).map { Array($0.utf8) } == name }
      if let row, isAbsent(view, member.value, row) { continue }
      var value = ByteSink(capacity: 64)
      if let row {
        self.value(view, member.value, row, &value)
      } else {
        NormalForm.append(view, member.value, &value)
      }
      members.append((name, value.view.bytes))
    }
    NormalForm.append(members, &sink)
  }

  private func isAbsent(_ view: TapeView, _ node: Int, _ row: Row) -> Bool {
    var texts = row.absences
    if case .texts = row.verb, texts.contains("{}"), hasOnlyNulls(view, node) { return true }
    for fill in [row.olderFill, row.newerFill] {
      if let supply = fill?.supply, let given = assumptions[supply] {
        texts.append(given)
      } else if let text = fill?.text {
        texts.append(text)
      }
    }
    var tokens = ByteSink(capacity: 64)
    view.minify(node, into: &tokens)
    let found = tokens.view.bytes
    return texts.contains { Array($0.utf8) == found }
  }

  /// Whether an object has no members but such as mean nothing in a map of texts.
  private func hasOnlyNulls(_ view: TapeView, _ node: Int) -> Bool {
    view.kind(node) == .object && view.members(of: node).allSatisfy { view.kind($0.value) == .null }
  }

  private func value(_ view: TapeView, _ node: Int, _ row: Row, _ sink: inout ByteSink) {
    switch row.verb {
    case .carry, .oneSided: NormalForm.append(view, node, &sink)
    case .inside(let rows, let string): inside(view, node, rows, string, &sink)
    case .list(let rule): list(view, node, rule, &sink)
    case .bareList(let rule): bareList(view, node, rule, &sink)
    case .texts: texts(view, node, &sink)
    case .adapter(let adapter): adapted(view, node, adapter, &sink)
    }
  }

  private func inside(
    _ view: TapeView,
    _ node: Int,
    _ rows: [Row],
    _ string: String?,
    _ sink: inout ByteSink
  ) {
    if let string, view.kind(node) == .string {
      var value = ByteSink(capacity: 64)
      NormalForm.append(view, node, &value)
      NormalForm.append([(Array(string.utf8), value.view.bytes)], &sink)
    } else {
      object(view, node, rows, &sink)
    }
  }

  // MARK: Lists

  private func list(_ view: TapeView, _ node: Int, _ rule: ListRule, _ sink: inout ByteSink) {
    if let tag = rule.stringMeans, view.kind(node) == .string {
      return element(of: tag, around: view, node, rule, &sink)
    }
    guard view.kind(node) == .array else { return NormalForm.append(view, node, &sink) }
    NormalForm.append(view.elements(of: node), &sink) { element, sink in
      let found = rule.cases.first { fits($0, view, element) }
      if case .both(let rows)? = found?.fate {
        object(view, element, rows, &sink)
      } else {
        NormalForm.append(view, element, &sink)
      }
    }
  }

  private func fits(_ element: ElementCase, _ view: TapeView, _ node: Int) -> Bool {
    guard view.kind(node) == .object else { return false }
    guard let tag = element.tag else { return true }
    guard let type = view.member(node, "type") else { return false }
    return view.isText(type, Array(tag.utf8))
  }

  /// A list with the one element that a plain string stands for.
  private func element(
    of tag: String,
    around view: TapeView,
    _ node: Int,
    _ rule: ListRule,
    _ sink: inout ByteSink
  ) {
    sink.append("[")
    for element in rule.cases where element.tag == tag {
      guard case .both(let rows) = element.fate else { continue }
      var members: [(name: [UInt8], value: [UInt8])] = [
        (Array("type".utf8), Array("\"\(tag)\"".utf8))
      ]
      for row in rows {
        guard case .inside(let inner, let string?) = row.verb, let name = row.name(side) else {
          continue
        }
        var value = ByteSink(capacity: 64)
        inside(view, node, inner, string, &value)
        members.append((Array(name.utf8), value.view.bytes))
      }
      NormalForm.append(members, &sink)
    }
    sink.append("]")
  }

  private func bareList(
    _ view: TapeView,
    _ node: Int,
    _ rule: BareListRule,
    _ sink: inout ByteSink
  ) {
    guard side == .newer, view.kind(node) == .array else {
      return NormalForm.append(view, node, &sink)
    }
    NormalForm.append(view.elements(of: node), &sink) { element, sink in
      object(view, element, rule.rows, &sink)
    }
  }

  /// Null values mean nothing: the newer side cannot have them.
  private func texts(_ view: TapeView, _ node: Int, _ sink: inout ByteSink) {
    guard view.kind(node) == .object else { return NormalForm.append(view, node, &sink) }
    var members: [(name: [UInt8], value: [UInt8])] = []
    for member in view.members(of: node) where view.kind(member.value) != .null {
      var value = ByteSink(capacity: 64)
      NormalForm.append(view, member.value, &value)
      members.append((view.decoded(member.name), value.view.bytes))
    }
    NormalForm.append(members, &sink)
  }

  /// One plain element of the adapter's type stands for its string.
  private func adapted(
    _ view: TapeView,
    _ node: Int,
    _ adapter: Adapter,
    _ sink: inout ByteSink
  ) {
    guard let means = adapter.stringMeans, view.kind(node) == .array,
      let only = view.elements(of: node).first(where: { _ in true }),
      view[only].next == view[node].next,
      let type = view.member(only, "type"), view.isText(type, Array(means.tag.utf8)),
      let text = view.member(only, named: means.member), let string = plainString(view, text)
    else { return NormalForm.append(view, node, &sink) }
    NormalForm.append(view, string, &sink)
  }

  /// A string, or the only string of an object that holds nothing else but empty values.
  private func plainString(_ view: TapeView, _ node: Int) -> Int? {
    if view.kind(node) == .string { return node }
    var strings: [Int] = []
    for member in view.members(of: node) {
      let isEmpty =
        view.kind(member.value).isContainer
        && Int(view[member.value].next) == member.value + 1
      if view.kind(member.value) == .string {
        strings.append(member.value)
      } else if !isEmpty, view.kind(member.value) != .null {
        return nil
      }
    }
    return strings.count == 1 ? strings[0] : nil
  }
}

// What needs no rows: values by what they say.
extension NormalForm {
  /// Appends the normal form of a value that no row describes.
  package static func append(_ view: TapeView, _ node: Int, _ sink: inout ByteSink) {
    switch view.kind(node) {
    case .object:
      var members: [(name: [UInt8], value: [UInt8])] = []
      for member in view.members(of: node) {
        var value = ByteSink(capacity: 64)
        append(view, member.value, &value)
        members.append((view.decoded(member.name), value.view.bytes))
      }
      append(members, &sink)
    case .array:
      append(view.elements(of: node), &sink) { element, sink in append(view, element, &sink) }
    case .string: sink.appendString(view.decoded(node))
    case .number: sink.append(Decimal(view.lexeme(node)).text)
    default: sink.append(view.lexeme(node))
    }
  }

  /// Appends members by name; members of one name keep their order.
  fileprivate static func append(
    _ members: [(name: [UInt8], value: [UInt8])],
    _ sink: inout ByteSink
  ) {
    let sorted = members.enumerated().sorted { left, right in
      if left.element.name == right.element.name { return left.offset < right.offset }
      return left.element.name.lexicographicallyPrecedes(right.element.name)
    }
    sink.append("{")
    for (index, member) in sorted.enumerated() {
      if index > 0 { sink.append(",") }
      sink.appendString(member.element.name)
      sink.append(":")
      sink.append(member.element.value)
    }
    sink.append("}")
  }

  fileprivate static func append(
    _ elements: Elements,
    _ sink: inout ByteSink,
    _ body: (Int, inout ByteSink) -> Void
  ) {
    sink.append("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { sink.append(",") }
      body(element, &sink)
    }
    sink.append("]")
  }
}

/// A number by its exact decimal value: never through a binary one.
struct Decimal: Equatable {
  /// Digits without zeros at either end; empty for zero.
  private(set) var digits: [UInt8] = []
  /// The power of ten that the digits, read as an integer, are multiplied by.
  private(set) var exponent = 0
  private(set) var isNegative = false

  /// The value of a JSON number.
  init(_ lexeme: [UInt8]) {
    var isFraction = false
    var rest = lexeme[...]
    if rest.first == UInt8(ascii: "-") {
      isNegative = true
      rest = rest.dropFirst()
    }
    while let byte = rest.first, byte | 0x20 != UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if byte == UInt8(ascii: ".") {
        isFraction = true
      } else {
        digits.append(byte)
        if isFraction { exponent -= 1 }
      }
    }
    // An exponent that no integer holds is as good as its limit.
    let written = String(decoding: rest.dropFirst(), as: UTF8.self)
    if !rest.isEmpty { exponent += Int(written) ?? (written.hasPrefix("-") ? -1 << 40 : 1 << 40) }
    trim()
  }

  private mutating func trim() {
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leading)
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  /// One spelling for each value.
  var text: String {
    if digits.isEmpty { return "0" }
    let sign = isNegative ? "-" : ""
    return sign + String(decoding: digits, as: UTF8.self) + (exponent == 0 ? "" : "e\(exponent)")
  }
}
