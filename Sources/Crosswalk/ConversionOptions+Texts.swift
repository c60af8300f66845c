internal import JSONCore

// Options as people write them: on a command line, or in a file of JSON Lines.

extension ConversionOptions {
  /// Adds values for all payloads, written `NAME=VALUE,…`.
  ///
  /// ```swift
  /// var options = ConversionOptions()
  /// try options.addValues("thread_id=thread_1,created_at=1700000000,tools=[\"retrieval\"]")
  /// ```
  ///
  /// A value is taken as JSON if it is a number, quoted text, an array or an object; a comma inside of one
  /// ends nothing. A bare word is text.
  ///
  /// - Parameter text: The names and values; the last value of a name wins.
  /// - Throws: ``ConfigurationError`` if a name or its `=` is missing.
  public mutating func addValues(_ text: String) throws(ConfigurationError) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      guard let equals = rest.firstIndex(of: UInt8(ascii: "=")), equals > rest.startIndex,
        !rest[..<equals].contains(UInt8(ascii: ","))
      else {
        throw ConfigurationError(
          message: "expected NAME=VALUE, found '\(String(decoding: rest, as: UTF8.self))'",
          help: "write a name, '=' and a value, such as thread_id=thread_1"
        )
      }
      let name = String(decoding: rest[..<equals], as: UTF8.self)
      let value = GivenValue(startOf: rest[(equals + 1)...])
      values[name] = value.json
      rest = rest.dropFirst(equals + 1 - rest.startIndex + value.length).dropFirst()
    }
  }
}

/// A value at the start of a text, up to the comma behind it.
private struct GivenValue {
  /// How many bytes it has as it was given.
  let length: Int
  /// The value as JSON.
  let json: String

  init(startOf text: ArraySlice<UInt8>) {
    var sink = ByteSink(capacity: text.count)
    sink.append(Array(text))
    var tape = Tape()
    if let end = tape.scan(sink.view), end == text.count || sink.view.byte(end) == comma,
      ![.null, .true, .false].contains(tape.view(sink.view).kind(0))
    {
      length = end
      json = String(decoding: text.prefix(end), as: UTF8.self)
    } else {
      let word = text.prefix { $0 != comma }
      length = word.count
      var quoted = ByteSink(capacity: word.count + 2)
      quoted.appendString(Array(word))
      json = String(decoding: quoted.view.bytes, as: UTF8.self)
    }
  }
}

private let comma = UInt8(ascii: ",")

extension ContextEntry {
  /// Reads one line of a context file: `{"id", "tools"?, "filename"?, "thread_id"?, "created_at"?}`.
  ///
  /// ```swift
  /// let line = #"{"id":"run_1","tools":["retrieval"],"created_at":1700000000}"#
  /// let entry = try ContextEntry(jsonLine: Array(line.utf8))
  /// ```
  ///
  /// - Parameter jsonLine: One JSON object. Its tools are names, or objects with a `type` as an assistant
  ///   lists them.
  /// - Throws: ``ConfigurationError`` if it is no object with an id.
  public init(jsonLine: [UInt8]) throws(ConfigurationError) {
    var sink = ByteSink(capacity: jsonLine.count)
    sink.append(jsonLine)
    var tape = Tape()
    guard let end = tape.scan(sink.view) else {
      throw ContextEntry.notAnEntry(found: tape.error.id)
    }
    guard jsonLine[end...].allSatisfy({ [0x20, 0x09, 0x0a, 0x0d].contains($0) }) else {
      throw ContextEntry.notAnEntry(found: "more behind the object")
    }
    try self.init(tape.view(sink.view))
  }

  private init(_ view: TapeView) throws(ConfigurationError) {
    guard let id = view.member(0, "id"), view.kind(id) == .string else {
      throw ContextEntry.notAnEntry(found: view.kind(0).phrase + " without one")
    }
    self.init(id: String(decoding: view.decoded(id), as: UTF8.self))
    for (name, value) in view.members(of: 0) where value != id {
      if view.isText(name, "tools") {
        tools = try ContextEntry.tools(view, value)
      } else {
        let name = String(decoding: view.decoded(name), as: UTF8.self)
        values[name] = String(decoding: view.lexeme(value), as: UTF8.self)
      }
    }
  }

  private static func tools(_ view: TapeView, _ list: Int) throws(ConfigurationError) -> [String] {
    var names: [String] = []
    guard view.kind(list) == .array else { throw notTools(view, list) }
    for element in view.elements(of: list) {
      let name = view.member(element, "type") ?? element
      guard view.kind(name) == .string else { throw notTools(view, element) }
      names.append(String(decoding: view.decoded(name), as: UTF8.self))
    }
    return names
  }

  private static func notTools(_ view: TapeView, _ node: Int) -> ConfigurationError {
    ConfigurationError(
      message: "expected an array of tools, found \(view.kind(node).phrase)",
      help: #"write tools like ["retrieval","code_interpreter"]"#
    )
  }

  private static func notAnEntry(found: String) -> ConfigurationError {
    ConfigurationError(
      message: "expected an object with a text as id, found \(found)",
      help: #"write one object per line, such as {"id":"run_1","tools":["retrieval"]}"#
    )
  }
}
