internal import LensCore

/// One change to some rows: what was done, where, and the rows as they are then.
struct Mutation {
  /// The place of the row, such as `/content/*[text]/text`.
  let place: String
  /// What was done, in a few words.
  let change: String
  /// All rows of the object, the changed one among them.
  let rows: [Row]
}

/// What the mutations of a table need to know besides its rows.
struct MutationContext {
  let hop: Hop

  /// The editions of a side.
  func editions(_ side: Side) -> [String] {
    side == .older ? hop.older.editions : hop.newer.editions
  }
}

extension MutationContext {
  /// Every change to rows and what is in them, one at a time.
  func mutations(_ rows: [Row], at path: String = "") -> [Mutation] {
    var found: [Mutation] = []
    for (index, row) in rows.enumerated() {
      let place = path + "/" + (row.older ?? row.newer ?? "")
      let changes = [Change("remove the row", [])] + self.changes(row) + inner(row, at: place)
      for change in changes {
        var copy = rows
        copy.replaceSubrange(index...index, with: change.rows)
        found.append(Mutation(place: change.place ?? place, change: change.text, rows: copy))
      }
    }
    return found + swaps(rows, at: path)
  }

  /// Two neighbors with their names exchanged on one side.
  private func swaps(_ rows: [Row], at path: String) -> [Mutation] {
    rows.indices.dropFirst().flatMap { index in
      let place = path + "/" + (rows[index].older ?? rows[index].newer ?? "")
      return swaps(rows[index - 1], rows[index]).map { text, first, second in
        var copy = rows
        copy[index - 1] = first
        copy[index] = second
        return Mutation(place: place, change: text, rows: copy)
      }
    }
  }

  /// Two rows with their names exchanged on one side.
  private func swaps(_ first: Row, _ second: Row) -> [(String, Row, Row)] {
    var found: [(String, Row, Row)] = []
    if first.older != second.older {
      var (left, right) = (first, second)
      (left.older, right.older) = (second.older, first.older)
      found.append(("swap the older name with the row before", left, right))
    }
    if first.newer != second.newer {
      var (left, right) = (first, second)
      (left.newer, right.newer) = (second.newer, first.newer)
      found.append(("swap the newer name with the row before", left, right))
    }
    return found
  }
}

/// One change to one row.
struct Change {
  let text: String
  /// What stands in place of the row.
  let rows: [Row]
  /// Where it happened, if not at the row itself.
  var place: String?

  init(_ text: String, _ rows: [Row], at place: String? = nil) {
    self.text = text
    self.rows = rows
    self.place = place
  }
}
