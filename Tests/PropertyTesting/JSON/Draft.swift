/// A JSON value before it is spelled: what it says, not how it is written.
///
/// Generators build drafts; ``Spelling`` alone decides about white space, escapes and member order.
package indirect enum Draft: Equatable, Sendable {
  /// A number or literal, exactly as it will stand there.
  case lexeme(String)
  /// A string, by its text.
  case text(String)
  /// An array.
  case array([Draft])
  /// An object; names may repeat.
  case object([Member])

  /// One member of an object.
  package struct Member: Equatable, Sendable {
    /// The name, by its text.
    package var name: String
    /// The value.
    package var value: Draft

    /// Makes a member.
    package init(_ name: String, _ value: Draft) {
      self.name = name
      self.value = value
    }
  }

  /// The literal `null`.
  package static var null: Draft { .lexeme("null") }

  /// The array of some texts.
  package static func texts(_ texts: [String]) -> Draft { .array(texts.map(Draft.text)) }
}
