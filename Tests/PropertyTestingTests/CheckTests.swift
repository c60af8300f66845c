import Foundation
import PropertyTesting
import Testing

/// What `check` runs, in which order, and what it says.
@Suite struct CheckTests {
  private let numbers = Generator.integer(in: 0...1_000).array(average: 8)

  private func largest(_ list: [Int]) -> Failure? {
    let large = list.first { $0 > 500 }
    return large.map { Failure(id: "too-large", message: "\($0) is over 500") }
  }

  private func withFolder<Result>(
    _ files: [String: String], _ body: (Regressions) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    return try body(Regressions(folder: folder.path))
  }

  @Test func `a report, printed, tells reason, case, seed and the line to keep`() throws {
    let report = try #require(throws: Counterexample.self) {
      try check("large", count: 100, seed: 5, numbers, largest)
    }
    #expect(report.choices == [1, 501])
    let lines = report.description.split(separator: "\n").map(String.init)
    try #require(lines.count == 5)
    #expect(lines[0] == "property 'large' does not hold: 501 is over 500 [too-large]")
    #expect(lines[1] == "  case: [501]")
    #expect(lines[2].contains("of CROSSWALK_SEED=5, "))
    #expect(lines[3] == "  help: keep it as a line of Tests/Regressions/large.choices:")
    #expect(lines[4] == "1 501  # too-large")
  }

  @Test func `the line of a report, stored, fails first the next time`() throws {
    let text = "# found in a run over night\n\n1 501  # too-large\n"
    let report = try withFolder(["large.choices": text]) { regressions in
      try #require(throws: Counterexample.self) {
        try check("large", count: 0, regressions: regressions, numbers, largest)
      }
    }
    #expect(report.origin == .stored(line: 3))
    #expect(report.choices == [1, 501])
  }

  @Test func `stored cases that hold, replayed, are counted`() throws {
    let summary = try withFolder(["large.choices": "0\n1 500\n# comment\n"]) { regressions in
      try check("large", count: 0, regressions: regressions, numbers, largest)
    }
    #expect(summary.replayed == 2)
  }

  @Test func `a stored line with a word in it, replayed, is refused with its place`() throws {
    let error = try withFolder(["large.choices": "0\n1 x\n"]) { regressions in
      try #require(throws: MalformedRegression.self) {
        try check("large", count: 0, regressions: regressions, numbers, largest)
      }
    }
    let text = error.description
    #expect(text.hasSuffix("large.choices:2: expected integers separated by spaces, found '1 x'"))
  }

  @Test func `the same seed, run twice, gives the same values`() throws {
    func run(_ seed: UInt64) throws -> [[Int]] {
      var values: [[Int]] = []
      try check("same", count: 50, seed: seed, numbers) { list in
        values.append(list)
        return nil
      }
      return values
    }
    let first = try run(9)
    #expect(try run(9) == first)
    #expect(try run(10) != first)
  }

  @Test func `the first random case, drawn, is the simplest`() throws {
    var first: [Int]?
    try check("simplest", count: 30, numbers) { list in
      first = first ?? list
      return nil
    }
    #expect(first == [])
  }

  @Test func `an error that a property throws, seen, is a failure named by its type`() throws {
    struct Broken: Error {}
    let report = try #require(throws: Counterexample.self) {
      try check("throws", count: 50, numbers) { list in
        if list.count > 2 { throw Broken() }
        return nil
      }
    }
    #expect(report.failure.id == "threw Broken")
    #expect(report.choices == [1, 0, 1, 0, 1])
  }

  @Test func `a property that discards nearly all cases, checked, is refused as vacuous`() {
    #expect(throws: VacuousProperty.self) {
      try check("discards", count: 100, numbers) { list in
        if list.count < 1_000 { throw Discarded() }
        return nil
      }
    }
  }

  @Test func `a generator that makes one case only, checked, is refused as vacuous`() {
    #expect(throws: VacuousProperty.self) {
      try check("constant", count: 100, Generator.constant(7)) { _ in nil }
    }
  }

  @Test func `a few discarded cases, checked, are counted`() throws {
    let summary = try check("some", count: 200, numbers) { list in
      if list.isEmpty { throw Discarded() }
      return nil
    }
    #expect(summary.cases == 200)
    #expect(summary.discarded > 0 && summary.discarded < 100)
  }

  @Test func `a property that holds, searched for a counterexample, has none`() throws {
    let found = try counterexample(count: 200, numbers) { _ in nil }
    #expect(found == nil)
  }

  @Test(
    arguments: [
      ([:], 100, 1),
      (["CROSSWALK_CASES": "5000"], 5_000, 1),
      (["CROSSWALK_CASES": "x20"], 2_000, 1),
      (["CROSSWALK_SEED": "17"], 100, 17),
    ] as [([String: String], Int, UInt64)])
  func `the environment, read, sets cases and seed`(
    environment: [String: String], cases: Int, seed: UInt64
  ) {
    let settings = CheckSettings(cases: 100, seed: 1, environment: environment)
    #expect(settings.cases == cases)
    #expect(settings.seed == seed)
  }
}
