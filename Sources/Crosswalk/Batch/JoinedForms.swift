import JSONCore

/// The form that several inputs have when they are written one after another.
struct JoinedForms {
  /// The form of all that was written; nil if there was no record.
  private(set) var joined: InputForm?
  /// The form of the current input, as far as it is known.
  private var current: InputForm?

  /// Goes on with another input.
  mutating func beginFile() { current = nil }

  /// Takes note of the form of a record's input.
  ///
  /// - Throws: ``ConfigurationError`` if it does not go together with those before.
  mutating func take(_ form: InputForm, file: String) throws(ConfigurationError) {
    guard form != current else { return }
    let isSameFile = current != nil
    current = form
    guard let before = joined else {
      joined = form
      return
    }
    if isSameFile && before == .json {
      joined = form
    } else if before.isFramed || form.isFramed {
      guard before == form else { throw JoinedForms.clash(before, form, file) }
    } else if before != form || form == .json {
      joined = .concatenated
    }
  }

  private static func clash(
    _ before: InputForm,
    _ form: InputForm,
    _ file: String
  ) -> ConfigurationError {
    ConfigurationError(
      message: "the records of '\(file)' stand in the form \(form.rawValue), those before "
        + "in the form \(before.rawValue): they do not make one output",
      help: "run each file by itself, or name the form with --input"
    )
  }
}

/// Going on with a run later.
extension JoinedForms {
  /// The forms met so far.
  var state: [UInt8] {
    var state = StateWriter()
    state.put(joined?.rawValue)
    state.put(current?.rawValue)
    return state.finish()
  }

  /// Goes on with forms that were met before.
  init(_ state: inout StateReader) {
    joined = state.optionalText().flatMap { InputForm(rawValue: $0) }
    current = state.optionalText().flatMap { InputForm(rawValue: $0) }
  }
}
