import Crosswalk
import JSONCore

extension Law {
  /// Law 8: elements of one list that are elements of one list in the target keep their order.
  static let order = Law("order") { trial in
    guard let leaves = trial.leaves,
      !trial.losses.contains(where: { namedLosses.contains($0.code) })
    else { return nil }
    let source = trial.source.view
    let carried = leaves.carried.map { (source: $0.key, target: $0.value) }
      .sorted { $0.target < $1.target }
    for (left, right) in zip(carried, carried.dropFirst()) where left.source > right.source {
      guard isElementwise(left.source, right.source, source),
        isElementwise(left.target, right.target, trial.target.view)
      else { continue }
      return "reversed: \(source.pointer(to: right.source)) comes behind "
        + source.pointer(to: left.source)
    }
    return nil
  }

  /// Losses that name another order: a list that was turned around, files apart from texts.
  private static let namedLosses = ["order-reversed", "part-order-lost", "image-not-creatable"]

  /// Whether the smallest container around both leaves is an array.
  private static func isElementwise(_ left: Int, _ right: Int, _ view: TapeView) -> Bool {
    var node = min(left, right)
    while node >= 0 {
      if view.kind(node).isContainer, Int(view[node].next) > max(left, right) {
        return view.kind(node) == .array
      }
      node -= 1
    }
    return false
  }
}
