/// Why a line of a field list cannot be read.
package struct FieldListError: Error, Equatable {
  /// What is wrong with the line.
  package enum Reason: Error {
    /// The line does not begin with a pointer.
    case missingPath

    /// A step of the path, a word or a kind has no text.
    case emptyText

    /// What follows the path is none of `! ? = as`.
    case unknownMark

    /// The path stands on an earlier line already.
    case repeatedPath

    /// The object or array around the field has no line before this one.
    case unlistedParent
  }

  /// The number of the line, from 1.
  package let line: Int

  /// What is wrong with it.
  package let reason: Reason
}

extension FieldList.Field {
  /// Reads lines of the notation; empty lines are skipped.
  ///
  /// - Throws: ``FieldListError`` with the first line that does not follow the notation.
  package static func parse(_ lines: String) throws(FieldListError) -> [Self] {
    var fields: [Self] = []
    var seen: Set<String> = [""]
    var number = 0
    for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      guard !line.isEmpty else { continue }
      do throws(FieldListError.Reason) {
        let field = try Self(line: line)
        guard seen.contains(field.parent) else { throw .unlistedParent }
        guard seen.insert(field.path).inserted else { throw .repeatedPath }
        fields.append(field)
      } catch {
        throw FieldListError(line: number, reason: error)
      }
    }
    return fields
  }

  /// The path of the container around this field; empty at the top.
  private var parent: String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }

  private init(line: Substring) throws(FieldListError.Reason) {
    let (head, tail) = line.split(at: " ")
    let marks = head.drop { !"!?".contains($0) }
    path = String(head[..<marks.startIndex])
    guard path.first == "/" else { throw .missingPath }
    let steps = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard !steps.contains("") else { throw .emptyText }
    guard ["", "!", "?", "!?"].contains(marks) else { throw .unknownMark }
    isRequired = marks.contains("!")
    isNullable = marks.contains("?")
    guard let tail else { return }
    try readValue(tail)
  }

  /// Reads what follows the path: the words of an enumeration, or the kind of the value.
  private mutating func readValue(_ text: Substring) throws(FieldListError.Reason) {
    let (mark, value) = text.split(at: " ")
    guard let value, !value.isEmpty else { throw .emptyText }
    switch mark {
    case "=": words = value.split(separator: " | ").map(String.init)
    case "as": kind = String(value)
    default: throw .unknownMark
    }
  }
}

extension Substring {
  /// The text before the first `separator`, and the text after it if there is one.
  fileprivate func split(at separator: Character) -> (head: Substring, tail: Substring?) {
    guard let place = firstIndex(of: separator) else { return (self, nil) }
    return (self[..<place], self[index(after: place)...])
  }
}
