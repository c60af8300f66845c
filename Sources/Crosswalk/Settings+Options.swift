import JSONCore
import LensCore
import OpenAIDialects

extension Settings {
  /// What the engine needs of the options, checked.
  init(_ options: ConversionOptions, _ names: Names) throws(ConfigurationError) {
    self.init()
    for policy in options.policies { try names.check(policy) }
    policies = options.policies.map {
      Settings.Policy(code: $0.code, field: $0.field, choice: $0.choice)
    }
    strict = options.strict.flatMap { Weight(name: $0.rawValue) }
    pleasesSchema = options.level == .schema
    if let tools = options.tools { assumptions["tools"] = try Settings.attachmentTools(tools) }
    supplies = try Supplies(options)
  }

  /// The same for the bodies of calls: a field is named from the body on.
  var forBodies: Settings {
    var settings = self
    settings.policies = policies.map { policy in
      for body in ["/body", "/response/body"] {
        guard let field = policy.field, field.hasPrefix(body + "/") else { continue }
        let inner = String(field.dropFirst(body.count))
        return Policy(code: policy.code, field: inner, choice: policy.choice)
      }
      return policy
    }
    return settings
  }

  /// The tools of an attachment that a list of names stands for.
  ///
  /// Retrieval became file search; functions and other tools take no files.
  static func attachmentTools(_ names: [String]) throws(ConfigurationError) -> String {
    var tools: [String] = []
    for name in names {
      switch name {
      case "file_search", "retrieval": tools.append(#"{"type":"file_search"}"#)
      case "code_interpreter": tools.append(#"{"type":"code_interpreter"}"#)
      case "function": continue
      default:
        let known = ["file_search", "code_interpreter", "retrieval", "function"]
        throw Names.unknown("tool", name, known)
      }
    }
    return "[" + tools.joined(separator: ",") + "]"
  }
}

extension Supplies {
  fileprivate init(_ options: ConversionOptions) throws(ConfigurationError) {
    self.init()
    for (name, value) in options.values { always[name] = try Supplies.value(name, value) }
    for entry in options.context {
      var values: [String: [UInt8]] = [:]
      for (name, value) in entry.values { values[name] = try Supplies.value(name, value) }
      if let tools = entry.tools {
        values["tools"] = Array(try Settings.attachmentTools(tools).utf8)
      }
      byID[Array(entry.id.utf8), default: [:]].merge(values) { _, new in new }
    }
  }

  /// A value that callers gave, as JSON without white space between tokens.
  private static func value(_ name: String, _ json: String) throws(ConfigurationError) -> [UInt8] {
    var input = ByteSink(capacity: json.utf8.count)
    input.append(json)
    var tape = Tape()
    guard tape.scan(input.view) == input.count else {
      throw ConfigurationError(
        message: "the value of '\(name)' is not one JSON value: \(json)",
        help: "write strings with quotes, such as \"thread_1\""
      )
    }
    var output = ByteSink(capacity: input.count)
    tape.view(input.view).minify(0, into: &output)
    return output.view.bytes
  }
}
