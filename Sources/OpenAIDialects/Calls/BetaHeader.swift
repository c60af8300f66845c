package import JSONCore
package import LensCore

/// The header that says which Assistants dialect a call speaks: `OpenAI-Beta: assistants=v2`.
///
/// Calls of Responses and Conversations have none. A value may name several betas, separated by commas;
/// names of headers differ in case from log to log.
package enum BetaHeader {
  /// The name as it is published.
  package static let name = "OpenAI-Beta"
  private static let prefix = "assistants="

  /// What the header says of a dialect; nil if calls of the dialect have none.
  package static func word(of dialect: Dialect) -> String? {
    dialect == .responses ? nil : prefix + dialect.name
  }

  /// The members of a headers object that are this header.
  package static func members(_ view: TapeView, _ headers: Int) -> [(name: Int, value: Int)] {
    guard headers >= 0 else { return [] }
    return view.members(of: headers).filter { isName(view.decoded($0.name)) }
  }

  private static func isName(_ text: [UInt8]) -> Bool {
    text.count == name.utf8.count && zip(text, name.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  /// The dialect that the headers name; nil if none.
  package static func dialect(_ view: TapeView, _ headers: Int) -> Dialect? {
    for (_, value) in members(view, headers) {
      let texts = view.kind(value) == .array ? Array(view.elements(of: value)) : [value]
      for text in texts where view.kind(text) == .string {
        for beta in betas(view.decoded(text)) {
          for dialect in [Dialect.v1, .v2] where word(of: dialect) == beta { return dialect }
        }
      }
    }
    return nil
  }

  /// A value with another word for the Assistants dialect.
  ///
  /// - Parameters:
  ///   - text: The value.
  ///   - word: What it shall say of the dialect; nil: nothing.
  /// - Returns: The new value, nil if nothing is left of it; and whether it named a dialect before.
  package static func replace(in text: [UInt8], by word: String?) -> (text: String?, named: Bool) {
    var isNamed = false
    var kept: [String] = []
    for beta in betas(text) {
      guard beta.hasPrefix(prefix) else {
        kept.append(beta)
        continue
      }
      if !isNamed, let word { kept.append(word) }
      isNamed = true
    }
    guard isNamed else { return (String(decoding: text, as: UTF8.self), false) }
    return (kept.isEmpty ? nil : kept.joined(separator: ", "), true)
  }

  private static func betas(_ text: [UInt8]) -> [String] {
    text.split(separator: UInt8(ascii: ",")).map { part in
      let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
      let start = part.firstIndex { !isBlank($0) } ?? part.endIndex
      let end = part.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
      return String(decoding: part[start..<max(start, end)], as: UTF8.self)
    }
  }
}
