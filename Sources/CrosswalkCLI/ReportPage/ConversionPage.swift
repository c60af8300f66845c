internal import Crosswalk

/// The page about a run of `convert` or `restore`.
///
/// It tells what the summary tells, and from the tables the mapping behind each loss. There is no clock in
/// it: the same input and options give the same page.
struct ConversionPage {
  let summary: BatchSummary
  let arguments: Arguments
  /// What is known of the codes.
  let codes: [String: Explanation.Code]
  /// The tables that the records took.
  let mappings: MappingLines
  /// Whether records were converted; else they were restored.
  let isConversion: Bool

  /// A page about a run.
  init(_ summary: BatchSummary, _ arguments: Arguments, isConversion: Bool) {
    self.summary = summary
    self.arguments = arguments
    self.isConversion = isConversion
    mappings = MappingLines(summary.kinds)
    codes = Dictionary(Explanation.printedCodes.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The whole file.
  var html: String {
    var page = ReportPage(
      title: title, lead: lead, command: isConversion ? "crosswalk convert" : "crosswalk restore")
    page.add("totals", "Totals") { totals(&$0) }
    if !summary.kinds.isEmpty { page.add("kinds", "Kinds") { kinds(&$0) } }
    page.add("losses", "Losses") { losses(&$0) }
    if summary.rejected > 0 { page.add("refusals", "Refused records") { refusals(&$0) } }
    if !notes.isEmpty { page.add("notes", "Notes") { notes(&$0) } }
    page.end { files(&$0) }
    if isConversion { page.end { undo(&$0) } }
    return page.html
  }

  // MARK: Heading

  private var title: String {
    let lost = Amount.counted(lossCount, "loss", "losses")
    let read = Amount.counted(summary.records, "record")
    guard isConversion else { return "\(read) restored, \(lost)" }
    return "\(read) to \(arguments.target ?? ""), \(lost)"
  }

  private var lead: String {
    var text = "\(Amount.grouped(summary.written)) of \(Amount.counted(summary.records, "record"))"
    text += " written"
    if summary.rejected > 0 { text += ", \(Amount.grouped(summary.rejected)) refused" }
    guard lossCount > 0 else { return text + ". Nothing was lost." }
    let named = weights.filter { $0.count > 0 }.map {
      "\(Amount.grouped($0.count)) \($0.weight.rawValue)"
    }
    return text + ". Losses by weight: " + named.joined(separator: ", ") + "."
  }

  var lossCount: Int { weights.reduce(0) { $0 + $1.count } }

  /// The number of losses of each weight, the heaviest first.
  var weights: [(weight: LossWeight, count: Int)] {
    LossWeight.allCases.reversed().map { ($0, summary.lossCount($0)) }
  }

  // MARK: Totals

  private func totals(_ html: inout HTML) {
    html.cards([
      ReportCard(
        name: "Read", value: Amount.grouped(summary.records), note: Amount.bytes(summary.bytesRead)
      ),
      ReportCard(
        name: "Written", value: Amount.grouped(summary.written),
        note: Amount.bytes(summary.bytesWritten)),
      ReportCard(
        name: "Refused", value: Amount.grouped(summary.rejected),
        note: refusalNote),
      ReportCard(
        name: "Losses", value: Amount.grouped(lossCount),
        note: Amount.counted(summary.losses.count, "different one")),
    ])
    html.stack(
      "What became of the records",
      [
        ReportShare(
          name: isConversion ? "converted" : "restored", count: summary.converted, tone: .fine),
        ReportShare(name: "of the target's dialect already", count: summary.copied, tone: .form),
        ReportShare(
          name: "legal in several dialects, left as they were", count: summary.undecided,
          tone: .plain),
        ReportShare(name: "of no known kind, copied", count: summary.unknown, tone: .record),
        ReportShare(
          name: "without a payload, copied", count: summary.withoutPayload, tone: .plain),
        ReportShare(name: "refused", count: summary.rejected, tone: .content),
      ])
    html.stack(
      "Losses by weight",
      weights.map { weight, count in
        ReportShare(name: weight.explanation, count: count, tone: weight.tone)
      })
  }

  private var refusalNote: String {
    let reasons = summary.rejectedByCode.count
    return reasons == 0 ? "nothing was set aside" : Amount.counted(reasons, "reason")
  }

  // MARK: Kinds

  private func kinds(_ html: inout HTML) {
    let largest = summary.kinds.map(\.count).max() ?? 0
    let columns = [ReportColumn("Came in as"), ReportColumn("Went out as"), .numbers("Records")]
    html.table(
      "Dialects and kinds; refused records are not among them",
      columns,
      rows: "kind-rows",
      isDense: true
    ) { html in
      for kind in summary.kinds {
        html.row { html in
          html.element("td") { ConversionPage.kind(kind.dialect, kind.kind, &$0) }
          html.element("td") { ConversionPage.kind(kind.targetDialect, kind.targetKind, &$0) }
          html.element("td", ["class": "count"]) { $0.bar(kind.count, of: largest, .fine) }
        }
      }
    }
  }

  private static func kind(_ dialect: String, _ kind: String, _ html: inout HTML) {
    html.element("code", ["class": "code"], text: dialect)
    html.element("code", text: kind)
  }

  // MARK: Notes

  /// What is told once.
  private var notes: [String] {
    var notes: [String] = []
    if let lists = summary.incompleteLists {
      notes.append(
        "The dump is incomplete: \(Amount.counted(lists.count, "list says", "lists say")) has_more, "
          + "so more was on a next page; first in \(ConversionPage.place(lists)).")
    }
    if let ids = summary.repeatedIDs {
      notes.append(
        "\(Amount.counted(ids.count, "id stands", "ids stand")) in one list more than once; first in "
          + "\(ConversionPage.place(ids)).")
    }
    for file in summary.markedFiles { notes.append("\(file): skipped a byte order mark.") }
    return notes
  }

  private func notes(_ html: inout HTML) {
    html.element("ul") { html in
      for note in notes { html.element("li", text: note) }
    }
  }

  private static func place(_ remark: BatchSummary.Remark) -> String {
    remark.file + (remark.record.map { ", record \($0)" } ?? "")
  }

  // MARK: Foot

  /// How many names of inputs are told.
  private static let mostInputs = 10

  private func files(_ html: inout HTML) {
    let inputs = arguments.inputs
    html.text("Read: ")
    for (place, input) in inputs.prefix(ConversionPage.mostInputs).enumerated() {
      if place > 0 { html.text(", ") }
      html.element("code", text: input)
    }
    let rest = inputs.count - ConversionPage.mostInputs
    if rest > 0 { html.text(" and \(Amount.grouped(rest)) more") }
    html.text(". Written: ")
    html.element("code", text: arguments.outputFolder ?? arguments.output)
    html.text(".")
  }

  private func undo(_ html: inout HTML) {
    guard lossCount > 0 else { return html.text("Nothing was lost, so there is nothing to undo.") }
    if let losses = arguments.losses {
      html.text("Every loss has a line in ")
      html.element("code", text: losses)
    } else {
      html.text("--losses FILE lists every loss")
    }
    if let residue = arguments.residue {
      html.text("; undo them with ")
      html.element("code", text: "crosswalk restore --residue \(residue)")
    } else {
      html.text("; --residue FILE keeps what 'crosswalk restore' needs to undo them")
    }
    html.text(".")
  }
}

extension LossWeight {
  /// The color of bars and words.
  var tone: ReportTone {
    switch self {
    case .content: .content
    case .record: .record
    case .form: .form
    }
  }

  /// The word, and what it means.
  fileprivate var explanation: String {
    switch self {
    case .content: "content: text, files, citations, roles, tools"
    case .record: "record: ids, times, metadata"
    case .form: "form: fillers and retyping"
    }
  }
}
