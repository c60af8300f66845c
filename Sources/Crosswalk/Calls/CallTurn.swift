import JSONCore
import LensCore
import OpenAIDialects

/// A body that is converted: the value, what it is, and what goes around it.
struct CallBody {
  let node: Int
  let kind: PayloadKind
  var before: [UInt8] = []
  var behind: [UInt8] = []
}

/// Plans what changes of one call: its address, its headers, and which value of it is converted.
struct CallTurn {
  let parts: CallParts
  let turn: CallDesk.Turn
  let sites: CallSites
  /// The ids that were given others before; nil where ids stay: within a dialect, and on the way back.
  let ids: IDMap?
  var writer: CallWriter

  private var source: TapeView { writer.source }

  /// Refuses the call for the first loss that callers do not want.
  func refuseHeavyLosses() throws(ConversionError) {
    for event in writer.events where Int(event.site) < sites.sites.count {
      let site = sites.sites[Int(event.site)]
      guard site.refuses else { continue }
      let message = site.note.message ?? site.note.code.message
      throw ConversionError(site.note.code, source, max(0, Int(event.source)), message)
    }
  }

  // MARK: Address

  /// Turns the url into that of the target's endpoint.
  mutating func address() throws(ConversionError) {
    guard let (match, address) = parts.endpoint(source) else {
      if turn.from == turn.to { return }
      throw ConversionError(.unknownEndpoint, source, parts.url)
    }
    guard (match.side == .newer) == (turn.from == .responses) else {
      throw ConversionError(
        .dialectMismatch,
        source,
        parts.url,
        "expected a url of \(turn.from.name), found one of \(match.path)"
      )
    }
    guard let path = match.endpoint.path(in: turn.to) else {
      throw ConversionError(
        .endpointNotInDialect,
        source,
        parts.url,
        "\(turn.to.name) has no endpoint for \(match.endpoint.method) \(match.path)"
      )
    }
    let before = writer.edits.count
    self.path(address.path[match.first...], match, path)
    query(address, match.endpoint)
    if writer.edits.count > before { writer.noteRewritten(parts.url) }
  }

  private mutating func path(
    _ pieces: ArraySlice<CallAddress.Piece>,
    _ match: EndpointMatch,
    _ target: EndpointPath
  ) {
    let changesWorld = (turn.from == .responses) != (turn.to == .responses)
    for (place, piece) in pieces.enumerated() {
      guard let name = match.idName(place) else {
        let word = target.text(place)
        if piece.text != word { writer.replace(piece.start..<piece.end, by: word) }
        continue
      }
      if piece.text == name {
        // A template, as documentation prints it.
        let word = target.text(place)
        if word != name { writer.replace(piece.start..<piece.end, by: word) }
      } else {
        // Of messages and items ids look alike; a thread's id names no conversation.
        let isForeign = changesWorld && place == 1
        if isForeign, let ids, !ids.knows(piece.text) {
          writer.lose(sites.idNotMapped, at: parts.url)
        }
      }
    }
  }

  // MARK: Query

  private mutating func query(_ address: CallAddress, _ endpoint: Endpoint) {
    let isDropped = address.query.map { drops($0, endpoint) }
    for (parameter, isDropped) in zip(address.query, isDropped) where isDropped {
      writer.lose(sites.parameter(parameter.name), at: parts.url)
    }
    guard isDropped.contains(true) else { return }
    if isDropped.contains(false) {
      writer.remove(address.query.map { $0.start..<$0.end }, where: isDropped)
    } else {
      writer.replace(address.queryPlace, by: [])
    }
  }

  /// Whether a parameter has to go: one that the target does not take, or that nobody knows where the
  /// endpoint is another one.
  private func drops(_ parameter: CallAddress.Parameter, _ endpoint: Endpoint) -> Bool {
    if let known = endpoint.known(parameter) {
      return !known.isKnown(in: turn.to, edition: turn.edition)
    }
    return (turn.from == .responses) != (turn.to == .responses)
  }

  // MARK: Body

  /// The body that has to be converted; nil if it stays, or there is none.
  ///
  /// Between threads and conversations a message is one call, while the call of items takes a list.
  mutating func body(in registry: Registry) throws(ConversionError) -> CallBody? {
    guard let kind = KindDetector().bodyKind(parts, source, in: turn.from, registry),
      source.kind(parts.body) != .null
    else { return nil }
    guard source.kind(parts.body) == .object else {
      throw ConversionError(
        .unexpectedType,
        source,
        parts.body,
        LossCode.unexpectedType.message + ", found " + source.kind(parts.body).phrase
      )
    }
    if kind == .createItemsRequest, turn.to != .responses { return try soleItem() }
    writer.setBody(writer.range(parts.body))
    guard kind == .createMessageRequest, turn.to == .responses else {
      return CallBody(node: parts.body, kind: kind)
    }
    return CallBody(
      node: parts.body,
      kind: kind,
      before: Array(#"{"items":["#.utf8),
      behind: Array("]}".utf8)
    )
  }

  /// The only item of a call that creates items.
  private mutating func soleItem() throws(ConversionError) -> CallBody {
    let list = source.member(parts.body, "items") ?? parts.body
    let items = Array(source.elements(of: list))
    guard items.count == 1, source.kind(items[0]) == .object else {
      throw ConversionError(.severalItems, source, list)
    }
    for (_, value) in source.members(of: parts.body) where value != list {
      writer.drop(sites.unknownField, value)
    }
    writer.setBody(writer.range(parts.body))
    return CallBody(node: items[0], kind: .inputItem)
  }
}

extension EndpointMatch {
  /// The name of the id at a place of the path; nil if a word stands there.
  fileprivate func idName(_ place: Int) -> [UInt8]? {
    let path = side == .older ? endpoint.older : endpoint.newer
    return path.flatMap { $0.isID(place) ? $0.text(place) : nil }
  }
}

extension Endpoint {
  /// What is known of a parameter; nil if nobody knows it.
  fileprivate func known(_ parameter: CallAddress.Parameter) -> QueryParameter? {
    query.first { $0.name.utf8.elementsEqual(parameter.name) }
  }
}
