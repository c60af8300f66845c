internal import Crosswalk

/// The page about calls: which endpoint becomes which.
enum EndpointPage {
  static var text: String {
    """
    \(GeneratedDocs.notice)# Endpoints

    What becomes of logged calls and of the lines of batch files: `{method, url, headers?, body?}`, kind
    `http-request`. A url may be absolute, or a path with `/v1` or without; only pieces that change are
    written anew. Where one side has no endpoint, calls of the other are refused as
    [`endpoint-not-in-dialect`](losses.md#endpoint-not-in-dialect), calls of an endpoint that is not here as
    [`unknown-endpoint`](losses.md#unknown-endpoint).

    The header `OpenAI-Beta` becomes `assistants=v1`, `assistants=v2` or, towards responses, nothing; a call
    without headers gets none. The id of a thread that stays in the url of a conversation is told as
    [`id-not-mapped`](losses.md#id-not-mapped).

    An answer, kind `http-response`, has no url: its body is converted as what it is. Errors and confirmations of
    deletion stay as they are.

    | v1 and v2 | responses | body in v1 and v2 | body in responses |
    |---|---|---|---|

    """
      + Explanation.endpoints.map(row).joined()
        + """

        ## Query

        A parameter that the target does not take is left out and told as
        [`query-not-in-dialect`](losses.md#query-not-in-dialect).

        | endpoint | parameter | taken by |
        |---|---|---|

        """
      + Explanation.endpoints.flatMap(parameters).joined()
        + """

        ## Ids

        `--id-map FILE` gives other ids, in urls (in paths, and in `after`, `before` and `run_id`) and in the members
        that name something stored elsewhere, of bodies as well as of records without a call. The object's own `id`
        stays, and so do the cursors of a page, whose entries keep their ids. Nothing is looked for in
        \(free).

        A line `{"from", "to"}` leads from older dialects to newer ones; towards an older dialect the map is read
        backwards. Within a dialect it leads from what is to what shall be, and each change is told as
        [`id-mapped`](losses.md#id-mapped), for nothing but a residue leads back. Where the map would not give an
        id again, [`ids-merged`](losses.md#ids-merged) says so.

        | a reference to | stands at |
        |---|---|

        """
      + Explanation.references.map { reference in
        let paths = reference.paths.map { "`\($0)`" }.joined(separator: ", ")
        return "| \(reference.name) | \(paths) |\n"
      }.joined()
  }

  private static var free: String {
    Explanation.freeMembers.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static func row(_ endpoint: Explanation.Endpoint) -> String {
    let only = endpoint.olderDialects.count == 1 ? " (\(endpoint.olderDialects[0]) only)" : ""
    let cells = [
      endpoint.older.map { "`\(endpoint.method) \($0)`" + only },
      endpoint.newer.map { "`\(endpoint.method) \($0)`" },
      endpoint.olderBody.map { "`\($0)`" },
      endpoint.newerBody.map { "`\($0)`" },
    ]
    return "| " + cells.map { $0 ?? "–" }.joined(separator: " | ") + " |\n"
  }

  private static func parameters(_ endpoint: Explanation.Endpoint) -> [String] {
    let path = endpoint.older ?? endpoint.newer ?? ""
    return endpoint.query.map { parameter in
      let exceptions = parameter.missingEditions.map { "`\($0)`" }.joined(separator: ", ")
      let but = exceptions.isEmpty ? "" : ", not \(exceptions)"
      let takers = parameter.dialects.joined(separator: ", ") + but
      return "| `\(endpoint.method) \(path)` | `\(parameter.name)` | \(takers) |\n"
    }
  }
}
