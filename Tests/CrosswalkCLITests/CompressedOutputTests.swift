internal import Foundation
internal import Testing

/// Outputs that the system's `gzip` and `zstd` compress.
struct CompressedOutputTests {
  /// Names that an output can have, and what gives back its bytes.
  static let names: [(name: String, unpacking: String)] = [
    ("gz", "gzip -dc"), ("zst", "zstd -dcq"), ("GZ", "gzip -dc"),
  ]

  @Test(arguments: names)
  func `every file that is written under such a name is compressed`(
    row: (name: String, unpacking: String)
  ) throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(5000) + "{\n")
    let words =
      #""$CROSSWALK" convert --to v2 -q -o b.E --losses l.E --residue r.E "#
      + "--files-report f.E --reject x.E a.jsonl"
    _ = try folder.shell(words.replacingOccurrences(of: ".E", with: ""))
    let run = try folder.shell(words.replacingOccurrences(of: ".E", with: ".\(row.name)"))
    #expect(run.status == 1 && run.errors.isEmpty, "\(run.errors)")
    for name in ["b", "l", "r", "f", "x"] {
      let unpacked = try folder.shell("\(row.unpacking) < \(name).\(row.name) | cmp - \(name)")
      #expect(unpacked.status == 0, "\(name): \(unpacked.errors)")
    }
    // Its name ends in '.errors'.
    #expect(try folder.read("x.errors") == (try folder.read("x.\(row.name).errors")))
  }

  @Test(arguments: ["gz", "zst"])
  func `what is compressed twice is the same bytes`(ending: String) throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(100))
    let run = try folder.shell(
      #"""
      "$CROSSWALK" convert --to v2 -q -o b.\#(ending) a.jsonl; sleep 1.1
      "$CROSSWALK" convert --to v2 -q -o c.\#(ending) a.jsonl; cmp b.\#(ending) c.\#(ending)
      """#)
    #expect(run.status == 0 && run.output.isEmpty)
  }

  @Test func `an output that names its compressed input, converted, replaces it`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v2(1) + "\n")
    let run = try folder.shell(
      #"gzip a.jsonl; "$CROSSWALK" convert --to v2 -o a.jsonl.gz a.jsonl.gz; gzip -dc a.jsonl.gz"#)
    #expect(run.output == Sample.v2(1) + "\n", "\(run.errors)")
    #expect(try folder.names == ["a.jsonl.gz"])
  }

  /// What stands in for the program, and what is said; all are called `gzip`.
  static let substitutes: [(script: String, message: String)] = [
    (
      "head -c 1000 > /dev/null; echo boom >&2; exit 3",
      "gzip ended with exit code 3 and says 'boom'"
    ),
    ("cat > /dev/null; echo late >&2; exit 1", "gzip ended with exit code 1 and says 'late'"),
    ("exec 0<&-; sleep 0.2", "gzip ended with exit code 0"),
    ("kill -9 $$", "gzip ended with signal 9"),
    // More words than fit anywhere.
    (
      "cat > /dev/null; yes | head -c 500000 >&2; exit 1",
      "gzip ended with exit code 1 and says 'y; y; "
    ),
  ]

  @Test(arguments: substitutes)
  func `a program that does not do its work fails the run, and nothing is left`(
    row: (script: String, message: String)
  ) throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(20_000))
    try folder.write("gzip", "#!/bin/sh\n\(row.script)\n")
    for words in ["-o b.gz --losses l", "-o b --losses l.gz"] {
      try folder.write("b", "old")
      let run = try folder.shell(
        #"chmod +x gzip; PATH=$PWD:$PATH "$CROSSWALK" convert --to v2 -q \#(words) a.jsonl"#)
      #expect(run.status == 2 && run.output.isEmpty)
      let name = words.contains("b.gz") ? "b.gz" : "l.gz"
      let message = "\(name): error: cannot be compressed: \(row.message)"
      #expect(run.errors.hasPrefix(message), "\(run.errors)")
      #expect(
        run.errors.contains("[compression-failed]\n  help: check that the directory has room"))
      #expect(try folder.names == ["a.jsonl", "b", "gzip"])
      #expect(try folder.read("b") == "old")
    }
  }

  @Test func `a program that is missing, needed for an output, is named`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(1))
    let run = try folder.shell(#"PATH=/none "$CROSSWALK" convert --to v2 -o b.zst a.jsonl"#)
    #expect(run.status == 2)
    #expect(
      run.errors == """
        b.zst: error: cannot be compressed: the program 'zstd' is missing [compression-failed]
          help: install zstd, or name a file that does not end in .zst

        """)
    #expect(try folder.names == ["a.jsonl"])
  }

  @Test func `a reader of a compressed pipe that goes away is a quiet success`() throws {
    let folder = try Folder()
    // Numbers that do not repeat, so that the pipe fills up.
    let lines = (1...40_000).map { Sample.v1($0 &* 2_654_435_761 % 1_000_003) + "\n" }.joined()
    try folder.write("a.jsonl", lines)
    let run = try folder.shell(
      #"""
      mkfifo p.gz; head -c 1 p.gz > /dev/null &
      "$CROSSWALK" convert --to v2 -q -o p.gz --losses l a.jsonl; echo $?
      """#)
    #expect(run.output == "0\n" && run.errors.isEmpty, "\(run.errors)")
    #expect(try folder.names == ["a.jsonl", "p.gz"])
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGKILL])
  func `a signal in the middle, sent, ends the programs as well`(signal: Int32) throws {
    let folder = try Folder()
    try folder.write(
      "gzip",
      "#!/bin/sh\necho $$ > started.$$\nexec /usr/bin/env -i PATH=/usr/bin:/bin gzip \"$@\"\n")
    let program = try folder.start(
      #"""
      chmod +x gzip; mkfifo p; exec 3<>p
      PATH=$PWD:$PATH exec "$CROSSWALK" convert --to v2 -o b.gz --residue r.gz p
      """#)
    var started: [String] = []
    while started.count < 2 {
      started = try folder.names.filter { $0.hasPrefix("started") }
      usleep(10_000)
    }
    program.send(signal)
    #expect(try program.end().status == 128 + signal)
    let names = try folder.names.filter { $0 != "gzip" && $0 != "p" && !started.contains($0) }
    #expect(
      signal == SIGKILL ? names.allSatisfy { $0.hasSuffix(".tmp") } : names.isEmpty, "\(names)")
    for name in started {
      let number = try #require(Int32(name.dropFirst("started.".count)))
      var tries = 0
      while isRunning(number) && tries < 500 {
        usleep(10_000)
        tries += 1
      }
      #expect(tries < 500, "a program goes on")
    }
  }

  /// Whether a process is there that has not ended; one that nobody asked how it ended is not.
  private func isRunning(_ number: Int32) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
    return status.map { !$0.contains(") Z ") } ?? (kill(number, 0) == 0)
  }
}
