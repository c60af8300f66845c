import JSONCore

/// Reads the parts of a request's content, in all forms that were seen.
enum ContentParts {
  /// What a part is and where its words stand.
  enum Part {
    /// A text; the node of its string.
    case text(Int)
    case imageFile
    /// An image by URL; the node of the URL.
    case imageURL(Int)
    case other
  }

  /// Reads one element of a content array.
  static func read(_ source: TapeView, _ part: Int) -> Part {
    guard let type = source.member(part, "type"), source.kind(type) == .string else {
      return .other
    }
    if source.isText(type, "text") {
      return string(source, part, "text", inside: "value").map(Part.text) ?? .other
    }
    if source.isText(type, "image_file") { return .imageFile }
    if source.isText(type, "image_url") {
      return string(source, part, "image_url", inside: "url").map(Part.imageURL) ?? .other
    }
    return .other
  }

  /// A member that is a string, or an object with the string as one of its members.
  private static func string(
    _ source: TapeView,
    _ part: Int,
    _ name: StaticString,
    inside member: StaticString
  ) -> Int? {
    guard let value = source.member(part, name) else { return nil }
    if source.kind(value) == .string { return value }
    guard source.kind(value) == .object, let inner = source.member(value, member),
      source.kind(inner) == .string
    else { return nil }
    return inner
  }

  /// The file ids of all images in a message's content.
  @Sendable
  static func imageFiles(_ source: TapeView, _ message: Int) -> [Int] {
    guard let content = source.member(message, "content"), source.kind(content) == .array else {
      return []
    }
    return source.elements(of: content).compactMap { part in
      guard case .imageFile = read(source, part) else { return nil }
      return string(source, part, "image_file", inside: "file_id")
    }
  }
}
