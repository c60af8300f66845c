internal import Foundation
internal import Testing

/// `--files-report`, through the program.
struct FilesReportTests {
  private struct Line: Decodable {
    let id: String
    let count: Int
    let uses: [Use]
    let needs: [String: Need]

    enum CodingKeys: String, CodingKey {
      case id = "file_id"
      case count, uses, needs
    }
  }

  private struct Use: Decodable, Equatable {
    let record: Int
    let file: String
    let pointer: String
    let `as`: String
  }

  private struct Need: Decodable {
    let purposes: [String]
    let why: [String]
  }

  private func lines(_ text: String) throws -> [Line] {
    try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  @Test func `files of records, reported, have a line each with uses and needs`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v2(1) + "\n" + Sample.v1(2) + "\n")
    try folder.write("b.jsonl", Sample.v2(3).replacing("file-1", with: "file-\\u0032"))
    let run = try folder.crosswalk(
      "convert", "--to", "responses", "-q", "--files-report", "files", "a.jsonl", "b.jsonl")
    #expect(run.status == 0, "\(run.errors)")
    let found = try lines(folder.read("files"))
    #expect(found.map(\.id) == ["file-1", "file-2"])
    #expect(found.map(\.count) == [2, 1])
    #expect(
      found[0].uses == [
        Use(record: 1, file: "a.jsonl", pointer: "/attachments/0/file_id", as: "attachment"),
        Use(record: 2, file: "a.jsonl", pointer: "/file_ids/0", as: "file_ids"),
      ])
    #expect(Set(found[0].needs.keys) == ["message", "vector_store", "container"])
    #expect(Set(found[1].needs.keys) == ["container"])
    #expect(found[1].needs["container"]?.purposes == ["assistants"])
    #expect(found[1].needs["container"]?.why.isEmpty == false)
  }

  @Test func `a file that is named very often, reported, is counted beyond its first places`()
    throws
  {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(30))
    _ = try folder.crosswalk(
      "convert", "--to", "v2", "-q", "--files-report", "files", "-o", "b.jsonl", "a.jsonl")
    let found = try lines(folder.read("files"))
    #expect(found.map(\.count) == [30])
    #expect(found[0].uses.map(\.record) == Array(1...20))
    #expect(Set(found[0].needs.keys) == ["message"])
  }

  @Test func `files of records that are set aside or without any, reported, are no lines`() throws {
    let folder = try Folder()
    try folder.write(
      "a.jsonl", #"{"x":1,"attachments":[{"file_id":"file-9"}]}"# + "\n{\n" + Sample.v1(1))
    let run = try folder.crosswalk(
      "convert", "--to", "v2", "-q", "--files-report", "files", "--reject", "bad", "a.jsonl")
    #expect(run.status == 1)
    #expect(try lines(folder.read("files")).map(\.id) == ["file-1"])
    try folder.write("b.jsonl", "")
    _ = try folder.crosswalk("convert", "--to", "v2", "--files-report", "none", "b.jsonl")
    #expect(try folder.read("none").isEmpty)
  }

  @Test func `a run that stops, with a report asked for, leaves none`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1(1) + "\n{}\n")
    let run = try folder.crosswalk("convert", "--to", "v2", "--files-report", "files", "a.jsonl")
    #expect(run.status == 2)
    #expect(try folder.names == ["a.jsonl"])
    let same = try folder.crosswalk("convert", "--to", "v2", "--files-report", "a.jsonl", "a.jsonl")
    #expect(same.errors.contains("'a.jsonl' cannot be written: it is an input [usage]"))
  }
}
