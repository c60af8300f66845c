import Crosswalk
import OpenAIDialects
import Testing

struct FilesReportTests {
  /// A payload, the target, where files are, what they are used as, and which needs with which purposes.
  static let cases: [(payload: String, target: String, uses: String, needs: String)] = [
    (
      #"{"role":"user","content":"a","attachments":[{"file_id":"f","tools":[{"type":"file_search"}]}]}"#,
      "responses", "/attachments/0/file_id attachment", "message user_data, vector_store assistants"
    ),
    (
      #"{"role":"user","content":"a","attachments":[{"file_id":"f","tools":[{"type":"code_interpreter"}]}]}"#,
      "responses", "/attachments/0/file_id attachment", "container assistants"
    ),
    (
      #"{"role":"assistant","content":"a","attachments":[{"file_id":"f","tools":[{"type":"file_search"}]}]}"#,
      "responses", "/attachments/0/file_id attachment", "vector_store assistants"
    ),
    (
      #"{"role":"user","content":"a","attachments":[{"file_id":"f","tools":[{"type":"file_search"}]}]}"#,
      "v1", "/attachments/0/file_id attachment", "message assistants"
    ),
    (
      #"{"data":[{"role":"user","content":"a","attachments":[{"file_id":"f"}]}]}"#,
      "responses", "/data/0/attachments/0/file_id attachment", ""
    ),
    (
      #"{"file_id":"f","tools":[{"type":"code_interpreter"}]}"#,
      "responses", "/file_id attachment", "container assistants"
    ),
    (
      #"{"role":"user","content":"a","file_ids":["f"]}"#,
      "responses", "/file_ids/0 file_ids",
      "message user_data, vector_store assistants, container assistants"
    ),
    (
      #"{"messages":[{"role":"user","content":"a","file_ids":["","f"]}]}"#,
      "v2-2026", "/messages/0/file_ids/1 file_ids", "message assistants"
    ),
    (
      #"{"id":"f","object":"thread.message.file","created_at":1,"message_id":"m"}"#,
      "v2", "/id message_file", "message assistants"
    ),
    (
      #"{"role":"user","content":[{"type":"image_file","image_file":{"file_id":"f"}}]}"#,
      "responses", "/content/0/image_file/file_id image_file", "message vision"
    ),
    (
      #"{"role":"assistant","content":[{"type":"image_file","image_file":{"file_id":"f"}}]}"#,
      "responses", "/content/0/image_file/file_id image_file", ""
    ),
    (
      #"{"role":"user","content":[{"type":"image_file","image_file":{"file_id":"f"}}]}"#,
      "v2", "/content/0/image_file/file_id image_file", "message vision"
    ),
    (
      #"[{"role":"user","content":[{"type":"input_image","file_id":"f"},{"type":"input_file","file_id":"f"}]}]"#,
      "responses", "/0/content/0/file_id input_image, /0/content/1/file_id input_file",
      "message vision user_data"
    ),
    (
      #"{"role":"user","content":[{"type":"input_file","file_id":"f"}]}"#,
      "v2", "/content/0/file_id input_file", "message assistants"
    ),
    (
      #"{"content":[{"type":"computer_screenshot","file_id":"f"}]}"#,
      "v2", "/content/0/file_id computer_screenshot", ""
    ),
    (
      #"{"text":{"annotations":[{"type":"file_citation","file_citation":{"file_id":"f"}}]}}"#,
      "responses", "/text/annotations/0/file_citation/file_id citation", ""
    ),
    (
      #"{"annotations":[{"type":"file_citation","file_id":"f"},{"type":"file_path","file_id":"f"}]}"#,
      "v2", "/annotations/0/file_id citation, /annotations/1/file_id file_path", ""
    ),
    (
      #"{"annotations":[{"type":"file_path","file_path":{"file_id":"f"}}]}"#,
      "responses", "/annotations/0/file_path/file_id file_path", ""
    ),
    (
      #"{"annotations":[{"type":"container_file_citation","container_id":"c","file_id":"f"}]}"#,
      "v2", "/annotations/0/file_id container_file", "message assistants"
    ),
    (
      #"{"type":"file_search_call","results":[{"file_id":"f","text":"t"}]}"#,
      "v2", "/results/0/file_id search_result", ""
    ),
    (
      #"{"object":"thread","tool_resources":{"code_interpreter":{"file_ids":["f"]}}}"#,
      "responses", "/tool_resources/code_interpreter/file_ids/0 tool_resources",
      "container assistants"
    ),
    (
      #"{"tool_resources":{"file_search":{"vector_stores":[{"file_ids":["f"]}]}}}"#,
      "responses", "/tool_resources/file_search/vector_stores/0/file_ids/0 tool_resources",
      "vector_store assistants"
    ),
    (
      #"{"tool_resources":{"code_interpreter":{"file_ids":["f"]}}}"#,
      "v2", "/tool_resources/code_interpreter/file_ids/0 tool_resources",
      "tool_resources assistants"
    ),
    (
      #"{"tools":[{"type":"code_interpreter","container":{"type":"auto","file_ids":["f"]}}]}"#,
      "responses", "/tools/0/container/file_ids/0 container", "container assistants"
    ),
    (#"{"role":"user","content":"f","metadata":{"file_id":"f","id":"f"}}"#, "v2", "", ""),
    (#"{"type":"input_file","file_id":7}"#, "v2", "", ""),
  ]

  @Test(arguments: cases)
  func `a file that a payload names, reported, has its place, its use and what it needs`(
    row: (payload: String, target: String, uses: String, needs: String)
  ) throws {
    var report = try FilesReport(to: row.target)
    try report.add(Array(row.payload.utf8), record: 3, file: "a")
    let file = report.files.first
    #expect(report.files.count == (row.uses.isEmpty ? 0 : 1))
    let uses = file?.uses.map { "\($0.pointer) \($0.name)" } ?? []
    #expect(uses.joined(separator: ", ") == row.uses)
    let needs = file?.needs.map { ([$0.place] + $0.purposes).joined(separator: " ") } ?? []
    #expect(needs.joined(separator: ", ") == row.needs)
    #expect(file?.count == (uses.isEmpty ? nil : uses.count))
    #expect(file?.needs.allSatisfy { !$0.reasons.isEmpty } != false)
  }

  /// A choice for attachments, and the places where a user's files of each kind of tool are needed.
  static let choices: [(choice: String, searched: [String], computed: [String])] = [
    ("auto", ["message", "vector_store"], ["container"]),
    ("fail", ["message", "vector_store"], ["container"]),
    ("input-file", ["message", "vector_store"], ["message", "container"]),
    ("record", ["vector_store"], ["container"]),
  ]

  @Test(arguments: choices)
  func `a file that is sent or not, reported, is needed in the message or not`(
    row: (choice: String, searched: [String], computed: [String])
  ) throws {
    var options = ConversionOptions()
    options.policies = [Policy(code: "attachment-not-sent", choice: row.choice)]
    for (tool, places) in [("file_search", row.searched), ("code_interpreter", row.computed)] {
      var report = try FilesReport(to: "responses", options: options)
      let attachment = #"{"file_id":"f","tools":[{"type":"\#(tool)"}]}"#
      let payload = #"{"role":"user","content":"a","attachments":[\#(attachment)]}"#
      try report.add(Array(payload.utf8), record: 1, file: "a")
      #expect(report.files[0].needs.map(\.place) == places)
    }
    var old = try FilesReport(to: "responses", options: options)
    let payload = #"{"role":"user","content":"a","file_ids":["f"]}"#
    try old.add(Array(payload.utf8), record: 1, file: "a")
    #expect((old.files[0].needs[0].place == "message") == (row.choice != "record"))
  }

  @Test func `every use of the table, looked for, has a case`() {
    let tested = Set(Self.cases.flatMap { $0.uses.split { " ,".contains($0) }.map(String.init) })
    for use in FileUse.all { #expect(tested.contains(use.name), "\(use.name)") }
  }

  @Test func `a target that nobody knows, named, is refused`() {
    #expect(throws: ConfigurationError.self) { try FilesReport(to: "v3") }
  }
}
