internal import Testing

struct IdentifyTests {
  private let dump =
    Sample.v1(1) + "\n" + Sample.v2(2) + "\n{\"role\":\"user\",\"content\":\"a\"}\n"

  @Test func `records, identified for people, stand in columns with totals`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", dump)
    let run = try folder.crosswalk("identify", "a.jsonl")
    #expect(run.status == 0 && run.errors.isEmpty)
    try expectFile("identify.txt", run.output)
  }

  @Test func `several files, identified for people, are named`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", dump)
    try folder.write("b.json", Sample.v1(1))
    let run = try folder.crosswalk("identify", "a.jsonl", "b.json")
    #expect(run.output.hasPrefix("a.jsonl\n record  dialect"))
    #expect(run.output.contains("\n\nb.json\n record  dialect"))
    #expect(run.output.contains("\n      2  v1          message\n"))
  }

  @Test func `records, identified for programs, are JSON Lines`() throws {
    let folder = try Folder()
    try folder.write("a \"b\".jsonl", dump)
    let run = try folder.crosswalk("identify", "--format", "json", "a \"b\".jsonl")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 3)
    let start = #"{"record":1,"file":"a \"b\".jsonl","dialect":"v1","kind":"message","reason":""#
    #expect(lines.first?.hasPrefix(start) == true)
    #expect(lines.last?.contains(#""dialect":"undecided","kind":"create-message-request""#) == true)
  }

  @Test func `a line that is no JSON, identified, is named and the next goes on`() throws {
    let input = Sample.v1(1) + "\n{\n" + Sample.v2(2) + "\n"
    let run = try Folder().crosswalk("identify", "--format=json", input: input)
    #expect(run.status == 1)
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(run.errors.hasPrefix("-:2:2: error: "))
    #expect(run.errors.contains("[json-end]\n  record 2\n"))
  }

  @Test func `a dialect, named, decides what is undecided and refuses what contradicts`() throws {
    let run = try Folder().crosswalk("identify", "--from", "v2", "--format=json", input: dump)
    #expect(run.status == 1 && run.errors.contains("[dialect-mismatch]"))
    #expect(run.output.contains(#""record":3,"file":"-","dialect":"v2""#))
  }

  @Test func `nothing, identified, is no records`() throws {
    let run = try Folder().crosswalk("identify")
    #expect(run.status == 0 && run.output == "no records\n")
    #expect(try Folder().crosswalk("identify", "--format", "json").output.isEmpty)
  }
}
