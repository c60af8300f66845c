internal import LensCore

extension MutationContext {
  /// Every change to the rows inside a row.
  func inner(_ row: Row, at place: String) -> [Change] {
    switch row.verb {
    case .carry, .oneSided, .texts, .adapter: []
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
      let path = place + "/*" + (element.tag.map { "[\($0)]" } ?? "")
      return mutations(rows, at: path).map { inner in
        var rule = rule
        rule.cases[index] = ElementCase(tag: element.tag, fate: .both(inner.rows))
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
