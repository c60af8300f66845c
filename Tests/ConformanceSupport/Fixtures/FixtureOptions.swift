package import Crosswalk
internal import Foundation

/// What the caller of a case chose, in the words of the command line.
package struct FixtureOptions: Sendable, Decodable {
  /// A target other than the hop's end, such as an edition.
  package var to: String?
  /// A source other than the hop's beginning, such as an edition.
  package var from: String?
  /// Whether the caller names neither the source's dialect nor its kind.
  package var unnamed: Bool?
  /// `schema` to please the schema rather than the service.
  package var level: String?
  /// The weight from which losses refuse.
  package var strict: String?
  /// Policies as `CODE=CHOICE` or `CODE:FIELD=CHOICE`.
  package var on: [String]?
  /// Values by name, as JSON.
  package var set: [String: String]?
  /// Values by id.
  package var context: [Context]?
  /// The tools that a file id implies.
  package var tools: [String]?
  /// New ids by old ones.
  package var ids: [String: String]?

  /// What is known about one id.
  package struct Context: Sendable, Decodable {
    var id: String
    var tools: [String]?
    var values: [String: String]?
  }

  /// The caller chose nothing.
  package init() {}

  /// Reads `options.json`; a word that it does not know is an error.
  init(_ text: String) throws {
    let data = Data(text.utf8)
    self = try JSONDecoder().decode(FixtureOptions.self, from: data)
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let known = [
      "to", "from", "unnamed", "level", "strict", "on", "set", "context", "tools", "ids",
    ]
    for word in object.map({ Array($0.keys) }) ?? [] where !known.contains(word) {
      throw FixtureError(text: "options.json: no option is called '\(word)'")
    }
  }

  /// The policies, read.
  package var policies: [Policy] {
    (on ?? []).map { text in
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      let names = sides[0].split(separator: ":", maxSplits: 1).map(String.init)
      let field: String? = names.count > 1 ? names[1] : nil
      return Policy(code: names[0], field: field, choice: sides.count > 1 ? sides[1] : "")
    }
  }

  /// The options of the converter, with fields below a prefix.
  func conversionOptions(fieldsBelow prefix: String) -> ConversionOptions {
    var options = ConversionOptions()
    options.level = level.flatMap(Level.init(rawValue:)) ?? .service
    options.strict = strict.flatMap(LossWeight.init(rawValue:))
    options.policies = policies.map { policy in
      Policy(code: policy.code, field: policy.field.map { prefix + $0 }, choice: policy.choice)
    }
    options.values = set ?? [:]
    options.context = (context ?? []).map {
      ContextEntry(id: $0.id, tools: $0.tools, values: $0.values ?? [:])
    }
    options.tools = tools
    options.idMap = (ids ?? [:]).sorted { $0.key < $1.key }.map {
      MappedID(from: $0.key, to: $0.value)
    }
    options.keepsResidue = true
    return options
  }
}

/// A case that cannot be read.
package struct FixtureError: Error, CustomStringConvertible {
  package var text: String
  package var description: String { text }
}
