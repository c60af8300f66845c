package import JSONCore
import LensCore
import OpenAIDialects

// What is done with a record: by what it is, and by what the caller says about it.
extension ConversionWorker {
  enum Job {
    case copy(Outcome)
    case run(RouteStep, from: SourceForm)
  }

  func job(_ record: TapeView) throws(ConversionError) -> Job {
    let reading = try read(record)
    guard let kind = reading.kind else { return .copy(.unknown) }
    let target = converter.dialect
    switch reading.verdict {
    case .unknown: return .copy(.unknown)
    case .undecided: return sameDialect(record, kind, isDecided: false)
    case .decided(let dialect):
      if dialect == target { return sameDialect(record, kind, isDecided: true) }
      return try hop(record, kind, from: dialect)
    case .hybrid:
      // The lists of the other dialect are what has to go.
      guard let other = converter.registry.dialects.first(where: { $0 != target }) else {
        return .copy(.undecided(kind: kind.name))
      }
      return try hop(record, kind, from: other)
    }
  }

  func hop(
    _ record: TapeView,
    _ kind: PayloadKind,
    from dialect: Dialect
  ) throws(ConversionError) -> Job {
    if let usual, usual.from === dialect, usual.step.kind === kind, !usual.step.isWithinDialect {
      return .run(usual.step, from: form(record, usual.step, dialect))
    }
    let step = RouteStep(
      converter.registry,
      kind: kind,
      from: dialect,
      to: converter.dialect,
      edition: converter.edition ?? converter.dialect.newest,
      restores: false
    )
    guard let step else {
      throw ConversionError(
        .unknownKind,
        "\(kind.name) of \(dialect.name) cannot be converted to \(converter.target)"
      )
    }
    return .run(step, from: form(record, step, dialect))
  }

  /// A payload of the target's dialect stays as it is, unless an edition is asked for that it does not have.
  func sameDialect(_ record: TapeView, _ kind: PayloadKind, isDecided: Bool) -> Job {
    let dialect = converter.dialect
    if needsRewriting(record, kind), let edition = converter.edition ?? dialect.editions.last,
      let step = RouteStep(
        converter.registry,
        kind: kind,
        from: dialect,
        to: dialect,
        edition: edition,
        restores: false
      )
    {
      return .run(step, from: ownForm(record, kind, towards: edition))
    }
    if !isDecided { return .copy(.undecided(kind: kind.name)) }
    return .copy(.copied(dialect: dialect.name, kind: kind.name))
  }

  func needsRewriting(_ record: TapeView, _ kind: PayloadKind) -> Bool {
    let dialect = converter.dialect
    if dialect == .v2 && detector.hasOneDayForm(record, kind) { return true }
    guard let asked = converter.edition else { return false }
    // An edition that is asked for by name is forced, unless the payload is of it already.
    if let named = converter.source?.edition { return named != asked }
    return edition(record, kind, dialect) != asked
  }

  /// Whether a run changed nothing at all.
  func isUnchanged(_ record: TapeView, _ output: borrowing ByteSink) -> Bool {
    let written = output.view(from: outputStart)
    return lossCount == 0 && written.count == record[0].length
      && written.equals(0, record.bytes, Int(record[0].start), length: written.count)
  }

  mutating func unchanged(_ record: TapeView, _ kind: PayloadKind) -> Outcome {
    current = nil
    if case .decided = detector.read(record).verdict {
      return .copied(dialect: converter.dialect.name, kind: kind.name)
    }
    return .undecided(kind: kind.name)
  }

  /// The form of a source of another dialect.
  ///
  /// Its edition is looked for only where the way back differs by it: an edition that has a field gave it,
  /// while for another one it was assumed.
  func form(_ record: TapeView, _ step: RouteStep, _ dialect: Dialect) -> SourceForm {
    if converter.source?.dialect == dialect, let edition = converter.source?.edition {
      return SourceForm(dialect: dialect, edition: edition)
    }
    let isRestored = converter.options.keepsResidue || converter.options.verifies
    let side = step.direction == .forward ? Side.older : .newer
    guard isRestored, step.lens.assumesByEdition(side) else {
      return SourceForm(dialect: dialect, edition: nil)
    }
    // Without a name the newest edition is restored.
    let found = edition(record, step.kind, dialect)
    return SourceForm(dialect: dialect, edition: found == dialect.newest ? nil : found)
  }

  /// The form of a source of the target's own dialect: the edition that it shows, or else the one that
  /// the target is not.
  func ownForm(_ record: TapeView, _ kind: PayloadKind, towards asked: String) -> SourceForm {
    let dialect = converter.dialect
    let known = converter.source?.edition ?? edition(record, kind, dialect)
    let other = asked == dialect.newest ? dialect.editions[0] : dialect.newest
    return SourceForm(dialect: dialect, edition: known ?? other)
  }

  // MARK: Reading

  /// What the record is, with what the caller says about it.
  func read(_ record: TapeView) throws(ConversionError) -> Reading {
    var reading = detector.read(record)
    if let named = converter.kind {
      if let found = reading.kind, found != named {
        throw ConversionError(
          .dialectMismatch,
          "expected \(named.name) as named by the caller, found \(found.name)"
        )
      }
      if reading.kind == nil, record.kind(0) == .object {
        reading = detector.read(record, as: named)
      }
    }
    if reading.verdict == .unknown {
      if converter.settings.choice(.unknownKind, at: "") == "copy" { return reading }
      throw ConversionError(
        .unknownKind, LossCode.unknownKind.message + " (\(reading.reason.rawValue))")
    }
    guard let named = converter.source?.dialect else { return reading }
    if case .decided(let found) = reading.verdict, found != named {
      throw ConversionError(
        .dialectMismatch,
        "expected \(named.name) as named by the caller, found \(found.name) (\(reading.reason.rawValue))"
      )
    }
    if reading.verdict == .undecided { reading.verdict = .decided(named) }
    if let named = converter.source?.edition { try check(record, reading, isOf: named) }
    return reading
  }

  /// Refuses a record whose marks decide another edition than the one named.
  func check(
    _ record: TapeView,
    _ reading: Reading,
    isOf named: String
  ) throws(ConversionError) {
    guard case .decided(let dialect) = reading.verdict, let kind = reading.kind,
      let found = edition(record, kind, dialect), found != named
    else { return }
    throw ConversionError(
      .dialectMismatch,
      "expected \(named) as named by the caller, found marks of \(found)"
    )
  }

  /// Says which dialect and kind a record has.
  package func identify(_ record: TapeView) throws(ConversionError) -> Identification {
    let reading = try read(record)
    let kind = reading.kind?.name ?? "unknown"
    let dialect: String
    switch reading.verdict {
    case .unknown: dialect = "unknown"
    case .undecided: dialect = "undecided"
    case .hybrid: dialect = "hybrid"
    case .decided(let found):
      dialect = reading.kind.flatMap { edition(record, $0, found) } ?? found.name
    }
    return Identification(dialect: dialect, kind: kind, reason: reading.reason.rawValue)
  }

  /// The edition that the marks of a record decide.
  func edition(_ record: TapeView, _ kind: PayloadKind, _ dialect: Dialect) -> String? {
    var reading = Reading(verdict: .decided(dialect), kind: kind, reason: .named)
    reading.marks = detector.marks(record, kind, dialect)
    return reading.edition(of: dialect)
  }

  /// Says what the last record was.
  package func identification(of outcome: Outcome, _ record: TapeView) -> Identification {
    (try? identify(record))
      ?? Identification(dialect: "unknown", kind: "unknown", reason: Reading.Reason.noKind.rawValue)
  }
}
