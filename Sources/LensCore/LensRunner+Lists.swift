import JSONCore

// Lists: one element after the other; a case for each shape of element.
extension LensRunner {
  /// What the elements of one list have in common.
  struct ListFrame {
    let plan: Item<ListPlan>
    let context: ContextMask
    /// The second list in the source; -1: there is none.
    var second = -1
    /// Whether an element of the second list came before one of the first.
    var isMixed = false
    var frame: Frame
  }

  mutating func list(
    _ entry: Item<Entry>,
    _ object: Int,
    _ name: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let list = plan.lists.at(Int(entry.argument))
    if list.dropsNull, source.kind(name &+ 1) == .null { return skip(name &+ 1) }
    let outer = holder
    holder = object
    defer { holder = outer }
    begin(entry, name, &frame)
    try checkLimits(list.limits, name &+ 1)
    let outerSeconds = seconds.count
    try listValue(list, entry.site, object, name &+ 1)
    if list.secondKey.exists, seconds.count > outerSeconds {
      try addSecondList(list, from: outerSeconds, &frame)
    }
  }

  /// Writes the value of a list, whatever stands there.
  mutating func listValue(
    _ list: Item<ListPlan>,
    _ typeSite: UInt16,
    _ object: Int,
    _ value: Int
  ) throws(Refusal) {
    var inner = ListFrame(
      plan: list,
      context: list.contextMember.exists ? context(list, object) : .others,
      frame: Frame(previous: source[value].start &+ 1)
    )
    if list.second.exists, !list.secondKey.exists { inner.second = secondList(list, object) }
    switch source.kind(value) {
    case .array:
      if list.prefersString, inner.context == .word, inner.second < 0 || !sends(inner),
        let text = plainText(list, value)
      {
        if inner.second >= 0 { try secondElements(&inner) }
        return copyPreferred(text, value)
      }
      try array(&inner, value)
    case .string: try string(&inner, typeSite, value)
    case .null: copy(value)
    default: throw Refusal(site: typeSite, node: value)
    }
  }

  private mutating func array(_ list: inout ListFrame, _ array: Int) throws(Refusal) {
    let node = source[array]
    copy(node.start, node.start &+ 1)
    if list.plan.ordering != .none, try isReversed(list.plan, array) {
      try reversedElements(&list, array)
    } else {
      try elements(&list, array)
    }
    if list.second >= 0 { try secondElements(&list) }
    if list.frame.isFirst,
      list.plan.refusesEmpty || list.plan.refusesEmptied && array &+ 1 < Int(node.next)
    {
      throw Refusal(site: list.plan.emptiedSite, node: array)
    }
    close(list.frame, node, UInt8(ascii: "]"))
    if list.isMixed { try lose(list.plan.orderSite, array, target: position - 1) }
  }

  @inline(__always)
  private mutating func elements(_ list: inout ListFrame, _ array: Int) throws(Refusal) {
    var index = array &+ 1
    let end = Int(source[array].next)
    while index < end {
      try element(&list, index)
      list.frame.previous = source[index].end
      list.frame.isAtStart = false
      index = Int(source[index].next)
    }
  }

  @inline(__always)
  mutating func element(_ list: inout ListFrame, _ index: Int) throws(Refusal) {
    let node = source[index]
    let found = choose(list.plan.cases, index, list.context, isInSecond: false)
    guard found >= 0 else { return try other(&list, index) }
    let element = plan.cases.at(found)
    if element.isInSecond {
      seconds.append(Int32(truncatingIfNeeded: index))
      return
    }
    switch element.mode {
    case .rows:
      if element.isRetagged { try retag(element, index) }
      if !seconds.isEmpty, list.plan.secondKey.exists { list.isMixed = true }
      if list.plan.dropsEmptied {
        try droppable(list.plan, Int(element.plan), index, &list.frame)
      } else {
        separate(&list.frame, node.start)
        try object(Int(element.plan), index)
        if element.isForeign { try lose(element.site, index, target: position - 1) }
      }
    case .drop: try lose(element.site, index)
    case .asText: try elementAsText(&list, element, index)
    case .early:
      separate(&list.frame, node.start)
      try copyElement(index)
      try lose(element.site, index, target: position - 1)
    }
  }

