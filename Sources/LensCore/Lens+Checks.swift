/// What a row claims: one field of a side, or a field and all that is in it.
package struct Claim: Sendable, Equatable {
  /// The path, in the notation of ``FieldList``.
  package let path: String
  /// Whether everything below the path is claimed with it.
  package let isWhole: Bool
}

extension Lens {
  /// What the rows claim on one side.
  package func claims(_ side: Side) -> [Claim] { Lens.claims(rows, side, at: "") }

  /// What is wrong between the rows and the published fields; empty if all is well.
  ///
  /// Each field must be claimed by exactly one row, and each row must claim a field: a row that applies to
  /// nothing is a mistake. Fields of payloads in a payload are looked up in their own list.
  ///
  /// - Parameters:
  ///   - side: The side whose fields are given.
  ///   - editions: The paths of the fields, for each edition of the side's dialect.
  ///   - unlisted: Paths that rows may claim although no specification lists them, with the reason.
  /// - Returns: A sentence for each field that no row or more than one claims, and for each row that
  ///   claims no field.
  package func problems(
    _ side: Side,
    fields editions: [String: [String]],
    unlisted: [String: String] = [:]
  ) -> [String] {
    let claims = claims(side)
    var problems: [String] = []
    for (edition, paths) in editions.sorted(by: { $0.key < $1.key }) {
      for path in paths {
        let found = claims.filter { $0.covers(path) }
        if found.isEmpty { problems.append("\(kind) \(edition): no row claims \(path)") }
        if found.count > 1 {
          problems.append("\(kind) \(edition): \(found.count) rows claim \(path)")
        }
      }
    }
    let all = Set(editions.values.flatMap { $0 })
    for claim in claims where !all.contains(where: claim.covers) && unlisted[claim.path] == nil {
      problems.append("\(kind): a row claims \(claim.path), which no edition has")
    }
    for path in unlisted.keys.sorted() where !claims.contains(where: { $0.path == path }) {
      problems.append("\(kind): \(path) is listed as claimed without a field, but no row claims it")
    }
    return problems
  }

  /// The paths of a side at which a row lets null mean nothing.
  package func nullable(_ side: Side) -> [String] { Lens.nullable(rows, side, at: "") }

  private static func nullable(_ rows: [Row], _ side: Side, at path: String) -> [String] {
    rows.flatMap { row in
      guard let name = row.name(side) else { return [String]() }
      let field = path + "/" + name
      return (row.absences.contains("null") ? [field] : []) + nullable(in: row, side, at: field)
    }
  }

  private static func nullable(in row: Row, _ side: Side, at field: String) -> [String] {
    switch row.verb {
    case .carry, .oneSided, .texts, .adapter: return []
    case .inside(let rows, _): return nullable(rows, side, at: field)
    case .bareList(let rule):
      return side == .older ? [] : nullable(rule.rows, side, at: field + "/*")
    case .list(let rule):
      return rule.cases.flatMap { element in
        guard case .both(let rows) = element.fate else { return [String]() }
        let place = field + "/*" + (element.tag.map { "[\($0)]" } ?? "")
        return nullable(rows, side, at: place)
      }
    }
  }

  private static func claims(_ rows: [Row], _ side: Side, at path: String) -> [Claim] {
    rows.flatMap { claims($0, side, at: path) }
  }

  private static func claims(_ row: Row, _ side: Side, at path: String) -> [Claim] {
    guard let name = row.name(side) else { return [] }
    let field = path + "/" + name
    switch row.verb {
    case .carry, .oneSided, .texts, .adapter: return [Claim(path: field, isWhole: true)]
    case .inside(let rows, _):
      return [Claim(path: field, isWhole: false)] + claims(rows, side, at: field)
    case .list(let rule):
      return [Claim(path: field, isWhole: false)]
        + rule.cases.flatMap { claims($0, side, at: field + "/*") }
    case .bareList(let rule):
      let own = Claim(path: field, isWhole: false)
      let element = Claim(path: field + "/*", isWhole: false)
      if side == .older { return [own, element] }
      return [own, element, Claim(path: field + "/*/" + rule.member, isWhole: true)]
        + claims(rule.rows, side, at: field + "/*")
    }
  }

  private static func claims(_ element: ElementCase, _ side: Side, at path: String) -> [Claim] {
    let field = element.tag.map { path + "[\($0)]" } ?? path
    switch element.fate {
    case .both(let rows):
      return [Claim(path: field, isWhole: false)] + claims(rows, side, at: field)
    case .only(let owner, _, _):
      return owner == side ? [Claim(path: field, isWhole: true)] : []
    }
  }
}

extension Claim {
  /// Whether the claim holds a field.
  func covers(_ path: String) -> Bool {
    if path == self.path { return true }
    guard isWhole else { return false }
    return path.hasPrefix(self.path + "/") || path.hasPrefix(self.path + "[")
  }
}
