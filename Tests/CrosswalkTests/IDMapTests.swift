import Crosswalk
import Testing

/// `--id-map` in records without a call; what it does to urls stands in the fixtures of calls.
struct IDMapTests {
  private func convert(
    _ payload: String,
    to target: String,
    _ ids: [String: String],
    as kind: String? = nil
  ) throws -> (converter: Converter, result: Conversion) {
    var options = ConversionOptions()
    options.idMap = ids.sorted { $0.key < $1.key }.map { MappedID(from: $0.key, to: $0.value) }
    options.keepsResidue = true
    options.verifies = true
    options.targetKind = kind
    let converter = try Converter(to: target, options: options)
    return (converter, try converter.convert(Array(payload.utf8)))
  }

  /// A record, the target, the map, and what comes out.
  static let mapped: [(source: String, target: String, ids: [String: String], result: String)] = [
    (
      ##"{"type":"item_reference","id":"msg_1"}"##, "responses", ["msg_1": "msg_2"],
      ##"{"type":"item_reference","id":"msg_2"}"##
    ),
    (##"{"id":"msg_1"}"##, "responses", ["msg_1": "msg_2"], ##"{"id":"msg_2"}"##),
    // Escapes of the id are no obstacle, and its own are written.
    (##"{"id":"msg\u005f1"}"##, "responses", ["msg_1": "a\"b"], ##"{"id":"a\"b"}"##),
    // An object's own id stays.
    (
      ##"{"id":"msg_1","type":"message","role":"user","status":"completed","content":[]}"##,
      "responses", ["msg_1": "msg_2"],
      ##"{"id":"msg_1","type":"message","role":"user","status":"completed","content":[]}"##
    ),
    (
      ##"{"object":"list","data":[],"first_id":"msg_1","last_id":"msg_1","has_more":false}"##, "v2",
      ["msg_1": "msg_2"],
      ##"{"object":"list","data":[],"first_id":"msg_1","last_id":"msg_1","has_more":false}"##
    ),
    (
      ##"{"role":"user","content":"a","file_ids":["file-1","file-2"]}"##, "v1",
      ["file-1": "file-3"],
      ##"{"role":"user","content":"a","file_ids":["file-3","file-2"]}"##
    ),
    // What users keep in metadata is theirs.
    (
      ##"{"role":"user","content":"a","file_ids":["file-1"],"metadata":{"file_id":"file-1"}}"##,
      "v1",
      ["file-1": "file-3"],
      ##"{"role":"user","content":"a","file_ids":["file-3"],"metadata":{"file_id":"file-1"}}"##
    ),
    // Towards an older dialect the map is read backwards; from conversations it may be written so, too.
    (
      ##"{"role":"user","content":"a","attachments":[{"file_id":"file-3","tools":[]}]}"##, "v1",
      ["file-1": "file-3"], ##"{"role":"user","content":"a","file_ids":["file-1"]}"##
    ),
    (
      ##"{"type":"message","role":"user","content":[{"type":"input_image","file_id":"file-3","detail":"auto"}]}"##,
      "v2", ["file-1": "file-3"],
      ##"{"role":"user","content":[{"type":"image_file","image_file":{"file_id":"file-1","detail":"auto"}}]}"##
    ),
    (
      ##"{"type":"message","role":"user","content":[{"type":"input_image","file_id":"file-1","detail":"auto"}]}"##,
      "v2", ["file-1": "file-3"],
      ##"{"role":"user","content":[{"type":"image_file","image_file":{"file_id":"file-3","detail":"auto"}}]}"##
    ),
  ]

  @Test(arguments: mapped)
  func `references, converted with an id map, get other ids and are restored`(
    row: (source: String, target: String, ids: [String: String], result: String)
  ) throws {
    let (converter, result) = try convert(row.source, to: row.target, row.ids)
    #expect(String(decoding: result.payload, as: UTF8.self) == row.result)
    let residue = try #require(result.residue)
    #expect(try converter.restore(result.payload, with: residue) == Array(row.source.utf8))
  }

  @Test func `ids that change within a dialect are told, and an edit elsewhere survives`() throws {
    let source = ##"{"role":"user","content":"a","file_ids":["file-1"]}"##
    let (converter, result) = try convert(source, to: "v1", ["file-1": "file-3"])
    #expect(result.losses.map { "\($0.code) \($0.field)" } == ["id-mapped /file_ids/*"])
    let edited = String(decoding: result.payload, as: UTF8.self)
      .replacing(##""a""##, with: ##""b""##)
    let residue = try #require(result.residue)
    #expect(
      try converter.restore(Array(edited.utf8), with: residue)
        == Array(source.replacing(##""a""##, with: ##""b""##).utf8))
    let other = edited.replacing("file-3", with: "file-4")
    #expect(throws: ConversionError.self) {
      try converter.restore(Array(other.utf8), with: residue)
    }
  }

  @Test func `between dialects only ids that the map does not give again are told`() throws {
    let source = ##"{"role":"user","content":"a","file_ids":["file-1","file-2","file-9"]}"##
    let fine = try convert(source, to: "v2", ["file-1": "file-3"]).result
    #expect(fine.losses.allSatisfy { $0.code == "tools-assumed" })
    let merged = try convert(source, to: "v2", ["file-1": "file-3", "file-2": "file-3"]).result
    #expect(
      merged.losses.filter { $0.code == "ids-merged" }.map(\.source) == ["/file_ids/1"])
    // The way back would make file-9 something else.
    let taken = try convert(source, to: "v2", ["file-1": "file-9"]).result
    #expect(taken.losses.filter { $0.code == "ids-merged" }.map(\.source) == ["/file_ids/2"])
  }

  @Test func `a record that is refused points to where the value stands in the record`() throws {
    let source =
      ##"{"role":"user","content":"a","file_ids":["file-1"],"metadata":{"##
      + (1...17).map { ##""k\##($0)":"v""## }.joined(separator: ",") + "}}"
    let error = try #require(throws: ConversionError.self) {
      try convert(source, to: "v2", ["file-1": "a-much-longer-id-than-this-one"])
    }
    let place = try #require(source.utf8.split(separator: UInt8(ascii: "{")).last).startIndex
    #expect(error.offset > source.utf8.distance(from: source.startIndex, to: place))
    #expect(error.offset < source.utf8.count)
  }
}
