internal import Crosswalk

/// The lines of the mapping tables that records of some kinds met.
struct MappingLines {
  /// A line of a table.
  struct Line: Hashable {
    /// The table: from which dialect and kind to which.
    let mapping: String
    /// The field, or both if they are called differently.
    let name: String
    /// What becomes of it.
    let fate: String
  }

  private struct Table: Hashable {
    let place: Int
    let isForward: Bool
  }

  /// How many lines are told of one loss.
  private static let most = 4

  private let mappings = Explanation.mappings
  private var tables: [Table] = []

  /// The lines of the tables that some records took.
  init(_ kinds: [BatchSummary.KindCount]) {
    for kind in kinds {
      let way = MappingWay("\(kind.dialect)..\(kind.targetDialect)")
      for table in tables(of: kind, way?.hops ?? []) where !tables.contains(table) {
        tables.append(table)
      }
    }
  }

  /// The tables on the way of a kind, hop by hop: each goes on with what the one before made.
  private func tables(of kind: BatchSummary.KindCount, _ hops: [MappingWay]) -> [Table] {
    var found: [Table] = []
    var sources: Set = [kind.kind]
    for (place, hop) in hops.enumerated() {
      let isLast = place == hops.count - 1
      var targets: Set<String> = []
      for (place, mapping) in mappings.enumerated() {
        guard let isForward = hop.isForward(mapping), sources.contains(hop.source(of: mapping)),
          !isLast || hop.target(of: mapping) == kind.targetKind
        else { continue }
        targets.insert(hop.target(of: mapping))
        found.append(Table(place: place, isForward: isForward))
      }
      sources = targets
    }
    return found
  }

  /// The lines that name the code of a loss for its field.
  ///
  /// What stands in the body of a call has a table of its own, in which the field is shorter.
  func lines(of loss: BatchSummary.LossCount) -> [Line] {
    let exact = lines {
      $0 == loss.field
    } naming: {
      $0.contains(loss.code)
    }
    guard exact.isEmpty else { return exact }
    return lines {
      !$0.isEmpty && loss.field.hasSuffix($0)
    } naming: {
      $0.contains(loss.code)
    }
  }

  private func lines(
    _ isMeant: (String) -> Bool,
    naming names: (String) -> Bool
  ) -> [Line] {
    var found: [Line] = []
    for table in tables {
      let mapping = mappings[table.place]
      for line in mapping.lines where line.concerns(table.isForward) {
        let fate = line.fate(table.isForward)
        guard names(fate), line.fields.contains(where: isMeant) else { continue }
        let name = line.name(table.isForward)
        let told = Line(mapping: mapping.title(table.isForward), name: name, fate: fate)
        if !found.contains(told) { found.append(told) }
        if found.count == MappingLines.most { return found }
      }
    }
    return found
  }
}

extension Explanation.Mapping {
  fileprivate func title(_ isForward: Bool) -> String {
    let (old, new) = ("\(older) \(kind)", "\(newer) \(newerKind)")
    return isForward ? "\(old) to \(new)" : "\(new) to \(old)"
  }
}

extension Explanation.Line {
  /// Both fields without what they say about their elements.
  fileprivate var fields: [String] { [older, newer].map(Self.plain) }

  private static func plain(_ field: String) -> String {
    var plain = ""
    var isInside = false
    for character in field {
      if character == "[" { isInside = true }
      if !isInside { plain.append(character) }
      if character == "]" { isInside = false }
    }
    return plain
  }
}
