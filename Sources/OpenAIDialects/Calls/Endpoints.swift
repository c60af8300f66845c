package import LensCore

/// The endpoints whose calls are converted, and those that only one side has.
///
/// Sources: openai-openapi at the commits of the field lists, the paths below `/threads`,
/// `/conversations` and `/responses`. The messages of a thread are the items of a conversation; changing a
/// message, and the files of a message, have no counterpart. Endpoints of runs and assistants are no rows:
/// what they take cannot be converted yet.
package enum Endpoints {
  /// All rows, in the order of the documentation.
  package static let all: [Endpoint] = containers + messages + responses

  private static let containers: [Endpoint] = [
    Endpoint(
      "POST",
      older: "/threads",
      newer: "/conversations",
      body: (.createThreadRequest, .createConversationRequest)
    ),
    Endpoint("GET", older: "/threads/{thread_id}", newer: "/conversations/{conversation_id}"),
    // A change takes some members of what creates.
    Endpoint(
      "POST",
      older: "/threads/{thread_id}",
      newer: "/conversations/{conversation_id}",
      body: (.createThreadRequest, .createConversationRequest)
    ),
    Endpoint("DELETE", older: "/threads/{thread_id}", newer: "/conversations/{conversation_id}"),
  ]

  private static let messages: [Endpoint] = [
    Endpoint(
      "POST",
      older: "/threads/{thread_id}/messages",
      newer: "/conversations/{conversation_id}/items",
      body: (.createMessageRequest, .createItemsRequest),
      needsBody: true,
      query: [.include]
    ),
    Endpoint(
      "GET",
      older: "/threads/{thread_id}/messages",
      newer: "/conversations/{conversation_id}/items",
      query: [
        .limit,
        .order,
        .after,
        .before,
        QueryParameter("run_id", in: [.v1, .v2], notIn: ["v1-2023-11"], isID: true),
        .include,
      ]
    ),
    Endpoint(
      "GET",
      older: "/threads/{thread_id}/messages/{message_id}",
      newer: "/conversations/{conversation_id}/items/{item_id}",
      query: [.include]
    ),
    Endpoint(
      "DELETE",
      older: "/threads/{thread_id}/messages/{message_id}",
      newer: "/conversations/{conversation_id}/items/{item_id}",
      in: [.v2]
    ),
    Endpoint("POST", older: "/threads/{thread_id}/messages/{message_id}"),
    Endpoint(
      "GET",
      older: "/threads/{thread_id}/messages/{message_id}/files",
      in: [.v1],
      query: [.limit, .order, .after, .before]
    ),
    Endpoint("GET", older: "/threads/{thread_id}/messages/{message_id}/files/{file_id}", in: [.v1]),
  ]

  private static let responses: [Endpoint] = [
    Endpoint("POST", newer: "/responses", part: ("input", .input), needsBody: true),
    Endpoint("GET", newer: "/responses/{response_id}", query: [.include]),
    Endpoint("DELETE", newer: "/responses/{response_id}"),
    Endpoint("POST", newer: "/responses/{response_id}/cancel"),
    Endpoint(
      "GET",
      newer: "/responses/{response_id}/input_items",
      query: [.limit, .order, .after, .include]
    ),
  ]

  /// The row of a call; nil if it is of no endpoint that is known.
  ///
  /// - Parameters:
  ///   - method: In upper case or lower.
  ///   - address: Where the call goes.
  /// - Returns: The row, and where its path begins in the address.
  package static func match(_ method: [UInt8], _ address: CallAddress) -> EndpointMatch? {
    let method = String(decoding: method, as: UTF8.self).uppercased()
    for endpoint in all where endpoint.method == method {
      for (side, path) in [(Side.older, endpoint.older), (.newer, endpoint.newer)] {
        if let path, let first = address.start(of: path) {
          return EndpointMatch(endpoint: endpoint, side: side, first: first)
        }
      }
    }
    return nil
  }
}

/// The row of a call, and where its path begins.
package struct EndpointMatch: Sendable {
  package let endpoint: Endpoint
  package let side: Side
  /// The piece of the address with the first word of the path.
  package let first: Int

  /// The path of the endpoint on the side of the call.
  package var path: String { (side == .older ? endpoint.older : endpoint.newer)?.text ?? "" }
}

extension QueryParameter {
  static let limit = QueryParameter("limit")
  static let order = QueryParameter("order")
  static let after = QueryParameter("after", isID: true)
  static let before = QueryParameter("before", in: [.v1, .v2], isID: true)
  static let include = QueryParameter("include", in: [.responses])
}
