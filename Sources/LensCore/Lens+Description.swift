/// One line of a mapping table, as users read it.
package struct MappingLine: Sendable, Equatable {
  /// Field of the older dialect, or empty.
  package let older: String
  /// Field of the newer dialect, or empty.
  package let newer: String
  /// What becomes of it towards newer.
  package let forward: String
  /// What becomes of it towards older.
  package let backward: String
  /// Values that mean the same as no field.
  package let absences: String
}

extension Lens {
  /// The rows as lines, fields of objects and elements behind their containers.
  package var lines: [MappingLine] { Lens.lines(rows, older: "", newer: "") }

  private static func lines(_ rows: [Row], older: String, newer: String) -> [MappingLine] {
    rows.flatMap { lines($0, older: older, newer: newer) }
  }

  private static func lines(_ row: Row, older: String, newer: String) -> [MappingLine] {
    let left = row.older.map { older + "/" + $0 } ?? ""
    let right = (row.newer ?? row.alias).map { newer + "/" + $0 } ?? ""
    if case .flat(let rule) = row.verb {
      return [flat(row, rule, left)] + lines(rule.rows, older: left, newer: newer)
    }
    let line = MappingLine(
      older: left,
      newer: right,
      forward: row.effect(.forward),
      backward: row.effect(.backward),
      absences: row.describedAbsences
    )
    return [line] + inner(row, older: left, newer: right)
  }

  private static func flat(_ row: Row, _ rule: FlatRule, _ older: String) -> MappingLine {
    let string = rule.string.map { "; a string stands for its `\($0)`" } ?? ""
    let markers = rule.markers.map { "; " + $0.described } ?? ""
    return MappingLine(
      older: older,
      newer: "",
      forward: "its members stand beside it" + string + markers,
      backward: rule.writesString ? "a plain string" : "an object around its members",
      absences: row.describedAbsences
    )
  }

  private static func inner(_ row: Row, older: String, newer: String) -> [MappingLine] {
    switch row.verb {
    case .carry, .marker, .flat, .oneSided, .texts, .adapter: []
    case .inside(let rows, _): lines(rows, older: older, newer: newer)
    case .list(let rule):
      second(rule, older: older)
        + rule.cases.flatMap { element in
          let list = element.isInSecond ? rule.second(beside: older) : older
          return self.element(of: element, rule, older: list + "/*", newer: newer + "/*")
        }
    case .bareList(let rule):
      [
        MappingLine(
          older: older + "/*",
          newer: newer + "/*/" + rule.member,
          forward: "carried",
          backward: "carried",
          absences: ""
        )
      ] + lines(rule.rows, older: older + "/*", newer: newer + "/*")
    }
  }

  private static func second(_ rule: ListRule, older: String) -> [MappingLine] {
    guard let also = rule.also else { return [] }
    let fill = also.fill.map { "; " + $0.described } ?? ""
    return [
      MappingLine(
        older: rule.second(beside: older),
        newer: "",
        forward: "its elements stand behind those of the other list; a second one with the same "
          + "`\(also.unique)`: \(also.twice.described(dropped: true))",
        backward: "gets its elements back; one that stood before others: "
          + also.order.described(dropped: false) + fill,
        absences: also.fill?.text.map { "`null`, `\($0)`" } ?? "`null`, `[]`"
      )
    ]
  }

