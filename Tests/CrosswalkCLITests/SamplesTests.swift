import Foundation
import Testing

/// Runs the samples as their readers would.
///
/// `UPDATE_SAMPLES=1` writes what is expected.
@Suite struct SamplesTests {
  private static let updates = ProcessInfo.processInfo.environment["UPDATE_SAMPLES"] == "1"

  @Test(arguments: SampleFolder.all)
  func `a sample's command, run, leaves what is expected byte for byte`(
    sample: SampleFolder
  ) throws {
    let found = try sample.run()
    if SamplesTests.updates { try sample.update(found) }
    let expected = try sample.expected
    for path in Set(found.keys).union(expected.keys).sorted() {
      #expect(found[path] == expected[path], "\(sample.name): \(path)")
    }
  }

  @Test(arguments: SampleFolder.all)
  func `a sample, looked at, has a README, an input and one line as command`(
    sample: SampleFolder
  ) throws {
    let files = try SampleFolder.files(in: sample.folder)
    #expect(files["README.md"]?.isEmpty == false)
    #expect(files.count > 2, "a sample has an input")
    let command = try #require(files["command"])
    #expect(command.hasPrefix("crosswalk "))
    #expect(command.split(separator: "\n").count == 1)
  }

  @Test func `samples, counted, are all found`() throws {
    #expect(SampleFolder.all.count >= 15)
    let page = SampleFolder.root.appending(path: "README.md")
    let index = try String(contentsOf: page, encoding: .utf8)
    for sample in SampleFolder.all {
      let isNamed = index.contains("](\(sample.name))")
      #expect(isNamed, "samples/README.md does not name \(sample.name)")
    }
  }
}
