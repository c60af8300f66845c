internal import Crosswalk

/// Findings for programs: a JSON line each.
struct JSONReport: FindingReport {
  func lines(_ found: BatchChecker.Located) -> String {
    let finding = found.finding
    return "{\"record\":\(found.record),\"file\":\(found.file.jsonText),"
      + (found.at.map { "\"at\":\($0.jsonText)," } ?? "")
      + "\"pointer\":\(finding.pointer?.jsonText ?? "null"),\"id\":\(finding.id.jsonText),"
      + "\"severity\":\"\(finding.severity.rawValue)\",\"message\":\(finding.message.jsonText)}\n"
  }
}
