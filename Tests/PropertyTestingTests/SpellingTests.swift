import JSONCore
import PropertyTesting
import Testing

/// Every spelling of a draft is JSON and says the same.
@Suite struct SpellingTests {
  private struct Spelled: Sendable, CustomStringConvertible {
    let draft: Draft
    let payload: [UInt8]

    var description: String { String(decoding: payload, as: UTF8.self) }
  }

  private func spelled(_ spelling: Spelling) -> Generator<Spelled> {
    let json = HostileJSON(repeatsNames: true)
    return Generator { choices in
      let draft = json.draft(&choices)
      return Spelled(draft: draft, payload: spelling.spell(draft, &choices))
    }
  }

  @Test func `a draft, spelled in any way, reads back as it was`() throws {
    try check("spelling-keeps-drafts", count: 3_000, spelled(Spelling(shuffles: false))) {
      spelled in
      let found = draft(try Parsed.reading(spelled.payload))
      return found == spelled.draft ? nil : Failure(id: "differs", message: "\(found)")
    }
  }

  @Test func `members, shuffled, are the same members`() throws {
    try check("spelling-keeps-members", count: 1_000, spelled(Spelling())) { spelled in
      let found = sorted(draft(try Parsed.reading(spelled.payload)))
      return found == sorted(spelled.draft) ? nil : Failure(id: "differs", message: "\(found)")
    }
  }

  @Test func `a draft, spelled for JSON Lines, has no line feed`() throws {
    let generator = HostileJSON().generator(lineBreaks: false)
    try check("spelling-keeps-lines", count: 2_000, generator) { payload in
      payload.contains(UInt8(ascii: "\n")) ? Failure(id: "line-feed", message: "") : nil
    }
  }

  @Test func `a draft, spelled with no choices left, is compact and unescaped`() {
    let draft = Draft.object([
      Draft.Member("é\n", .array([.lexeme("1.0"), .null])), Draft.Member("b", .object([])),
    ])
    var choices = Choices(replaying: [])
    let text = String(decoding: Spelling().spell(draft, &choices), as: UTF8.self)
    #expect(text == #"{"é\n":[1.0,null],"b":{}}"#)
  }

  private func draft(_ parsed: Parsed) -> Draft {
    switch parsed {
    case .lexeme(let lexeme): .lexeme(lexeme)
    case .text(let text, _): .text(text)
    case .array(let elements): .array(elements.map(draft))
    case .object(let members): .object(members.map { Draft.Member($0.name, draft($0.value)) })
    }
  }

  /// Members in an order that does not depend on how they were written.
  private func sorted(_ draft: Draft) -> Draft {
    switch draft {
    case .lexeme, .text: draft
    case .array(let elements): .array(elements.map(sorted))
    case .object(let members):
      .object(
        members.map { Draft.Member($0.name, sorted($0.value)) }
          .sorted { "\($0)" < "\($1)" })
    }
  }
}
