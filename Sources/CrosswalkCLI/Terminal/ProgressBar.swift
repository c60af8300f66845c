internal import Crosswalk

/// Tells on standard error how far a run has come: a line that is written over on a terminal, lines
/// elsewhere if they are asked for.
///
///     [##########----------------]  38%  412 MB of 1.1 GB  288,000 records  201,000/s  3 refused  2 s left
package final class ProgressBar {
  /// When a run tells how far it has come.
  package enum Wish: String, Sendable, CaseIterable {
    case auto
    case always
    case never
  }

  private static let width = 26
  private let isTerminal: Bool
  /// The bytes of all inputs; nil if that is not known before they are read.
  private let total: Int?
  private let start = Process.seconds
  private var last = Process.seconds
  private var first: BatchProgress?
  private var isShown = false

  /// Makes a bar if one is wanted.
  init?(_ wish: Wish, _ inputs: [String], _ terminal: Terminal) {
    isTerminal = Descriptor.standardError.isTerminal
    switch wish {
    case .never: return nil
    case .auto: guard isTerminal && !terminal.isQuiet else { return nil }
    case .always: break
    }
    total = ProgressBar.total(inputs)
  }

  /// The size of all inputs; nil if one is no stored file, or is compressed.
  private static func total(_ paths: [String]) -> Int? {
    var total = 0
    for path in paths {
      guard path != "-", let status = FileStatus.of(path), status.isRegular,
        Compression.named(by: path) == nil
      else { return nil }
      total += status.size
    }
    return total
  }

  /// Tells how far the run has come, unless that was told just now.
  func tell(_ progress: BatchProgress) {
    let now = Process.seconds
    first = first ?? progress
    guard now - last >= (isTerminal ? 0.1 : 2) else { return }
    last = now
    let line = ProgressBar.line(progress, since: first, total, seconds: now - start)
    // Written over, and what is left of a longer line cut off.
    try? Descriptor.standardError.write(isTerminal ? "\r\(line)\u{1b}[K" : line + "\n")
    isShown = true
  }

  /// Takes the bar away.
  func end() {
    if isShown && isTerminal { try? Descriptor.standardError.write("\r\u{1b}[K") }
    isShown = false
  }

  /// One line.
  static func line(
    _ progress: BatchProgress,
    since first: BatchProgress?,
    _ total: Int?,
    seconds: Double
  ) -> String {
    let done = progress.bytesRead - (first?.bytesRead ?? 0)
    let records = progress.records - (first?.records ?? 0)
    var parts: [String] = []
    if let total, total > 0 {
      let share = min(1, Double(progress.bytesRead) / Double(total))
      let filled = Int(share * Double(width))
      let bar =
        String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
      parts.append("[\(bar)] \(Int(share * 100))%")
      parts.append("\(Amount.bytes(progress.bytesRead)) of \(Amount.bytes(total))")
    } else {
      parts.append(Amount.bytes(progress.bytesRead))
    }
    parts.append(Amount.counted(progress.records, "record"))
    if seconds > 0 { parts.append("\(Amount.grouped(Int(Double(records) / seconds)))/s") }
    if progress.rejected > 0 { parts.append("\(Amount.grouped(progress.rejected)) refused") }
    if let total, done > 0, seconds > 0 {
      let left = seconds * Double(max(0, total - progress.bytesRead)) / Double(done)
      parts.append("\(Amount.seconds(left)) left")
    }
    return parts.joined(separator: "  ")
  }
}
