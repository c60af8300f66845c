import Crosswalk
import JSONCore
import LensCore
import OpenAIDialects
import PropertyTesting

extension Law {
  /// Law 5: a route of two hops gives what the hops give one after the other, and reports what they report.
  static let composition = Law("composition") { trial in
    let form = trial.sourceForm
    guard !trial.isCopied, let hops = TwoHops(trial.setup, from: form, trial.kind) else {
      return nil
    }
    let pair: (first: Trial, second: Trial)
    do {
      pair = try hops.run(trial.lawCase, trial.bench)
    } catch let error as ConversionError {
      return "refused-alone: a hop by itself refuses with \(error.code): \(error.message)"
    }
    guard pair.second.target.bytes == trial.target.bytes else {
      let alone = String(decoding: pair.second.target.bytes, as: UTF8.self)
      return "bytes-differ: the hops by themselves give \(alone)"
    }
    return difference(ComposedReport(pair.first, pair.second).losses, trial.losses)
  }

  /// What contradicts law 5 in a refusal: a route is refused for what one of its hops refuses.
  static func compositionFailure(
    _ lawCase: LawCase,
    _ error: ConversionError,
    _ bench: Bench
  ) throws -> Failure? {
    guard let source = ScannedPayload(lawCase.payload),
      let found = try? bench.identification(source, lawCase.setup),
      let kind = Registry.kind(named: found.kind),
      let hops = TwoHops(lawCase.setup, from: found.dialect, kind)
    else { return nil }
    do {
      _ = try hops.run(lawCase, bench)
    } catch let alone as ConversionError {
      if alone.code == error.code { return nil }
      return Failure(
        id: "composition/other-refusal",
        message: "the route refuses with \(error.code), a hop by itself with \(alone.code)"
      )
    }
    return Failure(
      id: "composition/accepted-alone",
      message: "the route refuses with \(error.code), its hops by themselves do not"
    )
  }

  /// What one report has and the other has not, whatever the order.
  private static func difference(_ expected: [ReportedLoss], _ losses: [Loss]) -> String? {
    let found = losses.map(ReportedLoss.init)
    if let lacking = expected.lacking(in: found) { return "loss-lacking: \(lacking)" }
    return found.lacking(in: expected).map { "loss-unfounded: \($0)" }
  }
}

extension [ReportedLoss] {
  /// The first loss that stands here more often than in another report.
  fileprivate func lacking(in other: [ReportedLoss]) -> ReportedLoss? {
    var rest = other
    return first { loss in
      guard let place = rest.firstIndex(of: loss) else { return true }
      rest.remove(at: place)
      return false
    }
  }
}

/// The two hops of a route, each as a conversion of its own.
struct TwoHops {
  private let first: LawSetup
  private let second: LawSetup

  /// Nil if the way from a form is one hop, or none.
  init?(_ setup: LawSetup, from form: String, _ kind: PayloadKind) {
    guard let source = Registry.dialect(named: form)?.dialect,
      let target = Registry.dialect(named: setup.target)?.dialect
    else { return nil }
    let path = Registry.standard.path(from: source, to: target)
    guard path.count == 3 else { return nil }
    first = LawSetup(
      target: path[1].name,
      namedSource: setup.namedSource ?? source.name,
      namedKind: kind.name,
      variant: setup.variant,
      level: setup.level
    )
    second = LawSetup(
      target: setup.target,
      namedSource: path[1].name,
      namedKind: nil,
      asked: setup.asked,
      variant: setup.variant,
      level: setup.level
    )
  }

  /// Converts a payload, and what it became.
  func run(_ lawCase: LawCase, _ bench: Bench) throws -> (first: Trial, second: Trial) {
    let there = try bench.trial(lawCase.with(first, lawCase.payload))
    let named = second.naming(there.targetKind)
    return (there, try bench.trial(lawCase.with(named, there.target.bytes)))
  }
}

extension LawSetup {
  fileprivate func naming(_ kind: PayloadKind) -> LawSetup {
    LawSetup(
      target: target,
      namedSource: namedSource,
      namedKind: kind.name,
      asked: asked,
      variant: variant,
      level: level
    )
  }
}

extension LawCase {
  fileprivate func with(_ setup: LawSetup, _ payload: [UInt8]) -> LawCase {
    LawCase(
      kind: kind,
      source: source,
      edition: edition,
      isWild: isWild,
      setup: setup,
      picks: picks,
      payload: payload
    )
  }
}
