extension Lens {
  /// What the rows say against each other, whatever the fields are; empty if all is well.
  ///
  /// A table with contradictions cannot be compiled.
  package var contradictions: [String] { contradictions(rows, at: "\(kind)") }

  private func contradictions(_ rows: [Row], at path: String) -> [String] {
    var found: [String] = []
    for side in Side.allCases {
      var claimed: Set<String> = []
      for name in rows.flatMap({ names($0, side) }) where !claimed.insert(name).inserted {
        found.append("\(path): two rows claim \(name) on the \(side) side")
      }
    }
    return found
      + rows.flatMap { contradictions($0, at: path + "/" + ($0.older ?? $0.newer ?? "")) }
  }

  /// The names under which a row is read on a side.
  private func names(_ row: Row, _ side: Side) -> [String] {
    let other: Side = side == .older ? .newer : .older
    if case .bareList = row.verb { return [row.older, row.newer].compactMap { $0 } }
    if case .flat(let rule) = row.verb, side == .newer {
      return rule.rows.flatMap { names($0, side) }
    }
    if case .list(let rule) = row.verb, let also = rule.also, side == .older {
      return [row.older, also.name].compactMap { $0 }
    }
    let name = row.name(side) ?? row.aliasName
    // Between editions a field of either is read in both directions.
    return [name ?? (joinsEditions ? row.name(other) : nil)].compactMap { $0 }
  }

  private func contradictions(_ row: Row, at path: String) -> [String] {
    if row.older == nil && row.newer == nil { return ["\(path): a row has no name"] }
    if row.limitsToNothing { return ["\(path): a limit takes no word at all"] }
    switch row.verb {
    case .carry, .marker, .oneSided, .texts, .adapter: return []
    case .inside(let rows, _): return contradictions(rows, at: path)
    case .flat(let rule): return contradictions(rule.rows, at: path)
    case .bareList(let rule):
      let unread = Row.rename(rule.member, rule.member)
      return contradictions(rule.rows + [unread], at: path + "/*")
    case .list(let rule): return contradictions(rule, at: path)
    }
  }

  private func contradictions(_ rule: ListRule, at path: String) -> [String] {
    var found: [String] = []
    for element in rule.cases {
      guard case .both(let rows) = element.fate else { continue }
      found += contradictions(rows, at: path + "/*")
    }
    guard rule.stringMeans != nil else { return found }
    // A string is read under either context, and becomes an element of either.
    for context: ElementCase.Context in [.word, .others] {
      let tag = rule.stringMeans(under: context.mask) ?? ""
      let isHeld = rule.cases.contains {
        $0.holdsString(as: tag, in: rule.stringMember, under: context)
      }
      if isHeld { continue }
      found.append("\(path): no case \(tag) says what a string in it means, under \(context)")
    }
    return found
  }
}

extension ElementCase {
  /// Whether a plain string may stand for an element of an older type, on the way to either side.
  fileprivate func holdsString(
    as tag: String,
    in member: String?,
    under context: Context
  ) -> Bool {
    guard older.tag == tag, newer.tag != nil, !isReadOnly,
      self.context.mask.contains(context.mask), case .both(let rows) = fate
    else { return false }
    return rows.contains { $0.holdsString || member != nil && $0.isBoth(member) }
  }
}

extension Row {
  /// Whether a limit lists no word that it takes.
  fileprivate var limitsToNothing: Bool {
    var all = limits
    if case .adapter(let adapter) = verb { all += adapter.limits }
    return all.contains { limit in
      if case .words(let words) = limit.rule { return words.isEmpty }
      return false
    }
  }

  /// Whether it carries a field of this name on both sides.
  fileprivate func isBoth(_ name: String?) -> Bool { older == name && newer == name }

  /// Whether a plain string may stand for the object.
  fileprivate var holdsString: Bool {
    switch verb {
    case .inside(_, string: .some): return older != nil && newer != nil
    case .flat(let rule): return older != nil && rule.stringRow?.newer != nil
    default: return false
    }
  }
}
