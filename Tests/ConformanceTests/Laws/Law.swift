import Crosswalk
import PropertyTesting

/// Something that holds for every record that a conversion accepts.
struct Law: Sendable {
  /// In kebab case; begins the id of every failure.
  let name: String
  private let body: @Sendable (Trial) throws -> String?

  /// Declares a law.
  ///
  /// - Parameters:
  ///   - name: In kebab case.
  ///   - body: What contradicts the law, its reason first in kebab case; nil if nothing does.
  init(_ name: String, _ body: @escaping @Sendable (Trial) throws -> String?) {
    self.name = name
    self.body = body
  }

  /// Every law, cheapest first.
  static let all: [Law] = [
    .identity,
    .thereAndBack,
    .residueSize,
    .conservation,
    .report,
    .order,
    .validity,
    .honestReport,
    .edits,
    .movedElements,
    .composition,
    .stability,
  ]

  /// What contradicts the law.
  func failure(_ trial: Trial) throws -> Failure? {
    guard let problem = try body(trial) else { return nil }
    let reason = problem.prefix { $0 != ":" }
    return Failure(id: "\(name)/\(reason)", message: problem + "\n" + summary(trial))
  }

  /// The target and what was said about it.
  private func summary(_ trial: Trial) -> String {
    let target = String(decoding: trial.target.bytes, as: UTF8.self)
    let losses = trial.losses.map { loss in
      "\(loss.action) \(loss.source ?? "null") -> \(loss.target ?? "null") \(loss.code)"
    }
    let residue = String(decoding: trial.residue.patch, as: UTF8.self)
    return (["  became \(target)"] + losses.map { "  loss \($0)" } + ["  residue \(residue)"])
      .joined(separator: "\n")
  }
}
