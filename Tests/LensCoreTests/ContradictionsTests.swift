import LensCore
import Testing

/// Tables that cannot be compiled, whatever the published fields are.
@Suite struct ContradictionsTests {
  private static let note = LossNote(.noNewerField)

  private func contradictions(_ rows: [Row]) -> [String] {
    Lens(PayloadKind("k"), source: "", rows).contradictions
  }

  @Test func `rows with names of their own, compared, contradict nothing`() {
    #expect(contradictions([.same("a"), .rename("b", "c"), .olderOnly("d")]).isEmpty)
  }

  @Test func `one name in two rows, compared, is a contradiction on its side`() {
    #expect(
      contradictions([.rename("a", "b"), .olderOnly("a")])
        == ["k: two rows claim a on the older side"]
    )
  }

  @Test func `one name in two rows of an object, compared, is a contradiction there`() {
    #expect(
      contradictions([.inside("o", [.same("a"), .newerOnly("a")])])
        == ["k/o: two rows claim a on the newer side"]
    )
  }

  @Test func `an old name of a field that stands beside it, compared, contradicts nothing`() {
    let adapter = Adapter("", losses: [])
    #expect(contradictions([.adapter("a", adapter), .formerly("b", as: "a", adapter)]).isEmpty)
  }

  @Test func `names of both sides, between editions, are names of one dialect`() {
    let dialect = Dialect("d", editions: ["d-1", "d-2"])
    let lens = Lens(PayloadKind("k"), source: "", [.olderOnly("a"), .newerOnly("a")])
    #expect(lens.contradictions.isEmpty)
    #expect(Hop(dialect, dialect, [lens]).lenses[0].contradictions.count == 2)
  }

  @Test func `a string that means an element of no case, looked up, is a contradiction`() {
    #expect(
      contradictions([.list("l", string: "text", [.when("text", [.same("text")])])])
        == [
          "k/l: no case text says what a string in it means, under word",
          "k/l: no case text says what a string in it means, under others",
        ]
    )
    let text: Row = .inside("text", string: "value", [.same("value")])
    let cases: [ElementCase] = [.when("text", [text])]
    #expect(contradictions([.list("l", string: "text", cases)]).isEmpty)
    #expect(
      contradictions([.list("l", string: "text", cases.under(.word))])
        == ["k/l: no case text says what a string in it means, under others"]
    )
  }

  @Test func `a limit that takes no word, looked up, is a contradiction`() {
    let limit = Limit(.newer, .words([]), ContradictionsTests.note)
    #expect(
      contradictions([.same("a", limits: [limit])]) == ["k/a: a limit takes no word at all"]
    )
  }
}
