package import JSONCore

/// The address of a logged call, taken apart where it stands in the payload.
///
/// It may be absolute (`https://api.openai.com/v1/threads/…`), a path with `/v1` or without, and its
/// separators may be slashes, escaped slashes or, as one published page prints them, backslashes. Nothing is
/// rewritten here: each piece knows its bytes, so that only pieces that change are written anew.
package struct CallAddress: Sendable {
  /// Text between separators, and where its bytes stand in the payload.
  package struct Piece: Sendable {
    package let text: [UInt8]
    package let start: Int
    package let end: Int
  }

  /// One parameter of the query.
  package struct Parameter: Sendable {
    /// The name without the brackets of a list.
    package let name: [UInt8]
    package let value: Piece
    /// Where the whole of it stands.
    package let start: Int
    package let end: Int
  }

  /// The pieces of the path, empty ones left out.
  package let path: [Piece]
  /// The parameters of the query in their order.
  package let query: [Parameter]
  /// Where the query stands, its question mark included; empty if there is none.
  package let queryPlace: Range<Int>
  /// Whether it names a host.
  package let isAbsolute: Bool

  /// Takes the string at a node apart.
  package init(_ view: TapeView, _ node: Int) {
    let spelled = SpelledText(view, node)
    let text = spelled.text
    let pathStart = CallAddress.endOfHost(text)
    isAbsolute = pathStart > 0
    let end = text.firstIndex(of: UInt8(ascii: "#")) ?? text.count
    let mark = text[..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
    path = spelled.pieces(min(pathStart, mark)..<mark) {
      $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\")
    }
    queryPlace = spelled.places[mark]..<spelled.places[end]
    query = spelled.pieces(min(mark + 1, end)..<end) { $0 == UInt8(ascii: "&") }
      .map { Parameter($0, spelled) }
  }

  /// The offset behind scheme and host; 0 if there are none.
  private static func endOfHost(_ text: [UInt8]) -> Int {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")),
      text[colon...].prefix(3).elementsEqual("://".utf8),
      text[..<colon].allSatisfy({ $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
      )
    else { return 0 }
    let ends = "/\\?#".utf8
    return text[(colon + 3)...].firstIndex { ends.contains($0) } ?? text.count
  }

  /// The piece at which a path begins that ends the address; nil if the address does not end so.
  ///
  /// Before it, a host may have whatever its server wants; a bare path has `/v1` or nothing.
  func start(of published: EndpointPath) -> Int? {
    let first = path.count - published.parts.count
    guard first >= 0 else { return nil }
    let isAtRoot = first == 0 || first == 1 && path[0].text.elementsEqual("v1".utf8)
    guard isAbsolute || isAtRoot else { return nil }
    for (piece, part) in zip(path[first...], published.parts) {
      if case .word(let word) = part, piece.text != word { return nil }
    }
    return first
  }
}

extension CallAddress.Parameter {
  fileprivate init(_ piece: CallAddress.Piece, _ spelled: SpelledText) {
    let equals = piece.text.firstIndex(of: UInt8(ascii: "="))
    var name = String(decoding: piece.text.prefix(equals ?? piece.text.count), as: UTF8.self)
    for brackets in ["[]", "%5B%5D", "%5b%5d"] where name.hasSuffix(brackets) {
      name.removeLast(brackets.count)
    }
    self.name = Array(name.utf8)
    let valueStart = equals.map { spelled.place($0 + 1, of: piece) } ?? piece.end
    let valueText = equals.map { Array(piece.text[($0 + 1)...]) } ?? []
    value = CallAddress.Piece(text: valueText, start: valueStart, end: piece.end)
    start = piece.start
    end = piece.end
  }
}

/// The text of a string with the place of each of its bytes.
private struct SpelledText {
  let text: [UInt8]
  /// Where each byte's spelling begins in the payload, and where the last one's ends.
  let places: [Int]

  init(_ view: TapeView, _ node: Int) {
    text = view.decoded(node)
    let start = Int(view[node].start) + 1
    let end = Int(view[node].end) - 1
    guard view[node].hasEscape else {
      places = Array(start...end)
      return
    }
    var places: [Int] = []
    var at = start
    while at < end {
      let spelling = SpelledText.spelling(view.bytes, at)
      places += Array(repeating: at, count: spelling.count)
      at += spelling.length
    }
    self.places = places + [end]
  }

  /// How many bytes the spelling at an offset has, and how many it stands for.
  private static func spelling(_ bytes: ByteView, _ at: Int) -> (length: Int, count: Int) {
    guard bytes.byte(at) == UInt8(ascii: "\\") else { return (1, 1) }
    guard bytes.byte(at + 1) == UInt8(ascii: "u") else { return (2, 1) }
    let digits = String(decoding: bytes.bytes(at + 2, at + 6), as: UTF8.self)
    let unit = UInt32(digits, radix: 16) ?? 0
    if 0xd800..<0xe000 ~= unit { return (12, 4) }
    return (6, unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3)
  }

  /// Where a byte of a piece is spelled.
  func place(_ index: Int, of piece: CallAddress.Piece) -> Int {
    guard let first = places.firstIndex(of: piece.start) else { return piece.end }
    return places[min(first + index, places.count - 1)]
  }

  /// What stands between separators, empty pieces left out.
  func pieces(_ range: Range<Int>, _ isSeparator: (UInt8) -> Bool) -> [CallAddress.Piece] {
    text[range].split(whereSeparator: isSeparator).map { part in
      CallAddress.Piece(
        text: Array(part),
        start: places[part.startIndex],
        end: places[part.endIndex]
      )
    }
  }
}
