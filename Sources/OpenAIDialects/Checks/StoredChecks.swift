internal import LensCore

// Stored objects: what shows that a dump is not complete, or was not made by the service.
extension Checks {
  static let storedRules: [CheckRule] = [
    .morePages, .messageNotCompleted, .duplicateMember, .timeSpelling, .conversationID,
  ]
}

extension CheckRule {
  static let morePages = CheckRule(
    "more-pages", .warning, .service,
    "has_more is true: this page is not the whole list",
    source: "lists have 20 entries unless a request says otherwise, at most 100",
    advice: "look for the other pages of the dump; nothing of them is in this payload",
    places: [
      .at("/has_more", "v1 v2 responses: message-list item-list", .not(.true))
    ]
  )

  static let messageNotCompleted = CheckRule(
    "message-not-completed", .warning, .service,
    "the status of a message is '{value}': its content may be cut",
    source: "status in OpenAPI, MessageObject and OutputMessage; tables of comppolicylab/pingpong",
    advice: "look whether the content is whole before it is used as history",
    places: [
      .at("/status", "v1 v2: message", .words(["completed"])),
      .at("[+role]/status", "responses: item input-item", .words(["completed"])),
    ]
  )

  static let duplicateMember = CheckRule(
    "duplicate-message", .warning, .service,
    "the id '{value}' stands in the list more than once",
    source: "lists are made by several calls at times: earendil-works/pi #5149, microsoft/vscode "
      + "#321977",
    advice: "remove the second one; the service refuses both in one request",
    places: [
      .at("/data", "v1 v2 responses: message-list item-list", .unique("id"))
    ]
  )

  static let timeSpelling = CheckRule(
    "time-spelling", .warning, .service,
    "a time is spelled {found}: the service writes whole seconds in digits",
    source: "created_at in OpenAPI: integer",
    advice: "look for the program that read the number as floating point; digits may be lost",
    places: [
      .at(
        "/created_at /completed_at /incomplete_at", "v1 v2: message thread message-file",
        .plainDigits),
      .at("/created_at", "responses: conversation", .plainDigits),
    ]
  )

  static let conversationID = CheckRule(
    "conversation-id", .warning, .service,
    "the id '{value}' is not one of a conversation, which begins with {words}",
    source: "laravel-chatbot PR #43: thread_… is not conv_…",
    advice: "create the conversation and use the id that the service gives; --id-map holds old "
      + "and new",
    places: [.at("/id", "responses: conversation", .prefix(["conv"]))]
  )
}
