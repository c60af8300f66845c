import JSONCore
internal import LensCore

// Calls: where they go and how; their bodies are measured as what the endpoint takes.
extension Checks {
  static let callRules: [CheckRule] = [
    .urlUnknown, .methodNotTaken, .urlID, .queryUnknown, .queryValue, .betaHeaderMissing,
    .betaHeaderUnknown, .betaHeaderUnneeded, .callBodyMissing, .callBodyUnneeded,
  ]

  /// The kinds of calls and answers, which have no field lists.
  package static let callKinds = [PayloadKind.httpRequest.name, PayloadKind.httpResponse.name]
}

private let calls = "v1 v2 responses: http-request"
private let published = "the paths in OpenAPI"
private let samples =
  "the curl samples in OpenAPI; openai-python sends the header since its v1 betas"

extension CheckRule {
  static let urlUnknown = CheckRule(
    "url-unknown", .warning, .both,
    "'{value}' is no url of threads, conversations or responses that is known: nothing more of the call is "
      + "checked",
    source: published,
    advice: "look whether the url is spelled right; calls of runs and assistants are not known yet",
    places: [.at("/url", calls, .judged(CheckedCall.unknownURL))]
  )

  static let methodNotTaken = CheckRule(
    "method-not-taken", .error, .both,
    "the url does not take the method '{value}'",
    source: published,
    advice: "use a method that docs/endpoints.md lists for the url",
    places: [.at("/method", calls, .judged(CheckedCall.unknownMethod))]
  )

  static let urlID = CheckRule(
    "url-id", .error, .service,
    "'{value}' is an id of the other dialect: a thread is no conversation, nor the other way",
    source: "laravel-chatbot PR #43: thread_… is not conv_…",
    advice:
      "create the conversation and use the id that the service gives; --id-map holds old and new",
    places: [.at("/url", calls, .judged(CheckedCall.foreignID))]
  )

  static let queryUnknown = CheckRule(
    "query-unknown", .warning, .both,
    "the endpoint takes no query parameter '{value}'",
    source: "the query parameters of the paths in OpenAPI",
    advice: "leave it out; for before, list in the other order with after",
    places: [.at("/url", calls, .judged(CheckedCall.unknownParameter))]
  )

  static let queryValue = CheckRule(
    "query-value", .error, .both,
    "the query says '{value}': limit is a number from 1 to 100, order is asc or desc",
    source: "limit and order in OpenAPI",
    advice: "write a value that the endpoint takes, or leave the parameter out",
    places: [.at("/url", calls, .judged(CheckedCall.wrongParameter))]
  )

  static let betaHeaderMissing = CheckRule(
    "beta-header-missing", .error, .service,
    "the headers have no {value}, which calls of Assistants need",
    source: samples,
    advice: "add the header with assistants=v2, or assistants=v1 for a body of v1",
    places: [.at("/headers", calls, .judged(CheckedCall.missingHeader))]
  )

  static let betaHeaderUnknown = CheckRule(
    "beta-header-unknown", .error, .service,
    "the header OpenAI-Beta says '{value}', which names no version of Assistants",
    source: samples,
    advice: "write assistants=v2, or assistants=v1 for a body of v1",
    places: [.at("/headers/{}", calls, .judged(CheckedCall.unknownHeader))]
  )

  static let betaHeaderUnneeded = CheckRule(
    "beta-header-unneeded", .warning, .service,
    "the header OpenAI-Beta says '{value}', but calls of Responses and Conversations need no such header",
    source: "OpenAPI, whose samples of these paths have no such header",
    advice: "leave the header out",
    places: [.at("/headers/{}", calls, .judged(CheckedCall.unneededHeader))]
  )

  static let callBodyMissing = CheckRule(
    "call-body-missing", .error, .both,
    "a call of {value} has no body",
    source: "requestBody of the paths in OpenAPI",
    advice: "send the body; look for it where the log keeps large values",
    places: [.at("/", calls, .judged(CheckedCall.missingBody))]
  )

  static let callBodyUnneeded = CheckRule(
    "call-body-unneeded", .warning, .both,
    "a call with the method {value} has a body, which nothing reads",
    source: "the paths in OpenAPI, which describe no body for it",
    advice: "leave the body out, or look whether the method is right",
    places: [.at("/body", calls, .judged(CheckedCall.unneededBody))]
  )
}

/// What the rules ask of a call; each function tells the value at fault, nil if there is none.
private struct CheckedCall {
  let parts: CallParts
  let address: CallAddress
  let match: EndpointMatch?

