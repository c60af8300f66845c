import LensCore
import OpenAIDialects

extension Explanation {
  /// What becomes of the calls of one endpoint.
  public struct Endpoint: Sendable {
    /// The method.
    public let method: String
    /// The path in v1 and v2; nil if they have no such endpoint.
    public let older: String?
    /// The path in Conversations and Responses; nil if they have no such endpoint.
    public let newer: String?
    /// The older dialects that have it.
    public let olderDialects: [String]
    /// The kind of the body in v1 and v2; nil: none, or one that stays as it is.
    public let olderBody: String?
    /// The kind of the body in Conversations and Responses.
    public let newerBody: String?
    /// The parameters of the query, and the dialects that take each.
    public let query: [(name: String, dialects: [String], missingEditions: [String])]
  }

  /// The members to which an id map applies: what they name, and where they stand as ends of paths.
  public static var references: [(name: String, paths: [String])] {
    IDReference.all.map { ($0.name, $0.paths) }
  }

  /// Members in which nothing is a reference, whatever it is called.
  public static var freeMembers: [String] { IDReference.free }

  /// All endpoints whose calls are known, in the order of the documentation.
  public static var endpoints: [Endpoint] {
    Endpoints.all.map { endpoint in
      Endpoint(
        method: endpoint.method,
        older: endpoint.older?.text,
        newer: endpoint.newer?.text,
        olderDialects: endpoint.olderDialects.map(\.name),
        olderBody: endpoint.olderBody?.name,
        newerBody: endpoint.newerBody?.name,
        query: endpoint.query.map { ($0.name, $0.dialects.map(\.name), $0.missingEditions) }
      )
    }
  }
}
