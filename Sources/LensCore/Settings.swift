/// What callers chose: policies, strictness and the values that only they know.
///
/// Settings are put into a plan when it is compiled; a run does not look at them again, except for
/// ``Supplies``.
package struct Settings: Sendable {
  /// A choice for one code, and perhaps only for one field.
  package struct Policy: Sendable, Equatable {
    package let code: String
    /// The field with `*` for indices; nil: everywhere.
    package let field: String?
    package let choice: String

    /// A choice.
    package init(code: String, field: String?, choice: String) {
      self.code = code
      self.field = field
      self.choice = choice
    }
  }

  package var policies: [Policy] = []
  /// Losses of this weight or heavier refuse the record; nil: none does.
  package var strict: Weight?
  /// Whether the schema is to be pleased rather than the service.
  package var pleasesSchema = false
  package var supplies = Supplies()
  /// Whether the plan restores: then nothing refuses but what cannot be read.
  package var restores = false
  /// Values of fills that callers gave for all records, as JSON, by their supply name.
  package var assumptions: [String: String] = [:]

  /// The defaults.
  package init() {}

  /// What happens at a field where a code applies.
  package func choice(_ code: LossCode, at field: String) -> String {
    guard let chosen = policy(code, at: field) else { return code.defaultChoice }
    guard chosen.choice == "allow" else { return chosen.choice }
    return code.choices.first { $0 != .fail }?.name ?? code.defaultChoice
  }

  /// Whether losses of a weight refuse the record at a field where a code applies.
  ///
  /// Who chose what happens for a code wants it to happen: strictness is for all that nobody thought of.
  package func isTooHeavy(_ weight: Weight, _ code: LossCode, at field: String) -> Bool {
    guard let strict, weight >= strict else { return false }
    return policy(code, at: field) == nil
  }

  /// What callers chose; the last choice wins.
  private func policy(_ code: LossCode, at field: String) -> Policy? {
    policies.last { $0.code == code.id && ($0.field == nil || $0.field == field) }
  }
}

/// Values that only the caller knows, by name, and perhaps by the id of what they belong to.
package struct Supplies: Sendable {
  /// Values for all records: name to JSON.
  package var always: [String: [UInt8]] = [:]
  /// Values by id: the text of the id, then name to JSON.
  package var byID: [[UInt8]: [String: [UInt8]]] = [:]

  /// Nothing is known.
  package init() {}

  /// Whether nothing is known.
  package var isEmpty: Bool { always.isEmpty && byID.isEmpty }
}
