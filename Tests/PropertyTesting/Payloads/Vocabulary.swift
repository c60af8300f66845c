/// The words of payloads; in each list the simplest comes first.
enum Vocabulary {
  static let idEnds = ["1", "2", "abc123", "QmzbrK4gAoaeMtPHR1ArgUkz", "é", ""]

  static let fileIDs = [
    "file-1", "file-2", "file-abc123", "file-BK7bzQj3FfZFXr7DbL6xJwfo", "file_0123456789abcdef",
    "assistant-9", "file-\u{1F600}", "file-\"quoted\"", "file/with/slashes", "",
  ]

  static let urls = [
    "https://example.org/a.png", "http://example.org/b.jpg?x=1&y=%20#z",
    "https://example.org/%F0%9F%98%80.webp", "data:image/png;base64,iVBORw0KGgo=",
  ]

  static let texts = [
    "", "", "a", "How does AI work?", "Zuerst: Übergrößen\n", "水を飲む。", "😀👩‍👩‍👧", "e\u{301}cole",
    "line\u{2028}line", "{\"role\":\"user\"}", "\\u0041",
  ]

  static let markers = [
    "[1]", "【13†source】", "【4:0†source】", "sandbox:/mnt/data/x.csv", "😀", "e\u{301}",
  ]

  static let unknownParts = ["audio", "video_url", "tool_use", "json", "text2", ""]

  static let unknownAnnotations = ["url_citation", "page_citation", "", "File_citation"]

  static let tools: [[String]] = [
    ["file_search"], ["code_interpreter"], ["file_search", "code_interpreter"],
    ["code_interpreter", "file_search"], [],
  ]

  static let oddTools: [[String]] = [
    ["retrieval"], ["retrieval", "code_interpreter"], ["file_search", "file_search"],
    ["code_interpreter", "file_search", "code_interpreter"], ["browser"],
    ["file_search", "function"],
    ["retrieval", "file_search"],
  ]

  static let oddTimes = [
    "0", "-0", "1.0", "1699017614.0", "1.699017614e9", "1699017614E+0", "16990176140000e-4",
    "99999999999999999999",
  ]

  static let metadataNames = [
    "a", "b", "user", "modified", "", "😀", "é", "e\u{301}", "ключ", "file_ids", "role", "a/b~c",
    "\u{0}", "\"", "0",
    "sixty-four characters of a name, as many as the service would take",
  ]

  static let unknownNames = [
    "x", "x_custom", "", "😀", "Content", "file_Ids", "é", "e\u{301}", "a/b", "a~b", "\"", "\u{0}",
    "object2", "deleted",
  ]

  static let fileNames = [
    "a.pdf", "Übersicht 2024.csv", "cfile_1.png", "😀.txt", "a/b\\c.md", "",
  ]

  static let unknownItemParts = [
    "audio", "input_audio", "encrypted_content", "text", "image_url", "image_file", "input_url", "",
  ]

  static let unknownItemAnnotations = ["page_citation", "url", "", "File_citation"]

  static let unknownItems = ["hologram_call", "input_text", "thread.message", "", "Message"]

  static let storedRoles = [
    "user", "assistant", "system", "developer", "tool", "critic", "discriminator", "unknown",
  ]

  static let otherPaths = [
    "/threads/thread_1/runs", "/threads/runs", "/assistants", "/holograms", "/threads/",
    "/threads/thread_1/messages/msg_1/files", "/responses", "",
  ]

  static let queryValues = [
    "limit": ["20", "100", "1", "0", ""],
    "order": ["asc", "desc", "up"],
    "after": ["msg_1", "msg_%C3%A9", ""],
    "before": ["msg_2"],
    "run_id": ["run_1"],
    "include": ["message.input_image.image_url", "message.output_text.logprobs"],
  ]
}
