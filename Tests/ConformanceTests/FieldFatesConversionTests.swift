import ConformanceSupport
import Testing

/// Holds the conversion against the fates of its fields.
@Suite struct FieldFatesConversionTests {
  @Test func `every fate, converted, comes out as told`() throws {
    for fate in try FieldFate.all() {
      for target in fate.to {
        let problems = try FateTrial(fate, to: target).problems()
        guard let dispute = fate.dispute else {
          report(problems, of: fate, target)
          continue
        }
        // A dispute that has been settled fails, so that its line is taken out.
        withKnownIssue("\(fate.place): \(dispute)") { report(problems, of: fate, target) }
      }
    }
  }

  private func report(_ problems: [String], of fate: FieldFate, _ target: String) {
    guard !problems.isEmpty else { return }
    let text = problems.joined(separator: "\n  ")
    Issue.record("\(fate.place) to \(target): \(fate.name)\n  \(text)")
  }
}
