internal import Testing

/// Runs that are ended because too much is refused.
struct RejectLimitTests {
  @Test func `more refused records than the limit, met, end the run and are kept`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v2(1) + "\n{\n{}\n[\n" + Sample.v2(2) + "\n{\n")
    let run = try folder.crosswalk(
      "convert", "--to", "v2", "--reject", "x", "--reject-limit", "2", "-o", "b", "--losses", "l",
      "a.jsonl")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(
      run.errors == """
        crosswalk: error: 3 of 4 records refused, 2 of them as json-end: more than the limit of 2 \
        [reject-limit]
          help: see the file of --reject for them, or raise --reject-limit

        """)
    #expect(try folder.names == ["a.jsonl", "x", "x.errors"])
    #expect(try folder.read("x") == "{\n{}\n[\n")
    #expect(try folder.read("x.errors").split(separator: "\n").count == 3)
  }

  /// A limit, how many of how many records are refused, and whether that is too many.
  static let limits: [(limit: String, refused: Int, records: Int, isExceeded: Bool)] = [
    ("2", 2, 10, false), ("2", 3, 10, true), ("0", 0, 10, false), ("0", 1, 10, true),
    // The last record counts as well.
    ("3", 4, 4, true),
    // Too few records for a percentage.
    ("10%", 999, 999, false), ("10%", 101, 1000, true), ("10%", 100, 1000, false),
    ("0.5%", 6, 1000, true), ("0.5%", 5, 1000, false), ("100%", 1000, 1000, false),
  ]

  @Test(arguments: limits)
  func `refused records, counted, are held against the limit`(
    row: (limit: String, refused: Int, records: Int, isExceeded: Bool)
  ) throws {
    let folder = try Folder()
    // The refused ones come last.
    let lines = String(repeating: Sample.v2(1) + "\n", count: row.records - row.refused)
    try folder.write("a.jsonl", lines + String(repeating: "{\n", count: row.refused))
    let run = try folder.crosswalk(
      "convert", "--to", "v2", "--reject", "x", "--reject-limit", row.limit, "-o", "b", "a.jsonl")
    #expect(run.status == (row.isExceeded ? 2 : row.refused > 0 ? 1 : 0), "\(run.errors)")
    #expect(run.errors.contains("[reject-limit]") == row.isExceeded)
    #expect(try folder.names.contains("b") != row.isExceeded)
  }

  @Test func `refused records of many files, counted, are held against one limit`() throws {
    let folder = try Folder()
    for name in ["a", "b", "c"] { try folder.write(name, Sample.v2(1) + "\n{\n") }
    let run = try folder.crosswalk(
      "convert", "--to", "v2", "--reject", "x", "--reject-limit", "1", "--output-dir", "o", "a",
      "b",
      "c")
    #expect(run.status == 2)
    let message =
      "crosswalk: error: 2 of 4 records refused, 2 of them as json-end: more than the limit of 1"
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
    #expect(try folder.shell("ls -A o").output == "a\n")
    #expect(try folder.read("x") == "{\n{\n")
  }

  /// Values that make no sense.
  @Test(arguments: ["", "x", "-1", "5 %", "101%", "%", "1.5", "5%%", "0x5%", "1e1%", "."])
  func `a limit that makes no sense is refused`(limit: String) throws {
    let run = try Folder().crosswalk(
      "convert", "--to", "v2", "--reject", "x", "--reject-limit=\(limit)")
    #expect(run.status == 2)
    #expect(
      run.errors == """
        crosswalk: error: expected a number of records or a percentage after '--reject-limit', found \
        '\(limit)' [usage]
          help: write a limit such as 100 or 5%

        """)
  }

  @Test func `a limit without a file for refused records is refused`() throws {
    let run = try Folder().crosswalk("convert", "--to", "v2", "--reject-limit", "5")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("crosswalk: error: '--reject-limit' needs '--reject' [usage]\n"))
  }
}
