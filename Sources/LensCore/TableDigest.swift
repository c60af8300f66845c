/// Tells tables that convert differently from each other, whatever words they have for users.
///
/// FNV-1a over all that rows say, but for what nobody converts by: losses with their codes and texts, limits,
/// which do not hold on the way back, and the summaries of adapters. Verbs are walked as data, so a new one
/// counts without a line here. What an adapter does cannot be seen; it has a number instead
/// (``Adapter/revision``).
package struct TableDigest {
  /// The digest of what was added so far.
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Begins with nothing.
  package init() {}

  /// Adds all lenses of a hop.
  package mutating func add(_ hop: Hop) {
    add(all: [hop.older.editions, hop.newer.editions])
    for lens in hop.lenses {
      add(lens.name)
      add(lens.bareList ?? "")
      add(all: lens.rows)
    }
  }

  private mutating func add(all values: [Any]) {
    add("(")
    for value in values { add(any: value) }
    add(")")
  }

  private mutating func add(any value: Any) {
    switch value {
    case let row as Row: add(row)
    case is LossNote, is LossCode, is Limit: return
    case let text as String: add(text)
    case let flag as Bool: add(flag ? 1 : 0)
    case let number as Int: add("\(number)")
    case let adapter as Adapter: add(adapter)
    default: add(parts: Mirror(reflecting: value), of: value)
    }
  }

  /// Adds a row property by property: most are empty, and asking each what it is takes ten times as long.
  private mutating func add(_ row: Row) {
    for name in [row.older, row.newer, row.alias] {
      if let name { add(name) } else { add(0xfe) }
    }
    for absence in row.absences { add(absence) }
    add(0xfd)
    for fill in [row.olderFill, row.newerFill] {
      if let fill { add(any: fill) } else { add(0xfe) }
    }
    if let editions = row.editions { add(any: editions) }
    for fold in row.folds { add(all: [fold.newer, fold.older]) }
    if case .carry = row.verb { add(0xfc) } else { add(any: row.verb) }
  }

  private mutating func add(parts: Mirror, of value: Any) {
    let values = parts.children.map(\.value)
    switch parts.displayStyle {
    case .optional where values.isEmpty: add(0xfe)
    case .collection, .struct, .optional, .tuple: add(all: values)
    case .set, .dictionary: add(unordered: values)
    case .enum:
      // The name of the case; the names of properties are nobody's business.
      add(parts.children.first?.label ?? "\(value)")
      add(all: values)
    default: add("\(value)")
    }
  }

  private mutating func add(unordered values: [Any]) {
    let digests = values.map { value in
      var digest = TableDigest()
      digest.add(any: value)
      return digest.value
    }
    add(all: digests.sorted())
  }

  private mutating func add(_ adapter: Adapter) {
    add(all: [
      adapter.revision, adapter.forward != nil, adapter.backward != nil,
      adapter.stringMeans as Any,
    ])
  }

  /// Takes a text in that belongs to the tables.
  package mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    // The byte behind each text keeps `ab`, `c` and `a`, `bc` apart.
    add(0xff)
  }

  private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
