import LensCore
import Testing

/// What makes residues of other tables unusable, and what does not.
@Suite struct TableDigestTests {
  private static let old = Dialect("old", editions: ["old-1", "old-2"])
  private static let new = Dialect("new", editions: ["new-1"])

  private static func digest(_ rows: [Row], kind: String = "k", to newer: Dialect = new) -> UInt64 {
    var digest = TableDigest()
    digest.add(Hop(old, newer, [Lens(PayloadKind(kind), source: "", rows)]))
    return digest.value
  }

  private static func code(_ id: String, _ message: String) -> LossCode {
    LossCode(id, .form, message, cause: message, remedy: message, choices: [])
  }

  private static let said = LossNote(code("a", "said so"), .form, "here")
  private static let reworded = LossNote(code("b", "said otherwise"), .content, "there")

  struct Change: CustomTestStringConvertible, Sendable {
    let name: String
    let before: [Row]
    let after: [Row]
    var testDescription: String { name }
  }

  static let words: [Change] = [
    Change(name: "loss", before: [.olderOnly("a", said)], after: [.olderOnly("a", reworded)]),
    Change(
      name: "fill",
      before: [.same("a", newer: .assumed("1", said))],
      after: [.same("a", newer: .assumed("1", reworded))]
    ),
    Change(
      name: "case",
      before: [.list("a", [.newerOnly("t", said)])],
      after: [.list("a", [.newerOnly("t", reworded)])]
    ),
    Change(
      name: "adapter",
      before: [.adapter("a", Adapter("does it", losses: [AdapterLoss(said, .changed)]))],
      after: [.adapter("a", Adapter("does so", losses: [AdapterLoss(reworded, .changed)]))]
    ),
  ]

  @Test(arguments: words)
  func `words for users, changed, keep the digest`(_ change: Change) {
    #expect(TableDigestTests.digest(change.before) == TableDigestTests.digest(change.after))
  }

  static let shapes: [Change] = [
    Change(name: "name", before: [.same("a")], after: [.same("b")]),
    Change(name: "names", before: [.rename("ab", "c")], after: [.rename("a", "bc")]),
    Change(name: "verb", before: [.olderOnly("a")], after: [.newerOnly("a")]),
    Change(name: "inside", before: [.inside("a", [.same("b")])], after: [.inside("a", [])]),
    Change(
      name: "fill",
      before: [.same("a", newer: .filler("1"))],
      after: [.same("a", newer: .filler("2"))]
    ),
    Change(
      name: "meaning",
      before: [.same("a", newer: .filler("1"))],
      after: [.same("a", newer: .marker("1"))]
    ),
    Change(name: "absence", before: [.same("a")], after: [.same("a", absent: ["null"])]),
    Change(
      name: "edition",
      before: [.same("a").only(.older, in: ["old-1"], said)],
      after: [.same("a").only(.older, in: ["old-2"], said)]
    ),
    Change(
      name: "case",
      before: [.list("a", [.newerOnly("t", said)])],
      after: [.list("a", [.newerOnly("u", said)])]
    ),
    Change(
      name: "adapter",
      before: [.adapter("a", Adapter("", losses: [], revision: 1))],
      after: [.adapter("a", Adapter("", losses: [], revision: 2))]
    ),
  ]

  @Test(arguments: shapes)
  func `what rows do, changed, changes the digest`(_ change: Change) {
    #expect(TableDigestTests.digest(change.before) != TableDigestTests.digest(change.after))
  }

  @Test func `a row, counted, has no property that the digest does not know`() {
    let names = Mirror(reflecting: Row.same("a")).children.compactMap(\.label)
    let known = [
      "verb", "older", "newer", "olderFill", "newerFill", "absences", "limits", "loss", "editions",
      "alias", "folds",
    ]
    #expect(names.sorted() == known.sorted())
  }

  @Test func `editions of a row, in any order, give one digest`() {
    let one: Row = .same("a").only(.older, in: ["old-1", "old-2"], TableDigestTests.said)
    let two: Row = .same("a").only(.older, in: ["old-2", "old-1"], TableDigestTests.said)
    #expect(TableDigestTests.digest([one]) == TableDigestTests.digest([two]))
  }

  @Test func `another kind or edition changes the digest`() {
    let plain = TableDigestTests.digest([])
    let later = Dialect("new", editions: ["new-1", "new-2"])
    #expect(TableDigestTests.digest([], kind: "l") != plain)
    #expect(TableDigestTests.digest([], to: later) != plain)
  }
}
