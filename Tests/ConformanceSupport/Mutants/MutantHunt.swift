internal import LensCore
package import OpenAIDialects

/// Runs mutants through the tests of the tables until one notices.
package struct MutantHunt {
  /// What noticed a mutant.
  package enum Killer: String, Sendable, CaseIterable {
    /// The rows contradict each other or the published fields.
    case coverage
    /// A fate, written from the specification, is not met.
    case fates
    /// A fixture comes out another.
    case fixtures
  }

  private let fates: [String: [FieldFate]]
  private let fixtures: [String: [Fixture]]

  /// Reads fates and fixtures.
  package init() throws {
    fates = Dictionary(grouping: try FieldFate.all().filter { $0.dispute == nil }, by: \.kind)
    // Long ones last: most mutants are noticed before.
    let all = try Fixture.all().sorted { $0.length < $1.length }
    fixtures = Dictionary(grouping: all) { $0.hop + "/" + $0.kind }
  }

  /// What fails already with the published tables; then nothing that is noticed means anything.
  package func failures(_ registry: Registry = .standard) throws -> [String] {
    var failures: [String] = []
    for fate in fates.values.joined() {
      for target in fate.to {
        let trial = try FateTrial(fate, to: target, registry: registry)
        if !trial.problems().isEmpty { failures.append(fate.place) }
      }
    }
    for fixture in fixtures.values.joined() {
      let enclosures = Enclosure.all(of: fixture.kind)
      let isTold =
        try fixture.problems(registry).isEmpty
        && enclosures.allSatisfy { try fixture.problems(inside: $0, registry).isEmpty }
      if !isTold { failures.append(fixture.place) }
    }
    return failures.sorted()
  }

  /// What notices a mutant first; nil if nothing does.
  package func killer(of mutant: Mutant) throws -> Killer? {
    let isWellFormed =
      mutant.lens.contradictions.isEmpty
      && Coverage.problems(mutant.lens, in: mutant.tables).isEmpty
    if !isWellFormed { return .coverage }
    if try isNoticedByFates(mutant) { return .fates }
    return try isNoticedByFixtures(mutant) ? .fixtures : nil
  }

  private func isNoticedByFates(_ mutant: Mutant) throws -> Bool {
    let kinds = Set([mutant.lens.kind.name, mutant.lens.newerKind.name])
    for fate in kinds.sorted().flatMap({ fates[$0] ?? [] }) {
      for target in fate.to {
        let trial = try FateTrial(fate, to: target, registry: mutant.registry)
        if !trial.problems().isEmpty { return true }
      }
    }
    return false
  }

  private func isNoticedByFixtures(_ mutant: Mutant) throws -> Bool {
    let own = fixtures[mutant.hop + "/" + mutant.kind] ?? []
    if try own.contains(where: { try !$0.problems(mutant.registry).isEmpty }) { return true }
    return try mutant.registry.kinds.map(\.name).contains { kind in
      let enclosures = Enclosure.all(of: kind).filter { $0.kind == mutant.kind }
      let inner = enclosures.isEmpty ? [] : fixtures[mutant.hop + "/" + kind] ?? []
      return try enclosures.contains { enclosure in
        try inner.contains { try !$0.problems(inside: enclosure, mutant.registry).isEmpty }
      }
    }
  }
}

extension Fixture {
  /// How much there is to convert, with repetitions written out.
  fileprivate var length: Int {
    files.values.reduce(0) { $0 + Repetition.expand($1).utf8.count }
  }
}
