internal import Crosswalk

/// Findings as annotations of GitHub Actions: workflow commands, one on each line.
///
///     ::error file=dump.jsonl,line=3,col=42,title=assistant-part::a part of type …%0Ahelp: write …
///
/// Standard input has no file to annotate: its findings are shown without a place.
struct GitHubReport: FindingReport {
  func lines(_ found: BatchChecker.Located) -> String {
    let finding = found.finding
    let title = "title=\(escaped(finding.id))"
    let place =
      "file=\(escaped(found.file)),line=\(found.line),col=\(found.column),\(title)"
    let pointer = Message.place(finding.pointer, in: found.at)
    let context = pointer.map { " (record \(found.record), at \($0))" } ?? ""
    let text =
      Message.shown(finding.message + context) + "\nhelp: " + Message.shown(finding.help)
    return "::\(finding.severity.rawValue) \(found.file == "-" ? title : place)::\(data(text))\n"
  }

  /// A text behind the second pair of colons.
  private func data(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "%": text += "%25"
      case "\r": text += "%0D"
      case "\n": text += "%0A"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// A value before them, where colons and commas mean something.
  private func escaped(_ value: String) -> String {
    data(value).unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case ":": text += "%3A"
      case ",": text += "%2C"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
