internal import Foundation
internal import PropertyTesting
internal import Testing

/// Cuts citation markers out of random answers, and compares with a plain reckoning beside the program.
struct MarkersTests {
  @Test(arguments: ["v1-2024-04", "v2-2026"])
  func `markers, cut out of random answers, leave text and places as reckoned`(
    edition: String
  ) throws {
    let answers = try Self.answers(edition)
    #expect(answers.count > 100)
    let folder = try Folder()
    try folder.write("in.jsonl", answers.map(\.line).joined(separator: "\n"))
    let dialect = String(edition.prefix(2))
    // Any value may be metadata of v1, also one that is too long as a text.
    let run = try folder.crosswalk(
      "convert", "--to", "responses", "--from", dialect, "--kind", "message", "-q",
      "--on", "metadata-limit=keep", "--markers", "strip", "in.jsonl")
    try #require(run.status == 0, "\(run.errors)")
    let items = run.output.split(separator: "\n")
    try #require(items.count == answers.count)
    for (answer, item) in zip(answers, items) {
      let found = try JSONDecoder().decode(Item.self, from: Data(item.utf8)).content
      #expect(found.map { Array($0.text.unicodeScalars) } == answer.texts, "\(answer.line)")
      #expect(found.map { $0.annotations.map(\.index) } == answer.places, "\(answer.line)")
    }
  }

  /// A stored answer and what must be left of it.
  struct Answer {
    let line: String
    let texts: [[Unicode.Scalar]]
    let places: [[Int]]
  }

  /// Random stored answers of nothing but text, some of which cite something.
  private static func answers(_ edition: String) throws -> [Answer] {
    let generator = Payloads.generator(
      kind: "message", edition: edition, wild: false, lineBreaks: false)
    return (0..<2_000).compactMap { number in
      var choices = Choices(case: number, seed: 3)
      let payload = Data(generator.draw(&choices))
      guard let message = try? JSONDecoder().decode(Message.self, from: payload),
        message.role == "assistant", message.content.contains(where: { !$0.annotations.isEmpty })
      else { return nil }
      let parts = message.content.map(reckoned)
      return Answer(
        line: String(decoding: payload, as: UTF8.self),
        texts: parts.map(\.text),
        places: parts.map(\.places)
      )
    }
  }

  /// The text without what citations span, and where each annotation begins in it.
  private static func reckoned(_ part: Text) -> (text: [Unicode.Scalar], places: [Int]) {
    let scalars = Array(part.value.unicodeScalars)
    var isCut = Array(repeating: false, count: scalars.count)
    for annotation in part.annotations where annotation.type == "file_citation" {
      for place in annotation.start..<annotation.end { isCut[place] = true }
    }
    let left = scalars.indices.filter { !isCut[$0] }
    let places = part.annotations.map { annotation in
      left.filter { $0 < annotation.start }.count
    }
    return (left.map { scalars[$0] }, places)
  }
}

/// What the test reads of a message; a part that is no text makes it unreadable.
private struct Message: Decodable {
  let role: String
  let content: [Text]
}

private struct Text: Decodable {
  let value: String
  let annotations: [Annotation]

  struct Annotation: Decodable {
    let type: String
    let start: Int
    let end: Int

    enum CodingKeys: String, CodingKey {
      case type
      case start = "start_index"
      case end = "end_index"
    }
  }

  enum PartKeys: CodingKey { case text }
  enum TextKeys: CodingKey { case value, annotations }

  init(from decoder: any Decoder) throws {
    let part = try decoder.container(keyedBy: PartKeys.self)
    let text = try part.nestedContainer(keyedBy: TextKeys.self, forKey: .text)
    value = try text.decode(String.self, forKey: .value)
    annotations = try text.decode([Annotation].self, forKey: .annotations)
  }
}

/// What the test reads of an item.
private struct Item: Decodable {
  let content: [Part]

  struct Part: Decodable {
    let text: String
    let annotations: [Point]
  }

  struct Point: Decodable {
    let index: Int
  }
}
