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
    let near = Suggestion.nearest(to: name, among: known)
    let suggestion = near.map { "did you mean '\($0)'? " } ?? ""
    return ConfigurationError(
      message: "no \(what) is called '\(name)'",
      help: suggestion + "known: " + known.joined(separator: ", ")
    )
  }
}
