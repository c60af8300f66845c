// What pages are made of: cards, bars, tables, filters, examples.

/// The color of a bar or word.
enum ReportTone: String {
  case content
  case record
  case form
  case fine
  case plain
}

/// A number with its name and what else there is to say.
struct ReportCard {
  let name: String
  let value: String
  var note = ""
}

/// A part of a whole.
struct ReportShare {
  let name: String
  let count: Int
  let tone: ReportTone
}

/// A place, and the value there if there is one.
struct ReportTerm {
  let name: String
  /// A file or a pointer; an empty pointer is the record itself.
  let place: String
  var value: String?
}

/// What a table's filter shows or leaves out as a whole.
struct ReportGroup {
  /// What the rows of the group have as ``HTML/row(group:_:)``.
  let id: String
  let name: String
}

extension HTML {
  /// Writes numbers side by side.
  mutating func cards(_ cards: [ReportCard]) {
    element("dl", ["class": "cards"]) { html in
      for card in cards {
        html.element("div", ["class": "card"]) { html in
          html.element("dt", text: card.name)
          html.element("dd", ["class": "value"], text: card.value)
          if !card.note.isEmpty { html.element("dd", ["class": "note"], text: card.note) }
        }
      }
    }
  }

  /// Writes a bar of several parts with a legend; parts that are empty are left out.
  mutating func stack(_ title: String, _ shares: [ReportShare]) {
    let shares = shares.filter { $0.count > 0 }
    let total = shares.reduce(0) { $0 + $1.count }
    guard total > 0 else { return }
    element("figure") { html in
      html.element("figcaption", text: title)
      html.element("svg", HTML.picture("stack", hidden: true)) { html in
        var start = 0
        for share in shares {
          html.rectangle(from: start, count: share.count, of: total, share.tone)
          start += share.count
        }
      }
      html.element("ul", ["class": "legend"]) { html in
        for share in shares {
          html.element("li", ["class": share.tone.name]) { html in
            html.element("span", text: "\(Amount.grouped(share.count)) \(share.name)")
          }
        }
      }
    }
  }

  /// Writes a number above a bar as long as the number is large.
  mutating func bar(_ count: Int, of largest: Int, _ tone: ReportTone) {
    text(Amount.grouped(count))
    element("svg", HTML.picture("bar", hidden: true)) { html in
      html.rectangle(from: 0, count: count, of: max(1, largest), tone)
    }
  }

  /// The numbers stand beside every picture, so that nobody misses what a picture says.
  private static func picture(_ name: String, hidden: Bool) -> Attributes {
    [
      "class": name, "viewBox": "0 0 1000 10", "preserveAspectRatio": "none",
      "aria-hidden": "\(hidden)",
    ]
  }

  private mutating func rectangle(from start: Int, count: Int, of total: Int, _ tone: ReportTone) {
    let left = HTML.thousandths(start, total)
    let width = max(HTML.thousandths(start + count, total) - left, 2)
    element(
      "rect",
      [
        "class": tone.name, "x": "\(left)", "width": "\(width)", "height": "10",
      ]
    ) { _ in }
  }

  /// Without overflow for any count.
  private static func thousandths(_ part: Int, _ whole: Int) -> Int {
    Int(Double(part) / Double(whole) * 1000)
  }

  /// Writes a table.
  ///
  /// - Parameters:
  ///   - caption: What it shows.
  ///   - columns: The headings.
  ///   - rows: The name of the rows, for a filter.
  ///   - isDense: Whether a row is one line.
  ///   - body: Writes the rows.
  mutating func table(
    _ caption: String,
    _ columns: [ReportColumn],
    rows: String,
    isDense: Bool = false,
    _ body: (inout HTML) -> Void
  ) {
    element("table", ["class": isDense ? "dense" : ""]) { html in
      html.element("caption", text: caption)
      html.element("thead") { html in
        html.element("tr") { html in
          for column in columns {
            let style = column.isNumber ? "count" : ""
            html.element("th", ["scope": "col", "class": style], text: column.name)
          }
        }
      }
      html.element("tbody", ["id": rows], body)
    }
  }

  /// Writes a row, which a filter shows or hides with others of its group.
  mutating func row(group: String = "", _ body: (inout HTML) -> Void) {
    element("tr", ["data-group": group], body)
  }

  /// Writes the filter of a table; without a script it stays hidden.
  ///
  /// - Parameters:
  ///   - rows: The name of the table's rows. What is searched in them has the class `key`.
  ///   - name: What the search field is called.
  ///   - groups: What can be left out.
  mutating func filter(_ rows: String, _ name: String, _ groups: [ReportGroup] = []) {
    let attributes: Attributes = [
      "class": "filter", "role": "search", "data-rows": rows, "hidden": "",
    ]
    element("div", attributes) { html in
      html.element("label", ["class": "search"]) { html in
        html.text(name)
        html.open("input", ["type": "search", "autocomplete": "off", "spellcheck": "false"])
      }
      for group in groups {
        html.element("label") { html in
          html.open("input", ["type": "checkbox", "value": group.id, "checked": ""])
          html.text(group.name)
        }
      }
      html.element("output", ["aria-live": "polite"]) { _ in }
    }
  }

  /// Writes a word with a border in a color.
  mutating func badge(_ word: String, _ tone: ReportTone) {
    element("span", ["class": "badge key \(tone.name)"], text: word)
  }

  /// Writes places and the values there.
  mutating func terms(_ terms: [ReportTerm]) {
    element("dl", ["class": "example"]) { html in
      for term in terms {
        html.element("dt", text: term.name)
        html.element("dd") { html in
          let place = term.place.isEmpty ? "the record itself" : term.place
          html.element("code", ["class": "place key"], text: place)
          if let value = term.value { html.element("code", ["class": "value key"], text: value) }
        }
      }
    }
  }
}

/// The heading of a column.
struct ReportColumn {
  let name: String
  var isNumber = false

  /// A column of texts.
  init(_ name: String) { self.name = name }

  /// A column of numbers.
  static func numbers(_ name: String) -> ReportColumn {
    var column = ReportColumn(name)
    column.isNumber = true
    return column
  }
}

extension ReportTone {
  /// The name that the style knows.
  var name: String { rawValue }
}
