internal import Testing

/// Holds runs of the real program with options against what the contract says of them.
struct ToldRunsTests {
  @Test func `every told run, made, comes out as told`() throws {
    for run in try ToldRun.all() {
      let problems = try run.problems(in: Folder())
      #expect(problems.isEmpty, "\(run.name)\n  \(problems.joined(separator: "\n  "))")
    }
  }

  @Test func `every told run, read, has words, an input and an outcome`() throws {
    let runs = try ToldRun.all()
    #expect(Set(runs.map(\.name)).count == runs.count)
    for run in runs {
      #expect(run.words.contains("--to") && run.files["in.jsonl"] != nil, "\(run.name)")
      for outcome in run.outcomes {
        #expect(outcome.refusal != nil || !outcome.lines.isEmpty, "\(run.name)")
      }
    }
  }
}
