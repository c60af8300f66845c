/// The terminal's side of a run: what is said, and how.
package struct Terminal: Sendable {
  /// When messages are colored.
  package enum Color: String, Sendable, CaseIterable {
    case auto
    case always
    case never
  }

  /// Whether messages are colored.
  let isColored: Bool
  /// Whether results for people are colored.
  let colorsResults: Bool
  /// Whether only errors are said.
  let isQuiet: Bool

  /// Decides how messages look.
  ///
  /// `auto` colors what a person reads, unless the environment forbids it (https://no-color.org).
  init(color: Color, isQuiet: Bool) {
    isColored = Terminal.colors(Descriptor.standardError, color)
    colorsResults = Terminal.colors(Descriptor.standardOutput, color)
    self.isQuiet = isQuiet
  }

  private static func colors(_ stream: Descriptor, _ color: Color) -> Bool {
    switch color {
    case .always: return true
    case .never: return false
    case .auto:
      let isForbidden = !(Process.environment("NO_COLOR") ?? "").isEmpty
      return stream.isTerminal && !isForbidden && Process.environment("TERM") != "dumb"
    }
  }

  /// Says something on standard error; if nobody listens, that is no failure.
  func say(_ message: Message) {
    if isQuiet && message.severity != .error { return }
    try? Descriptor.standardError.write(message.lines(isColored: isColored))
  }

  /// Writes what was asked for, such as totals, to standard error as it is.
  func tell(_ text: String) {
    try? Descriptor.standardError.write(text)
  }

  /// Says something when the options are not known.
  static func say(_ message: Message) {
    Terminal(color: .auto, isQuiet: false).say(message)
  }
}
