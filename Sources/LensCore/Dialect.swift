/// The name of one published wire format, with its dated editions.
///
/// A dialect is a family: converting goes from dialect to dialect, and an edition only says which of the
/// family's published forms a payload has or shall have. Each dialect is one object, so that telling them
/// apart for every record costs nothing.
package final class Dialect: Hashable, Sendable, CustomStringConvertible {
  /// The name on the command line, such as `v2`.
  package let name: String
  /// The names of the editions, oldest first, such as `v2-2024-04`.
  package let editions: [String]

  /// Makes a dialect with at least one edition.
  package init(_ name: String, editions: [String]) {
    precondition(!editions.isEmpty, "a dialect has at least one edition")
    self.name = name
    self.editions = editions
  }

  /// The edition that is written when nobody asks for another.
  package var newest: String { editions[editions.count - 1] }

  package var description: String { name }

  package static func == (left: Dialect, right: Dialect) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// The name of what a payload is, such as `message`; one object for each kind.
package final class PayloadKind: Hashable, Sendable, CustomStringConvertible {
  /// The name on the command line.
  package let name: String
  /// Whether payloads of this kind are sent: the service refuses members that it does not know.
  package let isSendable: Bool

  /// Names a kind.
  package init(_ name: String, isSendable: Bool = false) {
    self.name = name
    self.isSendable = isSendable
  }

  package var description: String { name }

  package static func == (left: PayloadKind, right: PayloadKind) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// The two ways through a hop: older to newer, and back.
package enum Direction: Sendable, CaseIterable {
  /// From the older dialect to the newer one.
  case forward
  /// From the newer dialect to the older one.
  case backward

  /// The other way.
  package var reversed: Direction { self == .forward ? .backward : .forward }
}

/// One of the two neighbors of a hop; the older one is always written first.
package enum Side: Sendable, CaseIterable {
  case older
  case newer
}
