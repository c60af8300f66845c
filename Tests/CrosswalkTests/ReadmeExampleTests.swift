import Crosswalk
import Foundation
import Testing

/// The example of the README is the text between the two marks in this file.
@Suite struct ReadmeExampleTests {
  @Test func `the example of the README, run, converts, reports and restores`() throws {
    // The example begins here.
    var options = ConversionOptions()
    options.keepsResidue = true
    let converter = try Converter(to: "v2", options: options)

    let old = Array(#"{"role":"user","content":"Hi","file_ids":["f"],"metadata":{"n":7}}"#.utf8)
    let conversion = try converter.convert(old)
    let new = String(decoding: conversion.payload, as: UTF8.self)
    let report = conversion.losses.map { "\($0.weight): \($0.code) at \($0.field)" }

    // Later, with the residue that was kept:
    let again = try conversion.residue.map { try converter.restore(conversion.payload, with: $0) }
    // The example ends here.
    let tools = #"[{"type":"file_search"},{"type":"code_interpreter"}]"#
    let expected =
      #"{"role":"user","content":"Hi","attachments":[{"file_id":"f","tools":\#(tools)}],"#
      + #""metadata":{"n":"7"}}"#
    #expect(new == expected)
    #expect(report.first == "content: tools-assumed at /attachments/*/tools")
    #expect(report.last == "record: metadata-retyped at /metadata/n")
    #expect(again == old)
  }

  @Test func `the README, read, has this example and no other Swift code`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "\n```").first }
    let manifest = blocks.filter { $0.contains(".package(") || $0.contains(".product(") }
    #expect(blocks.filter { !manifest.contains($0) } == [try example()])
  }

  /// The lines between the marks, as a program has them.
  private func example() throws -> String {
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let lines = source.components(separatedBy: "\n")
    let begin = try #require(lines.firstIndex { $0.hasSuffix("// The example begins here.") })
    let end = try #require(lines.firstIndex { $0.hasSuffix("// The example ends here.") })
    let body = lines[(begin + 1)..<end].map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : $0 }
    return "import Crosswalk\n\n" + body.joined(separator: "\n")
  }
}
