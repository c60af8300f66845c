import JSONCore

// Lists: one element after the other; a case for each type of element.
extension LensRunner {
  mutating func list(_ entry: Entry, _ name: Int, _ frame: inout Frame) throws(Refusal) {
    let list = plan.lists[Int(entry.argument)]
    let value = source[name &+ 1]
    begin(entry, name, &frame)
    switch value.kind {
    case .array: try elements(list, name &+ 1)
    case .string where list.stringOpen.exists: wrap(name &+ 1, list.stringOpen, list.stringClose)
    case .null: copy(value.start, value.end)
    default: throw Refusal(site: entry.site, node: name &+ 1)
    }
  }

  private mutating func elements(_ list: ListPlan, _ array: Int) throws(Refusal) {
    let node = source[array]
    copy(node.start, node.start &+ 1)
    var frame = Frame(previous: node.start &+ 1)
    var index = array &+ 1
    let end = Int(node.next)
    while index < end {
      try element(list, index, &frame)
      frame.previous = source[index].end
      frame.isAtStart = false
      index = Int(source[index].next)
    }
    if list.refusesEmptied, frame.isFirst, array &+ 1 < end {
      throw Refusal(site: list.emptiedSite, node: array)
    }
    close(frame, node, UInt8(ascii: "]"))
  }

  @inline(__always)
  private mutating func element(
    _ list: ListPlan,
    _ index: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let node = source[index]
    let found = choose(list.cases, index)
    guard found >= 0 else {
      if list.keepsOthers {
        separate(&frame, node.start)
        copy(node.start, node.end)
      } else {
        try lose(list.otherSite, index)
      }
      return
    }
    let element = plan.cases[found]
    switch element.mode {
    case .rows:
      if list.dropsEmptied {
        try droppable(list, Int(element.plan), index, &frame)
      } else {
        separate(&frame, node.start)
        try object(Int(element.plan), index)
      }
    case .drop: try lose(element.site, index)
    case .asText: try elementAsText(list, element, index, &frame)
    case .early:
      separate(&frame, node.start)
      copy(index)
      try lose(element.site, index, target: position - 1)
    }
  }

  /// Writes an element that is dropped, with a loss, if nothing of its content is left.
  private mutating func droppable(
    _ list: ListPlan,
    _ index: Int,
    _ node: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let before = mark()
    let outer = frame
    separate(&frame, source[node].start)
    do throws(Refusal) {
      try object(index, node)
    } catch {
      guard plan.sites[Int(error.site)].note.code == .messageEmpty else { throw error }
      rollBack(to: before)
      frame = outer
      try dropEmptied(list, node)
    }
  }

  /// What the emptied element lost is told by one loss: there is no target for finer ones.
  private mutating func dropEmptied(_ list: ListPlan, _ node: Int) throws(Refusal) {
    try lose(list.elementSite, node)
  }

  /// Writes an element that the target does not have as a text element, as users asked.
  private mutating func elementAsText(
    _ list: ListPlan,
    _ element: CasePlan,
    _ index: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    let text = member(index, element.member)
    guard text >= 0, source.kind(text) == .string else {
      throw Refusal(site: element.site, node: index)
    }
    separate(&frame, source[index].start)
    wrap(text, list.textOpen, list.textClose)
    try lose(element.site, index, target: position - 1)
  }

  /// The case of an element, as an index into the plan's cases; -1 if none fits.
  @inline(__always)
  private func choose(_ cases: Slice, _ index: Int) -> Int {
    guard source.kind(index) == .object, cases.count > 0 else { return -1 }
    let first = Int(cases.first)
    if !plan.cases[first].tag.exists { return first }
    let tag = typeMember(index)
    guard tag >= 0 else { return -1 }
    let node = source[tag]
    for found in cases.range where isString(node, plan.cases[found].tag) { return found }
    return -1
  }

  /// The value of the member `type` of an object, or -1.
  @inline(__always)
  private func typeMember(_ object: Int) -> Int {
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
}
