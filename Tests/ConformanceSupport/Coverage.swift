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

  /// Places in which rows read more than any edition lists: texts of requests as they are stored, parts as a
  /// thread calls them, page envelopes around what is sent.
  private static let unlistedInside = ["/content/*[text]"]

  /// Fields that are null in stored payloads, or in those of other programs, although no edition says so.
  private static let nullAsServed = [
    "/file_citation/quote", "/file_ids", "/status", "/logprobs", "/detail",
    "/annotations", "/metadata", "/items", "/object", "/type",
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
        fields: fields(lens.newerKind, hop.newer.editions),
        unlisted: unlisted(lens, .newer)
      ) + absences(lens, .older, olderEditions) + absences(lens, .newer, hop.newer.editions)
  }

  /// Fields that always hold something, in every edition of a side, although a row lets null mean nothing.
  private static func absences(_ lens: Lens, _ side: Side, _ editions: [String]) -> [String] {
    let lists = editions.map { listed(lens.kind(side).name, $0, at: "") }
    return lens.nullable(side).compactMap { path in
      let fields = lists.map { list in list.first { $0.path == path } }
      let isAlwaysThere = fields.allSatisfy { $0.map { $0.isRequired && !$0.isNullable } ?? false }
      guard isAlwaysThere, !nullAsServed.contains(where: path.hasSuffix) else { return nil }
      return "\(lens.kind): null means nothing at \(path), which is never null and never missing"
    }
  }

  /// The paths of a kind's fields by edition, with those of payloads in the payload.
  private static func fields(_ kind: PayloadKind, _ editions: [String]) -> [String: [String]] {
    var paths: [String: [String]] = [:]
    for edition in editions {
      let mine = listed(kind.name, edition, at: "").map(\.path)
      if !mine.isEmpty { paths[edition] = mine }
    }
    return paths
  }

  private static func listed(
    _ kind: String,
    _ edition: String,
    at path: String
  ) -> [FieldList.Field] {
    guard let list = FieldList.all.first(where: { $0.edition == edition && $0.kind == kind })
    else { return [] }
    return list.fields.flatMap { field in
      var here = field
      here.path = path + field.path
      return [here] + (field.kind.map { listed($0, edition, at: here.path) } ?? [])
    }
  }

  private static func unlisted(_ lens: Lens, _ side: Side) -> [String: String] {
    var reasons: [String: String] = [:]
    for claim in lens.claims(side) {
      for suffix in unlisted where claim.path.hasSuffix(suffix) {
        reasons[claim.path] = suffix
      }
      for place in unlistedInside where lens.kind(side).isSendable && claim.path.contains(place) {
        reasons[claim.path] = place
      }
    }
    return reasons
  }
}
