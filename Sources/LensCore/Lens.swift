/// The two-way rules for one kind of payload, or one for another, between two neighboring dialects.
///
/// A set of rows, not a program: their order carries no meaning, and each field of either dialect is
/// claimed by exactly one of them (``Lens/problems(fields:)``).
package struct Lens: Sendable {
  /// What is converted, on the older side.
  package let kind: PayloadKind
  /// What it is on the newer side; mostly the same.
  package let newerKind: PayloadKind
  /// Where the facts are published, for the mapping page.
  package let source: String
  /// The fields of the payload that name it, most special first: context is looked up by their values.
  package let identities: [String]
  package let rows: [Row]
  /// The list on the older side that is the whole payload on the newer; nil: both are objects.
  package var bareList: String?
  /// Whether both sides are editions of one dialect: then each side's fields are read in either direction.
  var joinsEditions = false
  private let assumesByOlderEdition: Bool
  private let assumesByNewerEdition: Bool

  /// Makes a lens.
  package init(
    _ kind: PayloadKind,
    as newerKind: PayloadKind? = nil,
    source: String,
    identities: [String] = [],
    bareList: String? = nil,
    _ rows: [Row]
  ) {
    self.kind = kind
    self.newerKind = newerKind ?? kind
    self.bareList = bareList
    self.source = source
    self.identities = identities
    self.rows = rows
    assumesByOlderEdition = Lens.assumes(rows, .older)
    assumesByNewerEdition = Lens.assumes(rows, .newer)
  }
}

extension Lens {
  /// What tells the lens from others of its hop: the kind, or both kinds.
  package var name: String {
    kind == newerKind ? kind.name : "\(kind.name)-to-\(newerKind.name)"
  }

  /// The kind on a side.
  package func kind(_ side: Side) -> PayloadKind { side == .older ? kind : newerKind }

  /// Whether either side is sent: then members that no row claims cannot stay.
  package var isSendable: Bool { kind.isSendable || newerKind.isSendable }

  /// The same rules with other rows.
  package func with(identities: [String]? = nil, _ rows: [Row]) -> Lens {
    var copy = Lens(
      kind,
      as: newerKind,
      source: source,
      identities: identities ?? self.identities,
      bareList: bareList,
      rows
    )
    copy.joinsEditions = joinsEditions
    return copy
  }

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
      case .flat(let rule): return assumes(rule.rows, side)
      case .list(let rule): return rule.cases.contains { assumes($0, side) }
      case .bareList(let rule): return assumes(rule.rows, side)
      case .carry, .marker, .oneSided, .texts, .adapter: return false
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
  /// One lens per kind, or more: the first for a kind is the usual one.
  package let lenses: [Lens]
  /// Whether the older side is written in its newest edition only; others take a step of their own.
  package let writesNewestOnly: Bool

  /// Makes a hop.
  package init(
    _ older: Dialect,
    _ newer: Dialect,
    writesNewestOnly: Bool = false,
    _ lenses: [Lens]
  ) {
    self.writesNewestOnly = writesNewestOnly
    self.older = older
    self.newer = newer
    self.lenses = lenses.map { lens in
      var lens = lens
      lens.joinsEditions = older == newer && lens.kind == lens.newerKind
      return lens
    }
  }

  /// The lens for a kind of the older side.
  package func lens(_ kind: PayloadKind) -> Lens? { lenses.first { $0.kind == kind } }

  /// The lens for a kind in one direction, and what it becomes; nil: the usual one.
  package func lens(
    _ kind: PayloadKind,
    _ direction: Direction,
    as target: PayloadKind? = nil
  ) -> Lens? {
    let (source, end): (Side, Side) =
      direction == .forward ? (.older, .newer) : (.newer, .older)
    return lenses.first { lens in
      lens.kind(source) == kind && (target == nil || lens.kind(end) == target)
    }
  }
}

extension Hop: CustomStringConvertible {
  package var description: String { "\(older) \u{21C4} \(newer)" }
}

extension Lens: CustomStringConvertible {
  package var description: String { name }
}
