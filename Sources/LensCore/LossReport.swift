package import JSONCore

/// A loss with its places found: what users read.
package struct LocatedLoss: Sendable {
  package let site: LossSite
  /// The field with `*` for indices.
  package let field: String
  package let source: String?
  package let target: String?
}

/// Finds the places of losses, when somebody reads them.
///
/// During a run a loss is a node of the source and a byte of the target. Pointers are found here by
/// walking down from the roots: reports are read far less often than payloads are converted.
package struct LossReport {
  private let plan: LensPlan
  private let source: TapeView
  private let target: TapeView?

  /// A report about one run.
  ///
  /// - Parameters:
  ///   - source: The payload that was read.
  ///   - target: The payload that was written; nil if no loss has a place there.
  package init(_ plan: LensPlan, source: TapeView, target: TapeView?) {
    self.plan = plan
    self.source = source
    self.target = target
  }

  /// The loss of an event; nil for a mark of provenance.
  package func loss(_ event: LossEvent) -> LocatedLoss? {
    guard event.site < LossEvent.filler else { return nil }
    let site = plan.sites[Int(event.site)]
    let from = event.source < 0 ? nil : place(source, byte: Int(source[Int(event.source)].end) - 1)
    let to = event.target < 0 ? nil : target.map { place($0, byte: Int(event.target)) }
    return LocatedLoss(
      site: site,
      field: from?.field ?? fieldOfTarget(site, to),
      source: from?.pointer,
      target: to?.pointer
    )
  }

  private func fieldOfTarget(_ site: LossSite, _ place: (pointer: String, field: String)?) -> String {
    guard let place else { return site.field }
    // What is missing has no place of its own: its parent has.
    guard site.action == .missing, let member = site.member else { return place.field }
    return place.field + "/" + Pointer.escaped(member)
  }

  /// Pointer and field of the smallest value that holds a byte.
  ///
  /// The last byte of a container is its own bracket, so it names the container.
  private func place(_ view: TapeView, byte: Int) -> (pointer: String, field: String) {
    var pointer = ""
    var field = ""
    var node = 0
    while let step = child(of: node, view, holding: byte) {
      pointer += "/" + step.token
      field += "/" + (step.isIndex ? "*" : step.token)
      node = step.node
    }
    return (pointer, field)
  }

  private func child(
    of node: Int,
    _ view: TapeView,
    holding byte: Int
  ) -> (node: Int, token: String, isIndex: Bool)? {
    if view.kind(node) == .object {
      for member in view.members(of: node)
      where Int(view[member.name].start) <= byte && byte < Int(view[member.value].end) {
        let name = String(decoding: view.decoded(member.name), as: UTF8.self)
        return (member.value, Pointer.escaped(name), false)
      }
    } else if view.kind(node) == .array {
      for (index, element) in view.elements(of: node).enumerated()
      where Int(view[element].start) <= byte && byte < Int(view[element].end) {
        return (element, String(index), true)
      }
    }
    return nil
  }
}
