import JSONCore
import LensCore

/// Finds strings in payloads, such as the ids of uploaded files, by the places that a table names.
///
/// Places are ends of paths, so the kind of the payload plays no role. The walk over a payload stops only
/// at members whose name a place ends with.
struct PlaceFinder: Sendable {
  /// The end of a path, and the row that it is of.
  private struct Place: Sendable {
    let row: Int
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

  /// The members that hold what users want: nothing in them is looked at.
  private let free: Set<[UInt8]>

  /// Makes a finder for the places of a table's rows.
  ///
  /// - Parameters:
  ///   - rows: The places of each row.
  ///   - free: The names of members whose values are nobody's business.
  init(_ rows: [[CheckPath]], free: [String] = []) {
    self.free = Set(free.map { Array($0.utf8) })
    for name in self.free { lengths |= 1 << UInt64(name.count) }
    for (index, places) in rows.enumerated() {
      for path in places {
        add(Place(row: index, segments: path.segments), PlaceFinder.lastName(path))
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
    preconditionFailure("a place has a name")
  }

  /// Calls `body` with each string that stands at a place, and the numbers of all rows it is of.
  func find(_ view: TapeView, _ body: (_ node: Int, _ rows: [Int]) -> Void) {
    var open: [Int] = []
    var index = 0
    while index < view.count {
      while let last = open.last, view[last].next <= UInt32(index) { open.removeLast() }
      if view.kind(index).isContainer {
        open.append(index)
      } else if view.kind(index) == .name, isCandidate(view, index) {
        if isFree(view, index) {
          index = Int(view[index + 1].next)
          continue
        }
        if let group = groups.first(where: { view.isText(index, $0.name) }) {
          look(view, index + 1, open, group.places, body)
        }
      }
      index += 1
    }
  }

  /// Whether the length of a name is that of one that is looked for; shifted by more than 63 it is 0.
  private func isCandidate(_ view: TapeView, _ name: Int) -> Bool {
    view[name].hasEscape || lengths >> UInt64(view[name].length - 2) & 1 == 1
  }

  private func isFree(_ view: TapeView, _ name: Int) -> Bool {
    !free.isEmpty && free.contains(view.decoded(name))
  }

  /// Looks at the value of a member: a string, or an array of strings.
  private func look(
    _ view: TapeView,
    _ value: Int,
    _ open: [Int],
    _ places: [Place],
    _ body: (_ node: Int, _ rows: [Int]) -> Void
  ) {
    let isArray = view.kind(value) == .array
    let nodes = isArray ? Array(view.elements(of: value)) : [value]
    let way = isArray ? open + [value] : open
    for node in nodes where view.kind(node) == .string && view[node].length > 2 {
      let rows = places.filter { matches($0, view, node, way) }.map(\.row)
      if !rows.isEmpty { body(node, rows) }
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
