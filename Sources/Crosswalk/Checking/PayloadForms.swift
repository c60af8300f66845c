import JSONCore
import LensCore
import OpenAIDialects

/// One published form of payloads: a kind in an edition.
struct PayloadForm: Hashable, Sendable {
  let edition: String
  let kind: String

  /// Every form that has a field list.
  static let all: [PayloadForm] = FieldList.all.map {
    PayloadForm(edition: $0.edition, kind: $0.kind)
  }

  /// Calls and answers of every edition.
  static let calls: [PayloadForm] = Checks.dialects.flatMap { Checks.editions(of: $0) }
    .flatMap { edition in
      Checks.callKinds.map { PayloadForm(edition: edition, kind: $0) }
    }
}

/// Finds the forms in which a payload can be read, by its marks and by what the caller says.
struct PayloadForms: Sendable {
  private let detector = KindDetector()
  let dialect: String?
  let editions: [String]
  let kind: String?
  /// Who says for what dialect and kind payloads are.
  private let namer: String

  init(_ options: CheckOptions) throws(ConfigurationError) {
    self.init(dialect: options.source, kind: options.kind, namer: "the caller")
    if let source = options.source, editions.isEmpty {
      let known = Checks.dialects.flatMap { [$0] + Checks.editions(of: $0) }
      throw Names.unknown("dialect", source, known)
    }
    let kinds = Checks.kinds + Checks.callKinds
    if let kind, !kinds.contains(kind) { throw Names.unknown("kind", kind, kinds) }
  }

  /// The forms of a dialect or edition, and of a kind, each nil if it is found out.
  init(dialect: String?, kind: String?, namer: String) {
    self.dialect = dialect.map { Checks.dialect(of: $0) }
    editions = dialect.map { Checks.editions(of: $0) } ?? []
    self.kind = kind
    self.namer = namer
  }

  /// Whether payloads may turn out to be calls or answers.
  var readsCalls: Bool { kind.map(Checks.callKinds.contains) ?? true }

  /// All forms that payloads can turn out to have; bodies of calls have any.
  var possible: [PayloadForm] {
    if readsCalls { return PayloadForm.all + PayloadForm.calls }
    return PayloadForm.all.filter { form in
      (dialect == nil || editions.contains(form.edition)) && form.kind == kind
    }
  }

  /// The forms of a payload, oldest first, and what is doubtful about them.
  func forms(of record: TapeView) -> (forms: [PayloadForm], doubts: [Finding]) {
    let reading = detector.read(record)
    guard let kind = kind ?? reading.kind.map({ counterpart(of: $0.name) }) else {
      let message = "\(LossCode.unknownKind.message) (\(reading.reason.rawValue))"
      return ([], [unknown(message)])
    }
    let found = dialect == nil ? readings(reading, kind, record) : named(kind, record)
    if found.isEmpty { return ([], [unknown(unheardOf(kind))]) }
    return (found, doubts(reading, kind))
  }

  /// The kind that has the place of another one in the dialect that the caller names.
  private func counterpart(of kind: String) -> String {
    guard let dialect, Checks.editions(of: dialect, with: kind).isEmpty else { return kind }
    return Checks.counterparts(of: kind).first {
      !Checks.editions(of: dialect, with: $0).isEmpty
    } ?? kind
  }

  // MARK: Forms

  /// The forms of the dialect that the caller names; marks narrow them down if its edition is open.
  private func named(_ kind: String, _ record: TapeView) -> [PayloadForm] {
    let known = editions.map { PayloadForm(edition: $0, kind: kind) }
      .filter(PayloadForm.all.contains)
    guard known.count > 1, let dialect, let named = Registry.dialect(named: dialect),
      let kind = Registry.kind(named: kind)
    else { return known }
    return narrowed(known, record, kind, named.dialect)
  }

