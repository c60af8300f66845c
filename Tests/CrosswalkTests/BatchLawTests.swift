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

  @Test func `several workers write the bytes that one writes`() throws {
    try check("batch-jobs-write-the-same", count: 30, MixedDump.inPieces) { (dump: MixedDump) in
      let one = try convertMeasured(dump, jobs: 1)
      let several = try convertMeasured(dump, jobs: 2)
      return Failure.unlessEqual("payloads", several.written.payloads, one.written.payloads)
        ?? Failure.unlessEqual("losses", several.written.losses, one.written.losses)
        ?? Failure.unlessEqual("residue", several.written.residue, one.written.residue)
        ?? Failure.unlessEqual("rejects", several.written.rejects, one.written.rejects)
        ?? Failure.unlessEqual("errors", several.written.rejectErrors, one.written.rejectErrors)
        ?? Failure.unlessEqual("files", several.written.files, one.written.files)
        ?? Failure.unlessEqual("error", several.error, one.error)
        ?? Failure.unlessEqual("summary", several.summary, one.summary)
    }
  }

  private func convertMeasured(
    _ dump: MixedDump,
    jobs: Int
  ) throws -> (written: Written, error: String, summary: String) {
    var options = BatchOptions()
    options.onError = dump.stops ? .stop : .reject
    options.chunk = dump.chunk
    options.piece = dump.piece
    options.maximumRecord = 4000
    options.jobs = jobs
    let written = Written()
    let batch = BatchConverter(try Converter(to: dump.target), options: options)
    let inputs = [dump.text, dump.second].map {
      BatchInput($0, name: dump.name, blocks: dump.blocks)
    }
    var error = ""
    var summary = ""
    do {
      summary = "\(try batch.convert(inputs, to: written.outputs(residue: dump.wantsResidue)))"
    } catch let stop as BatchError {
      error = "\(stop)"
    }
    written.collect()
    return (written, error, summary)
  }
}
