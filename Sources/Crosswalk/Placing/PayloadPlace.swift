import JSONCore
import LensCore

/// Where the payloads sit in documents that hold more than a payload.
///
/// ```swift
/// var options = ConversionOptions()
/// options.at = PayloadPlace("/messages/*")
/// ```
///
/// Everything around the payloads is kept byte for byte. A document that has nothing there, or null, is
/// copied.
public struct PayloadPlace: Sendable, Equatable {
  /// The JSON Pointer of the payload in each document; `*` stands for every element of an array.
  public var pointer: String
  /// Whether a string there is a payload written as text: it is read, converted and written again.
  ///
  /// Otherwise a string is refused as `payload-is-text`.
  public var readsText: Bool

  /// Names a place.
  public init(_ pointer: String, readsText: Bool = false) {
    self.pointer = pointer
    self.readsText = readsText
  }
}

/// Finds payloads in documents.
struct PayloadFinder: Sendable {
  let place: PayloadPlace
  private let tokens: [[UInt8]]
  /// Whether a string is a payload of the kind that was named.
  private let takesStrings: Bool

  /// Makes a finder.
  init(_ place: PayloadPlace, kind: String?) throws(ConfigurationError) {
    do throws(PointerError) {
      tokens = try Pointer(parsing: place.pointer).tokens
    } catch {
      throw ConfigurationError(
        message: error.message + ", found '\(place.pointer)'",
        help: "write the place of the payload like /message, or /messages/* for each element"
      )
    }
    self.place = place
    takesStrings = kind == "input"
  }

  /// Makes a finder for a place that may not be named.
  static func optional(
    _ place: PayloadPlace?,
    kind: String?
  ) throws(ConfigurationError) -> PayloadFinder? {
    guard let place else { return nil }
    return try PayloadFinder(place, kind: kind)
  }

  /// Appends the nodes of a document's payloads in their order.
  ///
  /// - Throws: ``ConversionError`` if a member on the way stands twice in its object: nobody knows which of
  ///   them counts.
  func find(in document: TapeView, into nodes: inout [Int]) throws(ConversionError) {
    try find(document, 0, tokens[...], into: &nodes)
  }

  private func find(
    _ document: TapeView,
    _ node: Int,
    _ rest: ArraySlice<[UInt8]>,
    into nodes: inout [Int]
  ) throws(ConversionError) {
    guard let token = rest.first else {
      if document.kind(node) != .null { nodes.append(node) }
      return
    }
    if document.kind(node) == .object {
      guard let member = try member(document, node, token) else { return }
      try find(document, member, rest.dropFirst(), into: &nodes)
    } else if token == [UInt8(ascii: "*")] {
      for element in document.elements(of: node) {
        try find(document, element, rest.dropFirst(), into: &nodes)
      }
    } else if let index = Pointer.index(token) {
      for element in document.elements(of: node).dropFirst(index).prefix(1) {
        try find(document, element, rest.dropFirst(), into: &nodes)
      }
    }
  }

  private func member(
    _ document: TapeView,
    _ object: Int,
    _ name: [UInt8]
  ) throws(ConversionError) -> Int? {
    var found: Int?
    for (member, value) in document.members(of: object) where document.isText(member, name) {
      if found != nil { throw ConversionError(.duplicateMember, document, value) }
      found = value
    }
    return found
  }

  /// Whether the payload at a node is written as text.
  func isText(_ document: TapeView, _ node: Int) throws(ConversionError) -> Bool {
    guard document.kind(node) == .string else { return false }
    if place.readsText { return true }
    guard takesStrings else {
      var error = ConversionError(.payloadIsText, document, node)
      error.at = error.pointer
      error.pointer = ""
      throw error
    }
    return false
  }
}
