internal import Crosswalk

/// What is said after a run: the losses in one line, the refusals in another, totals if asked for.
struct RunReport {
  private let summary: BatchSummary
  private let arguments: Arguments
  /// Whether losses can be undone: those of a conversion can.
  private let isConversion: Bool
  /// How long the run took.
  private let seconds: Double

  init(
    _ summary: BatchSummary,
    _ arguments: Arguments,
    isConversion: Bool,
    since start: Double
  ) {
    self.summary = summary
    self.arguments = arguments
    self.isConversion = isConversion
    seconds = Process.seconds - start
  }

  /// Says it.
  func tell(on terminal: Terminal) {
    for file in summary.markedFiles {
      terminal.say(Message(place: file, severity: .note, text: "skipped a byte order mark"))
    }
    if let losses { terminal.say(losses) }
    if let refusals { terminal.say(refusals) }
    if let withoutPayload { terminal.say(withoutPayload) }
    if let incomplete { terminal.say(incomplete) }
    if let repeated { terminal.say(repeated) }
    switch arguments.stats {
    case .text: terminal.tell(closing.text)
    case .json: terminal.tell(jsonTotals)
    case nil: break
    }
  }

  // MARK: Losses and refusals

  /// The losses by weight, the worst codes, how to list them and how to undo them.
  private var losses: Message? {
    let total = weights.reduce(0) { $0 + $1.count }
    guard total > 0 else { return nil }
    let named = weights.filter { $0.count > 0 }.map { "\($0.count) \($0.weight.rawValue)" }
    let parts = named.joined(separator: ", ")
    let text = "\(counted(total, "loss", "losses")) (\(parts)): \(worst); \(list)\(undo)"
    return Message(severity: .loss, text: text)
  }

  /// The number of losses of each weight, the heaviest first.
  private var weights: [(weight: LossWeight, count: Int)] {
    LossWeight.allCases.reversed().map { ($0, summary.lossCount($0)) }
  }

  /// The heaviest and most frequent losses by field.
  private var worst: String {
    let shown = summary.losses.prefix(3).map { "\($0.code) at \($0.field) (\($0.count))" }
    let rest = summary.losses.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private var list: String {
    arguments.losses.map { "listed in \($0)" } ?? "list them with --losses FILE"
  }

  private var undo: String {
    guard isConversion else { return "" }
    guard let residue = arguments.residue else {
      return "; undo them with --residue FILE and 'crosswalk restore'"
    }
    let folder = arguments.outputFolder == nil ? "" : " --output-dir DIR"
    return "; undo them with 'crosswalk restore --residue \(residue)\(folder)'"
  }

  /// How many records were refused and where they are.
  private var refusals: Message? {
    guard summary.rejected > 0, let reject = arguments.reject else { return nil }
    return Message(
      severity: .note,
      text: "\(summary.rejected) of \(counted(summary.records, "record", "records")) refused: "
        + "see \(reject), and \(reject).errors for why"
    )
  }

  /// How many records hold nothing to convert.
  private var withoutPayload: Message? {
    guard summary.withoutPayload > 0 else { return nil }
    let place = arguments.place.flatMap { $0.pointer.isEmpty ? nil : " at \($0.pointer)" } ?? ""
    return Message(
      severity: .note,
      text: "\(summary.withoutPayload) of \(counted(summary.records, "record", "records")) "
        + "without a payload\(place): copied as they are"
    )
  }

  // MARK: Lists

  /// Pages that others follow.
  private var incomplete: Message? {
    summary.incompleteLists.map { lists in
      let subject = counted(lists.count, "list says", "lists say")
      return Message(
        severity: .warning,
        text: "the dump is incomplete: \(subject) has_more, so more was on a next page; first in "
          + place(lists),
        help: "look for the other pages before they are gone"
      )
    }
  }

  /// Ids that stand in one list twice.
  private var repeated: Message? {
    summary.repeatedIDs.map { ids in
      let subject = counted(ids.count, "id stands", "ids stand")
      return Message(
        severity: .note,
        text: "\(subject) in one list more than once; first in \(place(ids))"
      )
    }
  }

  private func place(_ remark: BatchSummary.Remark) -> String {
    remark.file + (remark.record.map { ", record \($0)" } ?? "")
  }

  private func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }

  // MARK: Totals

  private var closing: ClosingSummary {
    let namesFiles = arguments.inputs.count > 1 || !arguments.filesFrom.isEmpty
    return ClosingSummary(summary: summary, namesFiles: namesFiles, seconds: seconds)
  }

  private var jsonTotals: String {
    let members = String(decoding: summary.json.dropLast(), as: UTF8.self)
    return members + ",\"seconds\":\(Amount.thousandths(seconds))}\n"
  }
}

extension String {
  /// The text as a JSON string.
  var jsonText: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
