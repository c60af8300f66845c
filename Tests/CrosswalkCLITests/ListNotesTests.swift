internal import Testing

/// What is said of lists beside their losses.
struct ListNotesTests {
  private static func page(_ numbers: [Int], more: String) -> String {
    #"{"object":"list","data":["# + numbers.map { Sample.v2($0) }.joined(separator: ",")
      + #"],"first_id":"msg_1","last_id":"msg_1","has_more":\#(more)}"#
  }

  private static let advice = "\n  help: look for the other pages before they are gone\n"

  @Test func `pages that others follow, converted, are told of once with the first place`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Self.page([1], more: "false") + "\n" + Self.page([2], more: "true"))
    try folder.write("b.jsonl", Self.page([3], more: "true"))
    let run = try folder.crosswalk("convert", "--to", "v2", "a.jsonl", "b.jsonl")
    #expect(
      run.errors
        == "crosswalk: warning: the dump is incomplete: 2 lists say has_more, so more was on a "
        + "next page; first in a.jsonl, record 2" + Self.advice)
    #expect(run.status == 0)
    let quiet = try folder.crosswalk("convert", "--to", "v2", "-q", "a.jsonl")
    #expect(quiet.errors.isEmpty)
  }

  @Test func `a page that another follows, read message by message, is told of as well`() throws {
    let folder = try Folder()
    try folder.write("page.json", Self.page([1, 2], more: "true"))
    let run = try folder.crosswalk("convert", "--to", "v2", "--input", "list", "page.json")
    #expect(
      run.errors
        == "crosswalk: warning: the dump is incomplete: 1 list says has_more, so more was on a "
        + "next page; first in page.json" + Self.advice)
    for more in ["false", "null", "\"true\""] {
      try folder.write("page.json", Self.page([1], more: more))
      let none = try folder.crosswalk("convert", "--to", "v2", "--input", "list", "page.json")
      #expect(none.errors.isEmpty, "\(more)")
    }
  }

  @Test func `an id that stands in one page twice, converted, is told of`() throws {
    let folder = try Folder()
    let many = Array(1...40)
    try folder.write(
      "a.jsonl",
      Self.page([1, 2], more: "false") + "\n" + Self.page([1, 2, 1, 1], more: "false") + "\n"
        + Self.page(many + [7], more: "false"))
    let run = try folder.crosswalk("convert", "--to", "v2", "a.jsonl")
    #expect(
      run.errors
        == "crosswalk: note: 3 ids stand in one list more than once; first in a.jsonl, record 2\n")
    let items =
      #"{"object":"list","data":[{"id":"msg_1","type":"message","role":"user","content":[]},"#
      + #"{"id":"msg_1","type":"message","role":"user","content":[]}],"has_more":true}"#
    let same = try folder.crosswalk("convert", "--to", "responses", input: items)
    #expect(same.errors.contains("has_more, so more was on a next page; first in -, record 1\n"))
    #expect(
      same.errors.contains("note: 1 id stands in one list more than once; first in -, record 1\n"))
  }
}