  /// An element that no case names.
  @inline(never)
  private mutating func other(_ list: inout ListFrame, _ index: Int) throws(Refusal) {
    guard list.plan.keepsOthers else { return try lose(list.plan.otherSite, index) }
    separate(&list.frame, source[index].start)
    try copyElement(index)
    guard list.plan.foreign.count > 0 else { return }
    let type = typeMember(index)
    guard type >= 0 else { return }
    for name in list.plan.foreign.range where isString(source[type], plan.values[name]) {
      try lose(list.plan.foreignSite, index, target: position - 1)
    }
  }

  /// Reports that the type of an element was read as another.
  @inline(never)
  private mutating func retag(_ element: Item<CasePlan>, _ index: Int) throws(Refusal) {
    try lose(element.site, typeMember(index), target: -1)
  }

  /// Writes an element that is dropped, with a loss, if nothing of its content is left.
  private mutating func droppable(
    _ list: Item<ListPlan>,
    _ index: Int,
    _ node: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let before = mark()
    let outer = frame
    let outerSeconds = seconds.count
    separate(&frame, source[node].start)
    do throws(Refusal) {
      try object(index, node)
    } catch {
      let site = plan.sites[Int(error.site)]
      let drops = site.limit != nil && site.action == .dropped && !site.refuses
      guard drops || site.note.code == .messageEmpty else { throw error }
      rollBack(to: before)
      seconds.removeLast(seconds.count - outerSeconds)
      frame = outer
      // What the emptied element lost is told by one loss: there is no target for finer ones.
      try lose(drops ? error.site : list.elementSite, node)
    }
  }

  /// Writes an element that the target does not have as a text element, as users asked.
  private mutating func elementAsText(
    _ list: inout ListFrame,
    _ element: Item<CasePlan>,
    _ index: Int
  ) throws(Refusal) {
    let text = member(index, element.text)
    guard text >= 0, source.kind(text) == .string else {
      throw Refusal(site: element.site, node: index)
    }
    separate(&list.frame, source[index].start)
    let around = list.wrap
    wrap(text, around.open, around.close)
    try lose(element.site, index, target: position - 1)
  }

  // MARK: Cases

  /// The case of an element, as an index into the plan's cases; -1 if none fits.
  @inline(__always)
  mutating func choose(
    _ cases: Slice,
    _ index: Int,
    _ context: ContextMask,
    isInSecond: Bool
  ) -> Int {
    guard source.kind(index) == .object, cases.count > 0 else { return -1 }
    let first = Int(cases.first)
    if plan.cases.at(first).isUnconditional { return first }
    let tag = typeMember(index)
    // What it is not cannot be a tag: the brace of the object itself.
    let node = tag >= 0 ? source[tag] : source[index]
    for found in cases.range {
      let element = plan.cases.at(found)
      if element.tag.exists, !isString(node, element.tag) { continue }
      if fits(element, index, context, isInSecond) { return found }
    }
    return -1
  }

  /// Whether what a case asks for, beside the type, is so.
  @inline(__always)
  private mutating func fits(
    _ element: Item<CasePlan>,
    _ index: Int,
    _ context: ContextMask,
    _ isInSecond: Bool
  ) -> Bool {
    guard element.context.contains(context) else { return false }
    // Towards newer the lists are apart; towards older their elements stand in one.
    if plan.direction == .forward, element.isInSecond != isInSecond { return false }
    return element.test == .none || passes(element, index)
  }

  @inline(never)
  private mutating func passes(_ element: Item<CasePlan>, _ index: Int) -> Bool {
    var value = member(index, element.member)
    // A string may stand for the object around it.
    if value >= 0, element.inner.exists, source.kind(value) != .string {
      value = member(value, element.inner)
    }
    guard value >= 0 else { return false }
    switch element.test {
    case .none: return true
    case .present: return source.kind(value) != .null
    case .string: return source.kind(value) == .string && source[value].length > 2
    case .prefix:
      guard source.kind(value) == .string else { return false }
      if source[value].hasEscape {
        let text = source.decoded(value)
        return text.starts(with: plan.pool.slice(element.testText))
      }
      return source[value].length >= Int(element.testText.length) + 2
        && source.bytes.equals(
          Int(source[value].start) + 1,
          plan.pool,
          Int(element.testText.offset),
          length: Int(element.testText.length)
        )
    case .filled: return source.kind(value) == .array && Int(source[value].next) > value + 1
    case .lacks:
      guard source.kind(value) == .array, Int(source[value].next) > value + 1 else { return false }
      return !source.elements(of: value).contains { tool in
        guard source.kind(tool) == .object else { return isString(source[tool], element.testText) }
        let type = typeMember(tool)
        return type >= 0 && isString(source[type], element.testText)
      }
    }
  }

