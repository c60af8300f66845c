internal import Crosswalk

/// What becomes of logged calls and answers between two dialects, laid out for people.
struct CallText {
  /// The kinds that are told of here: they have no table of rows.
  static let kinds = ["http-request", "http-response"]

  private static let columns = TextColumns(indent: 28)

  /// The two ends, as the caller wrote them.
  private let from: String
  private let to: String

  /// Dialects or editions that are known.
  init(from: String, to: String) {
    self.from = from
    self.to = to
  }

  /// The page about a kind.
  func text(_ kind: String) -> String {
    let title = "\(kind), \(from) to \(to) (source: the paths in OpenAPI)\n\n"
    return title + (kind == CallText.kinds[0] ? request : response)
  }

  // MARK: Calls

  private var request: String {
    let known = Explanation.endpoints.filter { path($0, source) != nil }
    return CallText.columns.entry("/url", "the path of the endpoint below; ids by --id-map")
      + CallText.columns.entry("/headers/OpenAI-Beta", header)
      + CallText.columns.entry("/body", "converted as the kind that is named below")
      + "\n" + known.map(entry).joined(separator: "\n")
      + "\n" + TextColumns.wrapped("calls of other urls are refused: unknown-endpoint")
  }

  private var header: String {
    guard target != "responses" else { return "removed" }
    return source == "responses" ? "assistants=\(target), added" : "assistants=\(target)"
  }

  /// One endpoint: where its calls go, what their bodies become, what their queries lose.
  private func entry(_ endpoint: Explanation.Endpoint) -> String {
    let call = { (path: String) in "\(endpoint.method) \(path)" }
    var text = "  " + call(path(endpoint, source) ?? "") + "\n"
    guard let path = path(endpoint, target) else {
      return text + "    refused: endpoint-not-in-dialect\n"
    }
    text += "    " + call(path) + "\n"
    if let old = body(endpoint, source), let new = body(endpoint, target) {
      text += CallText.columns.entry("  /body", old == new ? old : "\(old) becomes \(new)")
    }
    for parameter in endpoint.query where parameter.dialects.contains(source) {
      let isTaken =
        parameter.dialects.contains(target) && !parameter.missingEditions.contains(to)
      let fate = isTaken ? "carried" : "left out: query-not-in-dialect (record)"
      text += CallText.columns.entry("  ?\(parameter.name)", fate)
    }
    return text
  }

  private var source: String { CallText.family(from) }
  private var target: String { CallText.family(to) }

  private func path(_ endpoint: Explanation.Endpoint, _ dialect: String) -> String? {
    if dialect == "responses" { return endpoint.newer }
    return endpoint.olderDialects.contains(dialect) ? endpoint.older : nil
  }

  private func body(_ endpoint: Explanation.Endpoint, _ dialect: String) -> String? {
    dialect == "responses" ? endpoint.newerBody : endpoint.olderBody
  }

  // MARK: Answers

  private var response: String {
    CallText.columns.entry("/response/status_code", "carried")
      + CallText.columns.entry("/response/body", "converted as what it is")
      + CallText.columns.entry("  an error", "carried")
      + CallText.columns.entry("  a confirmation", "carried: of a deletion, whatever was deleted")
      + CallText.columns.entry("/error", "carried")
      + "\n"
      + TextColumns.wrapped(
        "for bodies see 'crosswalk explain \(from)..\(to) KIND', such as message or item-list")
  }

  private static func family(_ name: String) -> String {
    Explanation.dialects.first { $0.editions.contains(name) }?.name ?? name
  }
}
