import Crosswalk
import JSONCore
import LensCore
import OpenAIDialects

extension Law {
  /// Law 4: every leaf of the source is accounted for exactly once, and so is every leaf of the target.
  static let conservation = Law("conservation") { trial in
    guard let leaves = trial.leaves else { return nil }
    if let problem = leaves.problems.first { return "notes: \(problem)" }
    // A payload that is only its list has nothing of the object around it, be that empty.
    let isBare = trial.targetKind == .input && trial.source.view.count == 1
    let lost = isBare ? nil : sourceProblem(trial.source.view, leaves)
    return lost ?? targetProblem(trial.target.view, leaves)
  }

  private static func sourceProblem(_ source: TapeView, _ leaves: LeafMap) -> String? {
    let dropped = source.marks(inside: leaves.dropped)
    let absent = source.marks(inside: leaves.absent)
    let changed = source.marks(inside: coveringChanges(source, leaves))
    for leaf in source.leaves {
      let isThere = leaves.carried[leaf] != nil
      let mayBeMerged = leaves.merged.contains(leaf) || leaves.empty.contains(leaf)
      let isMerged = !isThere && mayBeMerged && changes(leaf, source, leaves)
      let gone = dropped[leaf] + absent[leaf]
      let place = source.pointer(to: leaf)
      if gone > 1 { return "lost-twice: \(place) is under more than one loss or absence" }
      if isThere && gone > 0 { return "carried-and-lost: \(place) stands in the target" }
      if isThere || gone > 0 || isMerged || changed[leaf] > 0 { continue }
      // A container that was empty and got defaults.
      if leaves.opened[leaf] != nil { continue }
      return "unaccounted: nothing says what became of \(place)"
    }
    return nil
  }

  /// Changed values that speak for everything inside.
  ///
  /// A list of which texts were merged speaks for these only: what else its elements held needs a loss.
  private static func coveringChanges(_ source: TapeView, _ leaves: LeafMap) -> [Int] {
    leaves.changed.filter { node in
      guard source.kind(node) == .array else { return true }
      let inside = node..<Int(source[node].next)
      return !inside.contains { leaves.merged.contains($0) && leaves.carried[$0] == nil }
    }
  }

  private static func changes(_ leaf: Int, _ source: TapeView, _ leaves: LeafMap) -> Bool {
    leaves.changed.contains { $0 <= leaf && leaf < Int(source[$0].next) }
  }

  private static func targetProblem(_ target: TapeView, _ leaves: LeafMap) -> String? {
    let explained = target.marks(inside: leaves.explained)
    let carried = Set(leaves.carried.values).union(leaves.opened.values)
    for leaf in target.leaves where explained[leaf] == 0 && !carried.contains(leaf) {
      return "unexplained: nothing says where \(target.pointer(to: leaf)) comes from"
    }
    return nil
  }

  /// Losses point to what they say.
  static let report = Law("report") { trial in
    for loss in trial.losses {
      if let problem = misplaced(loss.source, trial.source) {
        return "source: \(loss.code) \(problem)"
      }
      if let problem = misplaced(loss.target, trial.target) {
        return "target: \(loss.code) \(problem)"
      }
      guard loss.action == "missing" else {
        let isAssumed = loss.action == "assumed"
        let pointer = isAssumed ? loss.target : loss.source
        let field = pointer.map { starred($0, isAssumed ? trial.target : trial.source) }
        guard field == loss.field else {
          return "field: \(loss.field) is not \(pointer ?? "null") with stars"
        }
        continue
      }
      guard let member = loss.member, let parent = loss.target else {
        return "missing: \(loss.code) does not say what is missing"
      }
      let place = try Pointer(parsing: parent + "/" + Pointer.escaped(member))
      if trial.target.view.node(at: place) != nil { return "missing: \(place.text) is there" }
    }
    return nil
  }

  private static func misplaced(_ pointer: String?, _ payload: ScannedPayload) -> String? {
    guard let pointer else { return nil }
    guard let place = try? Pointer(parsing: pointer), payload.view.node(at: place) != nil else {
      return "points to \(pointer), where nothing stands"
    }
    return nil
  }

  /// A pointer with `*` for the indices of arrays.
  private static func starred(_ pointer: String, _ payload: ScannedPayload) -> String {
    guard let parsed = try? Pointer(parsing: pointer) else { return pointer }
    var walked = Pointer()
    var result = ""
    for token in parsed.tokens {
      let isElement = payload.view.node(at: walked).map { payload.view.kind($0) == .array } ?? false
      walked.append(name: token)
      result += isElement ? "/*" : Pointer(tokens: [token]).text
    }
    return result
  }
}
