import Crosswalk
import JSONCore
import LensCore
import OpenAIDialects

extension Law {
  /// Law 6: what satisfies the field list of its edition becomes what satisfies the target's.
  ///
  /// At the level of the service, members may be missing that the service itself leaves out. The official
  /// schemas are asked by a script (`Tests/Conformance/official_schemas.py`); the lists are their fields.
  static let validity = Law("validity") { trial in
    guard !trial.isCopied, trial.kind == trial.lawCase.kind, let lists = try Lists(trial)
    else { return nil }
    if trial.targetKind.isSendable, let member = lists.target.unlisted(in: trial.target.view).first
    {
      return "unlisted: a request must not have \(member)"
    }
    // The lists have neither what a hybrid has of another dialect nor the forms of one day.
    if trial.losses.contains(where: { $0.code == "one-day-form" }) { return nil }
    guard lists.source.problems(of: trial.source.view).isEmpty, try !trial.isHybrid else {
      return nil
    }
    let problems = lists.target.problems(of: trial.target.view)
    guard let problem = problems.first(where: { !isExcepted($0, trial) }) else { return nil }
    return "\(problem.reason): \(problem.field) in the target"
  }

  /// The lists of the edition that the payload was made for, and of the one that was asked for.
  private struct Lists {
    let source: FieldListCheck
    let target: FieldListCheck

    init?(_ trial: Trial) throws {
      let kind = trial.kind.name
      // A wild payload may be of another edition than the one it was made for.
      let form = try trial.identifiedForm
      guard form == trial.lawCase.edition || form == trial.lawCase.source.name,
        let asked = Registry.dialect(named: trial.setup.target),
        let source = FieldListCheck(trial.lawCase.edition, kind),
        let target = FieldListCheck(asked.edition ?? asked.dialect.newest, trial.targetKind.name)
      else { return nil }
      self.source = source
      self.target = target
    }
  }

  /// What the caller or the report answers for, and what the service leaves out although its
  /// schema requires it.
  private static func isExcepted(_ problem: FieldListCheck.Problem, _ trial: Trial) -> Bool {
    // A policy may keep a word that the target refuses.
    let hasPolicies = !trial.setup.options.policies.isEmpty
    if problem.reason == .word { return hasPolicies }
    // The schema requires them in what an assistant said; what is sent never has them.
    if problem.reason == .missing, trial.targetKind.isSendable, problem.field.hasSuffix("/logprobs")
    {
      return true
    }
    guard problem.reason == .missing, trial.setup.level == .service else { return false }
    let names = ["status", "incomplete_details", "completed_at", "incomplete_at", "tool_resources"]
    if names.contains(where: { problem.field.hasSuffix("/\($0)") }) { return true }
    return trial.losses.contains { $0.action == "missing" && $0.field == problem.field }
  }
}
