import Crosswalk
import PropertyTesting
import Testing

/// Holds every law against every lens, in every direction, for every edition, target and option.
///
/// A new dialect is tested without a new line here: what there is to convert is read from the registry.
@Suite struct LawsTests {
  @Test(arguments: LawField.all)
  func `every law, over payloads of a kind on one way, holds`(_ field: LawField) throws {
    let bench = Bench()
    try check(field.name, count: 60, field.generator) { lawCase in
      let trial: Trial
      do {
        trial = try bench.trial(lawCase)
      } catch let error as ConversionError {
        return try refusal(error, lawCase, bench)
      }
      for law in Law.all {
        if let failure = try law.failure(trial) { return failure }
      }
      return nil
    }
  }

  /// A refused record says nothing about most laws, but it must be refused for a published reason, and for one
  /// of a single hop.
  private func refusal(
    _ error: ConversionError,
    _ lawCase: LawCase,
    _ bench: Bench
  ) throws -> Failure? {
    if error.code == "verify-failed" {
      return Failure(id: "unrestorable", message: error.message)
    }
    if let failure = try Law.compositionFailure(lawCase, error, bench) { return failure }
    throw Discarded()
  }
}
