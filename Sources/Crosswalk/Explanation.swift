import LensCore
import OpenAIDialects

/// What the tables say about themselves: every code, and every mapping.
///
/// Nothing here is written by hand beside the tables, so what it says is what is done.
public enum Explanation {
  /// A reason for a loss or a refusal.
  public struct Code: Sendable {
    /// The stable name.
    public let id: String
    /// How much it matters, unless a field says otherwise; nil if it can only refuse.
    public let weight: LossWeight?
    /// One sentence, lower case, without a full stop.
    public let message: String
    /// Why it happens.
    public let cause: String
    /// What can be done about it.
    public let remedy: String
    /// What users may choose, the default first; none if there is no choice.
    public let choices: [(name: String, effect: String)]
  }

  /// A line of a mapping table.
  public struct Line: Sendable {
    /// Field of the older dialect, or empty.
    public let older: String
    /// Field of the newer dialect, or empty.
    public let newer: String
    /// What becomes of it towards newer.
    public let forward: String
    /// What becomes of it towards older.
    public let backward: String
    /// Values that mean the same as no field.
    public let absences: String
  }

  /// How the fields of one kind relate between two dialects, or two editions of one.
  public struct Mapping: Sendable {
    /// Dialect or edition.
    public let older: String
    /// Dialect or edition.
    public let newer: String
    /// What tells the mapping from others between the same dialects: the kind, or both kinds.
    public let name: String
    /// The kind of payload on the older side.
    public let kind: String
    /// The kind of payload on the newer side; mostly the same.
    public let newerKind: String
    /// Where the facts are published.
    public let source: String
    /// Fields in the order of the table.
    public let lines: [Line]
  }

  /// All codes of records and residues, in the order of the documentation.
  public static var codes: [Code] { tableCodes + Code.residueFile + Code.input }

  /// The codes that offer choices.
  private static var tableCodes: [Code] {
    (Registry.codes + LossCode.recordCodes).map { code in
      Code(
        id: code.id,
        weight: LossWeight(rawValue: code.weight.name),
        message: code.message,
        cause: code.cause,
        remedy: code.remedy,
        choices: code.choices.map { ($0.name, $0.effect) }
      )
    }
  }

  /// All mappings between dialects, then those between editions and between forms of one dialect.
  public static var mappings: [Mapping] {
    let between = Registry.hops.flatMap { hop in
      hop.lenses.map { mapping($0, hop.older.name, hop.newer.name) }
    }
    let within = Registry.editionHops.flatMap { hop in
      hop.lenses.map { mapping($0, hop.older.editions[0], hop.newer.newest) }
    }
    let forms = Registry.formHops.flatMap { hop in
      hop.lenses.map { mapping($0, hop.older.name, hop.newer.name) }
    }
    return between + within + forms
  }

  private static func mapping(_ lens: Lens, _ older: String, _ newer: String) -> Mapping {
    Mapping(
      older: older,
      newer: newer,
      name: lens.name,
      kind: lens.kind.name,
      newerKind: lens.newerKind.name,
      source: lens.source,
      lines: lens.lines.map {
        Line(
          older: $0.older,
          newer: $0.newer,
          forward: $0.forward,
          backward: $0.backward,
          absences: $0.absences
        )
      }
    )
  }

  /// A rule of ``Checker``.
  public struct Rule: Sendable {
    /// The stable name.
    public let id: String
    /// How bad it is, unless a place says otherwise.
    public let severity: Finding.Severity
    /// Who asks for it: the service, the schema, or nil for both.
    public let level: Level?
    /// What is wrong; words in braces come from the payload.
    public let message: String
    /// What the service says; nil if that is not known.
    public let says: String?
    /// Where it holds: dialects or editions and kinds, then the places in them.
    public let places: [(scope: String, paths: [String])]
    /// Where it is published or was reported.
    public let source: String
    /// What to do, beginning with a verb.
    public let advice: String
  }

  /// All rules of ``Checker``, in the order of the documentation.
  public static var rules: [Rule] {
    Checks.rules.map { rule in
      Rule(
        id: rule.id,
        severity: rule.severity == .error ? .error : .warning,
        level: rule.level == .both ? nil : rule.level == .schema ? .schema : .service,
        message: rule.message,
        says: rule.says,
        places: rule.places.map(place),
        source: rule.source,
        advice: rule.advice
      )
    }
  }

  private static func place(_ place: CheckPlace) -> (scope: String, paths: [String]) {
    let names = place.editions.joined(separator: ", ") + ": " + place.kinds.joined(separator: ", ")
    let remark = place.severity.map { $0 == .error ? " (error)" : " (warning)" } ?? ""
    return (names + remark, place.paths.map { $0.isEmpty ? "/" : $0 })
  }

  /// The names of all dialects and editions.
  public static var dialects: [(name: String, editions: [String])] {
    Registry.dialects.map { ($0.name, $0.editions) }
  }

  /// The names of all kinds.
  public static var kinds: [String] { Registry.kinds.map(\.name) }
}
