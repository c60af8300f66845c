import JSONCore
import LensCore
import OpenAIDialects

// The beta header: added, changed or removed; all other headers stay byte for byte.
extension CallTurn {
  /// Makes the headers say which dialect the call speaks now.
  ///
  /// A call without headers is a line of a batch, or of a log that keeps none: it gets none.
  mutating func headers() {
    let source = writer.source
    guard parts.headers >= 0, source.kind(parts.headers) == .object else { return }
    let word = BetaHeader.word(of: turn.to)
    let members = Array(source.members(of: parts.headers))
    let mine = Set(BetaHeader.members(source, parts.headers).map(\.name))
    var isNamed = false
    let isRemoved = members.map { member in
      mine.contains(member.name) && removes(member.value, word, &isNamed)
    }
    if isRemoved.contains(true) {
      for (member, isRemoved) in zip(members, isRemoved) where isRemoved {
        writer.skip(member.value)
      }
      let places = members.map { Int(source[$0.name].start)..<Int(source[$0.value].end) }
      writer.remove(places, where: isRemoved)
    }
    guard let word, !isNamed else { return }
    add(word, mine.isEmpty ? members.last?.value : nil, isEmpty: members.isEmpty, mine)
  }

  /// Changes what a beta header says; true if nothing is left of it.
  private mutating func removes(_ value: Int, _ word: String?, _ isNamed: inout Bool) -> Bool {
    let source = writer.source
    guard source.kind(value) == .array else {
      return removes(text: value, word, &isNamed)
    }
    let texts = Array(source.elements(of: value))
    let isRemoved = texts.map { removes(text: $0, word, &isNamed) }
    if isRemoved.contains(false) || texts.isEmpty {
      for (text, isRemoved) in zip(texts, isRemoved) where isRemoved { writer.skip(text) }
      writer.remove(texts.map { writer.range($0) }, where: isRemoved)
      return false
    }
    return true
  }

  private mutating func removes(text: Int, _ word: String?, _ isNamed: inout Bool) -> Bool {
    let source = writer.source
    guard source.kind(text) == .string else { return false }
    let decoded = source.decoded(text)
    let (replaced, named) = BetaHeader.replace(in: decoded, by: word)
    isNamed = isNamed || named
    guard let replaced else { return true }
    if named, !replaced.utf8.elementsEqual(decoded) {
      writer.replace(mark: text, by: CallTurn.quoted(replaced))
    }
    return false
  }

  /// Adds the header, or its word to one that says something else.
  private mutating func add(_ word: String, _ last: Int?, isEmpty: Bool, _ mine: Set<Int>) {
    let source = writer.source
    if let other = mine.map({ $0 + 1 }).first(where: { source.kind($0) == .string }) {
      let text = String(decoding: source.decoded(other), as: UTF8.self) + ", " + word
      writer.replace(mark: other, by: CallTurn.quoted(text))
    } else if mine.isEmpty {
      let place = last.map { Int(source[$0].end) } ?? Int(source[parts.headers].start) + 1
      writer.add(
        (isEmpty ? "" : ",") + "\"\(BetaHeader.name)\":\"\(word)\"",
        at: place
      )
    }
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var sink = ByteSink(capacity: text.utf8.count + 2)
    sink.appendString(text)
    return sink.view.bytes
  }
}
