/// What became of a record.
package enum Outcome: Equatable, Sendable {
  /// Converted from a dialect, or from an edition if a mark decides it.
  case converted(dialect: String, kind: String)
  /// Of the target's dialect already: the same bytes.
  case copied(dialect: String, kind: String)
  /// Legal in the target and elsewhere: the same bytes.
  case undecided(kind: String)
  /// Of no known kind, passed through because the options say so.
  case unknown
}

extension Outcome {
  /// Dialect and kind as a residue has them.
  package var form: (dialect: String, kind: String) {
    switch self {
    case .converted(let dialect, let kind), .copied(let dialect, let kind): (dialect, kind)
    case .undecided(let kind): ("undecided", kind)
    case .unknown: ("unknown", "unknown")
    }
  }
}
