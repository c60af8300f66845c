import JSONCore

/// Restoring one record.
extension RestoringRun {
  mutating func restore(_ reader: borrowing RecordReader, _ input: BatchInput) throws {
    try open(reader)
    let record = reader.view
    do {
      let key = flow.key?.text(record, reader.bytes)
      if placed != nil || reader.form == .copy {
        try restoreInside(reader, key)
      } else {
        let line = try pairing.line(flow.summary.records, key: key) { $0.fits(record) }
        if let layout = reader.form == .jsonl ? nil : Layout(of: record, behind: reader.glue) {
          try restore(record, line, key, in: layout, flow.label(reader))
        } else {
          try restore(record, line, key, flow.label(reader))
        }
      }
      flow.writer.keep()
      flow.summary.converted += 1
    } catch let error as ConversionError {
      _ = try flow.refuse(error, reader, input)
    }
  }

  /// Restores what a record holds: payloads in their places, or the document in a column.
  private mutating func restoreInside(_ reader: borrowing RecordReader, _ key: [UInt8]?) throws {
    let record = reader.view
    compact.truncate(to: 0)
    if let placed {
      try restore(record, placed, key, flow.label(reader))
    } else {
      let line = try pairing.line(flow.summary.records, key: key) { $0.fits(record) }
      let lost = try RestoringRun.restore(
        RestoringJob(record, line, standard, key, allowsConflicts: allowsConflicts),
        &worker,
        &patchTape,
        into: &compact
      )
      report(lost, flow.label(reader))
    }
    flow.write(compact.view, reader, &compactTape, isLaidOut: placed != nil)
  }

  private mutating func restore(
    _ record: TapeView,
    _ placed: PlacedRestoring,
    _ key: [UInt8]?,
    _ label: RecordLabel
  ) throws {
    // Which texts are payloads is told by the line, and which line it is by the payloads.
    let found = try pairing.line(flow.summary.records, key: key) { line in
      line.placed.map { placed.isFound(in: record, $0) } ?? false
    }
    let job = RestoringJob(record, found, standard, key, allowsConflicts: allowsConflicts)
    do throws(ConversionError) {
      try placed.restore(
        record,
        found?.placed,
        standard: standard,
        &worker,
        allowsConflicts: allowsConflicts,
        into: &compact
      )
    } catch {
      throw job.isMispaired ? ConversionError(.residueMismatch, job.mismatch) : error
    }
    for conflict in placed.conflicts {
      var label = label
      label.at = conflict.at
      report([conflict.pointer], label)
    }
  }

  private mutating func restore(
    _ record: TapeView,
    _ line: ResidueLine?,
    _ key: [UInt8]?,
    _ label: RecordLabel
  ) throws(ConversionError) {
    let lost = try RestoringRun.restore(
      RestoringJob(record, line, standard, key, allowsConflicts: allowsConflicts),
      &worker,
      &patchTape,
      into: &flow.streams.payloads.sink
    )
    report(lost, label)
  }

  /// Restores a record that stands over several lines.
  private mutating func restore(
    _ record: TapeView,
    _ line: ResidueLine?,
    _ key: [UInt8]?,
    in layout: Layout,
    _ label: RecordLabel
  ) throws(ConversionError) {
    compact.truncate(to: 0)
    let lost = try RestoringRun.restore(
      RestoringJob(record, line, standard, key, allowsConflicts: allowsConflicts),
      &worker,
      &patchTape,
      into: &compact
    )
    report(lost, label)
    layout.append(
      compact.view, unlessSameAs: record, &compactTape, into: &flow.streams.payloads.sink)
  }

  /// Appends the source of a record.
  ///
  /// - Returns: Pointers into the source at which an edit won.
  private static func restore(
    _ job: RestoringJob,
    _ worker: inout ConversionWorker,
    _ patchTape: inout Tape,
    into sink: inout ByteSink
  ) throws(ConversionError) -> [String] {
    let record = job.record
    guard let source = job.source else {
      sink.append(record.bytes, Int(record[0].start), Int(record[0].end))
      return []
    }
    let patch = job.line?.patch.flatMap { bytes in
      patchTape.scan(bytes).map { _ in patchTape.view(bytes) }
    }
    var lost: [String] = []
    do throws(ConversionError) {
      try worker.restore(
        record,
        dialect: source.dialect,
        kind: source.kind,
        patch: patch,
        allowsConflicts: job.allowsConflicts,
        into: &sink,
        conflicts: &lost
      )
    } catch {
      throw job.isMispaired ? ConversionError(.residueMismatch, job.mismatch) : error
    }
    return lost
  }

  /// Tells which parts of the residue fell away for edits.
  private mutating func report(_ lost: [String], _ label: RecordLabel) {
    for pointer in lost {
      let loss = conflicts.add(at: pointer, file: flow.name, record: label.number)
      if flow.streams.losses.isWanted {
        lossLines.append(label, loss, into: &flow.streams.losses.sink)
      }
    }
  }
}

/// A record and what the residue says about it.
private struct RestoringJob {
  let record: TapeView
  let line: ResidueLine?
  /// Dialect and kind of the source; nil if the record was copied.
  let source: (dialect: String, kind: String)?
  let key: [UInt8]?
  let allowsConflicts: Bool

  init(
    _ record: TapeView,
    _ line: ResidueLine?,
    _ standard: (dialect: String, kind: String)?,
    _ key: [UInt8]?,
    allowsConflicts: Bool
  ) {
    self.record = record
    self.line = line
    source = line?.source ?? standard
    self.key = key
    self.allowsConflicts = allowsConflicts
  }

  /// Whether the line, which did not hold, has another key than the record.
  var isMispaired: Bool {
    guard let expected = line?.key else { return false }
    return expected != key
  }

  /// What is wrong if so.
  var mismatch: String {
    "the residue with the number of this record belongs to a record with another key"
  }
}

/// Counts the edits that won over the residue.
struct ConflictTally {
  /// The counts by field.
  private(set) var losses: [BatchSummary.LossCount] = []

  /// Counts an edit and describes it as a loss.
  mutating func add(at pointer: String, file: String, record: Int) -> Loss {
    let field = ConflictTally.field(pointer)
    let loss = Loss(
      code: "residue-conflict",
      field: field,
      weight: .content,
      action: "dropped",
      source: pointer,
      target: nil,
      member: nil,
      message: "the record was edited here: the edit stays and what the residue has falls away"
    )
    if let known = losses.firstIndex(where: { $0.field == field }) {
      losses[known].count += 1
    } else {
      losses.append(BatchSummary.LossCount(loss, file: file, record: record))
    }
    return loss
  }

  /// The pointer with `*` for whole numbers, which nearly always are indices.
  private static func field(_ pointer: String) -> String {
    pointer.split(separator: "/", omittingEmptySubsequences: false)
      .map { Pointer.index(Array($0.utf8)) == nil ? String($0) : "*" }
      .joined(separator: "/")
  }
}

extension BatchSummary.LossCount {
  fileprivate init(_ loss: Loss, file: String, record: Int) {
    self.init(
      code: loss.code,
      field: loss.field,
      weight: loss.weight,
      action: loss.action,
      message: loss.message,
      count: 1,
      example: BatchSummary.LossExample(
        file: file,
        record: record,
        source: loss.source.map { Excerpt.text($0) },
        target: nil,
        member: nil,
        sourceValue: nil,
        targetValue: nil
      )
    )
  }
}
