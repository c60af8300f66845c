/// Why a property does not hold for a value.
///
/// The id names the reason and stays the same while the case shrinks: a case that fails for another
/// reason is another case.
package struct Failure: Error, Equatable, Sendable {
  /// Short and without details of the case: `bytes-differ`.
  package var id: String
  /// What a person wants to know.
  package var message: String

  /// Makes a failure.
  package init(id: String, message: String) {
    self.id = id
    self.message = message
  }

  /// Fails unless two values are equal.
  package static func unlessEqual<Value: Equatable>(
    _ id: String, _ found: Value, _ expected: Value
  ) -> Failure? {
    if found == expected { return nil }
    return Failure(
      id: id, message: "expected \(readable(expected)), found \(readable(found))")
  }
}

/// What a property throws for a value that it says nothing about; such cases are counted apart.
package struct Discarded: Error {
  /// Makes the error.
  package init() {}
}

/// A text for people: bytes as UTF-8 with what cannot be seen as escapes, all else as Swift describes it.
func readable<Value>(_ value: Value) -> String {
  switch value {
  case let bytes as [UInt8]: visible(String(decoding: bytes, as: UTF8.self))
  case let text as String: visible(text)
  default: String(describing: value)
  }
}

private func visible(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse,
      .nonspacingMark:
      result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
