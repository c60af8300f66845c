/// How much a loss matters; `form` is the lightest.
package enum Weight: UInt8, Comparable, Sendable, CaseIterable {
  /// Fillers and retyping: nothing that anybody said is gone.
  case form
  /// Ids, times, metadata and bookkeeping.
  case record
  /// Text, images, files, citations, roles, refusals and tools.
  case content

  /// The word in reports and options.
  package var name: String {
    switch self {
    case .form: "form"
    case .record: "record"
    case .content: "content"
    }
  }

  /// The weight with a name.
  package init?(name: String) {
    guard let weight = Weight.allCases.first(where: { $0.name == name }) else { return nil }
    self = weight
  }

  package static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
}

/// What happened to a value that could not simply be carried over.
package enum LossAction: UInt8, Sendable, CaseIterable {
  /// The target has no place for it.
  case dropped
  /// It stands in the target with another value or form.
  case changed
  /// The target needs it, the source did not say; a value was taken.
  case assumed
  /// The target needs it, nobody knows: it was left out.
  case missing

  /// The word in reports.
  package var name: String {
    switch self {
    case .dropped: "dropped"
    case .changed: "changed"
    case .assumed: "assumed"
    case .missing: "missing"
    }
  }
}

/// A named reason for a difference, or for a refusal; names are stable and never reused.
package struct LossCode: Hashable, Sendable {
  /// What users may choose to happen, with a few words each; the first choice is the default.
  package struct Choice: Hashable, Sendable {
    /// The word behind `--on CODE=`.
    package let name: String
    /// What it does, a few words without a full stop.
    package let effect: String

    /// A choice and its effect.
    package init(_ name: String, _ effect: String) {
      self.name = name
      self.effect = effect
    }

    /// Refuses the record.
    package static let fail = Choice("fail", "refuses the record")
  }

  /// The name, kebab-case.
  package let id: String
  /// How much it matters unless a row says otherwise.
  package let weight: Weight
  /// One sentence for reports, lower case, no full stop.
  package let message: String
  /// Why it happens, in sentences, for `explain`.
  package let cause: String
  /// What users can do about it, in sentences, for `explain`.
  package let remedy: String
  /// What users may choose; the first is the default.
  package let choices: [Choice]

  /// Defines a code; `fail` is added as the last choice unless it is among them.
  package init(
    _ id: String,
    _ weight: Weight,
    _ message: String,
    cause: String,
    remedy: String,
    choices: [Choice]
  ) {
    self.id = id
    self.weight = weight
    self.message = message
    self.cause = cause
    self.remedy = remedy
    self.choices = choices.contains(.fail) ? choices : choices + [.fail]
  }

  /// What happens unless users choose otherwise.
  package var defaultChoice: String { choices[0].name }

  package static func == (left: LossCode, right: LossCode) -> Bool { left.id == right.id }
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A code as one row uses it.
package struct LossNote: Sendable {
  /// The code.
  package let code: LossCode
  /// How much it matters here.
  package let weight: Weight
  /// What is said here instead of the code's own sentence.
  package let message: String?

  /// A code with the weight and words that fit a row.
  package init(_ code: LossCode, _ weight: Weight? = nil, _ message: String? = nil) {
    self.code = code
    self.weight = weight ?? code.weight
    self.message = message
  }
}

extension LossCode {
  /// A note with another weight.
  package func note(_ weight: Weight, _ message: String? = nil) -> LossNote {
    LossNote(self, weight, message)
  }
}

// The codes that any table can bring about, whatever it is about.
extension LossCode {
  /// The newer dialect has no such field.
  package static let noNewerField = LossCode(
    "no-newer-field",
    .record,
    "the newer dialect has no such field",
    cause: "The field exists in the older dialect only.",
    remedy: "Keep a residue (--residue) to bring it back with restore.",
    choices: [Choice("drop", "leaves it out and reports it")]
  )

  /// The older dialect has no such field.
  package static let noOlderField = LossCode(
    "no-older-field",
    .record,
    "the older dialect has no such field",
    cause: "The field exists in the newer dialect only.",
    remedy: "Keep a residue (--residue) to bring it back with restore.",
    choices: [Choice("drop", "leaves it out and reports it")]
  )

  /// A member that no published form knows, where it cannot stay.
  package static let unknownField = LossCode(
    "unknown-field",
    .record,
    "no published form of the dialect has this member, and it cannot stay here",
    cause:
      "Members that no published form knows stay in stored payloads. They cannot stay in requests, "
      + "which the service refuses if a member is unknown, nor in an object that the target does not have.",
    remedy: "Keep a residue (--residue) to bring it back with restore, or remove the member first.",
    choices: [Choice("drop", "leaves it out and reports it")]
  )

  /// An element whose type the target cannot hold.
  package static let unknownElement = LossCode(
    "unknown-element",
    .content,
    "the target has no element of this type",
    cause:
      "An element of a list has a type that no published form knows, and the target is a closed form.",
    remedy: "Keep a residue (--residue) to bring it back with restore.",
    choices: [Choice("drop", "leaves it out and reports it")]
  )

  /// An element that only the target's dialect knows.
  package static let elementNotInDialect = LossCode(
    "element-not-in-dialect",
    .form,
    "the source's dialect has nothing of this form; the target's has, so it stays as it is",
    cause:
      "A record shows one dialect, but something in it is of a form that only the other dialect has: an "
      + "element of a list, the parts of a request, a list of files. On the way there it stays as it is; on the "
      + "way back it is one that the dialect does not have.",
    remedy: "Keep a residue (--residue): restore brings the record back as it was.",
    choices: [Choice("keep", "keeps the element as it is and reports it")]
  )

  /// An unknown member whose name means something in the target.
  package static let nameClash = LossCode(
    "name-clash",
    .record,
    "the source's dialect does not know this member, and its name means something else in the target",
    cause:
      "A member that the source's dialect does not know would stay, but the target's dialect has a field "
      + "of the same name: kept, it would be read as that field.",
    remedy:
      "Name the source dialect with --from if it was guessed wrong; a residue (--residue) brings it back.",
    choices: [Choice("drop", "leaves it out and reports it")]
  )

  /// A required value that nobody knows.
  package static let valueMissing = LossCode(
    "value-missing",
    .record,
    "the target requires this field and nobody knows its value",
    cause: "The target's schema requires a field that the source does not have.",
    remedy: "Give the value with --set NAME=VALUE or --context FILE.",
    choices: [Choice("leave-out", "writes nothing and reports it (refused at --level schema)")]
  )

  /// A value that was written because the target wants one.
  package static let valueAssumed = LossCode(
    "value-assumed",
    .form,
    "the target wants this field; the usual value was written",
    cause: "The target's schema requires a field about which the source says nothing.",
    remedy: "Nothing needs to be done if the usual value is right.",
    choices: [Choice("assume", "writes the usual value and reports it")]
  )

  /// A value that the caller gave.
  package static let valueSupplied = LossCode(
    "value-supplied",
    .form,
    "the value was given by the caller, the source does not have it",
    cause: "A value that the target needs was given with --set, --context or --tools.",
    remedy: "Nothing needs to be done if the given value is right.",
    choices: [Choice("use", "writes the given value and reports it")]
  )
}

// Reasons to refuse a record.
extension LossCode {
  /// A value of a type that the field never has.
  package static let unexpectedType = LossCode(
    "unexpected-type",
    .content,
    "the value has a type that this field never has",
    cause:
      "A field that has to be rewritten holds a value of another JSON type than any edition gives it.",
    remedy: "Repair the record, or set refused records aside with --reject FILE.",
    choices: [.fail]
  )

  /// The same name twice in one object.
  package static let duplicateMember = LossCode(
    "duplicate-member",
    .content,
    "the member stands more than once in its object",
    cause: "Readers disagree about which of two members with one name counts, so none is chosen.",
    remedy: "Repair the record, or set refused records aside with --reject FILE.",
    choices: [.fail]
  )

  /// A message of which nothing is left.
  package static let messageEmpty = LossCode(
    "message-empty",
    .content,
    "nothing of the message's content can be kept",
    cause:
      "The target can hold none of the content of a message. Alone, such a message is refused; "
      + "as an element of a list it is dropped and reported.",
    remedy:
      "See the choices of the codes that name the lost parts, or set the record aside with "
      + "--reject FILE.",
    choices: [
      Choice("drop-element", "refuses a single message; drops one from a list and reports it")
    ]
  )
}
