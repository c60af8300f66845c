internal import Crosswalk
package import OpenAIDialects

extension Fixture {
  /// What is wrong with the case under some tables; nothing if all comes out as told.
  package func problems(_ registry: Registry = .standard) throws -> [String] {
    try ways.flatMap { way in
      try FixtureTrial(self, way, registry: registry).problems()
        .map { "\(way.name) \($0)" }
    } + problemsOfEquality(registry)
  }

  /// What is wrong with the case as an element of another payload.
  package func problems(
    inside enclosure: Enclosure,
    _ registry: Registry = .standard
  ) throws -> [String] {
    guard isAboutOnePayload else { return [] }
    return try ways.flatMap { way in
      try FixtureTrial(self, way, inside: enclosure, registry: registry).problems()
        .map { "\(way.name) \($0)" }
    } + problemsOfEquality(inside: enclosure, registry)
  }

  /// Whether the case says something about the payload rather than about reading it.
  private var isAboutOnePayload: Bool {
    options.unnamed != true && files[Fixture.refusalFile]?.contains("\"pointer\":null") != true
  }

  /// The files that the case should have: sources, results and options.
  package func expected() throws -> [String: String] {
    var expected: [String: String] = [:]
    for name in Fixture.equalityFiles + [Fixture.optionsFile] { expected[name] = files[name] }
    for way in ways {
      let mine = try FixtureTrial(self, way).files
      // What a case with both ways has as source here was made on the way before.
      for (name, text) in mine where name != way.sourceFile || expected[name] == nil {
        expected[name] = text
      }
    }
    return expected
  }

  /// The codes that the results name, with the choice that was taken: `CODE=CHOICE`.
  ///
  /// A choice counts only if the result would be another without it.
  package func reached(_ registry: Registry = .standard) throws -> Set<String> {
    var reached: Set<String> = []
    let told = files.filter { $0.key.hasSuffix("losses.json") || $0.key == Fixture.refusalFile }
    for text in told.values {
      let pieces = text.split(separator: "{\"code\":\"", omittingEmptySubsequences: false)
      let codes = pieces.dropFirst().map { String($0.prefix { $0 != "\"" }) }
      reached.formUnion(codes.filter { code in !options.policies.contains { $0.code == code } })
    }
    for policy in options.policies where try isEffective(policy.code, registry) {
      reached.insert("\(policy.code)=\(policy.choice)")
    }
    return reached
  }

  private func isEffective(_ code: String, _ registry: Registry) throws -> Bool {
    var without = options
    without.on = options.on?.filter { !$0.hasPrefix(code + "=") && !$0.hasPrefix(code + ":") }
    return try ways.contains { way in
      try FixtureTrial(self, way, registry: registry, options: without).files
        != FixtureTrial(self, way, registry: registry).files
    }
  }
}