  /// The forms of the edition that marks decide; all if they decide none.
  private func narrowed(
    _ forms: [PayloadForm],
    _ record: TapeView,
    _ kind: PayloadKind,
    _ dialect: Dialect
  ) -> [PayloadForm] {
    var marked = Reading(verdict: .decided(dialect), kind: kind, reason: .named)
    marked.marks = detector.marks(record, kind, dialect)
    guard let edition = marked.edition(of: dialect) else { return forms }
    return forms.filter { $0.edition == edition }
  }

  private func readings(_ reading: Reading, _ kind: String, _ record: TapeView) -> [PayloadForm] {
    guard case .decided(let dialect) = reading.verdict, let found = reading.kind else {
      let kinds = [kind] + (isAlikeElsewhere(reading, record) ? Checks.counterparts(of: kind) : [])
      return PayloadForm.all.filter { kinds.contains($0.kind) }
    }
    let known = Checks.editions(of: dialect.name).map { PayloadForm(edition: $0, kind: kind) }
    return narrowed(known.filter(PayloadForm.all.contains), record, found, dialect)
  }

  /// Whether an undecided payload may as well be of the kind that another dialect has in its place: a
  /// role with a text and nothing else, and a page without entries, are.
  private func isAlikeElsewhere(_ reading: Reading, _ record: TapeView) -> Bool {
    guard kind == nil else { return false }
    if reading.reason == .emptyPage { return true }
    return reading.kind == .createMessageRequest && reading.verdict == .undecided
      && record.members(of: 0).reduce(0) { count, _ in count + 1 } == 2
  }

  // MARK: Doubts

  func doubts(_ reading: Reading, _ kind: String) -> [Finding] {
    var doubts: [Finding] = []
    if let found = reading.kind?.name, found != kind, !Checks.isSendable(found, as: kind) {
      doubts.append(
        Finding(.dialectMismatch, "expected \(kind) as named by \(namer), found \(found)"))
    }
    if let dialect, case .decided(let found) = reading.verdict, found.name != dialect {
      let message = "expected \(dialect) as named by \(namer), found \(found.name)"
      doubts.append(Finding(.dialectMismatch, "\(message) (\(reading.reason.rawValue))"))
    }
    if reading.verdict == .hybrid, dialect == nil {
      doubts.append(Finding(.ambiguousKind, "no dialect takes this: \(reading.reason.rawValue)"))
    }
    return doubts
  }

  private func unknown(_ message: String) -> Finding {
    Finding(.unknownKind, message, help: "name the kind with --kind, or leave such records out")
  }

  private func unheardOf(_ kind: String) -> String {
    "\(editions.last ?? "no dialect") has no payloads of kind \(kind)"
  }
}

extension Checks {
  /// The names of all dialects that have field lists, oldest first.
  static var dialects: [String] {
    FieldList.all.reduce(into: []) { names, list in
      let name = dialect(of: list.edition)
      if !names.contains(name) { names.append(name) }
    }
  }

  /// The names of all kinds that have field lists.
  static var kinds: [String] {
    FieldList.all.reduce(into: []) { names, list in
      if !names.contains(list.kind) { names.append(list.kind) }
    }
  }

  /// The dialect that an edition belongs to; of a dialect, itself.
  static func dialect(of edition: String) -> String {
    String(edition.prefix { $0 != "-" })
  }

  /// The kinds that have the place of another one in other dialects.
  static func counterparts(of kind: String) -> [String] {
    pairs.compactMap { $0 == kind ? $1 : $1 == kind ? $0 : nil }
  }

  private static let pairs = [
    ("create-message-request", "input-item"), ("message", "item"), ("message-list", "item-list"),
    ("create-thread-request", "create-conversation-request"), ("thread", "conversation"),
  ]

  /// Whether a payload of one kind may be sent as another: a stored item, and one counterpart for the
  /// other, whose difference is told as one of the dialects.
  static func isSendable(_ found: String, as kind: String) -> Bool {
    (found, kind) == ("item", "input-item") || counterparts(of: found).contains(kind)
  }
}
