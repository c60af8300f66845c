internal import ConformanceSupport

extension Command {
  /// `mutate`: spoils one thing in the tables at a time and asks whether a test notices.
  static let mutate = Command(
    name: "mutate",
    summary:
      "spoils each row of each lens in turn; says what no test notices [WORD…: only such mutants]"
  ) { words in
    let mutants = Mutant.all().filter { mutant in words.allSatisfy { mutant.name.contains($0) } }
    let hunt = try MutantHunt()
    let failures = try hunt.failures()
    guard failures.isEmpty else {
      throw Findings(text: "unspoiled tables fail already: \(failures.joined(separator: ", "))")
    }
    var counts: [MutantHunt.Killer: Int] = [:]
    var survivors: [String] = []
    for mutant in mutants {
      if let killer = try hunt.killer(of: mutant) {
        counts[killer, default: 0] += 1
      } else {
        survivors.append(mutant.name)
      }
    }
    let killed = MutantHunt.Killer.allCases.map { "\($0.rawValue) \(counts[$0] ?? 0)" }
    print("\(mutants.count) mutants; noticed by \(killed.joined(separator: ", "))")
    try judge(survivors, isComplete: words.isEmpty)
  }

  /// Holds the survivors against those that are explained.
  private static func judge(_ survivors: [String], isComplete: Bool) throws {
    let explained = try MutantExplanation.all()
    let unexplained = survivors.filter { name in !explained.contains { $0.explains(name) } }
    for name in unexplained { print("survived: \(name)") }
    let needless = explained.filter { !survivors.contains(where: $0.explains) }
    if isComplete {
      for line in needless { print("explained, but noticed or gone: \(line.pattern)") }
    }
    print("\(survivors.count) survived, \(survivors.count - unexplained.count) of them explained")
    guard unexplained.isEmpty, needless.isEmpty || !isComplete else {
      throw Findings(
        text: "add a fate or a fixture, or explain in Tests/Fixtures/mutants-explained.txt")
    }
  }
}
