internal import Crosswalk

/// What came in, what went out, what was lost and what was refused: one screen for people.
///
///     came in           13  records, 3.72 kB
///                        4  v2 message
///     …
///     losses            49  12 content, 37 record, 0 form
///       content          6  citation-span-lost  record 2: …nnotations/0/end_index 28
struct ClosingSummary {
  /// How many lines each part has at most, without its heading.
  private static let most = 3
  /// How many codes of losses are told.
  private static let mostLosses = 6
  private static let indent = 22

  let summary: BatchSummary
  /// Whether there are several inputs.
  let namesFiles: Bool
  /// How long it took; nil if nobody is to know.
  let seconds: Double?

  /// The lines, each with its end.
  var text: String {
    var lines = [heading("came in", summary.records, "record", summary.bytesRead)]
    lines += counted(sources)
    lines.append(heading("went out", summary.written, "record", summary.bytesWritten))
    lines += counted(targets)
    if summary.withoutPayload > 0 {
      lines.append(row("", summary.withoutPayload, "without a payload, copied"))
    }
    lines.append(row("losses", lossCount, lossesByWeight))
    lines += losses
    lines.append(row("refused", summary.rejected, ""))
    lines += refusals
    if let seconds { lines.append(time(seconds)) }
    return lines.map { ClosingSummary.cut(Message.shown($0)) + "\n" }.joined()
  }

  // MARK: Kinds

  private var sources: [(name: String, count: Int)] {
    ClosingSummary.sums(summary.kinds.map { ("\($0.dialect) \($0.kind)", $0.count) })
  }

  private var targets: [(name: String, count: Int)] {
    ClosingSummary.sums(summary.kinds.map { ("\($0.targetDialect) \($0.targetKind)", $0.count) })
  }

  /// Sums of counts with one name, the most frequent first.
  private static func sums(_ counts: [(String, Int)]) -> [(name: String, count: Int)] {
    var sums: [(name: String, count: Int)] = []
    for (name, count) in counts {
      if let known = sums.firstIndex(where: { $0.name == name }) {
        sums[known].count += count
      } else {
        sums.append((name, count))
      }
    }
    return sums.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private func counted(_ counts: [(name: String, count: Int)]) -> [String] {
    let shown = ClosingSummary.shown(counts.count, ClosingSummary.most)
    let rest = counts.dropFirst(shown).map(\.count)
    return counts.prefix(shown).map { row("", $0.count, $0.name) } + others(rest, "kind")
  }

  /// How many are told: one more than fits stands where the number of the others would.
  private static func shown(_ count: Int, _ most: Int) -> Int { count == most + 1 ? count : most }

  /// The line about what is not told.
  private func others(_ counts: [Int], _ name: String) -> [String] {
    guard !counts.isEmpty else { return [] }
    return [row("", counts.reduce(0, +), "of \(Amount.counted(counts.count, "other " + name))")]
  }

  // MARK: Losses

  private var lossCount: Int { summary.losses.reduce(0) { $0 + $1.count } }

  private var lossesByWeight: String {
    LossWeight.allCases.reversed().map { weight in
      "\(Amount.grouped(summary.lossCount(weight))) \(weight.rawValue)"
    }.joined(separator: ", ")
  }

  /// The losses by weight and code, each with the place where it came about first.
  private var losses: [String] {
    let groups = self.groups
    let shown = ClosingSummary.shown(groups.count, ClosingSummary.mostLosses)
    let rest = groups.dropFirst(shown).map(ClosingSummary.count)
    return groups.prefix(shown).map(line) + others(rest, "code")
  }

  /// The losses of one weight and code together, the heaviest first, then the most frequent.
  private var groups: [[BatchSummary.LossCount]] {
    var groups: [[BatchSummary.LossCount]] = []
    for loss in summary.losses {
      let known = groups.firstIndex { $0[0].code == loss.code && $0[0].weight == loss.weight }
      if let known { groups[known].append(loss) } else { groups.append([loss]) }
    }
    // The losses of a summary are in this order, so groups of one weight stand together.
    return LossWeight.allCases.reversed().flatMap { weight in
      groups.filter { $0[0].weight == weight }
        .sorted { ClosingSummary.count($1) < ClosingSummary.count($0) }
    }
  }

  private static func count(_ group: [BatchSummary.LossCount]) -> Int {
    group.reduce(0) { $0 + $1.count }
  }

  private func line(_ group: [BatchSummary.LossCount]) -> String {
    let example = group[0].example.map { "  " + place($0) } ?? ""
    let text = group[0].code + example
    return row("  " + group[0].weight.rawValue, ClosingSummary.count(group), text)
  }

  /// Record, end of the pointer, and value; the file only where there are several.
  private func place(_ example: BatchSummary.LossExample) -> String {
    let pointer = example.source ?? example.target ?? ""
    let end = pointer.count > 24 ? "…" + pointer.suffix(23) : pointer
    let file = namesFiles ? example.file.splitAtLastSlash.name + " " : ""
    let value = example.sourceValue ?? example.targetValue
    return "\(file)record \(Amount.grouped(example.record)): \(end)"
      + (value.map { " " + $0 } ?? "")
  }

  // MARK: Refusals

  private var refusals: [String] {
    let reasons = summary.rejectedByCode
    let shown = ClosingSummary.shown(reasons.count, ClosingSummary.most)
    let lines = reasons.prefix(shown).map { reason in
      let first = summary.rejects.first { $0.code == reason.code }
      let place = first.map { ", first at \($0.file):\($0.line):\($0.column)" } ?? ""
      return row("", reason.count, reason.code + place)
    }
    return lines + others(reasons.dropFirst(shown).map(\.count), "code")
  }

  // MARK: Lines

  private func heading(_ name: String, _ count: Int, _ unit: String, _ bytes: Int) -> String {
    row(name, count, "\(count == 1 ? unit : unit + "s"), \(Amount.bytes(bytes))")
  }

  private func time(_ seconds: Double) -> String {
    let used = max(seconds, 0.000_001)
    let records = Amount.grouped(Int(Double(summary.records) / used))
    let bytes = Amount.bytes(Int(Double(summary.bytesRead) / used))
    return ClosingSummary.padded("time")
      + "\(Amount.seconds(seconds)), \(bytes)/s, \(records) records/s"
  }

  /// A name, a number that ends where all numbers end, and what is counted.
  private func row(_ name: String, _ count: Int, _ text: String) -> String {
    let number = Amount.grouped(count)
    let gap = max(1, ClosingSummary.indent - 2 - name.count - number.count)
    let line = name + String(repeating: " ", count: gap) + number + "  " + text
    return text.isEmpty ? String(line.dropLast(2)) : line
  }

  private static func padded(_ name: String) -> String {
    name + String(repeating: " ", count: max(1, indent - name.count))
  }

  private static func cut(_ line: String) -> String {
    line.count > TextColumns.width ? line.prefix(TextColumns.width - 1) + "…" : line
  }
}
