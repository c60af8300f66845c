import Crosswalk
import PropertyTesting
import Testing

struct CheckpointTests {
  /// What a run wrote, the checkpoints it took, and how it ended.
  private struct Run {
    let written = Written()
    var checkpoints: [BatchCheckpoint] = []
    var end = ""
  }

  @Test func `a run goes on from any checkpoint as if it had not been interrupted`() throws {
    try check("batch-goes-on-from-checkpoints", count: 20, MixedDump.inPieces) {
      (dump: MixedDump) in
      try failure(dump, jobs: 1) ?? failure(dump, jobs: 2)
    }
  }

  @Test func `a run over other forms goes on from any checkpoint`() throws {
    try check("batch-goes-on-in-other-forms", count: 30, MixedDump.generator) { (dump: MixedDump) in
      var dump = dump
      // Two arrays, or documents and an array, would not make one output.
      if dump.name == "a.jsonl" { dump.second = dump.text }
      return try failure(dump, jobs: 1)
    }
  }

  private func failure(_ dump: MixedDump, jobs: Int) throws -> Failure? {
    let whole = try run(dump, jobs: jobs)
    // All of them would take the square of the time.
    let step = max(1, whole.checkpoints.count / 6)
    for place in stride(from: 0, to: whole.checkpoints.count, by: step) {
      let checkpoint = whole.checkpoints[place]
      let rest = try run(dump, jobs: 3 - jobs, from: checkpoint, of: whole.written)
      let failure =
        Failure.unlessEqual("payloads", rest.written.payloads, whole.written.payloads)
        ?? Failure.unlessEqual("losses", rest.written.losses, whole.written.losses)
        ?? Failure.unlessEqual("residue", rest.written.residue, whole.written.residue)
        ?? Failure.unlessEqual("rejects", rest.written.rejects, whole.written.rejects)
        ?? Failure.unlessEqual("errors", rest.written.rejectErrors, whole.written.rejectErrors)
        ?? Failure.unlessEqual("files", rest.written.files, whole.written.files)
        ?? Failure.unlessEqual("end", rest.end, whole.end)
      if let failure { return failure }
    }
    return nil
  }

  private func run(
    _ dump: MixedDump,
    jobs: Int,
    from checkpoint: BatchCheckpoint? = nil,
    of before: Written? = nil
  ) throws -> Run {
    var run = Run()
    var options = BatchOptions()
    options.onError = dump.stops ? .stop : .reject
    options.chunk = dump.chunk
    options.piece = dump.piece
    options.jobs = jobs
    var inputs = [dump.text, dump.second]
    if let checkpoint, let before {
      run.written.begin(like: before, at: checkpoint.lengths)
      inputs[checkpoint.input].removeFirst(checkpoint.offset)
    }
    var taken: [BatchCheckpoint] = []
    var outputs = run.written.outputs(residue: dump.wantsResidue)
    outputs.checkpoints = BatchCheckpoints(isDue: { true }, take: { taken.append($0) })
    let batch = BatchConverter(try Converter(to: dump.target), options: options)
    do {
      let summary = try batch.convert(
        inputs.map { BatchInput($0, name: dump.name, blocks: dump.blocks) },
        to: outputs,
        from: checkpoint
      )
      run.end = String(decoding: summary.json, as: UTF8.self)
    } catch let stop as BatchError {
      run.end = "\(stop)"
    } catch let clash as ConfigurationError {
      run.end = "\(clash)"
    }
    run.written.collect()
    run.checkpoints = taken
    return run
  }

  @Test func `a checkpoint of a run that was asked for something else is refused by name`() throws {
    var taken: [BatchCheckpoint] = []
    let written = Written()
    var outputs = written.outputs()
    outputs.checkpoints = BatchCheckpoints(isDue: { true }, take: { taken.append($0) })
    let batch = BatchConverter(try Converter(to: "v2"))
    _ = try batch.convert([BatchInput("\(old)\n\(old)\n")], to: outputs)
    let checkpoint = try #require(taken.first)
    let other = BatchConverter(try Converter(to: "v1"))
    let error = #expect(throws: ConfigurationError.self) {
      try other.convert([BatchInput("")], to: outputs, from: checkpoint)
    }
    #expect(error?.message.contains("--to differed") == true)
  }

  @Test(arguments: [("\"input\":0", "\"input\":1"), ("\"input\":0", "\"input\":-1")])
  func `a checkpoint that tells of an input that is not there is refused`(
    edit: (from: String, to: String)
  ) throws {
    var taken: [BatchCheckpoint] = []
    var outputs = Written().outputs()
    outputs.checkpoints = BatchCheckpoints(isDue: { true }, take: { taken.append($0) })
    let batch = BatchConverter(try Converter(to: "v2"))
    _ = try batch.convert([BatchInput("\(old)\n\(old)\n")], to: outputs)
    let text = String(decoding: try #require(taken.first).json, as: UTF8.self)
    let edited = text.replacing(edit.from, with: edit.to)
    try #require(edited != text)
    guard let checkpoint = BatchCheckpoint(json: Array(edited.utf8)) else { return }
    #expect(throws: ConfigurationError.self) {
      try batch.convert([BatchInput("")], to: outputs, from: checkpoint)
    }
  }

  @Test(arguments: ["", "{}", "[1", #"{"checkpoint":1,"input":0}"#])
  func `bytes that are no checkpoint are told`(text: String) {
    #expect(BatchCheckpoint(json: Array(text.utf8)) == nil)
  }
}
