extension JSONError {
  /// The place of an error in the structure of its record.
  package struct Place: Equatable, Sendable {
    /// The innermost value that was begun, for `at /content/0`.
    package var pointer: Pointer
    /// The name of the member whose value the error stands in or behind.
    package var member: String?
  }

  /// Finds out which value a scan was at when it failed.
  ///
  /// Walks the bytes before the error again: the scanner itself keeps no names, and a message has time.
  ///
  /// - Parameters:
  ///   - bytes: Those that were scanned.
  ///   - start: Where the scan began.
  /// - Returns: Pointer and member; the payload itself if nothing was begun in it.
  /// - Complexity: O(*n*) in the bytes before the error.
  package func place(in bytes: ByteView, from start: Int = 0) -> Place {
    var walk = PlaceWalk()
    // A row is no JSON.
    guard code != .tooFewColumns && code != .unfinishedRow else { return walk.place }
    var at = start
    while at < min(offset, bytes.count) {
      at = walk.step(bytes, at, limit: offset)
    }
    return walk.place
  }
}

/// The open containers on the way to an error.
///
/// What it walks over was accepted by the scanner.
private struct PlaceWalk {
  private struct Level {
    let isObject: Bool
    var name: [UInt8]?
    var index = 0
  }

  private var levels: [Level] = []

  var place: JSONError.Place {
    var pointer = Pointer()
    for level in levels {
      if let name = level.name {
        pointer.append(name: name)
      } else if !level.isObject {
        pointer.append(index: level.index)
      }
    }
    let member = levels.last?.name.map { String(decoding: $0, as: UTF8.self) }
    return JSONError.Place(pointer: pointer, member: member)
  }

  /// Takes one token, or one byte of it, and returns the offset past it.
  mutating func step(_ bytes: ByteView, _ at: Int, limit: Int) -> Int {
    switch bytes.byte(at) {
    case UInt8(ascii: "{"): levels.append(Level(isObject: true))
    case UInt8(ascii: "["): levels.append(Level(isObject: false))
    case UInt8(ascii: "}"), UInt8(ascii: "]"): levels.removeLast()
    case UInt8(ascii: ","): stepOver()
    case UInt8(ascii: "\""):
      let end = PlaceWalk.endOfString(bytes, at + 1, limit: limit)
      if end < limit { take(bytes, at + 1, end) }
      return end + 1
    default: break
    }
    return at + 1
  }

  private mutating func stepOver() {
    guard var level = levels.popLast() else { return }
    level.name = nil
    level.index += 1
    levels.append(level)
  }

  /// Takes a complete string: in an object without a name yet, it is one.
  private mutating func take(_ bytes: ByteView, _ start: Int, _ end: Int) {
    guard var level = levels.popLast() else { return }
    if level.isObject && level.name == nil { level.name = bytes.decoded(start, end) }
    levels.append(level)
  }

  /// The offset of the closing quote; `limit` or more if the error comes first.
  private static func endOfString(_ bytes: ByteView, _ start: Int, limit: Int) -> Int {
    var at = start
    while at < limit && bytes.byte(at) != UInt8(ascii: "\"") {
      at += bytes.byte(at) == UInt8(ascii: "\\") ? 2 : 1
    }
    return at
  }
}
