internal import LensCore
internal import OpenAIDialects

extension Fixture {
  /// The files whose lines are equal to a payload of the case, or are not.
  static let equalityFiles = [
    "older.equal.jsonl", "older.unequal.jsonl", "newer.equal.jsonl", "newer.unequal.jsonl",
  ]

  /// What is wrong with the lines that should, or should not, be equal to a payload of the case.
  func problemsOfEquality(
    inside enclosure: Enclosure? = nil,
    _ registry: Registry
  ) -> [String] {
    let kind = enclosure?.kind ?? self.kind
    let hop = FixtureHop.all(registry).first { $0.name == self.hop }
    guard let lens = hop?.lens(named: kind) else { return [] }
    return Fixture.equalityFiles.flatMap { name -> [String] in
      guard let lines = files[name] else { return [] }
      let isOlder = name.hasPrefix("older")
      let form = NormalForm(lens, isOlder ? .older : .newer, assumptions: [:])
      let normal = { (payload: Substring) in
        let text = enclosure?.around(String(payload)) ?? String(payload)
        return FixtureText.normal(Array(text.utf8), form)
      }
      let payload = (files[isOlder ? "older.json" : "newer.json"] ?? "").dropLast()
      return lines.split(separator: "\n").compactMap { line in
        let isEqual = normal(line) != nil && normal(line) == normal(payload)
        return isEqual == name.hasSuffix(".equal.jsonl") ? nil : "\(name): \(line)"
      }
    }
  }
}