  private static func element(
    of rule: ElementCase,
    _ list: ListRule,
    older: String,
    newer: String
  ) -> [MappingLine] {
    let scope = rule.scope(list)
    let left = older + (rule.isPayload ? "" : rule.older.described)
    let right = newer + (rule.isPayload ? "" : rule.newer.described)
    let read = rule.readNote.map { "; \($0.described(dropped: false))" }
    let early = LossNote(.elementNotInDialect).described(dropped: false)
    let foreign = rule.isForeignToOlder ? "; " + early : ""
    switch rule.fate {
    case .both(let rows):
      let own = lines(rows, older: left, newer: right)
      guard
        !scope.isEmpty || read != nil || left.dropFirst(older.count) != right.dropFirst(newer.count)
      else { return own }
      let line = MappingLine(
        older: left,
        newer: right,
        forward: rule.isReadOnly ? "never written" : "element" + scope + foreign,
        backward: "element" + scope + (read ?? ""),
        absences: ""
      )
      return [line] + own
    case .only(let side, let note, _):
      let lost = note.described(dropped: true) + scope
      return [
        MappingLine(
          older: side == .older ? left : "",
          newer: side == .newer ? right : "",
          forward: side == .older ? lost : "stays, " + early,
          backward: side == .newer ? lost : "stays, " + early,
          absences: ""
        )
      ]
    }
  }
}

extension MarkersRule {
  /// What is done with markers if users ask for it.
  fileprivate var described: String {
    let types = types.map { "`\($0)`" }.joined(separator: ", ")
    let choices = stripped.code.choices.dropFirst().filter { $0 != .fail }.map(\.name)
    let policy = "\(stripped.code.id)=\(choices.joined(separator: "|"))"
    return "under `--on \(policy)` what a \(types) marks is cut out of `\(text)`: "
      + "\(stripped.described(dropped: false)); if it is not its `\(quoted)`: "
      + "\(differing.described(dropped: false)); places behind it move: "
      + "\(moved.described(dropped: false)); if it does not fit, text and places stay: "
      + kept.described(dropped: false)
  }
}

extension Shape {
  /// The type, and what tells elements of the type apart.
  fileprivate var described: String {
    let type = tag.map { "[\($0)]" } ?? ""
    guard var member else { return type }
    if let inner { member += "/" + inner }
    switch test {
    case .present, .string, .filled: return type + "[with \(member)]"
    case .prefix(let prefix): return type + "[\(member) begins with \(prefix)]"
    case .lacks(let tag): return type + "[\(member) without \(tag)]"
    }
  }
}

extension ElementCase {
  /// Under which context and choices the case holds, as the end of a sentence.
  fileprivate func scope(_ list: ListRule) -> String {
    var text = ""
    if let context = list.context {
      switch self.context {
      case .any: break
      case .word: text += ", where \(context.member) is \(context.word)"
      case .others: text += ", where \(context.member) is not \(context.word)"
      }
    }
    guard let choice else { return text }
    return text + ", under `--on \(choice.code.id)=\(choice.among.sorted().joined(separator: "|"))`"
  }
}

