internal import Foundation
internal import Testing

/// Outputs that are complete or not there at all.
struct OutputTests {
  @Test func `an output that names its input, converted, replaces it and keeps its permissions`()
    throws
  {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(3))
    let run = try folder.shell(
      #"chmod 640 a.jsonl; "$CROSSWALK" convert --to v2 -q -o a.jsonl a.jsonl; stat -c %a a.jsonl"#)
    #expect(run.errors.isEmpty && run.output == "640\n")
    #expect(try folder.read("a.jsonl").contains("attachments"))
    #expect(try folder.names == ["a.jsonl"])
  }

  @Test func `an output behind a link, converted, leaves the link`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v2(1))
    let run = try folder.shell(
      #"echo old > b; ln -s b c; "$CROSSWALK" convert --to v2 -o c a.jsonl; readlink c; cat b"#)
    #expect(run.output == "b\n" + Sample.v2(1))
  }

  /// Words that name one file for two things, and which.
  static let conflicts: [(words: [String], path: String, reason: String)] = [
    (["-o", "b", "--losses", "b"], "b", "is named for another output"),
    (["--losses", "b", "--residue", "./b"], "./b", "is named for another output"),
    (["--losses", "-"], "-", "is named for another output"),
    (
      ["-o", "b", "--losses", "-", "--residue", "/dev/stdout"], "/dev/stdout",
      "is named for another output"
    ),
    (["--losses", "a.jsonl"], "a.jsonl", "is an input"),
    (["--residue", "link"], "link", "is an input"),
    (["-o", "a.jsonl", "--residue", "link"], "link", "is named for another output"),
    (["--reject", "x", "--losses", "x.errors"], "x.errors", "is named for another output"),
    (["--context", "c", "-o", "c"], "c", "is read"),
    (["--losses", "b", "--report", "b"], "b", "is named for another output"),
    (["--report", "a.jsonl"], "a.jsonl", "is an input"),
  ]

  @Test(arguments: conflicts)
  func `one file named for two things, converting, is refused and nothing is touched`(
    row: (words: [String], path: String, reason: String)
  ) throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(1))
    try folder.write("c", "")
    _ = try folder.shell("ln -s a.jsonl link")
    let run = try folder.crosswalk(["convert", "--to", "v2"] + row.words + ["a.jsonl"])
    #expect(run.status == 2)
    let message = "crosswalk: error: '\(row.path)' cannot be written: it \(row.reason) [usage]\n"
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
    #expect(try folder.names == ["a.jsonl", "c", "link"])
    #expect(try folder.read("a.jsonl") == Sample.v1Lines(1))
  }

  @Test func `a missing directory, written to, is named and nothing is left behind`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(1))
    for words in [
      ["-o", "none/b"], ["-o", "b", "--losses", "none/l"], ["-o", "b", "--residue", "."],
    ] {
      let run = try folder.crosswalk(["convert", "--to", "v2"] + words + ["a.jsonl"])
      #expect(run.status == 2 && run.errors.contains("cannot be written: "), "\(run.errors)")
      #expect(try folder.names == ["a.jsonl"])
    }
  }

  @Test func `a refused record, stopping the run, leaves the old output and nothing else`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(2) + "{\n")
    try folder.write("b", "old")
    let run = try folder.crosswalk(
      "convert", "--to", "v2", "-o", "b", "--losses", "l", "--residue", "r", "a.jsonl")
    #expect(run.status == 2)
    #expect(try folder.names == ["a.jsonl", "b"])
    #expect(try folder.read("b") == "old")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk, written to, is named`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(1))
    let named = try folder.crosswalk("convert", "--to", "v2", "-o", "/dev/full", "a.jsonl")
    #expect(named.status == 2)
    #expect(
      named.errors.hasPrefix("/dev/full: error: cannot be written: no space left on device ["))
    let standard = try folder.shell(#""$CROSSWALK" convert --to v2 a.jsonl > /dev/full"#)
    let message = "crosswalk: error: standard output cannot be written: no space left on device ["
    #expect(standard.status == 2 && standard.errors.hasPrefix(message))
    let side = try folder.crosswalk(
      "convert", "--to", "v2", "-o", "b", "--losses", "/dev/full", "a.jsonl")
    #expect(side.status == 2)
    #expect(try folder.names == ["a.jsonl"])
  }

  @Test func `a closed pipe, written to, is a quiet success`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(2000))
    let run = try folder.shell(
      #"("$CROSSWALK" convert --to v2 --losses l a.jsonl; echo "status $?" >&2) | head -c 1"#)
    #expect(run.output == "{")
    #expect(run.errors == "status 0\n")
    #expect(try folder.names == ["a.jsonl"])
  }

  /// Signals that end a program, and what is said.
  static let signals: [(number: Int32, name: String)] = [
    (SIGINT, "SIGINT"), (SIGTERM, "SIGTERM"), (SIGHUP, "SIGHUP"),
  ]

  @Test(arguments: signals)
  func `a signal in the middle, sent, leaves nothing`(row: (number: Int32, name: String)) throws {
    let folder = try Folder()
    let run = try interrupted(by: row.number, in: folder)
    #expect(try folder.names == ["b", "p"])
    #expect(try folder.read("b") == "old")
    #expect(
      run.errors == "crosswalk: error: stopped by \(row.name); no file was written [interrupted]\n")
    #expect(run.status == 128 + row.number)
  }

  @Test func `kill -9 in the middle, sent, leaves only temporary names`() throws {
    let folder = try Folder()
    let run = try interrupted(by: SIGKILL, in: folder)
    #expect(run.status == 137)
    let names = try folder.names.filter { $0 != "b" && $0 != "p" }
    #expect(names.count == 2)
    #expect(names.allSatisfy { $0.hasPrefix(".") && $0.hasSuffix(".tmp") }, "\(names)")
    #expect(try folder.read("b") == "old")
  }

  @Test func `a side file that cannot be completed leaves the old output`() throws {
    let folder = try Folder()
    let program = try waiting(
      in: folder,
      "(n=0; until [ -e stop ] || [ $n = 500 ]; do sleep 0.02; n=$((n+1)); done) > p & "
    )
    // The residue's name is taken by a directory before the residue is complete.
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("r"), withIntermediateDirectories: false)
    try folder.write("stop", "")
    let run = try program.end()
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("r: error: cannot be written: is a directory ["), "\(run.errors)")
    #expect(try folder.names == ["b", "p", "r", "stop"])
    #expect(try folder.read("b") == "old")
  }

  /// Sends a signal while the program has its files open.
  private func interrupted(by signal: Int32, in folder: Folder) throws -> Run {
    // The program holds the other end of the pipe as well, so it waits for ever.
    let program = try waiting(in: folder, #"exec 3<>p; "#)
    program.send(signal)
    return try program.end()
  }

  /// A program that has its files open and waits for what comes through the pipe `p`.
  private func waiting(in folder: Folder, _ feeding: String) throws -> RunningProgram {
    try folder.write("b", "old")
    _ = try folder.shell("mkfifo p")
    let words = #"exec "$CROSSWALK" convert --to v2 -o b --residue r p"#
    let program = try folder.start(feeding + words)
    while try folder.names.count < 4 { usleep(10_000) }
    return program
  }
}
