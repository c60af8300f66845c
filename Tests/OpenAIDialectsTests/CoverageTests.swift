import LensCore
import OpenAIDialects
import Testing

/// Every published field of both dialects is claimed by exactly one row of each lens.
@Suite struct CoverageTests {
  /// Fields that rows read although no edition's specification lists them.
  private static let unlisted = [
    // For one day in April 2024 `tools` was called `add_to`.
    "/attachments/*/add_to",
    "/add_to",
  ]

  @Test(arguments: Registry.hops + Registry.editionHops)
  func `each field is claimed by exactly one row`(hop: Hop) {
    var problems: [String] = []
    for lens in hop.lenses {
      let isWithinDialect = hop.older == hop.newer
      problems += lens.problems(
        .older,
        fields: fields(lens.kind, isWithinDialect ? [hop.older.editions[0]] : hop.older.editions),
        unlisted: unlisted(lens, .older)
      )
      problems += lens.problems(
        .newer,
        fields: fields(lens.kind, hop.newer.editions),
        unlisted: unlisted(lens, .newer)
      )
    }
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test func `a field that no row claims is a problem`() {
    let lens = Lens(PayloadKind("k"), source: "", [.same("a")])
    #expect(lens.problems(.older, fields: ["e": ["/a", "/b"]]) == ["k e: no row claims /b"])
  }

  @Test func `a row that claims nothing is a problem`() {
    let lens = Lens(PayloadKind("k"), source: "", [.same("a"), .olderOnly("b")])
    #expect(
      lens.problems(.older, fields: ["e": ["/a"]]) == ["k: a row claims /b, which no edition has"]
    )
  }

  @Test func `a field that two rows claim is a problem`() {
    let lens = Lens(PayloadKind("k"), source: "", [.same("a"), .inside("a", [.same("b")])])
    #expect(
      lens.problems(.older, fields: ["e": ["/a", "/a/b"]]).first == "k e: 2 rows claim /a"
    )
  }

  /// The paths of a kind's fields by edition, with those of payloads in the payload.
  private func fields(_ kind: PayloadKind, _ editions: [String]) -> [String: [String]] {
    var paths: [String: [String]] = [:]
    for edition in editions {
      let mine = expanded(kind.name, edition, at: "")
      if !mine.isEmpty { paths[edition] = mine }
    }
    return paths
  }

  private func expanded(_ kind: String, _ edition: String, at path: String) -> [String] {
    guard let list = FieldList.all.first(where: { $0.edition == edition && $0.kind == kind })
    else { return [] }
    return list.fields.flatMap { field in
      let here = path + field.path
      return [here] + (field.kind.map { expanded($0, edition, at: here) } ?? [])
    }
  }

  private func unlisted(_ lens: Lens, _ side: Side) -> [String: String] {
    var reasons: [String: String] = [:]
    for claim in lens.claims(side) {
      for suffix in CoverageTests.unlisted where claim.path.hasSuffix(suffix) {
        reasons[claim.path] = suffix
      }
    }
    return reasons
  }
}
