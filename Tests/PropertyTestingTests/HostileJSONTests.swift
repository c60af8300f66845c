import JSONCore
import PropertyTesting
import Testing

/// Hostile documents are valid, and hostile.
@Suite struct HostileJSONTests {
  @Test func `hostile documents, scanned, are valid JSON`() throws {
    try check("hostile-json-is-json", count: 5_000, HostileJSON().generator()) { payload in
      _ = try Parsed.reading(payload)
      return nil
    }
  }

  /// What 5,000 documents must contain at least once: as text, or as something to look for in the tree.
  private static let texts: [String] = [
    #"\""#, #"\\"#, #"\/"#, #"\b"#, #"\f"#, #"\n"#, #"\r"#, #"\t"#, #"\u0000"#, #"\u001f"#,
    #"\u001F"#, #"\u00e9"#, #"\u00E9"#, #"\ud83d\ude00"#, #"\uD83D\uDE00"#, #"\u2028"#, "😀",
    "e\u{301}", "\u{2028}", "\u{FEFF}", "\u{10FFFF}", "\u{7F}", #""":"#, "[]", "{}", "\r\n", "\t",
    "-0", "1.0", "1e0", "1E+2", "12345678901234567890", "0.1000", "1e400", "[[[[[[[[[[[[[[",
  ]

  @Test func `hostile documents, many of them, contain each trap`() throws {
    var missing = Set(Self.texts)
    try check("hostile-json-covers", count: 5_000, HostileJSON().generator()) { payload in
      if missing.isEmpty { return nil }
      let text = String(decoding: payload, as: UTF8.self)
      // By scalars: Swift does not find an accent apart from its letter.
      missing = missing.filter { !contains(text, $0) }
      return nil
    }
    #expect(missing == [])
  }

  private func contains(_ text: String, _ part: String) -> Bool {
    text.unicodeScalars.contains(part.unicodeScalars)
  }

  @Test func `names, unless asked for, do not repeat`() throws {
    func repeats(_ json: HostileJSON) throws -> Int {
      var count = 0
      try check("hostile-json-names", count: 3_000, json.generator()) { payload in
        for value in try Parsed.reading(payload).everything {
          let names = value.members.map { Array($0.name.utf8) }
          if Set(names).count < names.count { count += 1 }
        }
        return nil
      }
      return count
    }
    #expect(try repeats(HostileJSON()) == 0)
    #expect(try repeats(HostileJSON(repeatsNames: true)) > 0)
  }

  @Test func `documents, among many, are deep and are huge`() throws {
    var deepest = 0
    var longest = 0
    try check("hostile-json-sizes", count: 3_000, HostileJSON().generator()) { payload in
      let brackets = payload.prefix { $0 == UInt8(ascii: "[") }
      deepest = max(deepest, brackets.count)
      longest = max(longest, try Parsed.reading(payload).elements?.count ?? 0)
      return nil
    }
    #expect(deepest > 100)
    #expect(longest > 100)
  }

  // MARK: Shrinking

  private func smallest(
    seed: UInt64, _ isBad: @escaping (Parsed) -> Bool
  ) throws -> String? {
    let found = try counterexample(count: 5_000, seed: seed, HostileJSON().generator()) { payload in
      isBad(try Parsed.reading(payload)) ? Failure(id: "bad", message: "") : nil
    }
    return found.map { String(decoding: $0.value, as: UTF8.self) }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `a document with an object in an array, shrunk, is just that`(seed: UInt64) throws {
    let found = try smallest(seed: seed) { document in
      document.everything.contains { $0.elements?.contains { !$0.members.isEmpty } ?? false }
    }
    #expect(found == #"[{"a":null}]"#)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `a document with a string outside of ASCII, shrunk, is that string`(seed: UInt64) throws {
    let found = try smallest(seed: seed) { document in
      document.everything.contains { $0.text?.utf8.contains { $0 >= 0x80 } ?? false }
    }
    #expect(found == "\"\u{80}\"")
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `a document with three elements in a row, shrunk, holds nulls`(seed: UInt64) throws {
    let found = try smallest(seed: seed) { document in
      document.everything.contains { ($0.elements?.count ?? 0) >= 3 }
    }
    #expect(found == "[null,null,null]")
  }
}
