import Crosswalk
import JSONCore
import LensCore

/// What a report says of one loss; its field follows from the pointers.
struct ReportedLoss: Equatable, CustomStringConvertible {
  let code: String
  let weight: LossWeight
  let action: String
  let message: String
  var source: String?
  var target: String?
  let member: String?

  init(_ loss: Loss) {
    code = loss.code
    weight = loss.weight
    action = loss.action
    message = loss.message
    source = loss.source
    target = loss.target
    member = loss.member
  }

  var description: String {
    "\(action) \(source ?? "null") -> \(target ?? "null")\(member.map { "/" + $0 } ?? "") \(code)"
  }
}

/// The report of two conversions, one behind the other, told of the first source and the last target.
///
/// It is made of the two reports that users get, and of where leaves of each payload stand in the next; how
/// the engine composes its own is not looked at.
struct ComposedReport {
  private let first: Trial
  private let second: Trial
  /// Where values of the payload between come from: node by node.
  private let origins: [Int: Int]
  /// Where they went.
  private let places: [Int: Int]

  init(_ first: Trial, _ second: Trial) {
    self.first = first
    self.second = second
    let came = first.leaves.map(ComposedReport.moves) ?? ComposedReport.copies(first.source.view)
    let went = second.leaves.map(ComposedReport.moves) ?? ComposedReport.copies(second.source.view)
    origins = Dictionary(came.map { ($1, $0) }) { old, _ in old }
    places = Dictionary(went) { old, _ in old }
  }

  /// The losses, in no particular order.
  var losses: [ReportedLoss] {
    var rest = second.losses.map(ReportedLoss.init)
    let told = first.losses.flatMap { fate(of: ReportedLoss($0), &rest) }
    let later = rest.compactMap(movedBack)
    return (told + later).filter { !isCovered($0) }
  }

  // MARK: The first report

  /// What a loss of the first hop is in the end; takes what it accounts for from the second report.
  private func fate(of loss: ReportedLoss, _ rest: inout [ReportedLoss]) -> [ReportedLoss] {
    var moved = loss
    // What was dropped stays so, and what was spread over several places has none.
    guard let pointer = loss.target, let node = middle.node(at: pointer) else { return [loss] }
    if let end = second.node(lostAround: node) {
      guard end == node else { return [] }
      if loss.action == "changed", second.leaves?.absent.contains(end) ?? false {
        // It meant nothing in the end, and was changed on the way there.
        moved.target = nil
        return [moved]
      }
      return fate(of: loss, droppedAt: pointer, &rest)
    }
    if let place = rest.firstIndex(where: { $0.action == "changed" && $0.source == pointer }) {
      // Changed twice: the first reason is told, where the value stands in the end.
      moved.target = rest.remove(at: place).target
      return [moved]
    }
    if let place = place(of: node) {
      moved.target = place
      return [moved]
    }
    if loss.action == "changed" {
      moved.target = nil
      return [moved]
    }
    // Nothing of it is left: what the second hop lost inside was never there.
    rest.removeAll { later in
      later.source.flatMap { middle.node(at: $0) }.map { middle.holds(node, $0) } ?? false
    }
    return []
  }

  /// What a loss of the first hop is if the second one dropped the very value.
  private func fate(
    of loss: ReportedLoss,
    droppedAt pointer: String,
    _ rest: inout [ReportedLoss]
  ) -> [ReportedLoss] {
    guard loss.action != "missing" else { return [] }
    guard let place = rest.firstIndex(where: { $0.action == "dropped" && $0.source == pointer })
    else { return [] }
    // Assumed and then dropped was never there.
    var dropped = rest.remove(at: place)
    guard loss.action == "changed" else { return [] }
    dropped.source = loss.source
    return [dropped]
  }

  // MARK: The second report

  /// A loss of the second hop, told of the first source; nil if the value was never there.
  private func movedBack(_ loss: ReportedLoss) -> ReportedLoss? {
    guard let pointer = loss.source else { return loss }
    guard let node = middle.node(at: pointer), let origin = origin(of: node) else { return nil }
    var moved = loss
    moved.source = first.source.view.pointer(to: origin)
    return moved
  }

  /// Whether the second hop lost a container around what a loss is about: that one tells it all.
  private func isCovered(_ loss: ReportedLoss) -> Bool {
    guard let pointer = loss.source, let node = first.source.view.node(at: pointer) else {
      return false
    }
    return second.lostNodes.contains { lost in
      guard let origin = origin(of: lost) else { return false }
      return origin < node && node < Int(first.source.view[origin].next)
    }
  }

  // MARK: Places

  private var middle: TapeView { second.source.view }

  /// Where a value of the payload between comes from: itself, or the first leaf in it that was carried.
  private func origin(of node: Int) -> Int? {
    (node..<Int(middle[node].next)).lazy.compactMap { origins[$0] }.first
  }

  /// Where a value of the payload between stands in the end: itself, or the first leaf in it.
  private func place(of node: Int) -> String? {
    for inner in node..<Int(middle[node].next) {
      if let place = places[inner] { return second.target.view.pointer(to: place) }
      if second.leaves?.merged.contains(inner) ?? false { return placeOfMerged(inner) }
    }
    return nil
  }

  /// Where a text stands that is part of a longer one: where the loss says that the texts were joined.
  private func placeOfMerged(_ leaf: Int) -> String? {
    let around = second.losses.filter { loss in
      guard loss.action == "changed", let pointer = loss.source else { return false }
      return middle.node(at: pointer).map { middle.holds($0, leaf) } ?? false
    }
    return around.max { ($0.source ?? "").utf8.count < ($1.source ?? "").utf8.count }?.target
  }

  /// From where to where values went.
  private static func moves(_ leaves: LeafMap) -> [(Int, Int)] {
    leaves.carried.map { ($0, $1) } + leaves.opened.map { ($0, $1) }
  }

  /// Every value of a payload that was copied whole.
  private static func copies(_ view: TapeView) -> [(Int, Int)] {
    (0..<view.count).filter { view.kind($0) != .name }.map { ($0, $0) }
  }
}

extension Trial {
  /// Values that the target has not: dropped, or meaning nothing.
  fileprivate var lostNodes: [Int] { leaves.map { $0.dropped + $0.absent } ?? [] }

  /// The outermost lost value around a node, itself included.
  fileprivate func node(lostAround node: Int) -> Int? {
    lostNodes.filter { source.view.holds($0, node) }.min()
  }
}

extension TapeView {
  /// The value at a pointer of a report.
  fileprivate func node(at pointer: String) -> Int? {
    (try? Pointer(parsing: pointer)).flatMap { node(at: $0) }
  }

  /// Whether a node stands inside another, or is it.
  fileprivate func holds(_ outer: Int, _ inner: Int) -> Bool {
    outer <= inner && inner < Int(self[outer].next)
  }
}
