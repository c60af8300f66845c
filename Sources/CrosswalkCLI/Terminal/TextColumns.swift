/// Text in two columns, and in lines of whole words.
struct TextColumns {
  /// Lines are no longer than this.
  static let width = 80

  /// The column at which the second of the two columns starts.
  let indent: Int

  /// A name and what is said about it, which starts on its own line if the name is long.
  func entry(_ name: String, _ text: String) -> String {
    let lines = TextColumns.wrapped(text, indent: indent)
    guard name.count + 4 <= indent else { return "  \(name)\n" + lines }
    let gap = String(repeating: " ", count: indent - 2 - name.count)
    return "  " + name + gap + lines.drop { $0 == " " }
  }

  /// Lines of whole words, each indented.
  static func wrapped(_ text: String, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines = ""
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty && indent + line.count + 1 + word.count > width {
        lines += margin + line + "\n"
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + margin + line + "\n"
  }
}
