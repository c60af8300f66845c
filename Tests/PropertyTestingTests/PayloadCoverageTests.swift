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

  /// All kinds share one speller: one kind stands for all.
  private static let messages = (PayloadsTests.Subject.valid + PayloadsTests.Subject.wild)
    .filter { $0.kind == "message" }

  private static let spellings = [
    "\n", "\r\n", "\t", " ,", " :", "[ ", #"\u0069\u0064"#, #"\u006f"#, #"\u006F"#,
  ]

  @Test(arguments: messages)
  func `messages, three hundred of them, are spelled in each way`(
    subject: PayloadsTests.Subject
  ) throws {
    var missing = Self.spellings
    let generator = subject.generator()
    for number in 0..<300 where !missing.isEmpty {
      var choices = Choices(case: number, seed: 1)
      let text = String(decoding: generator.draw(&choices), as: UTF8.self)
      missing.removeAll { text.unicodeScalars.contains($0.unicodeScalars) }
    }
    #expect(missing == [])
  }
}
