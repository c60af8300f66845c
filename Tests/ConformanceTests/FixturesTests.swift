import ConformanceSupport
import Crosswalk
import Foundation
import OpenAIDialects
import Testing

/// Converts every case of `Tests/Fixtures` and compares byte for byte.
///
/// `UPDATE_FIXTURES=1 swift test --filter FixturesTests` writes the results anew; read the difference.
@Suite struct FixturesTests {
  let fixtures: [Fixture]

  init() throws { fixtures = try Fixture.all() }

  @Test func `every case, converted, gives its files and restores its source`() throws {
    #expect(fixtures.count > 100)
    let updates = ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1"
    for fixture in fixtures {
      let found = updates ? try fixture.written(try fixture.expected()) : fixture
      let problems = try found.problems()
      #expect(problems.isEmpty, "\(found.place)\n\(problems.joined(separator: "\n"))")
    }
  }

  @Test func `every file of a case, looked up, is one that its test reads`() throws {
    for fixture in fixtures {
      let expected = try fixture.expected()
      #expect(
        Set(fixture.files.keys) == Set(expected.keys),
        "\(fixture.place): unread or missing files"
      )
    }
  }

  @Test func `every case, as the element of another payload, comes out the same`() throws {
    for fixture in fixtures {
      for enclosure in Enclosure.all(of: fixture.kind) {
        let problems = try fixture.problems(inside: enclosure)
        #expect(problems.isEmpty, "\(fixture.place)\n\(problems.joined(separator: "\n"))")
      }
    }
  }

  /// Choices that no single conversion can show, with the reason.
  private static let unreachable: [String: String] = [
    "ambiguous-kind": "kinds that are all stored payloads of one dialect never fit at once",
    "payload-is-text": "is about a payload inside another document",
    "column-holds-nul": "is about a row of a table",
    "column-holds-nul=keep": "is about a row of a table",
    "kind-not-in-dialect": "is about a target that has no lens, so no case has a place",
    "marker-stripped": "markers stay unless somebody asks, and then nothing is said",
    "verify-failed": "would be a defect",
    "residue-mismatch": "is about a stream of records",
    "residue-conflict": "is about an edited payload",
    "residue-conflict=allow": "is about an edited payload",
  ]

  @Test func `every choice of every code, looked up, is taken by a case`() throws {
    let reached = try fixtures.reduce(into: Set<String>()) { $0.formUnion(try $1.reached()) }
    var told: Set<String> = []
    for code in Explanation.codes where !code.choices.isEmpty {
      told.insert(code.id)
      told.formUnion(code.choices.dropFirst().map { "\(code.id)=\($0.name)" })
    }
    let exceptions = FixturesTests.unreachable
    let missing = told.subtracting(reached).filter { exceptions[$0] == nil }
    #expect(missing.isEmpty, "\(missing.sorted().joined(separator: "\n"))")
    let needless = Set(exceptions.keys).intersection(reached)
    #expect(needless.isEmpty, "a case reaches \(needless.sorted())")
  }
}
