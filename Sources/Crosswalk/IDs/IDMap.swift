internal import JSONCore

/// An id and the one that it becomes: a line of the file of `--id-map`.
public struct MappedID: Sendable, Equatable {
  /// The id in the source's world, such as that of a thread.
  public var from: String
  /// The id in the target's world, such as that of a conversation.
  public var to: String

  /// Maps an id.
  public init(from: String, to: String) {
    self.from = from
    self.to = to
  }

  /// Reads one line of an id map: `{"from", "to"}`.
  ///
  /// ```swift
  /// let id = try MappedID(jsonLine: Array(#"{"from":"thread_1","to":"conv_1"}"#.utf8))
  /// ```
  ///
  /// - Parameter jsonLine: One JSON object; other members are of no interest.
  /// - Throws: ``ConfigurationError`` if it is no object with both ids.
  public init(jsonLine: [UInt8]) throws(ConfigurationError) {
    var sink = ByteSink(capacity: jsonLine.count)
    sink.append(jsonLine)
    var tape = Tape()
    guard let end = tape.scan(sink.view),
      jsonLine[end...].allSatisfy({ [0x20, 0x09, 0x0a, 0x0d].contains($0) })
    else {
      throw MappedID.notAMapping
    }
    let view = tape.view(sink.view)
    guard let from = view.member(0, "from"), view.kind(from) == .string,
      let to = view.member(0, "to"), view.kind(to) == .string
    else { throw MappedID.notAMapping }
    self.init(
      from: String(decoding: view.decoded(from), as: UTF8.self),
      to: String(decoding: view.decoded(to), as: UTF8.self)
    )
  }

  private static var notAMapping: ConfigurationError {
    ConfigurationError(
      message: "expected an object with texts as from and to",
      help: #"write one object per line, such as {"from":"thread_1","to":"conv_1"}"#
    )
  }
}

/// Old ids and new ones.
///
/// The map is written from older dialects to newer ones, and within a dialect from what is to what shall be.
/// Towards an older dialect a new id becomes the old one again.
struct IDMap: Sendable {
  /// Which way a conversion reads the map.
  enum Way: Sendable {
    /// Old ids become new ones.
    case forward
    /// New ids become old ones.
    case backward
    /// New ids become old ones, from conversations to threads; a map that is written that way is read as it is.
    case homeward
  }

  private var new: [[UInt8]: [UInt8]] = [:]
  private var old: [[UInt8]: [UInt8]] = [:]

  /// Whether nothing is mapped.
  var isEmpty: Bool { new.isEmpty }

  /// Puts mappings together; the first one of an id wins on the way back.
  ///
  /// - Throws: ``ConfigurationError`` if an id has two new ones.
  init(_ mappings: [MappedID]) throws(ConfigurationError) {
    for mapping in mappings {
      let from = Array(mapping.from.utf8)
      let to = Array(mapping.to.utf8)
      if let known = new[from], known != to {
        throw ConfigurationError(
          message: "the id map gives '\(mapping.from)' two new ids",
          help: "keep one of them: '\(String(decoding: known, as: UTF8.self))' or '\(mapping.to)'"
        )
      }
      new[from] = to
      if old[to] == nil { old[to] = from }
    }
  }

  /// What an id becomes on a way; nil if nobody said.
  func id(for id: [UInt8], _ way: Way) -> [UInt8]? {
    switch way {
    case .forward: new[id]
    case .backward: old[id]
    case .homeward: old[id] ?? new[id]
    }
  }

  /// Whether the way back gives an id again, be it mapped or not.
  func leadsBack(_ id: [UInt8], _ way: Way) -> Bool {
    let there = self.id(for: id, way) ?? id
    return (self.id(for: there, way == .forward ? .backward : .forward) ?? there) == id
  }

  /// Whether an id is one of either side.
  func knows(_ id: [UInt8]) -> Bool { new[id] != nil || old[id] != nil }
}
