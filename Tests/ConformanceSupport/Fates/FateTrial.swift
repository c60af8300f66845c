internal import Crosswalk
package import OpenAIDialects

/// One conversion of the source of a fate, held against its outcomes.
package struct FateTrial {
  let fate: FieldFate
  let payload: String?
  let losses: [Loss]
  let refusal: String?

  /// Converts the source of a fate to one of its targets.
  package init(
    _ fate: FieldFate,
    to target: String,
    registry: Registry = .standard
  ) throws {
    self.fate = fate
    var options = ConversionOptions()
    if fate.isNamed {
      options.source = fate.from.first.map { String($0.prefix { $0 != "-" }) }
      options.kind = fate.kind
    }
    let converter = try Converter(to: target, options: options, registry: registry)
    do {
      let conversion = try converter.convert(Array(fate.source.utf8))
      payload = String(decoding: conversion.payload, as: UTF8.self)
      losses = conversion.losses
      refusal = nil
    } catch {
      payload = nil
      losses = []
      refusal = error.code
    }
  }

  /// What contradicts the outcome that fits best; nothing if one fits.
  package func problems() -> [String] {
    let all = fate.outcomes.map { problems(with: $0) }
    let best = all.min { $0.count < $1.count } ?? ["no outcome"]
    return best.isEmpty ? [] : best + summary
  }

  /// What happened, for the reader of a failure.
  private var summary: [String] {
    guard let payload else { return ["refused: \(refusal ?? "")"] }
    return ["became \(payload.prefix(1_000))"] + losses.map { "loss \(text($0))" }
  }

  private func problems(with outcome: FieldFate.Outcome) -> [String] {
    guard let expected = outcome.payload else {
      guard payload == nil else { return ["expected a refusal", "found a payload"] }
      guard let code = outcome.refusal, code != refusal else { return [] }
      return ["expected refusal \(code)"]
    }
    guard let payload else { return ["expected a payload", "found a refusal"] }
    var problems = losses.flatMap { malformed($0) }
    if TokenForm.of(payload) != TokenForm.of(expected) {
      problems.append("expected \(expected.prefix(1_000))")
    }
    for pattern in outcome.required where !losses.contains(where: { matches(pattern, $0) }) {
      problems.append("no loss for \(pattern.text)")
    }
    let told = outcome.required + outcome.optional
    for loss in losses where !told.contains(where: { matches($0, loss) }) {
      problems.append("loss that was not told: \(text(loss))")
    }
    return problems
  }

  private func matches(_ pattern: LossPattern, _ loss: Loss) -> Bool {
    (pattern.action ?? loss.action) == loss.action
      && (pattern.weight ?? loss.weight.rawValue) == loss.weight.rawValue
      && (pattern.code ?? loss.code) == loss.code
      && pattern.source.matches(loss.source)
      && pattern.target.matches(target(of: loss))
  }

  /// The target of a loss; of a missing member the place where it would be.
  private func target(of loss: Loss) -> String? {
    guard let member = loss.member else { return loss.target }
    return "\(loss.target ?? "")/\(member)"
  }

  /// What breaks the promises that hold for every loss.
  private func malformed(_ loss: Loss) -> [String] {
    guard loss.action != "missing" else { return [] }
    let pointer = loss.action == "assumed" ? loss.target : loss.source
    let field = pointer?.split(separator: "/", omittingEmptySubsequences: false)
      .map { $0.allSatisfy(\.isNumber) && !$0.isEmpty ? "*" : $0 }.joined(separator: "/")
    return field == loss.field ? [] : ["field \(loss.field) is not \(pointer ?? "null") with stars"]
  }

  private func text(_ loss: Loss) -> String {
    let target = target(of: loss) ?? "null"
    let place = "\(loss.source ?? "null") -> \(target)"
    return "\(loss.action) \(loss.weight.rawValue) \(place) \(loss.code)"
  }
}
