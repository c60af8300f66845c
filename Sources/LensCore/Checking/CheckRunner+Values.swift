internal import JSONCore

// What is asked of values: one case each, long ones in functions of their own.
extension CheckRunner {
  mutating func evaluate(_ check: CheckPlan.Check, _ node: Int) {
    let kind = view.kind(node)
    switch (check.requirement, kind) {
    case (.kinds(let forms), _): checkForm(check, node, forms)
    case (.not(let forms), _): if forms.contains(form(kind)) { note(check, node, found(node)) }
    case (.never, _): note(check, node, found(node))
    case (.judged(let judge), _): if let value = judge(view, node) { note(check, node, value) }
    case (.words(let words), .string): checkWords(check, node, words)
    case (.length(let range), .string): checkLength(check, node, range)
    case (.prefix(let starts), .string): checkStarts(check, node, starts, wanted: true)
    case (.noPrefix(let starts), .string): checkStarts(check, node, starts, wanted: false)
    case (.suffix(let endings), .string): checkEndings(check, node, endings)
    case (.idCharacters, .string): checkCharacters(check, node)
    case (.range(let range), .number): checkRange(check, node, range)
    case (.plainDigits, .number): checkDigits(check, node)
    case (_, .object): evaluateObject(check, node)
    case (_, .array): evaluateList(check, node)
    default: break
    }
  }

  private mutating func note(_ check: CheckPlan.Check, _ node: Int, _ value: String) {
    note(check, node, CheckTexts(value: CheckTexts.shown(Array(value.utf8))))
  }

  /// What was found, for templates.
  func found(_ node: Int) -> CheckTexts {
    let kind = view.kind(node)
    var texts = CheckTexts(found: kind.phrase)
    // Forms are called as the service calls them in its answers.
    if kind == .number && WholeNumber.read(view, node) != nil { texts.found = "an integer" }
    if kind == .true || kind == .false { texts.found = "a boolean" }
    if kind == .string { texts.value = CheckTexts.shown(view.decoded(node)) }
    return texts
  }

  // MARK: Forms

  private func form(_ kind: Node.Kind) -> ValueForms {
    switch kind {
    case .object: .object
    case .array: .array
    case .string: .string
    case .null: .null
    case .true: .true
    case .false: .false
    default: .number
    }
  }

  private mutating func checkForm(_ check: CheckPlan.Check, _ node: Int, _ forms: ValueForms) {
    let kind = view.kind(node)
    if forms.contains(form(kind)) { return }
    if kind == .number, forms.contains(.integer), WholeNumber.read(view, node) != nil { return }
    var texts = found(node)
    texts.expected = forms.phrase
    if kind == .number, forms.contains(.integer) { texts.found = "a number with a fraction" }
    note(check, node, texts)
  }

  // MARK: Strings

  private mutating func checkWords(_ check: CheckPlan.Check, _ node: Int, _ words: [String]) {
    if words.contains(where: { view.isText(node, Array($0.utf8)) }) { return }
    var texts = found(node)
    texts.words = CheckTexts.list(words)
    note(check, node, texts)
  }

  /// Counts code points only if the bytes could be too many.
  private mutating func checkLength(
    _ check: CheckPlan.Check,
    _ node: Int,
    _ range: ClosedRange<Int>
  ) {
    let bytes = view[node].length - 2
    if bytes <= range.upperBound, range.lowerBound <= 1, bytes >= range.lowerBound { return }
    let count = view.scalarCount(node)
    guard !range.contains(count) else { return }
    var texts = CheckTexts(value: CheckTexts.shown(view.decoded(node)), found: String(count))
    texts.limit = String(count < range.lowerBound ? range.lowerBound : range.upperBound)
    note(check, node, texts)
  }

  private mutating func checkStarts(
    _ check: CheckPlan.Check,
    _ node: Int,
    _ starts: [String],
    wanted: Bool
  ) {
    let text = view.decoded(node)
    if starts.contains(where: { text.starts(with: $0.utf8) }) == wanted { return }
    var texts = found(node)
    texts.words = CheckTexts.list(starts)
    note(check, node, texts)
  }

  private mutating func checkEndings(_ check: CheckPlan.Check, _ node: Int, _ endings: [String]) {
    let text = String(decoding: view.decoded(node), as: UTF8.self).lowercased()
    if endings.contains(where: { text.hasSuffix($0) }) { return }
    var texts = found(node)
    texts.words = CheckTexts.list(endings)
    texts.found = text.lastIndex(of: ".").map { String(text[$0...]) } ?? "a name without an ending"
    note(check, node, texts)
  }

  private mutating func checkCharacters(_ check: CheckPlan.Check, _ node: Int) {
    let isFine = view.decoded(node).allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    if !isFine { note(check, node, found(node)) }
  }

  // MARK: Numbers

  private mutating func checkRange(
    _ check: CheckPlan.Check,
    _ node: Int,
    _ range: ClosedRange<Int>
  ) {
    guard let number = WholeNumber.read(view, node), !range.contains(number) else { return }
    var texts = CheckTexts(found: String(decoding: view.lexeme(node), as: UTF8.self))
    texts.limit = String(number < range.lowerBound ? range.lowerBound : range.upperBound)
    note(check, node, texts)
  }

  private mutating func checkDigits(_ check: CheckPlan.Check, _ node: Int) {
    guard WholeNumber.read(view, node) != nil else { return }
    let lexeme = view.lexeme(node)
    let digits = lexeme.first == UInt8(ascii: "-") ? lexeme.dropFirst() : lexeme[...]
    if digits.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) { return }
    note(check, node, CheckTexts(found: String(decoding: lexeme, as: UTF8.self)))
  }
}
