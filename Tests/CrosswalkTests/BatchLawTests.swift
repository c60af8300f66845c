import Crosswalk
import PropertyTesting
import Testing

struct BatchLawTests {
  @Test func `a mixed dump comes back byte for byte with what was refused`() throws {
    try check("batch-restores-mixed-dumps", count: 300, MixedDump.generator) { (dump: MixedDump) in
      let source = String(decoding: dump.text, as: UTF8.self)
      var options = BatchOptions()
      options.onError = .reject
      options.chunk = dump.chunk
      let converted = try convert(
        [BatchInput(dump.text, name: dump.name)],
        to: dump.target,
        options: options
      )
      let restored = try restore(converted.written, options: options)
      return Failure.unlessEqual("restored", restored.written.payloads, source)
    }
  }

  @Test func `a residue makes no other payloads, losses or rejects`() throws {
    try check("batch-residue-changes-nothing", count: 100, MixedDump.generator) {
      (dump: MixedDump) in
      let input = { BatchInput(dump.text, name: dump.name) }
      let with = try convert([input()], to: dump.target).written
      let without = try convert([input()], to: dump.target, residue: false).written
      return Failure.unlessEqual("payloads", with.payloads, without.payloads)
        ?? Failure.unlessEqual("losses", with.losses, without.losses)
        ?? Failure.unlessEqual("rejects", with.rejects, without.rejects)
        ?? Failure.unlessEqual("errors", with.rejectErrors, without.rejectErrors)
    }
  }
}
