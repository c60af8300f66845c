import PropertyTesting
import Testing

/// Wild payloads show each listed oddity, in every edition that can have it.
@Suite struct PayloadCoverageTests {
  @Test(arguments: PayloadsTests.Subject.wild)
  func `wild payloads, five thousand of them, show each oddity`(
    subject: PayloadsTests.Subject
  ) throws {
    var missing = PayloadFeature.all.filter {
      $0.kind == subject.kind && subject.edition.hasPrefix($0.editions)
    }
    let generator = subject.generator()
    for number in 0..<5_000 where !missing.isEmpty {
      var choices = Choices(case: number, seed: 1)
      let parsed = try Parsed.reading(generator.draw(&choices))
      missing.removeAll { $0.isShown(parsed) }
    }
    #expect(missing.map(\.name) == [])
  }
}
