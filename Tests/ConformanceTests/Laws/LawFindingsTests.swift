import Crosswalk
import Testing

/// Payloads that broke a law once, shrunk: literal, so that they stay what they are.
@Suite struct LawFindingsTests {
  struct Finding: CustomTestStringConvertible, Sendable {
    /// What was wrong.
    let name: String
    let target: String
    let payload: String
    var source: String?
    var kind: String?
    var variant = LawSetup.Variant.defaults
    var testDescription: String { name }
  }

  static let findings: [Finding] = [
    Finding(
      name: "restoring refused images in a request that lists file ids",
      target: "v2",
      payload: #"{"role":"user","content":[{"type":"image_file","image_file":"#
        + #"{"file_id":"file-1"}}],"file_ids":[]}"#
    ),
    Finding(
      name: "restoring an edition ran the lens the wrong way round",
      target: "v2-2024-04",
      payload: #"{"id":"m","object":"thread.message","role":"user","content":[{"type":"text","#
        + #""text":{"value":"[1]","annotations":[{"type":"file_citation","text":"[1]","#
        + #""file_citation":{"file_id":"f"}}]}}],"attachments":[{"file_id":"f","add_to":["x"]}]}"#
    ),
    Finding(
      name: "a file id listed twice was merged on the way back",
      target: "v2",
      payload: #"{"role":"user","content":"a","file_ids":["file-1","file-1"]}"#
    ),
    Finding(
      name: "an attachment behind a merged one was taken for it",
      target: "v1",
      payload: #"{"role":"user","content":"a","attachments":[{"file_id":"1","tools":[]},"#
        + #"{"file_id":"1","tools":[]},{"file_id":"2","tools":[]}]}"#
    ),
    Finding(
      name: "metadata was retyped on the way back",
      target: "v1",
      payload: #"{"id":"t","object":"thread","tool_resources":null,"metadata":{"a":0}}"#
    ),
    Finding(
      name: "a null in metadata came back as nothing and was no absence",
      target: "v1",
      payload: #"{"role":"user","content":"a","metadata":{"a":null}}"#,
      source: "v2"
    ),
    Finding(
      name: "values of early v2 became strings on the way back to v2",
      target: "v1",
      payload: #"{"role":"user","content":"a","metadata":{"a":true}}"#,
      source: "v2"
    ),
    Finding(
      name: "an image of a request was not restored from the target but from the residue",
      target: "v2",
      payload: #"{"role":"user","content":[{"type":"text","text":""},{"type":"image_file","#
        + #""image_file":{"file_id":"f"}}],"attachments":[{"tools":[{"type":"retrieval"}]}]}"#
    ),
    Finding(
      name: "a quote was dropped for an assumed one in a message of two editions",
      target: "v2-2024-04",
      payload: #"{"id":"m","object":"thread.message","role":"user","content":[{"type":"text","#
        + #""text":{"value":"[1]","annotations":[{"type":"file_citation","text":"[1]","#
        + #""file_citation":{"file_id":"f","quote":"q"}}]}},{"type":"image_url","#
        + #""image_url":{"url":"u"}}],"attachments":[]}"#
    ),
    Finding(
      name: "an unknown member of a request was dropped though its edition was there already",
      target: "v1-2024-04",
      payload: #"{"role":"assistant","content":"a","tools":null}"#,
      source: "v1"
    ),
    Finding(
      name: "a text equal to one in a moved image was not found again after an edit",
      target: "v1",
      payload: #"{"role":"user","content":[{"type":"image_file","image_file":"#
        + #"{"file_id":"file-1","x":""}},{"type":"text","text":""}]}"#,
      variant: .first
    ),
    Finding(
      name: "a moved image was taken for an attachment that names it in a member nobody knows",
      target: "v1",
      payload: #"{"role":"user","content":[{"type":"image_file","image_file":{"file_id":"1"}},"#
        + #"{"type":"text","text":"a"},{"type":"image_file","image_file":{"file_id":"longest"}}],"#
        + #""attachments":[{"file_id":"1","tools":[]},{"file_id":"1"},"#
        + #"{"file_id":"2","tools":[],"file_ids":["longest"]}]}"#,
      variant: .first
    ),
    Finding(
      name: "a moved image was taken for an attachment of the same shape",
      target: "v1",
      payload: #"{"role":"user","content":[{"type":"image_file","image_file":{"file_id":"3"}},"#
        + #"{"type":"text","text":"a"}],"attachments":[{"file_id":"1","tools":[]},"#
        + #"{"tools":[]},{"file_id":"2","tools":[]}]}"#,
      variant: .first
    ),
    Finding(
      name: "no messages at all came back as nothing and were no absence",
      target: "responses",
      payload: #"{"messages":null}"#,
      source: "v1",
      kind: "create-thread-request"
    ),
    Finding(
      name: "a type of null was taken for the word and came back as it",
      target: "v1",
      payload: #"{"items":[{"type":null,"role":"user","content":"a"}]}"#,
      source: "responses"
    ),
    Finding(
      name: "an object of null was taken for the word and came back as it",
      target: "responses",
      payload: #"{"object":"list","data":[{"id":"m","object":null,"role":"user","content":[]},"#
        + #"{"id":"n","object":"thread.message","role":"user","content":[]}]}"#,
      source: "v2",
      kind: "message-list"
    ),
    Finding(
      name: "parts beside an empty list of file ids were not reported",
      target: "v2",
      payload: #"{"role":"user","content":[{"type":"text","text":"a"}],"file_ids":[]}"#
    ),
    Finding(
      name: "no parts beside an empty list of file ids were not reported",
      target: "v2",
      payload: #"{"role":"user","content":[],"file_ids":[]}"#
    ),
    Finding(
      name: "file ids beside parts were not reported",
      target: "v1",
      payload: #"{"role":"user","content":[{"type":"text","text":"a"}],"file_ids":[]}"#
    ),
    Finding(
      name: "two empty lists of files were not reported",
      target: "v2",
      payload: #"{"role":"user","content":"a","file_ids":[],"attachments":[]}"#
    ),
    Finding(
      name: "a list that stayed and then meant nothing was told of only by runs that are traced",
      target: "responses",
      payload: #"{"messages":[{"role":"assistant","content":"a","file_ids":["file-1"]},"#
        + #"{"role":"user","content":"a","attachments":[]}]}"#
    ),
    Finding(
      name: "a foreign part with a value of another type was refused on the way back",
      target: "v2",
      payload: #"{"object":"list","data":["#
        + #"{"id":"msg_1","type":"message","status":"completed","role":"user","content":[]},"#
        + #"{"id":"msg_1","type":"message","status":"completed","role":"user","content":[]},"#
        + #"{"id":"msg_1","type":"message","status":"completed","role":"user","content":["#
        + #"{"type":"image_url","image_url":true}]}]}"#
    ),
    Finding(
      name: "a text of null stayed where a string stands and came back as no member",
      target: "v2",
      payload: #"{"role":"user","content":[{"type":"input_text","text":null}]}"#
    ),
    Finding(
      name: "an empty list of files beside one of null was not reported",
      target: "responses",
      payload: #"{"role":"user","content":"a","file_ids":[],"attachments":null}"#
    ),
    Finding(
      name: "an image in a data URL was sent without a loss and dropped on the way back",
      target: "responses",
      payload: #"{"role":"user","content":[{"type":"image_url","#
        + #""image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}"#,
      variant: .first
    ),
    Finding(
      name:
        "an image in a data URL, in a string, was sent without a loss and refused on the way back",
      target: "responses",
      payload: #"{"role":"user","content":[{"type":"image_url","#
        + #""image_url":"data:image/png;base64,iVBORw0KGgo="}]}"#,
      source: "v2"
    ),
    Finding(
      name:
        "a foreign value that is no object came back from the residue, whatever stood there by then",
      target: "v2",
      payload: #"{"id":"msg_1","type":"message","status":"completed","role":"assistant","#
        + #""content":[{"type":"image_url","image_url":["a","b"]}]}"#
    ),
    Finding(
      name: "a number in place of a foreign object came back from the residue after an edit",
      target: "v2",
      payload: #"{"id":"msg_1","type":"message","status":"completed","role":"user","#
        + #""content":[{"type":"image_file","image_file":1},{"type":"text","text":2}]}"#
    ),
  ]

  @Test(arguments: findings)
  func `a payload that broke a law once, converted, breaks none`(_ finding: Finding) throws {
    for pick in 0..<6 {
      let setup = LawSetup(
        target: finding.target,
        namedSource: finding.source,
        namedKind: finding.kind,
        variant: finding.variant,
        level: .service
      )
      let lawCase = try LawCase(finding.payload, setup, picks: [pick * 8, pick, pick, pick])
      let trial = try Bench().trial(lawCase)
      for law in Law.all { #expect(try law.failure(trial) == nil) }
    }
  }
}
