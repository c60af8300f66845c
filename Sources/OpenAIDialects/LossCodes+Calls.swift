package import LensCore

// What can be lost of calls, and why calls are refused.
extension LossCode {
  /// The codes of calls and answers.
  package static let calls: [LossCode] = [
    .unknownEndpoint,
    .endpointNotInDialect,
    .queryNotInDialect,
    .idNotMapped,
    .idsMerged,
    .idMapped,
    .severalItems,
  ]

  /// The url is of no endpoint that is known.
  package static let unknownEndpoint = LossCode(
    "unknown-endpoint",
    .content,
    "method and url are of no endpoint that can be converted",
    cause:
      "Calls of threads, their messages, conversations, their items and responses are known; "
      + "docs/endpoints.md lists them. Calls of runs and assistants cannot be converted yet.",
    remedy:
      "Set the call aside with --reject FILE, or pass such calls through with --on unknown-endpoint=copy.",
    choices: [.fail, Choice("copy", "passes the call through unchanged")]
  )

  /// Only the source's dialect has the endpoint.
  package static let endpointNotInDialect = LossCode(
    "endpoint-not-in-dialect",
    .content,
    "the target's dialect has no such endpoint",
    cause:
      "Some endpoints exist in one dialect only: nobody can change a message of a conversation, and "
      + "only v1 has files of messages.",
    remedy:
      "See docs/endpoints.md for what becomes what, or set the call aside with --reject FILE.",
    choices: [.fail]
  )

  /// Only the source's endpoint takes the parameter.
  package static let queryNotInDialect = LossCode(
    "query-not-in-dialect",
    .record,
    "the target's endpoint takes no such query parameter",
    cause:
      "Items cannot be listed with before or by run_id, and messages take no include. The call gives "
      + "another page than it gave.",
    remedy:
      "For before, list in the other order with after and turn the page around; filter by run after "
      + "listing.",
    choices: [Choice("drop", "leaves the parameter out and reports it")]
  )

  /// The id of a thread where that of a conversation belongs, or the other way.
  package static let idNotMapped = LossCode(
    "id-not-mapped",
    .record,
    "the id is not in the id map: a thread's id names no conversation, nor the other way",
    cause:
      "A conversation that is made from a thread gets an id of its own, which the service gives. The "
      + "call was converted, but its url still has the old id.",
    remedy: "Give old and new ids with --id-map FILE, a JSON line {\"from\", \"to\"} for each.",
    choices: [Choice("keep", "keeps the id and reports it")]
  )

  /// Several ids that become one.
  package static let idsMerged = LossCode(
    "ids-merged",
    .record,
    "read the other way, the id map does not give this id again",
    cause:
      "The id map gives several ids the same new one, or the payload has an id already that the map gives "
      + "to another one.",
    remedy: "Give each id a new one of its own in the file of --id-map.",
    choices: [Choice("map", "writes the new id and reports it")]
  )

  /// An id that becomes another within a dialect.
  package static let idMapped = LossCode(
    "id-mapped",
    .form,
    "the id was changed as the id map says; within a dialect nothing tells the old one",
    cause:
      "Between dialects the id map is read backwards on the way back. A payload that stays in its dialect has "
      + "no way back but its residue.",
    remedy: "Keep a residue (--residue) to bring the old id back with restore.",
    choices: [Choice("map", "writes the new id and reports it")]
  )

  /// One call cannot create several messages.
  package static let severalItems = LossCode(
    "several-items",
    .content,
    "the call creates no item or several, and a call of threads creates exactly one message",
    cause:
      "POST /conversations/{conversation_id}/items takes a list of items, POST "
      + "/threads/{thread_id}/messages takes one message.",
    remedy: "Split the call into one for each item, or set it aside with --reject FILE.",
    choices: [.fail]
  )
}
