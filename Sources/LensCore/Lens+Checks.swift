/// What a row claims: one field of a side, or a field and all that is in it.
package struct Claim: Sendable, Hashable {
  /// The path, in the notation of ``FieldList``.
  package let path: String
  /// Whether everything below the path is claimed with it.
  package let isWhole: Bool
}

extension Lens {
  /// What the rows claim on one side, under one context of its lists.
  package func claims(_ side: Side, under context: ElementCase.Context = .any) -> [Claim] {
    var seen: Set<Claim> = []
    let all = Lens.claims(rows, side, under: context, at: "").filter { seen.insert($0).inserted }
    guard let bareList, side == .newer,
      let name = rows.first(where: { $0.older == bareList })?.newer
    else { return all }
    // The list is the whole payload.
    return all.compactMap { claim in
      guard claim.path.hasPrefix("/\(name)") else { return claim }
      let path = String(claim.path.dropFirst(name.utf8.count + 1))
      return path.isEmpty ? nil : Claim(path: path, isWhole: claim.isWhole)
    }
  }

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
    let contexts: [ElementCase.Context] = [.word, .others]
    let byContext = contexts.map { self.claims(side, under: $0) }
    var problems: [String] = []
    for (edition, paths) in editions.sorted(by: { $0.key < $1.key }) {
      for path in paths {
        if !claims.contains(where: { $0.covers(path) }) {
          problems.append("\(name) \(edition): no row claims \(path)")
        }
        let most = byContext.map { $0.filter { $0.covers(path) }.count }.max() ?? 0
        if most > 1 { problems.append("\(name) \(edition): \(most) rows claim \(path)") }
      }
    }
    let all = Set(editions.values.flatMap { $0 })
    for claim in claims where !all.contains(where: claim.covers) && unlisted[claim.path] == nil {
      problems.append("\(name): a row claims \(claim.path), which no edition has")
    }
    for path in unlisted.keys.sorted() where !claims.contains(where: { $0.path == path }) {
      problems.append("\(name): \(path) is listed as claimed without a field, but no row claims it")
    }
    return problems
  }

  /// The paths of a side at which a row lets null mean nothing.
  package func nullable(_ side: Side) -> [String] { Lens.nullable(rows, side, at: "") }

  private static func nullable(_ rows: [Row], _ side: Side, at path: String) -> [String] {
    rows.flatMap { row in
      if case .flat(let rule) = row.verb, side == .newer {
        return nullable(rule.rows, side, at: path)
      }
      guard let name = row.name(side) else { return [String]() }
      let field = path + "/" + name
      return (row.absences.contains("null") ? [field] : []) + nullable(in: row, side, at: field)
    }
  }

  private static func nullable(in row: Row, _ side: Side, at field: String) -> [String] {
    switch row.verb {
    case .carry, .marker, .oneSided, .texts, .adapter: return []
    case .flat(let rule): return nullable(rule.rows, side, at: field)
    case .inside(let rows, _): return nullable(rows, side, at: field)
    case .bareList(let rule):
      return side == .older ? [] : nullable(rule.rows, side, at: field + "/*")
    case .list(let rule):
      return rule.cases.flatMap { element in
        guard case .both(let rows) = element.fate else { return [String]() }
        let tag = element.isPayload ? nil : element.shape(side).tag
        let list = element.isInSecond && side == .older ? rule.second(beside: field) : field
        let place = list + "/*" + (tag.map { "[\($0)]" } ?? "")
        return nullable(rows, side, at: place)
      }
    }
  }

  private static func claims(
    _ rows: [Row],
    _ side: Side,
    under context: ElementCase.Context,
    at path: String
  ) -> [Claim] {
    rows.flatMap { claims($0, side, under: context, at: path) }
  }

  private static func claims(
    _ row: Row,
    _ side: Side,
    under context: ElementCase.Context,
    at path: String
  ) -> [Claim] {
    if case .flat(let rule) = row.verb, side == .newer {
      return claims(rule.rows, side, under: context, at: path)
    }
    guard let name = row.name(side) else { return [] }
    let field = path + "/" + name
    switch row.verb {
    case .carry, .marker, .oneSided, .texts, .adapter: return [Claim(path: field, isWhole: true)]
    case .inside(let rows, _):
      return [Claim(path: field, isWhole: false)] + claims(rows, side, under: context, at: field)
    case .flat(let rule):
      return [Claim(path: field, isWhole: false)]
        + claims(rule.rows, side, under: context, at: field)
    case .list(let rule): return claims(rule, side, under: context, at: field)
    case .bareList(let rule):
      let own = Claim(path: field, isWhole: false)
      let element = Claim(path: field + "/*", isWhole: false)
      if side == .older { return [own, element] }
      return [own, element, Claim(path: field + "/*/" + rule.member, isWhole: true)]
        + claims(rule.rows, side, under: context, at: field + "/*")
    }
  }

  private static func claims(
    _ rule: ListRule,
    _ side: Side,
    under context: ElementCase.Context,
    at field: String
  ) -> [Claim] {
    var all = [Claim(path: field, isWhole: false)]
    if rule.also != nil, side == .older {
      all.append(Claim(path: rule.second(beside: field), isWhole: false))
    }
    let mine = rule.cases.filter {
      $0.exists(side) && $0.holds(under: context) && !($0.isReadOnly && side == .older)
    }
    let shared = Set(mine.filter(\.isShared).map { $0.place(side, rule, at: field) })
    for element in mine {
      let place = element.place(side, rule, at: field)
      switch element.fate {
      case .both(let rows):
        all.append(Claim(path: place, isWhole: false))
        all += claims(rows, side, under: context, at: place)
      case .only:
        // Where another case carries elements of the type, this one is about some of them only.
        if !shared.contains(place) { all.append(Claim(path: place, isWhole: true)) }
      }
    }
    return all
  }
}

extension ListRule {
  /// The path of the second list, beside the first.
  func second(beside field: String) -> String {
    guard let also else { return field }
    let parent = field.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return parent.joined(separator: "/") + "/" + also.name
  }
}

extension ElementCase {
  /// Whether the case holds under a context; `any` asks for all cases.
  fileprivate func holds(under context: Context) -> Bool {
    self.context.mask.contains(context.mask) || context.mask == .any
  }

  /// Whether both sides have it.
  fileprivate var isShared: Bool {
    if case .both = fate { return true }
    return false
  }

  /// The path of the elements on a side.
  fileprivate func place(_ side: Side, _ rule: ListRule, at field: String) -> String {
    let list = isInSecond && side == .older ? rule.second(beside: field) : field
    let tag = isPayload ? nil : shape(side).tag
    return list + "/*" + (tag.map { "[\($0)]" } ?? "")
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
