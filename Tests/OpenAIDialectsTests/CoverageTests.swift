import ConformanceSupport
import LensCore
import OpenAIDialects
import Testing

/// Every published field of both dialects is claimed by exactly one row of each lens.
@Suite struct CoverageTests {
  @Test(arguments: Registry.allHops)
  func `each field is claimed by exactly one row`(hop: Hop) {
    let problems = hop.lenses.flatMap { Coverage.problems($0, in: hop) }
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
}
