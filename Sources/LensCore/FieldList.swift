/// The fields of one kind in one edition of a dialect, as its specification lists them.
///
/// The list is the yardstick of a lens: each field must be claimed by a row. So it is data that a
/// person can hold beside the specification, one path per line:
///
/// ```
/// /role! = user | assistant
/// /content!
/// /content/*[text]
/// /content/*[text]/text!
/// /metadata?
/// /data/* as message
/// ```
///
/// `*` stands for each element of an array, `[text]` for an object whose `type` says `text`; `!`
/// means required, `?` that null is allowed, `=` begins the words of an enumeration, and `as` says
/// that the value is a payload of another kind with a list of its own. Containers are listed as
/// well as leaves, parents first. An object with names chosen by users (metadata) is one path.
/// Scripts read the lists as JSON; therefore they are encodable.
package struct FieldList: Sendable, Encodable {
  /// The edition of the dialect, for example `v1-2024-04`.
  package let edition: String

  /// The name of the kind, for example `create-message-request`.
  package let kind: String

  /// Where the specification says so: repository, commit and name of the schema.
  package let source: String

  /// The fields in the order of the specification, parents before what they hold.
  package let fields: [Field]

  /// A list from lines that are part of the program.
  ///
  /// - Precondition: `lines` follow the notation above; a list is source code, not input.
  package init(edition: String, kind: String, source: String, lines: String) {
    self.edition = edition
    self.kind = kind
    self.source = source
    do {
      fields = try Field.parse(lines)
    } catch {
      preconditionFailure("field list of \(edition) \(kind), line \(error.line): \(error.reason)")
    }
  }

  /// One field: where it is and what the specification asks of it.
  package struct Field: Sendable, Encodable, Equatable {
    /// The place of the field, with `*` for elements and `[word]` for the value of `type`.
    package var path: String

    /// Whether an object without this member breaks the specification.
    package var isRequired = false

    /// Whether null is allowed.
    package var isNullable = false

    /// The values of an enumeration; empty if any value of the type will do.
    package var words: [String] = []

    /// The kind whose own list describes the value, if it is a payload in a payload.
    package var kind: String?
  }
}

extension FieldList: CustomStringConvertible {
  /// Edition and kind, for example `v2-2026 message`.
  package var description: String { "\(edition) \(kind)" }
}
