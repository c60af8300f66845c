internal import LensCore

// Content parts of messages that are sent to Responses or Conversations.
extension Checks {
  static let partRules: [CheckRule] = [
    .assistantPart, .userPart, .imageFilePart, .imageURLPart, .plainTextPart, .inputURLPart,
    .outputRefusalPart, .partType, .outputMessage, .mixedParts, .imageURLObject, .imageDetail,
    .imageSource, .fileSource, .fileType, .partTooLong, .emptyAssistantContent,
  ]
}

private let messages = "responses: input-item"
private let inputParts = ["input_text", "input_image", "input_file"]
private let outputParts = ["output_text", "refusal"]
/// What the service lists for a type that it does not know.
private let known = [
  "input_text", "input_image", "output_text", "refusal", "input_file", "computer_screenshot",
  "summary_text",
]
/// Types of other dialects and slips, for which there are rules of their own.
private let foreign = ["image_file", "image_url", "text", "input_url", "output_refusal"]

private let answer = "Invalid value: '{value}'. Supported values are: {words}."
private let listed = CheckTextList.words(known)
private let convert = "convert the messages with 'crosswalk convert --to responses'"

extension CheckRule {
  static let assistantPart = CheckRule(
    "assistant-part", .error, .service,
    "a part of type '{value}' stands in an assistant message",
    says: answer,
    source: "NousResearch/hermes-agent #15687, WordPress/php-ai-client #182; the schema takes it",
    advice: "write assistant text as output_text, or as a string; an image cannot stand in an "
      + "assistant "
      + "message: 'crosswalk convert --to responses' does both and reports what it cannot keep",
    places: [
      .at(
        """
        [role=assistant]/content/*[type=input_text|input_image|input_file|computer_screenshot|\
        summary_text]
        """,
        messages, .variants(outputParts))
    ]
  )

  static let userPart = CheckRule(
    "user-part", .error, .both,
    "a part of type '{value}' stands in a message that is not the assistant's",
    says: answer,
    source: "InputMessage in OpenAPI",
    advice: "write text as input_text, or as a string",
    places: [
      .at(
        "[role=user|system|developer]/content/*[type=output_text|refusal]",
        messages, .variants(inputParts))
    ]
  )

  static let imageFilePart = CheckRule(
    "image-file-part", .error, .service,
    "a part of Assistants v2, image_file, stands in a message of responses",
    says: "Invalid value: 'image_file'. Supported values are: " + listed + ".",
    source: "community.openai.com/t/input-files-in-agents-sdk/1235260",
    advice: "write {\"type\":\"input_image\",\"file_id\":…,\"detail\":…}: " + convert,
    places: [.at("[+role]/content/*[image_file]", messages, .never)]
  )

  static let imageURLPart = CheckRule(
    "image-url-part", .error, .service,
    "a part of Assistants v2 or Chat, image_url, stands in a message of responses",
    says: "Invalid value: 'image_url'. Supported values are: "
      + CheckTextList.words(known + ["encrypted_content"]) + ".",
    source: "langchain-ai/langchainjs #11248, gethnet/litellm-connector-copilot #154",
    advice: "write {\"type\":\"input_image\",\"image_url\":\"https://…\",\"detail\":…}: " + convert,
    places: [.at("[+role]/content/*[image_url]", messages, .never)]
  )

  static let plainTextPart = CheckRule(
    "text-part", .error, .service,
    "a part of Assistants or Chat, text, stands in a message of responses",
    says: "Invalid value: 'text'. Supported values are: " + listed + ".",
    source: "janhq/server #295",
    advice: "write input_text for users and output_text for assistants, with the text as a string: "
      + convert,
    places: [.at("[+role]/content/*[text]", messages, .never)]
  )

  static let inputURLPart = CheckRule(
    "input-url-part", .error, .service,
    "no part is called input_url",
    says: "Invalid value: 'input_url'. Supported values are: " + listed + ".",
    source: "community.openai.com/t/input-files-in-agents-sdk/1235260",
    advice: "write an image as input_image with image_url, a file as input_file with file_url",
    places: [.at("[+role]/content/*[input_url]", messages, .never)]
  )

  static let outputRefusalPart = CheckRule(
    "output-refusal-part", .error, .service,
    "no part is called output_refusal: it is refusal",
    says: "Invalid value: 'output_refusal'. Supported values are: " + listed + ".",
    source: "code of comppolicylab/pingpong",
    advice: "write {\"type\":\"refusal\",\"refusal\":…}",
    places: [.at("[+role]/content/*[output_refusal]", messages, .never)]
  )