  /// The context of a list: whether the object around it has the word.
  @inline(__always)
  mutating func context(_ list: Item<ListPlan>, _ object: Int) -> ContextMask {
    let value = member(object, list.contextMember)
    return value >= 0 && isString(source[value], list.contextWord) ? .word : .others
  }

  /// The value of the member `type` of an object, or -1.
  @inline(__always)
  mutating func typeMember(_ object: Int) -> Int {
    var index = object &+ 1
    let end = Int(source[object].next)
    while index < end {
      let name = source[index]
      // `"type"` as one word: quote, four letters, quote.
      if name.length == 6,
        source.bytes.word(Int(name.start)) & 0xffff_ffff_ffff == 0x22_6570_7974_22
      {
        return index &+ 1
      }
      if name.hasEscape, source.decoded(index) == [0x74, 0x79, 0x70, 0x65] { return index &+ 1 }
      index = Int(source[index &+ 1].next)
    }
    return -1
  }

  // MARK: Strings

  /// A plain string in place of the list.
  private mutating func string(
    _ list: inout ListFrame,
    _ typeSite: UInt16,
    _ value: Int
  ) throws(Refusal) {
    let isFollowed = list.second >= 0 && sends(list)
    if list.plan.keepsString, !isFollowed {
      if list.second >= 0 { try secondElements(&list) }
      return copy(value)
    }
    let around = list.wrap
    guard around.open.exists else { throw Refusal(site: typeSite, node: value) }
    write(UInt8(ascii: "["))
    wrap(value, around.open, around.close)
    list.frame.isFirst = false
    if list.second >= 0 { try secondElements(&list) }
    write(UInt8(ascii: "]"))
  }

  /// The string of a list whose only element is a plain text; nil if it is anything else.
  private mutating func plainText(_ list: Item<ListPlan>, _ array: Int) -> Int? {
    let only = array &+ 1
    guard only < Int(source[array].next), source[only].next == source[array].next,
      source.kind(only) == .object
    else { return nil }
    var text: Int?
    for member in source.members(of: only) {
      if isText(source[member.name], list.preferredMember) {
        guard text == nil, let found = plainString(list, member.value) else { return nil }
        text = found
      } else if source.isText(member.name, "type") {
        guard isString(source[member.value], list.preferredTag) else { return nil }
      } else if !saysNothing(list, member.name) {
        return nil
      }
    }
    return text
  }

  /// Whether a member beside a plain text is one that says nothing when it is empty, and is empty.
  private mutating func saysNothing(_ list: Item<ListPlan>, _ name: Int) -> Bool {
    let value = source[name &+ 1]
    guard value.kind.isContainer, Int(value.next) == name &+ 2 else { return false }
    return list.preferredEmpty.range.contains { isText(source[name], plan.values[$0]) }
  }

  private mutating func plainString(_ list: Item<ListPlan>, _ value: Int) -> Int? {
    if source.kind(value) == .string { return value }
    guard source.kind(value) == .object else { return nil }
    var text: Int?
    for member in source.members(of: value) {
      let node = source[member.value]
      if isText(source[member.name], list.preferredInner), node.kind == .string, text == nil {
        text = member.value
      } else if !(node.kind.isContainer && Int(node.next) == member.value + 1) {
        return nil
      }
    }
    return text
  }

  private mutating func copyPreferred(_ text: Int, _ array: Int) {
    copy(text)
    // What stood around the text were fixed words and empty lists.
    guard tracesMarks else { return }
    for node in array..<Int(source[array].next) where node != text {
      let value = source[node]
      guard value.kind != .name else { continue }
      if !value.kind.isContainer || Int(value.next) == node + 1 { skip(node) }
    }
  }
}

extension LensRunner.ListFrame {
  /// What is written around an element's string.
  var wrap: StringWrap { context == .word ? plan.wrapUnderWord : plan.wrap }
}

extension CasePlan {
  /// Whether every object fits.
  var isUnconditional: Bool {
    !tag.exists && test == .none && context == .any && !isInSecond
  }
}

extension ByteView {
  /// The bytes of a text of the pool.
  func slice(_ text: Text) -> [UInt8] {
    (0..<Int(text.length)).map { byte(Int(text.offset) + $0) }
  }
}
