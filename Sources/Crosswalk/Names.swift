import LensCore
import OpenAIDialects

/// Finds what callers name, and suggests what they may have meant.
struct Names {
  let registry: Registry

  init(_ registry: Registry) { self.registry = registry }

  func dialect(
    _ name: String
  ) throws(ConfigurationError) -> (dialect: Dialect, edition: String?) {
    if let found = registry.dialect(named: name) { return found }
    throw Names.unknown("dialect", name, registry.dialects.flatMap { [$0.name] + $0.editions })
  }

  func kind(_ name: String) throws(ConfigurationError) -> PayloadKind {
    if let found = registry.kind(named: name) { return found }
    throw Names.unknown("kind", name, registry.kinds.map(\.name))
  }

  static func optional<Value>(
    _ name: String?,
    _ find: (String) throws(ConfigurationError) -> Value
  ) throws(ConfigurationError) -> Value? {
    guard let name else { return nil }
    return try find(name)
  }

  /// Checks that a code exists and offers a choice.
  func check(_ policy: Policy) throws(ConfigurationError) {
    let codes = registry.codes + LossCode.recordCodes
    guard let code = codes.first(where: { $0.id == policy.code }) else {
      throw Names.unknown("code", policy.code, codes.map(\.id))
    }
    let choices = code.choices.map(\.name) + ["allow"]
    guard choices.contains(policy.choice) else {
      throw Names.unknown("choice of \(code.id)", policy.choice, choices)
    }
  }

  /// An error that names what exists, the nearest first.
  static func unknown(_ what: String, _ name: String, _ known: [String]) -> ConfigurationError {
    let nearest = known.min { distance($0, name) < distance($1, name) }
    let isNear = nearest.map { distance($0, name) <= max(2, name.utf8.count / 3) } ?? false
    let suggestion = isNear ? "did you mean '\(nearest ?? "")'? " : ""
    return ConfigurationError(
      message: "no \(what) is called '\(name)'",
      help: suggestion + "known: " + known.joined(separator: ", ")
    )
  }

  /// How many letters have to be changed, added or removed to make one word of another.
  static func distance(_ left: String, _ right: String) -> Int {
    let target = Array(right.utf8)
    var row = Array(0...target.count)
    for (line, letter) in left.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in target.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[target.count]
  }
}
