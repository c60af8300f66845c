import JSONCore
import LensCore
import OpenAIDialects

/// Finds the ids of uploaded files in payloads, by the places that a table names.
///
/// Places are ends of paths, so the kind of the payload plays no role. The walk over a payload stops only
/// at members whose name a place ends with.
struct FileUseFinder: Sendable {
  /// The end of a path, and whose it is.
  private struct Place: Sendable {
    let use: Int
    let segments: [CheckPath.Segment]
  }

  /// The places whose last name is the same.
  private struct Group: Sendable {
    let name: [UInt8]
    var places: [Place]
  }

  private var groups: [Group] = []
  /// A bit for the length of each name: most names in a payload are ruled out by it.
  private var lengths: UInt64 = 0

  /// Makes a finder for a table of uses.
  init(_ uses: [FileUse]) {
    for (index, use) in uses.enumerated() {
      for path in use.places {
        add(Place(use: index, segments: path.segments), FileUseFinder.lastName(path))
      }
    }
  }

  private mutating func add(_ place: Place, _ name: [UInt8]) {
    if let known = groups.firstIndex(where: { $0.name == name }) {
      groups[known].places.append(place)
    } else {
      groups.append(Group(name: name, places: [place]))
      lengths |= 1 << UInt64(name.count)
    }
  }

  private static func lastName(_ path: CheckPath) -> [UInt8] {
    for segment in path.segments.reversed() {
      if case .member(let name) = segment.step { return name }
    }
    preconditionFailure("a place of a file has a name")
  }

  /// Calls `body` with each string that is a file id, and the numbers of all uses it is in.
  func find(_ view: TapeView, _ body: (_ node: Int, _ uses: [Int]) -> Void) {
    var open: [Int] = []
    for index in 0..<view.count {
      while let last = open.last, view[last].next <= UInt32(index) { open.removeLast() }
      if view.kind(index).isContainer {
        open.append(index)
      } else if view.kind(index) == .name, let group = group(view, index) {
        look(view, index + 1, open, group.places, body)
      }
    }
  }

  private func group(_ view: TapeView, _ name: Int) -> Group? {
    let node = view[name]
    // Shifted by more than 63 it is 0.
    guard node.hasEscape || lengths >> UInt64(node.length - 2) & 1 == 1 else { return nil }
    return groups.first { view.isText(name, $0.name) }
  }

  /// Looks at the value of a member: a string, or an array of strings.
  private func look(
    _ view: TapeView,
    _ value: Int,
    _ open: [Int],
    _ places: [Place],
    _ body: (_ node: Int, _ uses: [Int]) -> Void
  ) {
    let isArray = view.kind(value) == .array
    let nodes = isArray ? Array(view.elements(of: value)) : [value]
    let way = isArray ? open + [value] : open
    for node in nodes where view.kind(node) == .string && view[node].length > 2 {
      let uses = places.filter { matches($0, view, node, way) }.map(\.use)
      if !uses.isEmpty { body(node, uses) }
    }
  }

  /// Whether the way to a node ends as a place does.
  private func matches(_ place: Place, _ view: TapeView, _ node: Int, _ way: [Int]) -> Bool {
    var node = node
    var way = way[...]
    for segment in place.segments.reversed() {
      if segment.step == .here {
        guard view.holds(segment.conditions, node) else { return false }
        continue
      }
      guard let parent = way.popLast(), leads(segment.step, view, parent, to: node) else {
        return false
      }
      node = parent
    }
    return true
  }

  private func leads(_ step: CheckPath.Step, _ view: TapeView, _ parent: Int, to node: Int) -> Bool
  {
    switch step {
    case .member(let name): view.kind(parent) == .object && view.isText(node - 1, name)
    case .elements: view.kind(parent) == .array
    case .values: view.kind(parent) == .object
    case .here: true
    }
  }
}
