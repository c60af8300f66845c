internal import Testing

struct RestoreTests {
  /// A folder with a dump `a.jsonl`, converted to `b.jsonl` with residue `r`, rejects `x`.
  private func converted() throws -> Folder {
    let folder = try Folder()
    let dump = Sample.v1(1) + "\n\n" + Sample.v2(2) + "\r\n{\"x\" 1}\n" + Sample.v1(3)
    try folder.write("a.jsonl", dump)
    let run = try folder.crosswalk(
      "convert", "--to", "v2", "-o", "b.jsonl", "--residue", "r", "--reject", "x", "a.jsonl")
    try #require(run.status == 1, "\(run.errors)")
    return folder
  }

  @Test func `a conversion, restored with its rejected records, gives the same bytes`() throws {
    let folder = try converted()
    let words = ["restore", "--residue", "r", "--rejected", "x"]
    let named = try folder.crosswalk(words + ["-o", "c.jsonl", "b.jsonl"])
    #expect(named.status == 0 && named.errors.isEmpty && named.output.isEmpty)
    #expect(try folder.read("c.jsonl") == folder.read("a.jsonl"))
    let piped = try folder.crosswalk(words, input: folder.read("b.jsonl"))
    #expect(try piped.output == folder.read("a.jsonl"))
  }

  @Test func `a conversion, restored over itself, gives the source`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(5))
    _ = try folder.crosswalk("convert", "--to", "v2", "-o", "a.jsonl", "--residue", "r", "a.jsonl")
    let run = try folder.crosswalk("restore", "--residue", "r", "-o", "a.jsonl", "a.jsonl")
    #expect(run.status == 0)
    #expect(try folder.read("a.jsonl") == Sample.v1Lines(5))
    #expect(try folder.names == ["a.jsonl", "r"])
  }

  @Test func `a residue without its last line, restored with, is refused as incomplete`() throws {
    let folder = try converted()
    let lines = try folder.read("r").split(separator: "\n")
    try folder.write("r", lines.dropLast().map { $0 + "\n" }.joined())
    let run = try folder.crosswalk("restore", "--residue", "r", "-o", "c", "b.jsonl")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("r: error: the residue ends without its last line"))
    #expect(run.errors.hasSuffix("[residue-incomplete]\n  help: convert again\n"))
    #expect(try !folder.names.contains("c"))
  }

  @Test func `a residue cut at any byte, restored with, is refused`() throws {
    let folder = try converted()
    let residue = Array(try folder.read("r").utf8)
    for length in [0, 1, residue.count / 3, residue.count / 2, residue.count - 2] {
      try folder.write("r", Array(residue.prefix(length)))
      let run = try folder.crosswalk("restore", "--residue", "r", "b.jsonl")
      #expect(run.status == 2 && run.output.isEmpty, "\(length)")
      #expect(run.errors.hasPrefix("r: error: "), "\(length): \(run.errors)")
    }
  }

  @Test func `records that are not those of the conversion, restored, are refused`() throws {
    let folder = try converted()
    let run = try folder.crosswalk("restore", "--residue", "r", input: Sample.v2(1) + "\n")
    #expect(run.status == 2 && run.errors.contains("[residue-mismatch]"), "\(run.errors)")
    try folder.write("c.jsonl", Sample.v2(1))
    let counted = try folder.crosswalk("restore", "--residue", "r", "c.jsonl")
    #expect(counted.status == 2 && counted.output.isEmpty)
    #expect(counted.errors.hasPrefix("r: error: expected the 3 records that"), "\(counted.errors)")
  }

  /// Words behind `restore`, and what is said.
  static let refused: [(words: [String], message: String)] = [
    (["b.jsonl"], "crosswalk: error: '--residue' is missing [usage]\n"),
    (["--residue", "none"], "none: error: cannot be read: no such file or directory ["),
    (["--residue", "/dev/null"], "/dev/null: error: expected a stored file, found a pipe"),
    (
      ["--residue", "r", "-o", "r"], "crosswalk: error: 'r' cannot be written: it is read [usage]\n"
    ),
    (
      ["--residue", "r", "--on", "tools-lost=drop"],
      "crosswalk: error: unknown code 'tools-lost' [usage]\n"
    ),
    (
      ["--residue", "r", "--on", "residue-conflict=alow"],
      "crosswalk: error: unknown choice of residue-conflict 'alow' [usage]\n"
        + "  help: did you mean 'allow'?\n"
    ),
    (["--to", "v2"], "crosswalk: error: 'crosswalk restore' has no option '--to' [usage]\n"),
  ]

  @Test(arguments: refused)
  func `options that make no sense, restoring, are refused`(
    row: (words: [String], message: String)
  ) throws {
    let run = try converted().crosswalk(["restore"] + row.words)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix(row.message), "\(run.errors)")
  }
}
