internal import LensCore
internal import OpenAIDialects

extension MutationContext {
  /// Every change to one row itself.
  func changes(_ row: Row) -> [Change] {
    names(row) + fills(row) + absences(row) + limits(row) + losses(row) + editions(row)
      + verb(row).map { text, verb in changed(row, text) { $0.verb = verb } }
  }

  /// A copy of a row with one change.
  func changed(_ row: Row, _ text: String, _ change: (inout Row) -> Void) -> Change {
    var copy = row
    change(&copy)
    return Change(text, [copy])
  }

  private func names(_ row: Row) -> [Change] {
    var found: [Change] = []
    if let name = row.older {
      found.append(changed(row, "rename older") { $0.older = name + "_" })
    }
    if let name = row.newer {
      found.append(changed(row, "rename newer") { $0.newer = name + "_" })
    }
    if row.alias != nil { found.append(changed(row, "drop the alias") { $0.alias = nil }) }
    guard case .oneSided = row.verb else { return found }
    return found + [
      changed(row, "invert the side") { copy in
        (copy.older, copy.newer) = (row.newer, row.older)
        (copy.olderFill, copy.newerFill) = (row.newerFill, row.olderFill)
      }
    ]
  }

  // MARK: Fills

  private func fills(_ row: Row) -> [Change] {
    var found: [Change] = []
    if let fill = row.olderFill {
      found.append(changed(row, "drop the older fill") { $0.olderFill = nil })
      found += fills(fill).map { text, fill in
        changed(row, "older fill: \(text)") { $0.olderFill = fill }
      }
    }
    if let fill = row.newerFill {
      found.append(changed(row, "drop the newer fill") { $0.newerFill = nil })
      found += fills(fill).map { text, fill in
        changed(row, "newer fill: \(text)") { $0.newerFill = fill }
      }
    }
    return found
  }

  private func fills(_ fill: Fill) -> [(String, Fill)] {
    var found: [(String, Fill)] = []
    func add(_ text: String, _ change: (inout Fill) -> Void) {
      var copy = fill
      change(&copy)
      found.append((text, copy))
    }
    if fill.text != nil { add("other text") { $0.text = "\"mutant\"" } }
    switch fill.meaning {
    case .filler, .marker:
      add("assumed") {
        $0.meaning = .assumed
        $0.note = LossNote(.valueAssumed)
      }
    case .assumed: add("filler") { $0.meaning = .filler }
    case .missing: break
    }
    for (text, note) in fill.note.map(notes) ?? [] { add(text) { $0.note = note } }
    if fill.supply != nil { add("no supply") { $0.supply = nil } }
    add("other level") { $0.onlyAtSchemaLevel.toggle() }
    return found
  }

  private func absences(_ row: Row) -> [Change] {
    var found = row.absences.map { absence in
      changed(row, "drop the absence \(absence)") { copy in
        copy.absences.removeAll { $0 == absence }
      }
    }
    if !row.absences.contains("null") {
      found.append(changed(row, "add the absence null") { $0.absences.append("null") })
    }
    return found
  }

  // MARK: Losses and editions

  private func losses(_ row: Row) -> [Change] {
    guard let loss = row.loss else { return [] }
    return notes(loss).map { text, note in changed(row, "loss: \(text)") { $0.loss = note } }
  }

  /// Another code, and another weight.
  func notes(_ note: LossNote) -> [(String, LossNote)] {
    let weight: Weight = note.weight == .record ? .content : .record
    return codes(note) + [("other weight", LossNote(note.code, weight, note.message))]
  }

  /// Another code; what only refuses has no weight that anyone sees.
  func codes(_ note: LossNote) -> [(String, LossNote)] {
    let code: LossCode = note.code == .nameClash ? .unknownField : .nameClash
    return [("other code", LossNote(code, note.weight, note.message))]
  }

  private func editions(_ row: Row) -> [Change] {
    guard let condition = row.editions, let loss = row.loss else { return [] }
    let all = editions(condition.side)
    let others = all.filter { !condition.names.contains($0) }
    return [
      changed(row, "in all editions") { $0.editions = nil },
      Change("in other editions", [row.only(condition.side, in: others, loss)]),
      Change("in no edition", [row.only(condition.side, in: [], loss)]),
    ]
  }
}
