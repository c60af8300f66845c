/// The two-way rules for one kind of payload between two neighboring dialects.
///
/// A set of rows, not a program: their order carries no meaning, and each field of either dialect is
/// claimed by exactly one of them (``Lens/problems(fields:)``).
package struct Lens: Sendable {
  /// What is converted.
  package let kind: PayloadKind
  /// Where the facts are published, for the mapping page.
  package let source: String
  /// The fields of the payload that name it, most special first: context is looked up by their values.
  package let identities: [String]
  package let rows: [Row]
  /// Whether both sides are editions of one dialect: then each side's fields are read in either direction.
  var joinsEditions = false
  private let assumesByOlderEdition: Bool
  private let assumesByNewerEdition: Bool

  /// Makes a lens.
  package init(_ kind: PayloadKind, source: String, identities: [String] = [], _ rows: [Row]) {
    self.kind = kind
    self.source = source
    self.identities = identities
    self.rows = rows
    assumesByOlderEdition = Lens.assumes(rows, .older)
    assumesByNewerEdition = Lens.assumes(rows, .newer)
  }
}

extension Lens {
  /// Whether only some editions of a side have a field that the other side always wants.
  package func assumesByEdition(_ side: Side) -> Bool {
    side == .older ? assumesByOlderEdition : assumesByNewerEdition
  }

  fileprivate static func assumes(_ rows: [Row], _ side: Side) -> Bool {
    rows.contains { row in
      if row.editions?.side == side, row.fill(side)?.meaning == .assumed,
        row.fill(side)?.onlyAtSchemaLevel == false
      {
        return true
      }
      switch row.verb {
      case .inside(let rows, _): return assumes(rows, side)
      case .list(let rule): return rule.cases.contains { assumes($0, side) }
      case .bareList(let rule): return assumes(rule.rows, side)
      case .carry, .oneSided, .texts, .adapter: return false
      }
    }
  }

  private static func assumes(_ element: ElementCase, _ side: Side) -> Bool {
    guard case .both(let rows) = element.fate else { return false }
    return assumes(rows, side)
  }
}

/// Two neighboring dialects, or two editions of one, and all lenses between them.
package struct Hop: Sendable {
  package let older: Dialect
  package let newer: Dialect
  /// One lens per kind.
  package let lenses: [Lens]

  /// Makes a hop.
  package init(_ older: Dialect, _ newer: Dialect, _ lenses: [Lens]) {
    self.older = older
    self.newer = newer
    self.lenses = lenses.map { lens in
      var lens = lens
      lens.joinsEditions = older == newer
      return lens
    }
  }

  /// The lens for a kind.
  package func lens(_ kind: PayloadKind) -> Lens? { lenses.first { $0.kind == kind } }
}

extension Hop: CustomStringConvertible {
  package var description: String { "\(older) \u{21C4} \(newer)" }
}

extension Lens: CustomStringConvertible {
  package var description: String { kind.name }
}