  private init?(_ view: TapeView) {
    guard let parts = CallParts(view, as: .httpRequest) else { return nil }
    self.parts = parts
    address = CallAddress(view, parts.url)
    match = Endpoints.match(view.decoded(parts.method), address)
  }

  private var hasKnownPath: Bool {
    Endpoints.all.contains { endpoint in
      [endpoint.older, endpoint.newer].contains { path in
        path.flatMap { address.start(of: $0) } != nil
      }
    }
  }

  private static func text(_ view: TapeView, _ node: Int) -> String {
    String(decoding: view.decoded(node), as: UTF8.self)
  }

  // MARK: Address

  @Sendable
  static func unknownURL(_ view: TapeView, _ node: Int) -> String? {
    guard let call = CheckedCall(view), !call.hasKnownPath else { return nil }
    return text(view, node)
  }

  @Sendable
  static func unknownMethod(_ view: TapeView, _ node: Int) -> String? {
    guard let call = CheckedCall(view), call.match == nil, call.hasKnownPath else { return nil }
    return text(view, node)
  }

  @Sendable
  static func foreignID(_ view: TapeView, _: Int) -> String? {
    guard let call = CheckedCall(view), let match = call.match else { return nil }
    let other = match.side == .older ? "conv_" : "thread_"
    return call.address.path[match.first...].map { String(decoding: $0.text, as: UTF8.self) }
      .first { $0.hasPrefix(other) }
  }

  @Sendable
  static func unknownParameter(_ view: TapeView, _: Int) -> String? {
    guard let call = CheckedCall(view), let match = call.match else { return nil }
    let dialects =
      match.side == .newer
      ? [Dialect.responses]
      : BetaHeader.dialect(view, call.parts.headers).map { [$0] } ?? match.endpoint.olderDialects
    return call.address.query.map { String(decoding: $0.name, as: UTF8.self) }.first { name in
      !match.endpoint.query.contains { known in
        known.name == name && known.dialects.contains(where: dialects.contains)
      }
    }
  }

  @Sendable
  static func wrongParameter(_ view: TapeView, _: Int) -> String? {
    guard let call = CheckedCall(view), call.match != nil else { return nil }
    for parameter in call.address.query {
      let value = String(decoding: parameter.value.text, as: UTF8.self)
      let isTaken =
        switch String(decoding: parameter.name, as: UTF8.self) {
        case "limit": Int(value).map { 1...100 ~= $0 } ?? false
        case "order": ["asc", "desc"].contains(value)
        default: true
        }
      if !isTaken { return String(decoding: parameter.name, as: UTF8.self) + "=" + value }
    }
    return nil
  }

  // MARK: Headers

  @Sendable
  static func missingHeader(_ view: TapeView, _ node: Int) -> String? {
    guard let call = CheckedCall(view), call.match?.side == .older,
      view.kind(node) == .object, BetaHeader.members(view, node).isEmpty
    else { return nil }
    return BetaHeader.name
  }

  @Sendable
  static func unknownHeader(_ view: TapeView, _ node: Int) -> String? {
    guard let call = CheckedCall(view), call.match?.side == .older,
      isBetaHeader(view, node, call), BetaHeader.dialect(view, call.parts.headers) == nil
    else { return nil }
    return view.kind(node) == .string ? text(view, node) : ""
  }

  @Sendable
  static func unneededHeader(_ view: TapeView, _ node: Int) -> String? {
    guard let call = CheckedCall(view), call.match?.side == .newer,
      isBetaHeader(view, node, call),
      let dialect = BetaHeader.dialect(view, call.parts.headers)
    else { return nil }
    return BetaHeader.word(of: dialect)
  }

  private static func isBetaHeader(_ view: TapeView, _ node: Int, _ call: CheckedCall) -> Bool {
    BetaHeader.members(view, call.parts.headers).contains { $0.value == node }
  }

  // MARK: Body

  @Sendable
  static func missingBody(_ view: TapeView, _: Int) -> String? {
    guard let call = CheckedCall(view), let match = call.match, match.endpoint.needsBody,
      call.parts.body < 0 || view.kind(call.parts.body) == .null
    else { return nil }
    return "\(match.endpoint.method) \(match.path)"
  }

  @Sendable
  static func unneededBody(_ view: TapeView, _ node: Int) -> String? {
    guard let call = CheckedCall(view), let match = call.match, match.endpoint.method != "POST",
      view.kind(node) != .null, view[node].next > UInt32(node + 1) || view.kind(node) != .object
    else { return nil }
    return match.endpoint.method
  }
}
