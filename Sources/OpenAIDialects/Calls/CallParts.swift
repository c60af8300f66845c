package import JSONCore
package import LensCore

extension PayloadKind {
  /// A logged call, or a line of a batch file: method, url, headers and body.
  package static let httpRequest = PayloadKind("http-request", isCall: true)
  /// The answer to a call, or a line of a batch's output: status and body.
  package static let httpResponse = PayloadKind("http-response", isCall: true)
}

/// Where the parts of a call or an answer stand in a payload: nodes of values, -1 for what is not there.
package struct CallParts: Sendable {
  /// Call or answer.
  package let kind: PayloadKind
  package private(set) var method = -1
  package private(set) var url = -1
  package private(set) var headers = -1
  package private(set) var body = -1
  /// A name that stands for the second time where only one is allowed.
  package private(set) var twice = -1

  /// Finds the parts of the payload at node 0; nil if it is neither call nor answer.
  package init?(_ view: TapeView) {
    if let method = view.member(0, "method"), view.kind(method) == .string,
      let url = view.member(0, "url"), view.kind(url) == .string
    {
      self.init(request: view)
    } else if let answer = view.member(0, "response"), CallParts.isAnswer(answer, view) {
      self.init(response: view)
    } else {
      return nil
    }
  }

  /// A line of a batch that failed has no answer, but an error beside it.
  private static func isAnswer(_ answer: Int, _ view: TapeView) -> Bool {
    if view.kind(answer) == .object { return view.member(answer, "body") != nil }
    guard view.kind(answer) == .null, let error = view.member(0, "error") else { return false }
    return view.kind(error) == .object
  }

  /// Finds the parts of a payload that the caller calls so; nil if it lacks what makes a call.
  package init?(_ view: TapeView, as kind: PayloadKind) {
    self.init(view)
    if self.kind != kind { return nil }
  }

  private init(request view: TapeView) {
    kind = .httpRequest
    for (name, value) in view.members(of: 0) {
      if view.isText(name, "method") {
        note(name, value, at: \.method)
      } else if view.isText(name, "url") {
        note(name, value, at: \.url)
      } else if view.isText(name, "headers") {
        note(name, value, at: \.headers)
      } else if view.isText(name, "body") {
        note(name, value, at: \.body)
      }
    }
  }

  private init(response view: TapeView) {
    kind = .httpResponse
    var answer = -1
    for (name, value) in view.members(of: 0) where view.isText(name, "response") {
      if answer >= 0 { twice = name }
      answer = value
    }
    for (name, value) in view.members(of: answer) where view.isText(name, "body") {
      note(name, value, at: \.body)
    }
  }

  private mutating func note(_ name: Int, _ value: Int, at part: WritableKeyPath<CallParts, Int>) {
    if self[keyPath: part] >= 0 { twice = name }
    self[keyPath: part] = value
  }

  /// The pointer to the body.
  package var bodyPointer: String { kind == .httpRequest ? "/body" : "/response/body" }

  /// The row of a call; nil if its endpoint is not known.
  package func endpoint(_ view: TapeView) -> (match: EndpointMatch, address: CallAddress)? {
    guard method >= 0, url >= 0, view.kind(url) == .string else { return nil }
    let address = CallAddress(view, url)
    return Endpoints.match(view.decoded(method), address).map { ($0, address) }
  }
}
