/// A page about a run: one file that needs nothing else, to be read in a browser or on paper.
///
///     var page = ReportPage(title: "12 records to v2", lead: "…", command: "crosswalk convert")
///     page.add("kinds", "What came in") { html in … }
///     page.html
///
/// Any command can make one: it has the frame, the style and the script, ``HTML`` the escaping, and
/// ``ReportParts`` bars, tables, filters and places. Everything is in the markup already; the script only
/// hides what a filter leaves out. The policy of the page lets no other script run and nothing be loaded.
struct ReportPage {
  private struct Section {
    let id: String
    let title: String
    let content: HTML
  }

  /// The heading.
  let title: String
  /// The first paragraph.
  let lead: String
  /// What made the page.
  let command: String
  private var sections: [Section] = []
  private var endings: [HTML] = []

  /// A page without sections.
  init(title: String, lead: String, command: String) {
    self.title = title
    self.lead = lead
    self.command = command
  }

  /// Adds a section.
  ///
  /// - Parameters:
  ///   - id: What links to it name.
  ///   - title: Its heading.
  ///   - body: Writes it.
  mutating func add(_ id: String, _ title: String, _ body: (inout HTML) -> Void) {
    var content = HTML()
    body(&content)
    sections.append(Section(id: id, title: title, content: content))
  }

  /// Adds a paragraph to the foot of the page.
  mutating func end(_ body: (inout HTML) -> Void) {
    var content = HTML()
    body(&content)
    endings.append(content)
  }

  /// The whole file.
  var html: String {
    var html = HTML()
    html.add("<!doctype html>\n")
    html.element("html", ["lang": "en"]) { html in
      html.element("head") { head(&$0) }
      html.element("body") { body(&$0) }
    }
    html.add("\n")
    return html.source
  }

  private func head(_ html: inout HTML) {
    html.open("meta", ["charset": "utf-8"])
    html.open("meta", ["http-equiv": "Content-Security-Policy", "content": ReportPage.policy])
    html.open("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    html.open("meta", ["name": "color-scheme", "content": "light dark"])
    html.open("meta", ["name": "generator", "content": "crosswalk \(Program.version)"])
    html.element("title", text: "\(command): \(title)")
    html.element("style") { $0.add(ReportPage.style) }
  }

  private func body(_ html: inout HTML) {
    html.element("header") { html in
      html.element("p", ["class": "command"], text: command)
      html.element("h1", text: title)
      html.element("p", ["class": "lead"], text: lead)
      html.element("nav", ["aria-label": "Sections"]) { html in
        for section in sections {
          html.element("a", ["href": "#\(section.id)"], text: section.title)
        }
      }
    }
    html.element("main") { html in
      for section in sections {
        html.element("section", ["id": section.id, "aria-labelledby": "\(section.id)-title"]) {
          $0.element("h2", ["id": "\(section.id)-title"], text: section.title)
          $0.add(section.content)
        }
      }
    }
    html.element("footer") { html in
      for ending in endings { html.element("p") { $0.add(ending) } }
      html.element("p", text: "Made by crosswalk \(Program.version). This file needs no network.")
    }
    html.element("script") { $0.add(ReportPage.script) }
  }

  /// Nothing may be loaded, sent or run but what stands here.
  private static var policy: String {
    "default-src 'none'; style-src '\(styleHash)'; script-src '\(scriptHash)'; "
      + "base-uri 'none'; form-action 'none'"
  }
}
