import JSONCore
import LensCore
import OpenAIDialects

/// What a ``Checker`` takes a payload for, and whom it asks.
public struct CheckOptions: Sendable {
  /// The dialect or edition that payloads are for; nil: found out, payload by payload.
  public var source: String?
  /// The kind that payloads are for; nil: found out, payload by payload.
  public var kind: String?
  /// Where the payloads sit in documents that hold more; nil: the document is the payload.
  ///
  /// For streams only: what ``Checker`` is given is a payload.
  public var at: PayloadPlace?
  /// Whether the service is asked or its published schema.
  public var level = Level.service

  /// The defaults.
  public init() {}
}

/// Says whether the service would take a payload, offline.
///
/// ```swift
/// var options = CheckOptions()
/// options.source = "v2"
/// let checker = try Checker(options)
/// let request = Array(#"{"role":"user","content":"hi","file_ids":["file-1"]}"#.utf8)
/// for finding in try checker.check(request) { print(finding.id, finding.message) }
/// ```
///
/// The rules are tables: `crosswalk explain RULE-ID` and `docs/checks.md` show them. A payload with
/// several readings is measured by all of them, and only what all refuse is a finding; if all refuse it
/// for different reasons, those of the newest reading are. A checker is immutable and can be shared.
public struct Checker: Sendable {
  /// What was asked for.
  public let options: CheckOptions
  let forms: PayloadForms
  /// Finds the payloads of records that hold more; nil if records are payloads.
  let finder: PayloadFinder?
  let plans: CheckPlans

  /// Makes a checker.
  ///
  /// - Throws: ``ConfigurationError`` if a name in the options is unknown.
  public init(_ options: CheckOptions = CheckOptions()) throws(ConfigurationError) {
    self.options = options
    forms = try PayloadForms(options)
    finder = try .optional(options.at, kind: options.kind)
    plans = CheckPlans(forms.possible, schema: options.level == .schema)
  }

  /// Checks one payload.
  ///
  /// - Parameter payload: One JSON document in UTF-8, less than 4 GiB, perhaps with white space around it.
  /// - Returns: What is not as it should be, in the order of the payload.
  /// - Throws: ``ConversionError`` if the payload is not JSON.
  /// - Complexity: O(*n*) in the bytes of the payload, for each of its readings.
  public func check(_ payload: [UInt8]) throws(ConversionError) -> [Finding] {
    var tape = Tape()
    var input = ByteSink(capacity: payload.count)
    return findings(try tape.scan(payload, &input))
  }

  /// Checks a scanned record.
  func findings(_ record: TapeView) -> [Finding] {
    if forms.readsCalls, let parts = CallParts(record) {
      let reading = KindDetector().read(record)
      if reading.kind?.isCall == true { return findings(record, reading, parts) }
    }
    if let kind = forms.kind, Checks.callKinds.contains(kind) {
      let message = "expected \(kind) as named by the caller, found neither call nor answer"
      return [Finding(.dialectMismatch, message)]
    }
    return findings(record, forms)
  }

  /// Checks a payload by its possible forms.
  func findings(_ record: TapeView, _ forms: PayloadForms) -> [Finding] {
    let (found, doubts) = forms.forms(of: record)
    let findings = common(record, found.reversed().compactMap { plans[$0] }).map(Finding.init)
    return doubts + findings.sorted { $0.offset < $1.offset }
  }

  /// The faults of all readings, told as the first one tells them.
  private func common(_ record: TapeView, _ plans: [CheckPlan]) -> [CheckRunner.Fault] {
    guard let first = plans.first else { return [] }
    let faults = CheckRunner.faults(record, first)
    var shared = faults
    var isRefused = faults.contains { $0.severity == .error }
    for plan in plans.dropFirst() {
      if shared.isEmpty && !isRefused { return [] }
      let others = CheckRunner.faults(record, plan)
      let known = Set(others.flatMap(\.names))
      shared.removeAll { known.isDisjoint(with: $0.names) }
      isRefused = isRefused && others.contains { $0.severity == .error }
    }
    let isTold = shared.contains { $0.severity == .error }
    return isRefused && !isTold ? faults : shared
  }
}

extension CheckRunner.Fault {
  /// What it has in common with faults of other readings: its rule and place; and the place alone, if a
  /// value is refused there, whatever the reason.
  fileprivate var names: [String] {
    let place = "\(pointer) \(member)"
    let isRefused = severity == .error && member.isEmpty && !pointer.isEmpty
    return [rule.id + place] + (isRefused ? [place] : [])
  }
}

/// The plans of forms at one level.
final class CheckPlans: Sendable {
  private let plans: [PayloadForm: CheckPlan]

  fileprivate init(_ forms: [PayloadForm], schema: Bool) {
    var makers: [String: CheckPlanMaker] = [:]
    plans = forms.reduce(into: [:]) { plans, form in
      let edition = form.edition
      plans[form] =
        makers[edition, default: CheckPlanMaker(edition: edition, schema: schema)].plan(form.kind)
    }
  }

  subscript(form: PayloadForm) -> CheckPlan? { plans[form] }
}

extension Tape {
  /// Copies a payload behind which bytes can be read, and scans it.
  mutating func scan(
    _ payload: [UInt8],
    _ input: inout ByteSink
  ) throws(ConversionError) -> TapeView {
    input.append(payload)
    let bytes = input.view
    guard var end = scan(bytes) else { throw ConversionError(error, in: bytes) }
    while end < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes.byte(end)) { end += 1 }
    guard end == bytes.count else {
      throw ConversionError(JSONError(.trailingContent, at: end), in: bytes)
    }
    return view(bytes)
  }
}
