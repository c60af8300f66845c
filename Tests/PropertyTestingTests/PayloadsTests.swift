import PropertyTesting
import Testing

/// Valid payloads have what their edition requires, and all payloads are JSON.
@Suite struct PayloadsTests {
  /// One generator of the table of all of them.
  struct Subject: Sendable, CustomTestStringConvertible {
    let kind: String
    let edition: String
    let wild: Bool

    var name: String { "\(edition)-\(kind)-\(wild ? "wild" : "valid")" }
    var testDescription: String { name }
    var isV1: Bool { edition.hasPrefix("v1") }

    func generator(lineBreaks: Bool = true) -> Generator<[UInt8]> {
      Payloads.generator(kind: kind, edition: edition, wild: wild, lineBreaks: lineBreaks)
    }

    static let valid = subjects(wild: false)
    static let wild = subjects(wild: true)

    private static func subjects(wild: Bool) -> [Subject] {
      Payloads.editions.flatMap { edition in
        Payloads.kinds(of: edition).map { Subject(kind: $0, edition: edition, wild: wild) }
      }
    }
  }

  @Test func `editions, listed, have eight kinds each, and nine in responses`() {
    #expect(
      Payloads.editions
        == ["v1-2023-11", "v1-2024-04", "v2-2024-04", "v2-2026", "responses-2026"])
    #expect(Payloads.kinds(of: "v2-2026").count == 8)
    #expect(Payloads.kinds(of: "responses-2026").count == 9)
    #expect(Subject.valid.count == 41)
    #expect(Payloads.kinds(of: "v3") == [])
  }

  @Test(arguments: Subject.valid + Subject.wild)
  func `payloads, scanned, are JSON objects, or for an input a string or an array`(
    subject: Subject
  ) throws {
    try check("\(subject.name)-is-json", count: 100, subject.generator()) { payload in
      switch (try Parsed.reading(payload), subject.kind == "input") {
      case (.object, false), (.array, true), (.text, true): nil
      default: Failure(id: "other-value", message: "")
      }
    }
  }

  @Test(arguments: Subject.wild)
  func `payloads for JSON Lines, made, have no line feed`(subject: Subject) throws {
    try check("\(subject.name)-keeps-lines", count: 50, subject.generator(lineBreaks: false)) {
      payload in
      payload.contains(UInt8(ascii: "\n")) ? Failure(id: "line-feed", message: "") : nil
    }
  }

  // MARK: Required members

  /// What the schemas of all editions list under `required`, by the place of the object.
  private static let required: [String: [String: [String]]] = [
    "create-message-request": ["": ["role", "content"]],
    "message": ["": message],
    "message-list": [
      "": ["object", "data", "first_id", "last_id", "has_more"],
      "data/*": message,
    ],
    "create-thread-request": ["messages/*": ["role", "content"]],
    "thread": ["": ["id", "object", "created_at", "metadata"]],
    "item": ["": item],
    "item-list": ["": ["object", "data", "first_id", "last_id", "has_more"]],
    "input-item": ["": ["role", "content"]],
    "create-items-request": ["": ["items"]],
    "conversation": ["": ["id", "object", "created_at", "metadata"]],
    "http-request": ["": ["method", "url"]],
    "http-response": ["response": ["status_code", "body"]],
  ]

  private static let item = ["type", "id", "status", "role", "content"]

  private static let message = [
    "id", "object", "created_at", "thread_id", "role", "content", "assistant_id", "run_id",
    "metadata",
  ]

  private static let status = ["status", "incomplete_details", "completed_at", "incomplete_at"]

  private func required(_ subject: Subject) -> [String: [String]] {
    if subject.kind == "message-file" {
      return ["": subject.isV1 ? ["id", "object", "created_at", "message_id"] : []]
    }
    var table = Self.required[subject.kind] ?? [:]
    for place in table.keys where table[place]?.contains("run_id") ?? false {
      table[place]?.append(subject.isV1 ? "file_ids" : "attachments")
      if subject.edition != "v1-2023-11" { table[place]? += Self.status }
    }
    if subject.kind == "thread" && !subject.isV1 { table[""]?.append("tool_resources") }
    return table
  }

  @Test(arguments: Subject.valid)
  func `valid payloads, read, have the required members`(subject: Subject) throws {
    try check("\(subject.name)-is-complete", count: 100, subject.generator()) { payload in
      let parsed = try Parsed.reading(payload)
      for (place, names) in required(subject) {
        for object in parsed.all(place) {
          for name in names where object[name] == nil {
            return Failure(id: "lacks-\(name)", message: "\(place) lacks '\(name)'")
          }
        }
      }
      return nil
    }
  }

  // MARK: Limits

  @Test(arguments: Subject.valid)
  func `valid payloads, read, keep the limits of their edition`(subject: Subject) throws {
    try check("\(subject.name)-keeps-limits", count: 100, subject.generator()) { payload in
      let parsed = try Parsed.reading(payload)
      for object in parsed.all("") + parsed.all("messages/*") + parsed.all("data/*") {
        if object["items"]?.elements?.count ?? 0 > 20 {
          return Failure(id: "items", message: "over 20 items")
        }
        if let failure = brokenLimit(object, subject) { return failure }
      }
      return nil
    }
  }

  private func brokenLimit(_ object: Parsed, _ subject: Subject) -> Failure? {
    let isRequest = subject.kind.hasPrefix("create")
    if let ids = object["file_ids"]?.elements {
      if ids.count > 10 || (isRequest && ids.isEmpty) {
        return Failure(id: "file-ids", message: "\(ids.count) file ids")
      }
    }
    if isRequest && subject.edition == "v1-2023-11" && object["role"]?.text == "assistant" {
      return Failure(id: "role", message: "only users can be created")
    }
    if isRequest && subject.edition != "v2-2026" && object["content"]?.text == "" {
      return Failure(id: "empty", message: "the content is empty")
    }
    if object["metadata"]?.members.count ?? 0 > 16 {
      return Failure(id: "metadata", message: "over 16 pairs")
    }
    return nil
  }

  @Test(arguments: Subject.wild)
  func `the simplest payload, wild, is the simplest valid one`(subject: Subject) {
    let valid = Payloads.generator(kind: subject.kind, edition: subject.edition, wild: false)
    var none = Choices(replaying: [])
    var again = Choices(replaying: [])
    #expect(subject.generator().draw(&none).count <= valid.draw(&again).count)
  }
}
