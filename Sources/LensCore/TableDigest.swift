/// Tells tables that convert differently from each other, whatever words they have for users.
///
/// FNV-1a over all that rows say, but for what nobody converts by: losses with their codes and texts, limits,
/// which do not hold on the way back, and the summaries of adapters. Rows are walked as data, so a new verb
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
      add(lens.kind.name)
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
    case is LossNote, is LossCode, is Limit: return
    case let text as String: add(text)
    case let adapter as Adapter: add(adapter)
    default: add(parts: Mirror(reflecting: value), of: value)
    }
  }

  private mutating func add(parts: Mirror, of value: Any) {
    if parts.children.isEmpty, parts.displayStyle != .collection, parts.displayStyle != .struct {
      // A number, a truth, an enum's case without values, nil, a function: told by its name.
      return add("\(value)")
    }
    if parts.displayStyle == .set || parts.displayStyle == .dictionary {
      return add(unordered: parts.children.map(\.value))
    }
    // The name of a case; the names of properties are nobody's business.
    if parts.displayStyle == .enum, let name = parts.children.first?.label { add(name) }
    add(all: parts.children.map(\.value))
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

  private mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    // The byte behind each text keeps `ab`, `c` and `a`, `bc` apart.
    add(0xff)
  }

  private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
