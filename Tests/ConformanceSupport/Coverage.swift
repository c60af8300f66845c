package import LensCore
internal import OpenAIDialects

/// Every published field of both dialects is claimed by exactly one row of each lens.
package enum Coverage {
  /// Fields that rows read although no edition's specification lists them.
  private static let unlisted = [
    // For one day in April 2024 `tools` was called `add_to`.
    "/attachments/*/add_to",
    "/add_to",
  ]

  /// What is wrong between the rows of a lens and the fields of its hop's editions.
  package static func problems(_ lens: Lens, in hop: Hop) -> [String] {
    let isWithinDialect = hop.older == hop.newer
    let olderEditions = isWithinDialect ? [hop.older.editions[0]] : hop.older.editions
    return lens.problems(
      .older,
      fields: fields(lens.kind, olderEditions),
      unlisted: unlisted(lens, .older)
    )
      + lens.problems(
        .newer,
        fields: fields(lens.kind, hop.newer.editions),
        unlisted: unlisted(lens, .newer)
      )
  }

  /// The paths of a kind's fields by edition, with those of payloads in the payload.
  private static func fields(_ kind: PayloadKind, _ editions: [String]) -> [String: [String]] {
    var paths: [String: [String]] = [:]
    for edition in editions {
      let mine = expanded(kind.name, edition, at: "")
      if !mine.isEmpty { paths[edition] = mine }
    }
    return paths
  }

  private static func expanded(_ kind: String, _ edition: String, at path: String) -> [String] {
    guard let list = FieldList.all.first(where: { $0.edition == edition && $0.kind == kind })
    else { return [] }
    return list.fields.flatMap { field in
      let here = path + field.path
      return [here] + (field.kind.map { expanded($0, edition, at: here) } ?? [])
    }
  }

  private static func unlisted(_ lens: Lens, _ side: Side) -> [String: String] {
    var reasons: [String: String] = [:]
    for claim in lens.claims(side) {
      for suffix in unlisted where claim.path.hasSuffix(suffix) {
        reasons[claim.path] = suffix
      }
    }
    return reasons
  }
}