  static let partType = CheckRule(
    "part-type", .error, .service,
    "no part is called '{value}'",
    says: "Invalid value: '{value}'. Supported values are: " + listed + ".",
    source: "InputContent and OutputMessageContent in OpenAPI",
    advice: "use input_text, input_image or input_file for users, output_text or refusal for "
      + "assistants",
    places: [.at("[+role]/content/*", messages, .variants(known + foreign))]
  )

  static let outputMessage = CheckRule(
    "output-message", .error, .schema,
    "an assistant message with output parts has no '{member}'; the service takes it so",
    source: "OutputMessage in OpenAPI",
    advice: "write the content as a string: schema and service both take that",
    places: [
      .at(
        "[message,content*=output_text|refusal] [-type,+role,-id,content*=output_text|refusal]",
        messages, .members(["id", "type", "status"]))
    ]
  )

  static let mixedParts = CheckRule(
    "mixed-parts", .error, .schema,
    "parts of type '{value}' and output parts stand in one message",
    source: "EasyInputMessage and OutputMessage in OpenAPI",
    advice: "make two messages of it",
    places: [
      .at("[content*=output_text|refusal]/content/*", messages, .variants(outputParts))
    ]
  )

  static let imageURLObject = CheckRule(
    "image-url-object", .error, .service,
    "image_url of an input_image is {found}",
    says: "Invalid type for '{param}': expected an image URL, but got {found} instead.",
    source: "community.openai.com/t/input-files-in-agents-sdk/1235260",
    advice: "write the URL as a string, and detail beside it: " + convert,
    places: [
      .at("[+role]/content/*[input_image]/image_url", messages, .kinds([.string, .null]))
    ]
  )

  static let imageDetail = CheckRule(
    "image-detail", .warning, .service,
    "an input_image has no '{member}'",
    source: "BerriAI/litellm #37175: servers that follow the schema refuse it; OpenAI takes it as "
      + "auto",
    advice: "write \"detail\":\"auto\"",
    places: [.at("[+role]/content/*[input_image]", messages, .members(["detail"]))]
  )

  static let imageSource = CheckRule(
    "image-source", .error, .service,
    "an input_image names no image: {words} are missing or null",
    source: "BerriAI/litellm #41912: images were lost in a bridge; the schema takes it",
    advice: "give the image by file_id or image_url",
    places: [
      .at("[+role]/content/*[input_image]", messages, .anyMember(["image_url", "file_id"]))
    ]
  )

  static let fileSource = CheckRule(
    "file-source", .error, .service,
    "an input_file names no file: {words} are missing or null",
    source: "InputFileContent in OpenAPI, which forgets to ask for one",
    advice: "give the file by file_id, file_data or file_url",
    places: [
      .at(
        "[+role]/content/*[input_file]", messages,
        .anyMember(["file_id", "file_data", "file_url"]))
    ]
  )

  static let fileType = CheckRule(
    "file-type", .warning, .service,
    "an input_file has a name with {found}: such a file may be meant for a tool",
    says: "Expected file type to be a supported format: .pdf but got {found}.",
    source: "community.openai.com/t/files-api-what-formats-are-supported/1273160",
    advice: "give the file to file_search or code_interpreter: --attachments record says which",
    places: [.at("[+role]/content/*[input_file]/filename", messages, .suffix([".pdf"]))]
  )

  static let partTooLong = CheckRule(
    "part-too-long", .error, .service,
    "a part has {found} characters, more than the {limit} that are taken",
    says: "Invalid '{param}': string too long. Expected a string with maximum length {limit}, but "
      + "got a "
      + "string with length {found} instead.",
    source: "i-dot-ai/redbox PR #1094; maxLength of the same parts in tool outputs in OpenAPI",
    advice: "split the text, or upload the image or file and name it by file_id",
    places: [
      .at("[+role]/content/*/text [+role]/content", messages, .length(0...10_485_760)),
      .at("[+role]/content/*[input_image]/image_url", messages, .length(0...20_971_520)),
      .at("[+role]/content/*[input_file]/file_data", messages, .length(0...73_400_320)),
    ]
  )

  static let emptyAssistantContent = CheckRule(
    "empty-assistant-content", .error, .service,
    "an assistant message is empty",
    source: "langchain-ai/langchain #34272: rejected, or it breaks the history",
    advice: "leave the message out",
    places: [
      .at("[role=assistant]/content", messages, .length(1...Int.max)),
      .at("[role=assistant]/content", messages, .count(1...Int.max)),
    ]
  )
}
