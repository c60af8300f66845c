import ConformanceSupport
import LensCore
import OpenAIDialects
import Testing

/// Whether spoiled tables are made and noticed; all of them are tried by `crosswalk-dev mutate`.
@Suite struct MutantsTests {
  private let mutants = Mutant.all()

  @Test func `tables as published, compared, contradict nothing`() {
    for hop in Registry.allHops {
      for lens in hop.lenses { #expect(lens.contradictions.isEmpty, "\(hop) \(lens)") }
    }
  }

  @Test func `every lens of every hop, spoiled, gives mutants with names of their own`() {
    for hop in FixtureHop.all(.standard) {
      for kind in hop.kinds {
        let mine = mutants.filter { $0.hop == hop.name && $0.kind == kind }
        #expect(mine.contains { $0.change == "remove the row" }, "\(hop.name) \(kind)")
      }
    }
    #expect(mutants.count > 2_000)
  }

  @Test func `a table with one thing wrong, tried, is noticed`() throws {
    let expected: [(name: String, killer: MutantHunt.Killer)] = [
      ("v1-to-v2 thread /id: remove the row", .coverage),
      ("v1-to-v2 thread /tool_resources: loss: other weight", .fates),
      ("v1-to-v2 thread /metadata: limit: other code", .fixtures),
      ("v2-editions message-file /tools: carried forward", .fixtures),
    ]
    let hunt = try MutantHunt()
    for (name, killer) in expected {
      let mutant = try #require(mutants.first { $0.name == name })
      #expect(try hunt.killer(of: mutant) == killer, "\(name)")
    }
  }

  @Test func `an explanation with stars, matched, means what fits between`() {
    let explanation = MutantExplanation(pattern: "v1-* thread */a: drop*", reason: "r")
    #expect(explanation.explains("v1-to-v2 thread /a: drop the row"))
    #expect(explanation.explains("v1-editions thread /b/a: drop"))
    #expect(!explanation.explains("v1-to-v2 message /a: drop the row"))
    #expect(!explanation.explains("v1-to-v2 thread /a: keep"))
  }

  @Test func `an explanation without a reason, read, is an error`() throws {
    let read = try MutantExplanation.parse("# first\n# line\na: b\n\n# other\nc: *\n")
    #expect(read.map(\.pattern) == ["a: b", "c: *"])
    #expect(read.map(\.reason) == ["first line", "other"])
    #expect(throws: FixtureError.self) { try MutantExplanation.parse("# r\na\n\nb\n") }
  }
}
