/// Checks that a property holds for stored cases and for many random ones.
///
///     try check("scan-accepts-json", count: 2_000, HostileJSON.generator) { bytes in
///       Failure.unlessEqual("end", scan(bytes), bytes.count)
///     }
///
/// The first case that fails is shrunk and thrown; Swift Testing records it with its whole text: the
/// smallest case, its seed, and the line for `Tests/Regressions`.
///
/// - Parameters:
///   - name: Names the property, in kebab case; also its file in `Tests/Regressions`.
///   - count: How many random cases to run; see ``CheckSettings`` for the environment.
///   - seed: Where to start; by default each name has its own seed, the same in every run.
///   - regressions: Where stored cases are.
///   - generator: Makes the values.
///   - property: Returns what is wrong with a value, or nil. An error that it throws is a failure too,
///     except ``Discarded``.
/// - Returns: What ran.
/// - Throws: ``Counterexample`` for the first failing case, ``VacuousProperty`` if nearly all cases were
///   discarded or were one and the same, ``MalformedRegression``.
@discardableResult
package func check<Value>(
  _ name: String,
  count: Int = 1_000,
  seed: UInt64? = nil,
  regressions: Regressions = Regressions(),
  _ generator: Generator<Value>,
  _ property: (Value) throws -> Failure?
) throws -> CheckSummary {
  let settings = CheckSettings(cases: count, seed: seed ?? standardSeed(of: name))
  return try withoutActuallyEscaping(property) { property in
    let run = PropertyRun(name: name, settings: settings, generator: generator, property: property)
    let stored = try run.replay(regressions.cases(of: name))
    var summary = try run.random()
    summary.replayed = stored
    return summary
  }
}

/// Finds the smallest case for which a property fails, or nil: shows that a property can fail.
package func counterexample<Value>(
  count: Int = 1_000,
  seed: UInt64 = 1,
  _ generator: Generator<Value>,
  _ property: (Value) throws -> Failure?
) throws -> (value: Value, report: Counterexample)? {
  let settings = CheckSettings(cases: count, seed: seed, environment: [:])
  return try withoutActuallyEscaping(property) { property in
    let run = PropertyRun(name: "", settings: settings, generator: generator, property: property)
    do {
      try run.random()
      return nil
    } catch let report as Counterexample {
      var choices = Choices(replaying: report.choices)
      return (generator.draw(&choices), report)
    }
  }
}

/// What a check ran.
package struct CheckSummary: Equatable, Sendable {
  /// Random cases.
  package var cases = 0
  /// Of these, how many the property said nothing about.
  package var discarded = 0
  /// How many different cases came; counted up to a few, enough to tell one from many.
  package var distinct = 0
  /// Stored cases.
  package var replayed = 0
}

/// The same number for the same name on every machine (FNV-1a).
private func standardSeed(of name: String) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  return hash
}

/// One property over its cases.
private struct PropertyRun<Value> {
  let name: String
  let settings: CheckSettings
  let generator: Generator<Value>
  let property: (Value) throws -> Failure?

  private static var shrinkBudget: Int { 10_000 }

  enum Outcome {
    case holds
    case discarded
    case fails(Failure)
  }

  /// Runs stored cases and says how many there were.
  func replay(_ stored: [Regressions.Case]) throws -> Int {
    for stored in stored {
      if case .fails(let failure) = run(stored.choices).outcome {
        throw report(failure, stored.choices, origin: .stored(line: stored.line))
      }
    }
    return stored.count
  }

  /// Runs random cases, the simplest one first.
  @discardableResult
  func random() throws -> CheckSummary {
    var summary = CheckSummary()
    var seen: Set<[Int]> = []
    for number in 0..<settings.cases {
      var choices = Choices(case: number, seed: settings.seed)
      let outcome = outcome(of: generator.draw(&choices))
      summary.cases += 1
      if seen.count < 8 { seen.insert(choices.list) }
      switch outcome {
      case .holds: break
      case .discarded: summary.discarded += 1
      case .fails(let failure):
        throw report(failure, choices.list, origin: .random(number, seed: settings.seed))
      }
    }
    summary.distinct = seen.count
    try refuseVacuous(summary)
    return summary
  }

  private func refuseVacuous(_ summary: CheckSummary) throws {
    guard summary.cases >= 20 else { return }
    let kept = summary.cases - summary.discarded
    if kept * 10 < summary.cases {
      let reason = "\(summary.discarded) of \(summary.cases) cases were discarded"
      throw VacuousProperty(name: name, reason: reason)
    }
    if summary.distinct == 1 {
      throw VacuousProperty(name: name, reason: "all \(summary.cases) cases are the same")
    }
  }

  private func run(_ list: [Int]) -> (outcome: Outcome, list: [Int]) {
    var choices = Choices(replaying: list)
    let value = generator.draw(&choices)
    return (outcome(of: value), choices.list)
  }

  private func outcome(of value: Value) -> Outcome {
    do {
      return try property(value).map { .fails($0) } ?? .holds
    } catch is Discarded {
      return .discarded
    } catch let failure as Failure {
      return .fails(failure)
    } catch {
      return .fails(Failure(id: "threw \(type(of: error))", message: "\(error)"))
    }
  }

  private func report(
    _ failure: Failure, _ list: [Int], origin: Counterexample.Origin
  ) -> Counterexample {
    var shrinker = Shrinker(list, budget: Self.shrinkBudget) { candidate in
      let (outcome, made) = run(candidate)
      if case .fails(let other) = outcome, other.id == failure.id { return made }
      return nil
    }
    shrinker.run()
    return report(failure, shrinker, list.count, origin)
  }

  private func report(
    _ failure: Failure, _ shrinker: Shrinker, _ length: Int, _ origin: Counterexample.Origin
  ) -> Counterexample {
    var choices = Choices(replaying: shrinker.best)
    let value = generator.draw(&choices)
    var last = failure
    if case .fails(let again) = outcome(of: value) { last = again }
    return Counterexample(
      name: name, failure: last, value: readable(value), choices: shrinker.best, origin: origin,
      firstLength: length, tries: shrinker.tries)
  }
}
