internal import Crosswalk

/// How results are told.
package enum ReportFormat: String, Sendable, CaseIterable {
  /// For people.
  case text
  /// JSON Lines.
  case json
  /// Annotations of GitHub Actions.
  case github

  /// What writes findings in this format.
  func findings(isColored: Bool) -> any FindingReport {
    switch self {
    case .text: TextReport(isColored: isColored)
    case .json: JSONReport()
    case .github: GitHubReport()
    }
  }
}

/// Findings in one format: one value, many spellings.
protocol FindingReport {
  /// The lines of the next finding.
  mutating func lines(_ found: BatchChecker.Located) -> String
}
