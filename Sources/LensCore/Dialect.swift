/// The name of one published wire format, with its dated editions.
///
/// A dialect is a family: converting goes from dialect to dialect, and an edition only says which of the
/// family's published forms a payload has or shall have. Each dialect is one name, so that telling them
/// apart and passing them on for every record costs nothing.
package struct Dialect: Hashable, BitwiseCopyable, Sendable, CustomStringConvertible {
  private let names: Names

  /// The name on the command line, such as `v2`.
  package var name: String { names.name }
  /// The names of the editions, oldest first, such as `v2-2024-04`.
  package var editions: [String] { names.editions }

  /// Makes a dialect with at least one edition; it stays for as long as the program runs.
  package init(_ name: String, editions: [String]) {
    precondition(!editions.isEmpty, "a dialect has at least one edition")
    names = Names(name, editions: editions)
  }

  package static func == (left: Dialect, right: Dialect) -> Bool { left.names == right.names }

  /// Told apart in a `switch`; without this, that would be a look into a table of witnesses.
  package static func ~= (pattern: Dialect, dialect: Dialect) -> Bool { pattern == dialect }

  package func hash(into hasher: inout Hasher) { hasher.combine(names) }

  /// The edition that is written when nobody asks for another.
  package var newest: String { editions[editions.count - 1] }

  package var description: String { name }
}

/// The name of what a payload is, such as `message`; one for each kind.
package struct PayloadKind: Hashable, BitwiseCopyable, Sendable, CustomStringConvertible {
  private let names: Names

  /// The name on the command line.
  package var name: String { names.name }
  /// Whether payloads of this kind are sent: the service refuses members that it does not know.
  package let isSendable: Bool
  /// Whether this is a call or an answer: an envelope around another payload.
  package let isCall: Bool

  /// Names a kind, for as long as the program runs.
  package init(_ name: String, isSendable: Bool = false, isCall: Bool = false) {
    names = Names(name)
    self.isSendable = isSendable
    self.isCall = isCall
  }

  package static func == (left: PayloadKind, right: PayloadKind) -> Bool {
    left.names == right.names
  }

  /// Told apart in a `switch`; without this, that would be a look into a table of witnesses.
  package static func ~= (pattern: PayloadKind, kind: PayloadKind) -> Bool { pattern == kind }

  package func hash(into hasher: inout Hasher) { hasher.combine(names) }

  package var description: String { name }
}

/// Names that stay for as long as the program runs, so that nobody counts who refers to them.
///
/// There are a few dozen, each made once, and every record is asked for several.
@safe
private struct Names: Hashable, BitwiseCopyable, Sendable {
  private final class Storage: Sendable {
    let name: String
    let editions: [String]

    init(_ name: String, _ editions: [String]) {
      self.name = name
      self.editions = editions
    }
  }

  private unowned(unsafe) let storage: Storage

  init(_ name: String, editions: [String] = []) {
    let made = Storage(name, editions)
    unsafe storage = Unmanaged.passRetained(made).takeUnretainedValue()
  }

  var name: String { unsafe storage.name }
  var editions: [String] { unsafe storage.editions }

  static func == (left: Names, right: Names) -> Bool { unsafe left.storage === right.storage }

  func hash(into hasher: inout Hasher) { unsafe hasher.combine(ObjectIdentifier(storage)) }
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
