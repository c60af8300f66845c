internal import LensCore

extension MutationContext {
  /// Every change to the rows inside a row.
  func inner(_ row: Row, at place: String) -> [Change] {
    switch row.verb {
    case .carry, .marker, .oneSided, .texts, .adapter: []
    case .flat(let rule):
      mutations(rule.rows, at: place).map { inner in
        var rule = rule
        rule.rows = inner.rows
        return changed(row, inner) { $0.verb = .flat(rule) }
      }
    case .inside(let rows, let string):
      mutations(rows, at: place).map { inner in
        changed(row, inner) { $0.verb = .inside(inner.rows, string: string) }
      }
    case .list(let rule): elements(row, rule, at: place)
    case .bareList(let rule):
      mutations(rule.rows, at: place + "/*").map { inner in
        var rule = rule
        rule.rows = inner.rows
        return changed(row, inner) { $0.verb = .bareList(rule) }
      }
    }
  }

  private func elements(_ row: Row, _ rule: ListRule, at place: String) -> [Change] {
    rule.cases.indices.flatMap { index in
      let element = rule.cases[index]
      guard case .both(let rows) = element.fate else { return [Change]() }
      let path = place + "/*" + element.name
      return mutations(rows, at: path).map { inner in
        var rule = rule
        rule.cases[index].fate = .both(inner.rows)
        return changed(row, inner) { $0.verb = .list(rule) }
      }
    }
  }

  private func changed(_ row: Row, _ inner: Mutation, _ change: (inout Row) -> Void) -> Change {
    var copy = row
    change(&copy)
    return Change(inner.change, [copy], at: inner.place)
  }
}

extension ElementCase {
  /// The case in a few words: its types, and when it holds.
  var name: String {
    let tags = [older.tag, newer.tag].compactMap { $0 }
    let type = Set(tags).count == 1 ? tags[0] : tags.joined(separator: ":")
    let conditions = [older.member, newer.member].compactMap { $0 }
    var words = conditions.isEmpty ? "" : " with " + Set(conditions).sorted().joined(separator: ",")
    switch context {
    case .any: break
    case .word: words += " special"
    case .others: words += " usual"
    }
    if isReadOnly { words += " read" }
    if isInSecond { words += " second" }
    return tags.isEmpty && words.isEmpty ? "" : "[\(type)\(words)]"
  }
}
