import JSONCore
import LensCore
import OpenAIDialects

// Calls and answers: envelopes around another payload, which is converted on its own.
extension ConversionWorker {
  /// What became of the last record, if it was a call.
  struct CallRun {
    let kind: PayloadKind
    let report: CallDesk.Report
  }

  /// From where to where a call goes; nil if it stays as it is.
  func turn(_ record: TapeView, _ reading: Reading) throws(ConversionError) -> CallDesk.Turn? {
    let target = converter.dialect
    let kind = reading.kind ?? .httpRequest
    let edition = converter.edition ?? target.newest
    let turn = { from in CallDesk.Turn(from: from, to: target, edition: edition) }
    if let asked = converter.asked, asked != kind {
      throw ConversionError(
        .kindNotInDialect,
        "\(kind.name) cannot be converted to \(converter.targetName)"
      )
    }
    switch reading.verdict {
    case .decided(let dialect) where dialect != target: return turn(dialect)
    case .hybrid: return turn(target == .v1 ? .v2 : .v1)
    case .undecided where target == .responses && !reading.isLegalInResponses: return turn(.v2)
    case .unknown: return nil
    default: return needsRewriting(record, kind) ? turn(target) : nil
    }
  }

  /// Whether a call of an endpoint that nobody knows is passed through.
  func passes(_ record: TapeView, _ reading: Reading) throws(ConversionError) -> Bool {
    guard let parts = CallParts(record), parts.kind == .httpRequest, parts.endpoint(record) == nil
    else { return false }
    // One that names the target's own dialect needs nothing.
    if case .decided(let dialect) = reading.verdict, dialect == converter.dialect { return false }
    if converter.settings.choice(.unknownEndpoint, at: "/url") == "copy" { return true }
    throw ConversionError(.unknownEndpoint, record, parts.url)
  }

  /// Converts a call or an answer.
  mutating func convertCall(
    _ record: TapeView,
    _ reading: Reading,
    into output: inout ByteSink
  ) throws(ConversionError) -> Outcome {
    let kind = reading.kind ?? .httpRequest
    if try passes(record, reading) { return copy(record, .unknown, into: &output) }
    guard let turn = try turn(record, reading) else {
      guard case .decided(let dialect) = reading.verdict else {
        return copy(record, .undecided(kind: kind.name), into: &output)
      }
      return copy(record, .copied(dialect: dialect.name, kind: kind.name), into: &output)
    }
    let report = try desk.write(record, turn, tracesMarks: tracesProvenance, into: &output)
    note(CallRun(kind: kind, report: report))
    if turn.from == turn.to, isUnchanged(record, output) {
      forgetConversion()
      return .copied(dialect: turn.to.name, kind: kind.name)
    }
    let form = callForm(record, kind, turn)
    do throws(ConversionError) {
      try keepResidue(of: record, report, turn, form, output)
    } catch {
      output.truncate(to: outputStart)
      throw error
    }
    return .converted(dialect: form.name, kind: kind.name)
  }

  private func copy(
    _ record: TapeView,
    _ outcome: Outcome,
    into output: inout ByteSink
  ) -> Outcome {
    output.append(record.bytes, Int(record[0].start), Int(record[0].end))
    return outcome
  }

  private func callForm(_ record: TapeView, _ kind: PayloadKind, _ turn: CallDesk.Turn)
    -> SourceForm
  {
    if turn.from == turn.to { return ownForm(record, kind, towards: turn.edition) }
    let named = converter.source?.dialect == turn.from ? converter.source?.edition : nil
    return SourceForm(dialect: turn.from, edition: named ?? edition(record, kind, turn.from))
  }

  // MARK: Back

  private mutating func keepResidue(
    of record: TapeView,
    _ report: CallDesk.Report,
    _ turn: CallDesk.Turn,
    _ form: SourceForm,
    _ output: borrowing ByteSink
  ) throws(ConversionError) {
    guard needsWayBack else { return }
    guard let target = scannedTarget(output) else { throw .unrestorable }
    back.truncate(to: 0)
    let andBack = try desk.write(
      target,
      CallDesk.Turn(from: turn.to, to: turn.from, edition: turn.edition, restores: form),
      tracesMarks: false,
      into: &back
    )
    guard backTape.scan(back.view) != nil else { throw .unrestorable }
    let maker = ResidueMaker(
      back: backTape.view(back.view),
      source: mapping?.original ?? record,
      trail: Trail((mapping.map { [$0.segments] } ?? []) + [report.segments, andBack.segments]),
      dropped: report.dropped
    )
    maker.make(into: &patch)
    if converter.options.verifies { try verify(record) }
  }

  /// Writes the way back of a call; false if it was copied.
  mutating func callBack(
    _ record: TapeView,
    _ dialect: String,
    _ kind: String
  ) throws(ConversionError) -> Bool {
    guard dialect != converter.dialect.name,
      let kind = converter.registry.kind(named: kind), kind.isCall,
      let found = converter.registry.dialect(named: dialect)
    else { return false }
    let turn = CallDesk.Turn(
      from: converter.dialect,
      to: found.dialect,
      edition: converter.edition ?? converter.dialect.newest,
      restores: SourceForm(dialect: found.dialect, edition: found.edition)
    )
    _ = try desk.write(record, turn, tracesMarks: false, into: &back)
    return true
  }
}
