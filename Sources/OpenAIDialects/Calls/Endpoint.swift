package import LensCore

/// One endpoint in the older dialects, in the newer one, or in both: a row of ``Endpoints``.
///
/// Paths are written as they are published, ids in braces. A row that has both paths has as many ids on
/// the one side as on the other, in the same order.
package struct Endpoint: Sendable {
  /// The method, which is the same on both sides.
  package let method: String
  /// The path in Assistants v1 and v2; nil if they have no such endpoint.
  package let older: EndpointPath?
  /// The path in Conversations and Responses; nil if they have no such endpoint.
  package let newer: EndpointPath?
  /// The older dialects that have it.
  package let olderDialects: [Dialect]
  /// What the body is on each side; nil: none, or one that stays as it is.
  package let olderBody: PayloadKind?
  package let newerBody: PayloadKind?
  /// A member of a body that cannot be converted as a whole, and what it is.
  package let part: (member: String, kind: PayloadKind)?
  /// Whether calls make no sense without a body.
  package let needsBody: Bool
  /// What may stand in the query.
  package let query: [QueryParameter]

  /// Declares a row.
  init(
    _ method: String,
    older: EndpointPath? = nil,
    newer: EndpointPath? = nil,
    in olderDialects: [Dialect] = [.v1, .v2],
    body: (older: PayloadKind?, newer: PayloadKind?) = (nil, nil),
    part: (member: String, kind: PayloadKind)? = nil,
    needsBody: Bool = false,
    query: [QueryParameter] = []
  ) {
    self.method = method
    self.older = older
    self.newer = newer
    self.olderDialects = older == nil ? [] : olderDialects
    olderBody = body.older
    newerBody = body.newer
    self.part = part
    self.needsBody = needsBody
    self.query = query
  }

  /// The path in a dialect; nil if it has no such endpoint.
  package func path(in dialect: Dialect) -> EndpointPath? {
    if dialect == .responses { return newer }
    return olderDialects.contains(dialect) ? older : nil
  }

  /// What the body is in a dialect.
  package func body(in dialect: Dialect) -> PayloadKind? {
    dialect == .responses ? newerBody : olderBody
  }
}

/// A path with ids in braces.
package struct EndpointPath: Sendable, ExpressibleByStringLiteral {
  /// A word of the path, or the name of an id.
  enum Part: Sendable {
    case word([UInt8])
    case id([UInt8])

    /// The part as it is published.
    var text: [UInt8] {
      switch self {
      case .word(let text), .id(let text): text
      }
    }
  }

  /// The path as it is published.
  package let text: String
  let parts: [Part]

  /// The word or the name of the id at a place.
  package func text(_ place: Int) -> [UInt8] { parts[place].text }

  /// Whether an id stands at a place.
  package func isID(_ place: Int) -> Bool {
    if case .id = parts[place] { return true }
    return false
  }

  /// Reads a published path.
  package init(stringLiteral text: String) {
    self.text = text
    parts = text.split(separator: "/").map { part in
      part.hasPrefix("{") ? .id(Array(part.utf8)) : .word(Array(part.utf8))
    }
  }
}

/// What may stand in the query of an endpoint.
package struct QueryParameter: Sendable {
  /// The name, without the brackets of a list.
  package let name: String
  /// The dialects that take it.
  package let dialects: [Dialect]
  /// Editions of these dialects that did not take it yet.
  package let missingEditions: [String]
  /// Whether the value is an id.
  package let isID: Bool

  init(
    _ name: String,
    in dialects: [Dialect] = [.v1, .v2, .responses],
    notIn missingEditions: [String] = [],
    isID: Bool = false
  ) {
    self.name = name
    self.dialects = dialects
    self.missingEditions = missingEditions
    self.isID = isID
  }

  /// Whether a dialect takes it, in an edition.
  package func isKnown(in dialect: Dialect, edition: String) -> Bool {
    dialects.contains(dialect) && !missingEditions.contains(edition)
  }
}
