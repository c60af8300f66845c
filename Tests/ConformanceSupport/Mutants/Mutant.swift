internal import LensCore
package import OpenAIDialects

/// The published tables with one thing wrong.
package struct Mutant: Sendable {
  /// The folder of the hop, as fixtures name it.
  package let hop: String
  /// The lens.
  package let kind: String
  /// The place of the row.
  package let place: String
  /// What was done to it.
  package let change: String
  /// The tables.
  package let registry: Registry

  let lens: Lens
  let tables: Hop

  /// Hop, lens, row and change in one line.
  package var name: String { "\(hop) \(kind) \(place): \(change)" }

  /// All mutants of all lenses.
  package static func all(_ registry: Registry = .standard) -> [Mutant] {
    var found: [Mutant] = []
    for (index, hop) in registry.hops.enumerated() {
      found += mutants(hop, "\(hop.older)-to-\(hop.newer)", registry) { $0.hops[index] = $1 }
    }
    for (index, hop) in registry.editionHops.enumerated() {
      found += mutants(hop, "\(hop.older)-editions", registry) { $0.editionHops[index] = $1 }
    }
    for (index, hop) in registry.formHops.enumerated() {
      found += mutants(hop, "\(hop.older)-forms", registry) { $0.formHops[index] = $1 }
    }
    return found
  }

  private static func mutants(
    _ hop: Hop,
    _ name: String,
    _ registry: Registry,
    _ put: (inout Registry, Hop) -> Void
  ) -> [Mutant] {
    hop.lenses.indices.flatMap { index in
      changes(hop, hop.lenses[index]).map { place, change, lens in
        var lenses = hop.lenses
        lenses[index] = lens
        let tables = Hop(
          hop.older, hop.newer, writesNewestOnly: hop.writesNewestOnly, lenses)
        var copy = registry
        put(&copy, tables)
        return Mutant(
          hop: name,
          kind: lens.name,
          place: place,
          change: change,
          registry: copy,
          lens: tables.lenses[index],
          tables: tables
        )
      }
    }
  }

  private static func changes(_ hop: Hop, _ lens: Lens) -> [(String, String, Lens)] {
    let rows = MutationContext(hop: hop).mutations(lens.rows).map { mutation in
      let mutant = lens.with(mutation.rows)
      return (mutation.place, mutation.change, mutant)
    }
    let identities = lens.identities.map { name in
      let others = lens.identities.filter { $0 != name }
      let mutant = lens.with(identities: others, lens.rows)
      return ("/" + name, "no identity", mutant)
    }
    return rows + identities
  }
}
