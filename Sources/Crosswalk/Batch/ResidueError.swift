/// Why a residue file cannot be used.
public struct ResidueError: Error, Sendable, Equatable {
  /// The stable name: `residue-format`, `residue-incomplete`, `residue-tables` or `residue-mismatch`.
  public let code: String
  /// What was expected and what was found, lower case, without a full stop.
  public let message: String
  /// What to do about it, beginning with a verb.
  public let help: String

  static let incomplete = ResidueError(
    code: "residue-incomplete",
    message: "the residue ends without its last line, the totals: the conversion did not finish",
    help: "convert again"
  )

  static func format(_ message: String) -> ResidueError {
    ResidueError(
      code: "residue-format",
      message: message,
      help: "name the file that --residue of the conversion wrote, as it was written"
    )
  }

  static let tables = ResidueError(
    code: "residue-tables",
    message: "the residue was made with other mapping tables than those of this version",
    help: "restore with the version that converted"
  )

  static func count(_ found: Int, _ written: Int) -> ResidueError {
    ResidueError(
      code: "residue-mismatch",
      message: "expected the \(written) records that the conversion wrote, found \(found)",
      help: "restore before filtering, or convert with --key to pair records afterwards"
    )
  }

  static func unused(_ count: Int) -> ResidueError {
    ResidueError(
      code: "residue-mismatch",
      message: "\(count) entries of the residue found no record with their key",
      help: "leave the values as they are at the place that --key named"
    )
  }
}
