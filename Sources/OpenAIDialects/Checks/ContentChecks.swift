internal import LensCore

// What a request of Assistants says: how long it may be, and what stands in it.
extension Checks {
  static let contentRules: [CheckRule] = [
    .contentTooLong, .contentEmpty, .contentWithoutParts, .dataURL,
  ]
}

extension CheckRule {
  static let contentTooLong = CheckRule(
    "content-too-long", .error, .both,
    "the content has {found} characters, more than the {limit} that are taken",
    says: "Invalid '{param}': string too long. Expected a string with maximum length {limit}, "
      + "but got a string with length {found} instead.",
    source: "OpenAPI 2023-11-14 (32768) and 2024-04-09 (256000), CreateMessageRequest; the "
      + "service kept "
      + "to it after the number left the schema on 2024-05-09",
    advice: "split the text into several messages; v1-2023-11 takes less than the editions after "
      + "it",
    places: [
      .at("/content", "v1-2023-11: create-message-request", .length(0...32_768)),
      .at("/content", "v1-2024-04 v2-2024-04: create-message-request", .length(0...256_000)),
      .at("/content", "v2-2026: create-message-request", .length(0...256_000), level: .service),
    ]
  )

  static let contentEmpty = CheckRule(
    "content-empty", .error, .both,
    "the content is an empty string",
    source: "minLength in OpenAPI until 2024-05-09, CreateMessageRequest",
    advice: "leave the message out, or give it a text",
    places: [
      .at("/content", "v1 v2-2024-04: create-message-request", .length(1...Int.max)),
      .at(
        "/content", "v2-2026: create-message-request", .length(1...Int.max), .warning,
        level: .service),
    ]
  )

  static let contentWithoutParts = CheckRule(
    "content-without-parts", .error, .both,
    "the content is an empty array",
    says: "Invalid '{param}': empty array. Expected an array with minimum length 1, but got an "
      + "empty "
      + "array instead.",
    source: "minItems in OpenAPI from 2024-05-09, CreateMessageRequest",
    advice: "leave the message out, or give it a text part",
    places: [.at("/content", "v2-2026: create-message-request", .count(1...Int.max))]
  )

  static let dataURL = CheckRule(
    "data-url", .error, .service,
    "an image is given as a data URL where an address on the network is needed",
    source: "description of image_url in OpenAPI, MessageContentImageUrlObject: an external URL",
    advice: "upload the image and use image_file, or go to responses, which takes data URLs",
    places: [
      .at(
        "/content/*[image_url]/image_url/url", "v2: create-message-request",
        .noPrefix(["data:", "DATA:"]))
    ]
  )
}
