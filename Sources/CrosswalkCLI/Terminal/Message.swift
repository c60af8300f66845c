internal import Crosswalk

/// Something said on standard error.
///
///     threads.jsonl:17:412: error: expected ':' after a name, found '}' [json-syntax]
///       record 17, at /content/0
///       help: repair the record, or set refused records aside with --reject FILE
package struct Message: Equatable, Sendable {
  /// How bad it is.
  package enum Severity: String, Sendable {
    case error
    case warning
    case loss
    case note
  }

  /// File, line and column, or the program's name.
  package var place: String
  /// How bad it is.
  package var severity: Severity
  /// What it is about, lower case, without a full stop.
  package var text: String
  /// The stable name, if scripts may want to match it.
  package var id: String?
  /// Record number and pointer.
  package var context: String?
  /// What to do about it, beginning with a verb.
  package var help: String?

  /// Something to say.
  package init(
    place: String = "crosswalk",
    severity: Severity = .error,
    text: String,
    id: String? = nil,
    context: String? = nil,
    help: String? = nil
  ) {
    self.place = place
    self.severity = severity
    self.text = text
    self.id = id
    self.context = context
    self.help = help
  }

  /// The lines, each with its line end; control characters from names and payloads are shown.
  package func lines(isColored: Bool = false) -> String {
    let style = isColored ? Style.colored : .plain
    let title = style.severity(severity, severity.rawValue + ":")
    let name = id.map { " [" + $0 + "]" } ?? ""
    var lines =
      "\(style.strong(Message.shown(place) + ":")) \(title) \(Message.shown(text))\(name)\n"
    if let context { lines += "  \(Message.shown(context))\n" }
    if let help { lines += "  \(style.strong("help:")) \(Message.shown(help))\n" }
    return lines
  }

  /// A text with control characters written as `\u001F`: no input moves the user's cursor.
  package static func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.map { isControl($0) ? escape($0) : String($0) }.joined()
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    // C0, DEL and C1; and what turns the direction of the text around.
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x202a...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension Message {
  /// A word on the command line that makes no sense.
  init(_ error: UsageError) {
    self.init(text: error.message, id: "usage", help: error.help)
  }

  /// A file that cannot be used.
  init(_ error: FileError) {
    let place = error.path == "-" ? "crosswalk" : error.path
    let stream = error.isAboutReading ? "standard input " : "standard output "
    let subject = error.path == "-" ? stream : ""
    self.init(place: place, text: subject + error.message, id: error.id, help: error.help)
  }

  /// Options that make no sense to the converter.
  init(_ error: ConfigurationError) {
    self.init(text: error.message, id: "usage", help: error.help)
  }

  /// A residue that cannot be used.
  init(_ error: ResidueError, residue: String) {
    self.init(place: residue, text: error.message, id: error.code, help: error.help)
  }

  /// A refused record ended the run.
  init(_ error: BatchError) {
    let place = Message.place(error.pointer, in: error.at)
    let pointer = place.map { ", at \(Message.shortened($0))" } ?? ""
    self.init(
      place: "\(error.file):\(error.line):\(error.column)",
      text: error.message,
      id: error.code,
      context: "record \(error.record)\(pointer)",
      help: error.help
    )
  }

  /// Too many records were refused.
  init(_ error: RejectLimitError) {
    self.init(
      text: "\(error.rejected) of \(error.records) records refused, \(error.count) of them as "
        + "\(error.code): more than the limit of \(error.limit)",
      id: "reject-limit",
      help: "see the file of --reject for them, or raise --reject-limit"
    )
  }

  /// A place in a record: a pointer, and the payload in which it points; nil for the record itself.
  static func place(_ pointer: String?, in payload: String?) -> String? {
    let pointer = pointer ?? ""
    guard let payload, !payload.isEmpty else { return pointer.isEmpty ? nil : pointer }
    return pointer.isEmpty ? payload : "\(pointer) of the payload at \(payload)"
  }

  /// A pointer as people read it: of a very long one, both ends.
  static func shortened(_ pointer: String) -> String {
    let most = 160
    guard pointer.unicodeScalars.count > most else { return pointer }
    let half = most / 2
    let scalars = Array(pointer.unicodeScalars)
    var text = String.UnicodeScalarView(scalars.prefix(half))
    text.append(contentsOf: "…".unicodeScalars)
    text.append(contentsOf: scalars.suffix(half))
    return String(text)
  }

  /// A signal ended a run with a checkpoint.
  static func stopped(by signal: String) -> Message {
    Message(
      text: "stopped by \(signal); the files so far stay as NAME.partial", id: "interrupted",
      help: "run the same command again to go on")
  }

  /// A signal ended the run.
  static func interrupted(by signal: String, completed: Int) -> Message {
    let files = completed == 1 ? "1 file was" : "\(completed) files were"
    let rest =
      completed == 0 ? "no file was written" : "\(files) complete, and no other was written"
    return Message(text: "stopped by \(signal); \(rest)", id: "interrupted")
  }
}

/// How parts of a message stand out.
enum Style {
  case plain
  case colored

  func strong(_ text: String) -> String { wrapped(text, "1") }

  func severity(_ severity: Message.Severity, _ text: String) -> String {
    switch severity {
    case .error: wrapped(text, "1;31")
    case .loss, .warning: wrapped(text, "1;33")
    case .note: wrapped(text, "1;36")
    }
  }

  private func wrapped(_ text: String, _ code: String) -> String {
    self == .plain ? text : "\u{1b}[\(code)m\(text)\u{1b}[0m"
  }
}
