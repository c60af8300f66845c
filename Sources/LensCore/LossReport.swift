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
  private let sites: SiteList
  private let source: TapeView
  private let target: TapeView?
  private var sourceWalk = Walk()
  private var targetWalk = Walk()

  /// A report about one run, or several.
  ///
  /// - Parameters:
  ///   - sites: The sites that events point to.
  ///   - source: The payload that was read.
  ///   - target: The payload that was written; nil if no loss has a place there.
  package init(_ sites: SiteList, source: TapeView, target: TapeView?) {
    self.sites = sites
    self.source = source
    self.target = target
  }

  /// The loss of an event; nil for a mark of provenance.
  package mutating func loss(_ event: LossEvent) -> LocatedLoss? {
    guard event.site < LossEvent.filler else { return nil }
    let site = sites.sites[Int(event.site)]
    // The last byte of a container is its own bracket, so it names the container.
    let from =
      event.source < 0
      ? nil : sourceWalk.place(in: source, byte: Int(source[Int(event.source)].end) - 1)
    var to: Walk.Place?
    if event.target >= 0, let target {
      to = targetWalk.place(in: target, byte: Int(event.target))
    }
    return LocatedLoss(
      site: site,
      field: from?.field ?? fieldOfTarget(site, to),
      source: from?.pointer,
      target: to?.pointer
    )
  }

  private func fieldOfTarget(_ site: LossSite, _ place: Walk.Place?) -> String {
    guard let place else { return site.field }
    // What is missing has no place of its own: its parent has.
    guard site.action == .missing, let member = site.member else { return place.field }
    return place.field + "/" + Pointer.escaped(member)
  }
}

/// Walks from the root of a payload down to a byte, again and again.
///
/// Losses come in the order of writing, mostly from front to back. In a long container the next walk goes on
/// where the last one was, so that a page of a hundred thousand messages is walked once, not once a loss.
private struct Walk {
  typealias Place = (pointer: String, field: String)

  private struct Step {
    var node: Int
    /// The node of the name; -1 for an element.
    var name: Int
    var index: Int
  }

  /// Where the last walk left a long container: the child's place and its first node.
  private var resumes: [Int: (index: Int, node: Int)] = [:]
  private static let long = 64

  /// Memory for one place after the other.
  private var pointer: [UInt8] = []
  private var field: [UInt8] = []

  /// Pointer and field of the smallest value that holds a byte.
  mutating func place(in view: TapeView, byte: Int) -> Place {
    pointer.removeAll(keepingCapacity: true)
    field.removeAll(keepingCapacity: true)
    var node = 0
    while let step = child(of: node, view, holding: byte) {
      pointer.append(UInt8(ascii: "/"))
      field.append(UInt8(ascii: "/"))
      if step.name < 0 {
        append(index: step.index)
        field.append(UInt8(ascii: "*"))
      } else {
        let start = pointer.count
        append(name: step.name, view)
        field.append(contentsOf: pointer[start...])
      }
      node = step.node
    }
    return (String(decoding: pointer, as: UTF8.self), String(decoding: field, as: UTF8.self))
  }

  private mutating func append(index: Int) {
    if index < 10 {
      pointer.append(UInt8(ascii: "0") + UInt8(index))
    } else {
      pointer.append(contentsOf: String(index).utf8)
    }
  }

  /// Appends a name as it is written in a pointer.
  private mutating func append(name: Int, _ view: TapeView) {
    let node = view[name]
    if node.hasEscape {
      for byte in view.decoded(name) { append(nameByte: byte) }
    } else {
      for at in Int(node.start) + 1..<Int(node.end) - 1 { append(nameByte: view.bytes.byte(at)) }
    }
  }

  private mutating func append(nameByte byte: UInt8) {
    switch byte {
    case UInt8(ascii: "~"): pointer += [UInt8(ascii: "~"), UInt8(ascii: "0")]
    case UInt8(ascii: "/"): pointer += [UInt8(ascii: "~"), UInt8(ascii: "1")]
    default: pointer.append(byte)
    }
  }

  private mutating func child(of container: Int, _ view: TapeView, holding byte: Int) -> Step? {
    let kind = view.kind(container)
    guard kind.isContainer else { return nil }
    let end = Int(view[container].next)
    var (index, node) = start(container, end, view, byte)
    while node < end {
      // A name stands before its value; both belong to the member.
      let value = kind == .object ? node + 1 : node
      if byte < Int(view[value].end) {
        guard byte >= Int(view[node].start) else { return nil }
        if end - container > Walk.long { resumes[container] = (index, node) }
        return step(index, node, value)
      }
      index += 1
      node = Int(view[value].next)
    }
    return nil
  }

  private func start(
    _ container: Int,
    _ end: Int,
    _ view: TapeView,
    _ byte: Int
  ) -> (index: Int, node: Int) {
    if end - container > Walk.long, let resume = resumes[container],
      byte >= Int(view[resume.node].start)
    {
      return resume
    }
    return (0, container + 1)
  }

  private func step(_ index: Int, _ node: Int, _ value: Int) -> Step {
    Step(node: value, name: node == value ? -1 : node, index: index)
  }
}
