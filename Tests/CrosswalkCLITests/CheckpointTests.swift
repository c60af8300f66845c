internal import Testing

/// Runs with `--checkpoint`; `Tests/Conformance/interruptions.py` kills and crashes them.
struct CheckpointTests {
  private static let dump =
    Sample.v1(1) + "\n" + Sample.v1(2) + "\n{broken\n" + Sample.v1(3) + "\n"

  private static let command = [
    "convert", "--to", "v2", "-q", "--checkpoint", "state", "--checkpoint-every", "0",
    "--losses", "l", "--residue", "r", "-o", "b", "a.jsonl",
  ]

  @Test func `a run that stops at a bad record, run again with --reject, goes on`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", CheckpointTests.dump)
    let whole = try Folder()
    try whole.write("a.jsonl", CheckpointTests.dump)
    let reject = ["--reject", "x"]
    #expect(
      try whole.crosswalk(
        ["convert", "--to", "v2", "-q", "--losses", "l", "--residue", "r", "-o", "b", "a.jsonl"]
          + reject
      ).status == 1)

    let first = try folder.crosswalk(CheckpointTests.command)
    #expect(first.status == 2)
    #expect(first.errors.contains("a.jsonl:3:2: error: "))
    #expect(try folder.names == ["a.jsonl", "b.partial", "l.partial", "r.partial", "state"])

    let second = try folder.crosswalk(CheckpointTests.command.filter { $0 != "-q" } + reject)
    #expect(second.status == 1)
    #expect(second.errors.contains("state: note: goes on behind "))
    #expect(try folder.names == whole.names)
    for name in try whole.names {
      #expect(try folder.read(name) == whole.read(name), "\(name)")
    }
  }

  @Test func `a clean run leaves no checkpoint and no partial file`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1(1) + "\n")
    let run = try folder.crosswalk(CheckpointTests.command)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(try folder.names == ["a.jsonl", "b", "l", "r"])
  }

  /// Words to add, a file to change, and what is said.
  static let changes: [(words: [String], changes: String?, told: String)] = [
    (["--to", "v1"], nil, "--to differed"),
    (["--key", "/id"], nil, "--key differed"),
    (["--strict"], nil, "the options of the conversion differed"),
    (["--files-report", "f"], nil, "'f' was not written"),
    (["-o", "c"], nil, "'b' was written"),
    (["a.jsonl"], nil, "there were 1 inputs"),
    ([], "a.jsonl", "'a.jsonl' had another size or time of change"),
    ([], "b.partial", "'b.partial' has 1 bytes, and the checkpoint tells of "),
    ([], "state", "'state' is no checkpoint of this version"),
  ]

  @Test(arguments: changes)
  func `a run that is not the same, run again, is refused with what changed`(
    row: (words: [String], changes: String?, told: String)
  ) throws {
    let folder = try Folder()
    try folder.write("a.jsonl", CheckpointTests.dump)
    #expect(try folder.crosswalk(CheckpointTests.command).status == 2)
    let before = try folder.read("state")
    if let name = row.changes { try folder.write(name, "x") }
    let run = try folder.crosswalk(CheckpointTests.command + row.words)
    #expect(run.status == 2)
    #expect(run.errors.contains(row.told), "\(run.errors)")
    if row.changes != "state" { #expect(try folder.read("state") == before) }
  }

  /// Words, and why a checkpoint is of no use with them.
  static let useless: [(words: [String], told: String)] = [
    (["a.jsonl"], "'--checkpoint' needs files, found '-'"),
    (["-o", "b.gz", "a.jsonl"], "the compressed output 'b.gz'"),
    (["-o", "b", "-"], "'--checkpoint' needs stored inputs, found '-'"),
    (["--output-dir", "d", "a.jsonl"], "'--checkpoint' and '--output-dir' do not go together"),
    (["-o", "state", "a.jsonl"], "is named for another output"),
    (["--checkpoint-every=-1", "-o", "b", "a.jsonl"], "expected a number of seconds"),
  ]

  @Test(arguments: useless)
  func `a checkpoint that could not be kept is refused before anything is written`(
    row: (words: [String], told: String)
  ) throws {
    let folder = try Folder()
    try folder.write("a.jsonl", CheckpointTests.dump)
    let run = try folder.crosswalk(["convert", "--to", "v2", "--checkpoint", "state"] + row.words)
    #expect(run.status == 2)
    #expect(run.errors.contains(row.told), "\(run.errors)")
    #expect(try folder.names == ["a.jsonl"])
  }

  @Test func `files that were complete get their names when the run is started again`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1(1) + "\n")
    try folder.write("b.partial", "new")
    try folder.write("l", "has its name")
    try folder.write("state", "crosswalk-checkpoint 1\ninput 1 1\noutput l\noutput b\ncomplete 3\n")
    let run = try folder.crosswalk(CheckpointTests.command.filter { $0 != "-q" })
    #expect(run.status == 1)
    #expect(run.errors.contains("the run was complete: its files have their names now"))
    #expect(try folder.names == ["a.jsonl", "b", "l"])
    #expect(try folder.read("b") == "new")
  }
}
