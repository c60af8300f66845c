internal import LensCore
package import OpenAIDialects

/// A hop as the fixtures name it: its folder, its kinds and its two ends.
package struct FixtureHop: Sendable {
  /// The folder, such as `v1-to-v2` or `v2-editions`.
  package let name: String
  /// The names of the lenses.
  package let kinds: [String]
  /// What is converted to on the way back, and from on the way forward.
  package let older: FixtureEnd
  /// What is converted to on the way forward, and from on the way back.
  package let newer: FixtureEnd
  let tables: Hop

  /// The lens that a folder is about.
  func lens(named name: String) -> Lens? { tables.lenses.first { $0.name == name } }

  func source(_ way: FixtureWay) -> FixtureEnd { way.isForward ? older : newer }
  func target(_ way: FixtureWay) -> FixtureEnd { way.isForward ? newer : older }

  /// The folders of cases: those of lenses, and calls and answers, which have no lenses of their own.
  package var folders: [String] { kinds + [PayloadKind.httpRequest, .httpResponse].map(\.name) }

  /// All hops of some tables.
  package static func all(_ registry: Registry) -> [FixtureHop] {
    registry.hops.map { hop in
      FixtureHop(
        name: "\(hop.older)-to-\(hop.newer)",
        kinds: hop.lenses.map(\.name),
        older: FixtureEnd(dialect: hop.older.name, target: hop.older.name),
        newer: FixtureEnd(dialect: hop.newer.name, target: hop.newer.name),
        tables: hop
      )
    }
      + registry.editionHops.map { hop in
        FixtureHop(
          name: "\(hop.older)-editions",
          kinds: hop.lenses.map(\.name),
          older: FixtureEnd(dialect: hop.older.name, target: hop.older.editions[0]),
          newer: FixtureEnd(dialect: hop.newer.name, target: hop.newer.newest),
          tables: hop
        )
      }
      + registry.formHops.map { hop in
        FixtureHop(
          name: "\(hop.older)-forms",
          kinds: hop.lenses.map(\.name),
          older: FixtureEnd(dialect: hop.older.name, target: hop.older.name),
          newer: FixtureEnd(dialect: hop.newer.name, target: hop.newer.name),
          tables: hop
        )
      }
  }
}

/// One end of a hop.
package struct FixtureEnd: Sendable {
  /// How the caller names it as a source.
  package let dialect: String
  /// How the caller names it as a target.
  package let target: String
}
