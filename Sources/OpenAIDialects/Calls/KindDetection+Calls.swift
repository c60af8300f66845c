package import JSONCore
package import LensCore

// Calls and answers: the url, the beta header and the body say which dialect they speak.
extension KindDetector {
  /// Reads a call or an answer; nil if the payload is neither.
  func readCall(_ view: TapeView) -> Reading? {
    guard let parts = CallParts(view) else { return nil }
    return parts.kind == .httpRequest ? request(parts, view) : response(parts, view)
  }

  private func request(_ parts: CallParts, _ view: TapeView) -> Reading {
    let named = BetaHeader.dialect(view, parts.headers)
    guard let (match, _) = parts.endpoint(view) else {
      guard let named else { return .undecided(.httpRequest, .unknownAddress) }
      return .decided(named, .httpRequest, .betaHeader)
    }
    if match.side == .newer { return .decided(.responses, .httpRequest, .newerAddress) }
    let body = bodyReading(parts, match.endpoint.olderBody, view)
    if let named { return request(named, body) }
    switch body?.verdict {
    case .decided(let dialect): return .decided(dialect, .httpRequest, .callBody)
    case .hybrid: return .hybrid(.httpRequest, .callBody)
    default: break
    }
    let dialects = match.endpoint.olderDialects
    if dialects.count == 1 { return .decided(dialects[0], .httpRequest, .olderAddress) }
    return .undecided(.httpRequest, .noBetaHeader)
  }

  /// A call whose header names a dialect that its body may contradict.
  private func request(_ named: Dialect, _ body: Reading?) -> Reading {
    switch body?.verdict {
    case .hybrid: return .hybrid(.httpRequest, .callBody)
    case .decided(let found) where found != named: return .hybrid(.httpRequest, .headerAndBody)
    default: return .decided(named, .httpRequest, .betaHeader)
    }
  }

  /// What is read of the body of a call; nil if it has none that is converted.
  private func bodyReading(
    _ parts: CallParts,
    _ kind: PayloadKind?,
    _ view: TapeView
  ) -> Reading? {
    guard let kind, parts.body >= 0, view.kind(parts.body) == .object else { return nil }
    return reading(kind, MemberSet(view, parts.body), view, parts.body)
  }

  private func response(_ parts: CallParts, _ view: TapeView) -> Reading {
    guard let body = answer(parts, view) else {
      // What says nothing of messages means the same everywhere.
      var reading = Reading.undecided(.httpResponse, .plainAnswer)
      reading.isLegalInResponses = true
      return reading
    }
    var reading = body
    if body.verdict == .unknown { return reading }
    reading.kind = .httpResponse
    if body.verdict != .undecided { reading.reason = .callBody }
    return reading
  }

  /// What is read of the body of an answer; nil if it is none that is converted: an error, say.
  package func answer(_ parts: CallParts, _ view: TapeView) -> Reading? {
    guard parts.body >= 0, view.kind(parts.body) == .object else { return nil }
    let isDeleted = view.member(parts.body, "deleted") != nil
    if isDeleted || view.member(parts.body, "error") != nil { return nil }
    return view[parts.body].next == UInt32(parts.body + 1) ? nil : read(view, parts.body)
  }

  /// What the body of a call or an answer is in a dialect; nil if it stays as it is.
  package func bodyKind(
    _ parts: CallParts,
    _ view: TapeView,
    in dialect: Dialect,
    _ registry: Registry
  ) -> PayloadKind? {
    guard parts.body >= 0 else { return nil }
    if parts.kind == .httpRequest {
      return parts.endpoint(view)?.match.endpoint.body(in: dialect)
    }
    return answer(parts, view)?.kind.flatMap { registry.counterpart(of: $0, in: dialect) }
  }
}