extension Row {
  fileprivate var describedAbsences: String {
    var all: [String] = []
    for absence in absences where !all.contains(absence) { all.append(absence) }
    for fill in [olderFill, newerFill] {
      if let text = fill?.text, fill?.meaning != .marker, !all.contains(text) { all.append(text) }
    }
    return all.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// What becomes of the field in one direction.
  fileprivate func effect(_ direction: Direction) -> String {
    let source: Side = direction == .forward ? .older : .newer
    let target: Side = direction == .forward ? .newer : .older
    if alias != nil {
      return direction == .forward ? "read as the field of today" : "never written"
    }
    var parts: [String] = []
    if name(source) != nil {
      parts.append(name(target) == nil ? lost : carried(direction))
      parts += limits.filter { $0.side == target }.map(\.described)
      if let editions, editions.side == target, name(target) != nil, let loss {
        let names = editions.names.sorted().joined(separator: ", ")
        parts.append("only \(names) has it, else \(loss.described(dropped: true))")
      }
    }
    if name(target) != nil, let fill = fill(target) { parts.append(fill.described) }
    return parts.joined(separator: "; ")
  }

  private var lost: String {
    (loss ?? LossNote(.unknownField)).described(dropped: true)
  }

  private func carried(_ direction: Direction) -> String {
    let isForward = direction == .forward
    switch verb {
    case .carry, .oneSided:
      let folds = folds.map {
        "; `\($0.newer)` becomes `\($0.older)`: \($0.note.described(dropped: false))"
      }
      return (older == newer ? "carried" : "renamed") + (isForward ? "" : folds.joined())
    case .marker(let rule):
      let word = isForward ? rule.newer : rule.older
      let other = rule.otherwise.map { "; any other word: \($0.described(dropped: false))" }
      return "writes `\(word)`" + (other ?? "")
    case .flat: return ""
    case .inside(_, let string):
      return string == nil ? "object" : "object; a string stands for its `\(string ?? "")`"
    case .list(let rule):
      let tags = [rule.stringMeans, rule.stringMeansUnderWord].compactMap { $0.map { "`\($0)`" } }
      let string =
        tags.isEmpty ? "" : "; a string stands for one \(tags.joined(separator: " or ")) part"
      guard case .drop(let note) = rule.others else { return "list" + string }
      return "list" + string + "; any other element: " + note.described(dropped: true)
    case .bareList(let rule):
      guard !isForward else { return "each id becomes an object" }
      let most = rule.olderMaximum.map { "; more than \($0.0): \($0.1.described(dropped: false))" }
      return "each object becomes its `\(rule.member)`; without one: "
        + rule.withoutValue.described(dropped: true)
        + "; twice: " + rule.repeated.described(dropped: false) + (most ?? "")
    case .texts(let rule):
      let limit = rule.limit.map {
        "; at most \($0.pairs) pairs, names \($0.name), values \($0.value): \($0.note.described(dropped: false))"
      }
      let retyped = "carried; a value that is no string: \(rule.retyped.described(dropped: false))"
      return (isForward ? retyped : "carried") + (limit ?? "")
    case .adapter(let adapter):
      let codes = adapter.losses.map { "`\($0.note.code.id)`" }
      let unique = codes.enumerated().filter { codes.firstIndex(of: $0.element) == $0.offset }
      let limits = adapter.limits.filter { $0.side == (isForward ? .newer : .older) }
      let body = isForward ? adapter.forward : adapter.backward
      let losses = body == nil ? "" : " (" + unique.map(\.element).joined(separator: ", ") + ")"
      let what = body == nil ? "carried" : adapter.summary
      return ([what + losses] + limits.map(\.described)).joined(separator: "; ")
    }
  }
}

extension Fill {
  fileprivate var described: String {
    let level = onlyAtSchemaLevel ? "at --level schema " : ""
    let value = text.map { "`\($0)`" } ?? ""
    let given = supply.map { ", or what --set or --context gives as `\($0)`" } ?? ""
    if case .member(let name)? = source {
      return "written as the same as `\(name)`"
        + (note.map { ": \($0.described(dropped: false))" } ?? "")
    }
    if source != nil { return "taken from what is there, else \(value)" }
    switch meaning {
    case .marker: return "writes \(value)"
    case .filler: return "if missing, \(level)writes \(value)"
    case .assumed:
      let note = note.map { ": \($0.described(dropped: false))" } ?? ""
      return "if missing, \(level)writes \(value)\(given)\(note)"
    case .missing:
      let note = note.map { ": \($0.described(dropped: false))" } ?? ""
      return "if nobody knows it, left out\(note)\(given)"
    }
  }
}

extension Limit {
  fileprivate var described: String {
    let scope = edition.map { "\($0): " } ?? ""
    let rule =
      switch self.rule {
      case .length(let range): "\(range.lowerBound) to \(range.upperBound) characters"
      case .words(let words): "only " + words.map { "`\($0)`" }.joined(separator: ", ")
      case .count(let count): "at most \(count)"
      }
    let level = isUnpublished ? " at --level service" : ""
    return "\(scope)\(rule)\(level), else \(note.described(dropped: false))"
  }
}

extension LossNote {
  fileprivate func described(dropped: Bool) -> String {
    (dropped ? "dropped, " : "") + "`\(code.id)` (\(weight.name))"
  }
}
