/// What must become of some fields of a payload, written by someone who does not know the lenses.
///
/// Residue, `--verify` and the laws use the same rows as the conversion, so none of them notices a
/// row that is wrong in both directions. These literal cases do. They stand in `Tests/Fates`, whose
/// README explains the notation.
package struct FieldFate: Sendable {
  /// A sentence: what is in the source and what happens to it.
  package var name: String

  /// The file and line where it begins.
  package var place: String

  package var kind = ""

  /// The editions in which the source is legal, or was served.
  package var from: [String] = []

  /// The targets; each gives the same outcome.
  package var to: [String] = []

  /// Paths of field lists whose fate this is; one that ends in `/**` includes all inside.
  package var fields: [String] = []

  /// Whether the caller names the source dialect and the kind.
  package var isNamed = true

  package var source = ""

  /// Why the conversion does something else for now; nil if it does not.
  package var dispute: String?

  /// What may happen; more than one where the published facts leave a choice.
  package var outcomes: [Outcome] = []

  /// One way in which the conversion may end.
  package struct Outcome: Sendable {
    /// The target payload, or nil if the record is refused.
    package var payload: String?

    /// The code of the refusal; nil if any will do.
    package var refusal: String?

    /// Losses that must be reported.
    package var required: [LossPattern] = []

    /// Losses that may be reported.
    package var optional: [LossPattern] = []
  }
}

/// Which reported losses a line of a fate means; nil stands for anything.
package struct LossPattern: Sendable {
  /// The line as it was written, for messages.
  package var text: String

  package var action: String?
  package var weight: String?
  package var source: PointerPattern
  package var target: PointerPattern
  package var code: String?
}

/// Which pointers a line of a fate means.
package enum PointerPattern: Sendable, Equatable {
  case any
  case none
  case exactly(String)
  case within(String)

  /// Reads `any`, `null`, a pointer, or a pointer that ends in `...`.
  init(_ text: Substring) {
    self =
      switch text {
      case "any": .any
      case "null": .none
      case _ where text.hasSuffix("..."): .within(String(text.dropLast(3)))
      default: .exactly(String(text))
      }
  }

  /// Whether a pointer of a loss is one of those meant.
  package func matches(_ pointer: String?) -> Bool {
    switch self {
    case .any: true
    case .none: pointer == nil
    case .exactly(let expected): pointer == expected
    case .within(let root): pointer.map { $0 == root || $0.hasPrefix(root + "/") } ?? false
    }
  }
}
