internal import Crosswalk

// Losses and refusals, each with what the tables know of its code.
extension ConversionPage {
  func losses(_ html: inout HTML) {
    guard !summary.losses.isEmpty else {
      return html.element("p", text: "None: every value was carried over as it was.")
    }
    codes(&html)
    html.element("h3", text: "By code and field")
    html.filter(
      "loss-rows",
      "Search",
      weights.filter { $0.count > 0 }.map {
        ReportGroup(id: $0.weight.rawValue, name: $0.weight.rawValue)
      }
    )
    let largest = summary.losses.map(\.count).max() ?? 0
    html.table(
      "The heaviest first; each with the place where it came about first",
      [ReportColumn("Loss"), .numbers("Times")],
      rows: "loss-rows"
    ) { html in
      for loss in summary.losses {
        html.row(group: loss.weight.rawValue) { html in
          html.element("td") { what(loss, &$0) }
          html.element("td", ["class": "count"]) {
            $0.bar(loss.count, of: largest, loss.weight.tone)
          }
        }
      }
    }
  }

  /// The losses by code alone.
  private func codes(_ html: inout HTML) {
    var counts: [(code: String, weight: LossWeight, count: Int)] = []
    for loss in summary.losses {
      if let known = counts.firstIndex(where: { $0.code == loss.code && $0.weight == loss.weight })
      {
        counts[known].count += loss.count
      } else {
        counts.append((loss.code, loss.weight, loss.count))
      }
    }
    let ranks = LossWeight.allCases.map(\.rawValue)
    counts.sort { left, right in
      left.weight == right.weight
        ? left.count > right.count
        : ranks.firstIndex(of: left.weight.rawValue) ?? 0
          > ranks.firstIndex(of: right.weight.rawValue) ?? 0
    }
    let largest = counts.map(\.count).max() ?? 0
    html.element("h3", text: "By code")
    html.table(
      "Times a value was dropped, changed, assumed or is missing",
      [ReportColumn("Code"), .numbers("Times")],
      rows: "code-rows",
      isDense: true
    ) { html in
      for (code, weight, count) in counts {
        html.row { html in
          html.element("td") { html in
            html.element("code", ["class": "code"], text: code)
            html.badge(weight.rawValue, weight.tone)
          }
          html.element("td", ["class": "count"]) { $0.bar(count, of: largest, weight.tone) }
        }
      }
    }
  }

  private func what(_ loss: BatchSummary.LossCount, _ html: inout HTML) {
    html.element("code", ["class": "code key"], text: loss.code)
    html.badge(loss.weight.rawValue, loss.weight.tone)
    html.badge(loss.action, .plain)
    html.element("code", ["class": "field key"], text: loss.field)
    html.element("p", ["class": "key"], text: loss.message)
    if let example = loss.example { self.example(example, &html) }
    html.element("details") { html in
      html.element("summary", text: "Why, and what can be done")
      explanation(loss.code, &html)
      lines(of: loss, &html)
    }
  }

  private func example(_ example: BatchSummary.LossExample, _ html: inout HTML) {
    var terms = [
      ReportTerm(
        name: "first in", place: "\(example.file), record \(Amount.grouped(example.record))")
    ]
    if let source = example.source {
      terms.append(ReportTerm(name: "source", place: source, value: example.sourceValue))
    }
    if let target = example.target {
      let place = example.member.map { "\(target)/\($0)" } ?? target
      terms.append(ReportTerm(name: "target", place: place, value: example.targetValue))
    }
    html.terms(terms)
  }

  // MARK: What the tables know

  /// What `explain` says about a code.
  private func explanation(_ id: String, _ html: inout HTML) {
    guard let code = codes[id] else { return }
    html.element("p", text: code.cause)
    html.element("p", text: code.remedy)
    guard !code.choices.isEmpty else { return }
    html.element("p") { html in
      html.text("Choices, for ")
      html.element("code", text: "--on \(id)=CHOICE")
      html.text(":")
    }
    html.element("ul") { html in
      for (place, choice) in code.choices.enumerated() {
        html.element("li") { html in
          html.element("code", text: choice.name)
          html.text(" \(choice.effect)\(place == 0 ? " (default)" : "")")
        }
      }
    }
  }

  /// The lines of the mapping tables that a loss comes from.
  private func lines(of loss: BatchSummary.LossCount, _ html: inout HTML) {
    var rest = mappings.lines(of: loss)[...]
    while let mapping = rest.first?.mapping {
      html.element("p", text: "In the table of \(mapping):")
      html.element("ul") { html in
        for line in rest.prefix(while: { $0.mapping == mapping }) {
          html.element("li") { html in
            html.element("code", text: line.name)
            html.text(": \(line.fate)")
          }
        }
      }
      rest = rest.drop { $0.mapping == mapping }
    }
  }

  // MARK: Refusals

  func refusals(_ html: inout HTML) {
    let largest = summary.rejectedByCode.first?.count ?? 0
    html.table("By reason", [ReportColumn("Reason"), .numbers("Records")], rows: "reason-rows") {
      html in
      for reason in summary.rejectedByCode {
        html.row { html in
          html.element("td") { self.reason(reason.code, &$0) }
          html.element("td", ["class": "count"]) { $0.bar(reason.count, of: largest, .content) }
        }
      }
    }
    guard !summary.rejects.isEmpty else { return }
    html.element("h3", text: "Examples")
    html.filter("reject-rows", "Search")
    html.table(
      refusedCaption, [ReportColumn("Place"), ReportColumn("What was found")], rows: "reject-rows"
    ) { html in
      for error in summary.rejects { html.row { row(error, &$0) } }
    }
  }

  private var refusedCaption: String {
    var text = "The first \(BatchSummary.mostRejectsOfCode) of each reason"
    if let reject = arguments.reject {
      text += "; all are in \(reject), and why in \(reject).errors"
    }
    return text
  }

  private func reason(_ id: String, _ html: inout HTML) {
    html.element("code", ["class": "code"], text: id)
    html.element("p", text: codes[id]?.message ?? "")
    html.element("details") { html in
      html.element("summary", text: "Why, and what can be done")
      explanation(id, &html)
    }
  }

  private func row(_ error: BatchError, _ html: inout HTML) {
    html.element("td") { html in
      html.element("code", ["class": "key"], text: "\(error.file):\(error.line):\(error.column)")
      html.element("p", ["class": "muted key"], text: "record \(Amount.grouped(error.record))")
    }
    html.element("td") { html in
      html.element("code", ["class": "code key"], text: error.code)
      html.element("p", ["class": "key"], text: error.message)
      if let pointer = error.pointer, !pointer.isEmpty {
        html.element("code", ["class": "field key"], text: pointer)
      }
      html.element("p", ["class": "muted"], text: error.help)
    }
  }
}
