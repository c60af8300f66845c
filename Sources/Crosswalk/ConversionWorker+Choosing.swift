package import JSONCore
import LensCore
import OpenAIDialects

// What is done with a record: by what it is, and by what the caller says about it.
//
// Some of these change nothing and are `mutating` all the same: that passes the worker by its address, where
// Swift would copy its 700 bytes for each call.
extension ConversionWorker {
  enum Job {
    case copy(Outcome)
    case call(Reading)
    case run(Way, from: SourceForm)
  }

  mutating func job(_ record: TapeView) throws(ConversionError) -> Job {
    let reading = try read(record)
    guard let kind = reading.kind else { return .copy(.unknown) }
    if kind.isCall { return .call(reading) }
    let target = converter.dialect
    switch reading.verdict {
    case .unknown: return .copy(.unknown)
    case .undecided: return try undecided(record, kind, reading)
    case .decided(let dialect):
      if dialect == target { return try sameDialect(record, kind, isDecided: true) }
      if reading.isReference {
        throw ConversionError(.itemReference, LossCode.itemReference.message)
      }
      return try hop(record, kind, from: dialect)
    case .hybrid:
      // The lists of the other dialect are what has to go; towards newer ones, attachments win.
      let other = target == .v1 ? Dialect.v2 : .v1
      return try hop(record, kind, from: other)
    }
  }

  /// A payload that several dialects have: it stays where it is legal; else v2's reading is all others'.
  mutating func undecided(
    _ record: TapeView,
    _ kind: PayloadKind,
    _ reading: Reading
  ) throws(ConversionError) -> Job {
    if converter.dialect == .responses, !reading.isLegalInResponses || converter.asked != nil {
      return try hop(record, kind, from: .v2)
    }
    return try sameDialect(record, kind, isDecided: false)
  }

  mutating func hop(
    _ record: TapeView,
    _ kind: PayloadKind,
    from dialect: Dialect
  ) throws(ConversionError) -> Job {
    guard let way = way(from: dialect, kind) else {
      throw ConversionError(
        .kindNotInDialect,
        "\(kind.name) of \(dialect.name) cannot be converted to \(converter.targetName)",
        help: KindWays(converter.registry, to: converter.dialect)
          .help(for: kind, of: dialect, as: converter.asked)
      )
    }
    return .run(way, from: form(record, way, dialect))
  }

  /// A payload of the target's dialect stays as it is, unless another form of it is asked for, or an edition
  /// that it does not have.
  mutating func sameDialect(
    _ record: TapeView,
    _ kind: PayloadKind,
    isDecided: Bool
  ) throws(ConversionError) -> Job {
    let dialect = converter.dialect
    if let asked = converter.asked, asked != kind, isDecided {
      if asked == .inputItem, kind == .item, !detector.isMessage(record) {
        // The service wants calls, outputs and reasoning back as it gave them.
        return .copy(.copied(dialect: dialect.name, kind: kind.name))
      }
      if let way = way(from: dialect, kind, edition: dialect.newest) {
        // Named by its edition, the source is told from what was copied.
        return .run(way, from: SourceForm(dialect: dialect, edition: dialect.newest))
      }
      throw ConversionError(
        .kindNotInDialect,
        "\(kind.name) of \(dialect.name) cannot become \(asked.name) of the same dialect",
        help: KindWays(converter.registry, to: dialect).help(for: kind, of: dialect, as: asked)
          ?? "leave out --as, or set the record aside with --reject FILE"
      )
    }
    if needsRewriting(record, kind), let edition = converter.edition ?? dialect.editions.last,
      let way = way(from: dialect, kind, edition: edition)
    {
      return .run(way, from: ownForm(record, kind, towards: edition))
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
  mutating func isUnchanged(_ record: TapeView, _ output: borrowing ByteSink) -> Bool {
    let written = output.view(from: outputStart)
    return lossCount == 0 && written.count == record[0].length
      && written.equals(0, record.bytes, Int(record[0].start), length: written.count)
  }

  mutating func unchanged(_ record: TapeView, _ kind: PayloadKind) -> Outcome {
    forgetConversion()
    if case .decided = detector.read(record).verdict {
      return .copied(dialect: converter.dialect.name, kind: kind.name)
    }
    return .undecided(kind: kind.name)
  }

  /// The form of a source of another dialect.
  ///
  /// Its edition is looked for only where the way back differs by it: an edition that has a field gave it,
  /// while for another one it was assumed.
  mutating func form(_ record: TapeView, _ way: Way, _ dialect: Dialect) -> SourceForm {
    if let named = converter.source, named.dialect == dialect, named.edition != nil {
      return named
    }
    guard needsWayBack else { return SourceForm(dialect: dialect) }
    let step = way.route.steps[0]
    let side = step.direction == .forward ? Side.older : .newer
    guard step.lens.assumesByEdition(side) else { return SourceForm(dialect: dialect) }
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
  mutating func read(_ record: TapeView) throws(ConversionError) -> Reading {
    var reading = detector.read(record)
    if reading.reason == .itemRole, isNamedOlder {
      // Who names a thread's payload means it: a role alone decides only what nobody named.
      reading = detector.read(record, as: reading.kind == .item ? .message : .createMessageRequest)
    }
    if let named = converter.kind {
      let isCounterpart =
        reading.verdict == .undecided && !named.isCall
        && reading.kind.flatMap { converter.registry.counterpart(of: $0, in: .responses) } == named
      if isCounterpart {
        reading.verdict = .decided(.responses)
        reading.kind = named
      }
      if let found = reading.kind, isReadable(found, as: named) { reading.kind = named }
      if let found = reading.kind, found != named {
        throw ConversionError(
          .dialectMismatch,
          "expected \(named.name) as named by the caller, found \(found.name)"
        )
      }
      if reading.kind == nil {
        reading = detector.read(record, as: named)
      }
    }
    if case .unknown = reading.verdict {
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
    if case .undecided = reading.verdict {
      reading.verdict = .decided(named)
      reading.kind = reading.kind.flatMap { converter.registry.counterpart(of: $0, in: named) }
    }
    if let named = converter.source?.edition { try check(record, reading, isOf: named) }
    return reading
  }

  /// Whether payloads of a kind may be meant as those of another.
  ///
  /// Items alone may be the body of either request, and an item with an id may be sent again.
  private func isReadable(_ found: PayloadKind, as named: PayloadKind) -> Bool {
    switch (found, named) {
    case (.createItemsRequest, .createConversationRequest), (.item, .inputItem): true
    default: false
    }
  }

  /// Whether the caller names a dialect of threads, or a kind that only they have.
  private var isNamedOlder: Bool {
    if let dialect = converter.source?.dialect { return dialect != .responses }
    return converter.kind == .createMessageRequest || converter.kind == .message
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
  package mutating func identify(_ record: TapeView) throws(ConversionError) -> Identification {
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
  package mutating func identification(of outcome: Outcome, _ record: TapeView) -> Identification {
    (try? identify(record))
      ?? Identification(dialect: "unknown", kind: "unknown", reason: Reading.Reason.noKind.rawValue)
  }
}
