package import JSONCore

/// The form in which equal payloads are equal bytes.
///
/// Two payloads are equal if nothing tells them apart but member order, white space, the spelling of strings
/// and numbers (1 = 1.0 = 1e0, by exact decimal value), members whose value a row declares to mean
/// nothing, and forms that a row declares interchangeable, such as a string and one plain text part.
package struct NormalForm {
  private let rows: [Row]
  private let bareList: String?
  private let side: Side
  private let assumptions: [String: String]

  /// The normal form of payloads on one side of a lens.
  ///
  /// - Parameters:
  ///   - lens: The rows that say what means nothing and which forms are interchangeable.
  ///   - side: The side that the payloads are on.
  ///   - assumptions: Values that callers gave for all records, as JSON, by supply name.
  package init(_ lens: Lens, _ side: Side, assumptions: [String: String] = [:]) {
    rows = NormalForm.seen(lens.rows, from: side)
    bareList = lens.bareList
    self.side = side
    self.assumptions = assumptions
  }

  /// The normal form of a payload.
  package func bytes(of view: TapeView) -> [UInt8] {
    var sink = ByteSink(capacity: view.bytes.count)
    if side == .newer, let bareList, view.kind(0) != .object {
      root(view, bareList, &sink)
    } else {
      object(view, 0, rows, &sink)
    }
    return sink.view.bytes
  }

  /// The rows as a side sees them: on the newer, members of a flat object stand among the others.
  private static func seen(_ rows: [Row], from side: Side) -> [Row] {
    guard side == .newer else { return rows }
    return rows.flatMap { row in
      if case .flat(let rule) = row.verb { return seen(rule.rows, from: side) }
      return [row]
    }
  }

  /// A payload that is a list and nothing else.
  private func root(_ view: TapeView, _ name: String, _ sink: inout ByteSink) {
    let row = rows.first { $0.older == name }
    if view.kind(0) == .string {
      // A string is one message of a user.
      var message = ByteSink(capacity: view.bytes.count + 64)
      message.append("[{\"role\":\"user\",\"content\":")
      message.append(view.lexeme(0))
      message.append("}]")
      var tape = Tape()
      guard tape.scan(message.view) != nil else { return }
      return root(tape.view(message.view), name, &sink)
    }
    guard let row, case .list(let rule) = row.verb, view.kind(0) == .array else {
      return NormalForm.append(view, 0, &sink)
    }
    list(view, 0, rule, nil, &sink)
  }

  // MARK: Objects

  private func object(_ view: TapeView, _ node: Int, _ rows: [Row], _ sink: inout ByteSink) {
    guard view.kind(node) == .object else { return NormalForm.append(view, node, &sink) }
    var members: [(name: [UInt8], value: [UInt8])] = []
    for member in view.members(of: node) {
      let name = view.decoded(member.name)
      let row = rows.first { ($0.name(side) ?? $0.aliasName).map { Array($0.utf8) } == name }
      if let row, isAbsent(view, member.value, row) { continue }
      if row == nil, isEmptySecond(view, member.value, name, rows) { continue }
      var value = ByteSink(capacity: 64)
      if let row {
        self.value(view, member.value, row, in: node, &value)
      } else {
        NormalForm.append(view, member.value, &value)
      }
      members.append((name, value.view.bytes))
    }
    NormalForm.append(members, &sink)
  }

  /// Whether a member is the second list of a row and holds nothing.
  private func isEmptySecond(
    _ view: TapeView,
    _ node: Int,
    _ name: [UInt8],
    _ rows: [Row]
  ) -> Bool {
    let isEmpty = view.kind(node) == .array && Int(view[node].next) == node + 1
    guard side == .older, view.kind(node) == .null || isEmpty else { return false }
    return rows.contains { row in
      guard case .list(let rule) = row.verb, let also = rule.also else { return false }
      return Array(also.name.utf8) == name
    }
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
    // Long values mean something; the rest is compared whatever its spelling.
    guard view[node].length < 1024 else { return false }
    var tokens = ByteSink(capacity: 64)
    NormalForm.append(view, node, &tokens)
    let found = tokens.view.bytes
    return texts.contains { Array($0.utf8) == found }
  }

  /// Whether an object has no members but such as mean nothing in a map of texts.
  private func hasOnlyNulls(_ view: TapeView, _ node: Int) -> Bool {
    view.kind(node) == .object && view.members(of: node).allSatisfy { view.kind($0.value) == .null }
  }

  private func value(
    _ view: TapeView,
    _ node: Int,
    _ row: Row,
    in holder: Int,
    _ sink: inout ByteSink
  ) {
    switch row.verb {
    case .carry, .marker, .oneSided: NormalForm.append(view, node, &sink)
    case .inside(let rows, let string): inside(view, node, rows, string, &sink)
    case .flat(let rule): inside(view, node, rule.rows, rule.string, &sink)
    case .list(let rule): list(view, node, rule, holder, &sink)
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
      object(view, node, NormalForm.seen(rows, from: side), &sink)
    }
  }

  // MARK: Lists

  private func list(
    _ view: TapeView,
    _ node: Int,
    _ rule: ListRule,
    _ holder: Int?,
    _ sink: inout ByteSink
  ) {
    let context = context(view, holder, rule)
    if rule.stringMeans != nil, view.kind(node) == .string {
      return element(around: view, node, rule, context, &sink)
    }
    guard view.kind(node) == .array else { return NormalForm.append(view, node, &sink) }
    NormalForm.append(view.elements(of: node), &sink) { element, sink in
      let found = rule.cases.first { fits($0, view, element, context) }
      if case .both(let rows)? = found?.fate {
        object(view, element, NormalForm.seen(rows, from: side), &sink)
      } else {
        NormalForm.append(view, element, &sink)
      }
    }
  }

  private func context(_ view: TapeView, _ holder: Int?, _ rule: ListRule) -> ContextMask {
    guard let context = rule.context, let holder,
      let value = view.member(holder, Array(context.member.utf8)),
      view.kind(value) == .string, view.decoded(value) == Array(context.word.utf8)
    else { return .others }
    return .word
  }

  private func fits(
    _ element: ElementCase,
    _ view: TapeView,
    _ node: Int,
    _ context: ContextMask
  ) -> Bool {
    guard view.kind(node) == .object, element.exists(side), element.context.mask.contains(context),
      !(side == .older && (element.isInSecond || element.isReadOnly))
    else { return false }
    let shape = element.shape(side)
    if let tag = shape.tag {
      guard let type = view.member(node, "type"), view.isText(type, Array(tag.utf8)) else {
        return false
      }
    }
    guard let name = shape.member else { return true }
    guard var value = view.member(node, Array(name.utf8)) else { return false }
    if let inner = shape.inner, view.kind(value) != .string {
      guard let found = view.member(value, Array(inner.utf8)) else { return false }
      value = found
    }
    switch shape.test {
    case .present: return view.kind(value) != .null
    case .string: return view.kind(value) == .string && view[value].length > 2
    case .prefix(let prefix):
      return view.kind(value) == .string && view.decoded(value).starts(with: prefix.utf8)
    case .lacks: return false
    case .filled: return view.kind(value) == .array && Int(view[value].next) > value + 1
    }
  }

  /// A list with the one element that a plain string stands for.
  private func element(
    around view: TapeView,
    _ node: Int,
    _ rule: ListRule,
    _ context: ContextMask,
    _ sink: inout ByteSink
  ) {
    sink.append("[")
    for element in rule.cases
    where element.older.tag == rule.stringMeans(under: context)
      && element.context.mask.contains(context) && !element.isReadOnly
    {
      guard case .both(let rows) = element.fate, let tag = element.shape(side).tag else { continue }
      var members: [(name: [UInt8], value: [UInt8])] = []
      // A type that the other side has another word for is a fixed word.
      if rows.contains(where: { $0.name(side) == "type" && $0.fill(side) == nil }) {
        members.append((Array("type".utf8), Array("\"\(tag)\"".utf8)))
      }
      for row in rows {
        guard let found = named(row, rule.stringMember) else { continue }
        var value = ByteSink(capacity: 64)
        if let rows = found.rows {
          inside(view, node, rows, found.string, &value)
        } else {
          NormalForm.append(view, node, &value)
        }
        members.append((Array(found.name.utf8), value.view.bytes))
      }
      NormalForm.append(members, &sink)
      break
    }
    sink.append("]")
  }

  /// Where the string of a row stands on this side: as it is, or in an object with rows.
  private func named(
    _ row: Row,
    _ member: String?
  ) -> (name: String, rows: [Row]?, string: String?)? {
    switch row.verb {
    case .carry where member != nil && row.older == member:
      return row.name(side).map { ($0, nil, nil) }
    case .inside(let rows, let string?): return row.name(side).map { ($0, rows, string) }
    case .flat(let rule):
      guard let string = rule.stringRow else { return nil }
      if side == .newer { return string.newer.map { ($0, nil, nil) } }
      return row.older.map { ($0, rule.rows, rule.string) }
    default: return nil
    }
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
      object(view, element, NormalForm.seen(rule.rows, from: side), &sink)
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
