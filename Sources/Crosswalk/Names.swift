import LensCore
import OpenAIDialects

/// Finds what callers name, and suggests what they may have meant.
enum Names {
  static func dialect(
    _ name: String
  ) throws(ConfigurationError) -> (dialect: Dialect, edition: String?) {
    if let found = Registry.dialect(named: name) { return found }
    throw unknown("dialect", name, Registry.dialects.flatMap { [$0.name] + $0.editions })
  }

  static func kind(_ name: String) throws(ConfigurationError) -> PayloadKind {
    if let found = Registry.kind(named: name) { return found }
    throw unknown("kind", name, Registry.kinds.map(\.name))
  }

  static func optional<Value>(
    _ name: String?,
    _ find: (String) throws(ConfigurationError) -> Value
  ) throws(ConfigurationError) -> Value? {
    guard let name else { return nil }
    return try find(name)
  }

  /// Checks that a code exists and offers a choice.
  static func check(_ policy: Policy) throws(ConfigurationError) {
    let codes = Registry.codes + LossCode.recordCodes
    guard let code = codes.first(where: { $0.id == policy.code }) else {
      throw unknown("code", policy.code, codes.map(\.id))
    }
    let choices = code.choices.map(\.name) + ["allow"]
    guard choices.contains(policy.choice) else {
      throw unknown("choice of \(code.id)", policy.choice, choices)
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
