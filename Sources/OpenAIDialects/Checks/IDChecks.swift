internal import LensCore

// Ids of items that are sent.
extension Checks {
  static let idRules: [CheckRule] = [.idTooLong, .idCharacters, .idPrefix, .idEmpty]
}

private let items = "responses: input-item"

extension CheckRule {
  static let idTooLong = CheckRule(
    "id-too-long", .error, .service,
    "an id has {found} characters, more than the {limit} that are taken",
    says: "Invalid '{param}': string too long. Expected a string with maximum length {limit}, but "
      + "got a "
      + "string with length {found} instead.",
    source: "badlogic/pi-mono #1022, openclaw #74665",
    advice: "shorten the id, equally in a call and its output; leave out the id of a message",
    places: [.at("/id /call_id", items, .length(0...64))]
  )

  static let idCharacters = CheckRule(
    "id-characters", .error, .service,
    "the id '{value}' has characters that are not taken",
    says: "Invalid '{param}': '{value}'. Expected an ID that contains letters, numbers, "
      + "underscores, or "
      + "dashes, but this value contained additional characters.",
    source: "badlogic/pi-mono #1022, ranxianglei/billion-context #1052",
    advice: "replace them, equally in a call and its output; leave out the id of a message",
    places: [.at("/id /call_id", items, .idCharacters)]
  )

  static let idPrefix = CheckRule(
    "id-prefix", .error, .service,
    "the id '{value}' is not one of this type of item",
    says: "Invalid '{param}': '{value}'. Expected an ID that begins with {words}.",
    source: "openai/codex #33176, mastra-ai/mastra #10815, CherryHQ/cherry-studio #20237",
    advice: "leave the id out; ids of your own and of other items are not taken",
    places: [
      .at("[+role,message]/id [+role,-type]/id", items, .prefix(["msg"])),
      .at("[function_call]/id", items, .prefix(["fc"])),
      .at("[reasoning]/id", items, .prefix(["rs"])),
      .at("[file_search_call]/id", items, .prefix(["fs"])),
      .at("[code_interpreter_call]/id", items, .prefix(["ci"])),
      .at("[web_search_call]/id", items, .prefix(["ws"])),
    ]
  )

  static let idEmpty = CheckRule(
    "id-empty", .error, .service,
    "an id is an empty string",
    source: "dumps found in comppolicylab/pingpong",
    advice: "leave the id out, or write the one that the service gave",
    places: [
      .at("[-type,-role]/id [item_reference]/id /call_id", items, .length(1...Int.max))
    ]
  )
}
