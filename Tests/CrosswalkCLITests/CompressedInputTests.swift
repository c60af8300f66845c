internal import Testing

/// Inputs that the system's `gzip` and `zstd` decompress.
struct CompressedInputTests {
  static let programs = ["gzip", "zstd"]

  /// Ways in which the compressed file `z.jsonl.gz` or `.zst` comes in; `$Z` is its name.
  static let ways = [
    #""$CROSSWALK" convert --to v2 -q $Z"#,
    #""$CROSSWALK" convert --to v2 -q < $Z"#,
    #"cat $Z | "$CROSSWALK" convert --to v2 -q"#,
    // The first bytes come one by one.
    #"(for n in 0 1 2 3 4; do dd if=$Z bs=1 skip=$n count=1 2>/dev/null; done; tail -c +6 $Z)"#
      + #" | "$CROSSWALK" convert --to v2 -q -"#,
    #"mkfifo p; cat $Z > p & "$CROSSWALK" convert --to v2 -q p"#,
    // The place of the next read counts, not the beginning of the file.
    #"(printf 12345678; cat $Z) > y; (head -c 8 > /dev/null; "$CROSSWALK" convert --to v2 -q) < y"#,
    // Whatever the name says.
    #"mv $Z a.txt; "$CROSSWALK" convert --to v2 -q a.txt"#,
  ]

  @Test(arguments: programs, ways)
  func `a compressed file, converted, is like the file in it`(
    program: String,
    way: String
  ) throws {
    let folder = try compressed(program, Sample.v1Lines(4000))
    try folder.write("a.jsonl", Sample.v1Lines(4000))
    let expected = try folder.crosswalk("convert", "--to", "v2", "-q", "a.jsonl").output
    let run = try folder.shell(name(program) + way)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output == expected)
  }

  @Test(arguments: programs)
  func `parts that were compressed one by one, converted, are all read`(program: String) throws {
    let folder = try compressed(program, Sample.v2(1) + "\n")
    let script = #"cat $Z $Z $Z > y; "$CROSSWALK" convert --to v2 y"#
    let run = try folder.shell(name(program) + script)
    #expect(run.output == String(repeating: Sample.v2(1) + "\n", count: 3), "\(run.errors)")
  }

  @Test(arguments: programs)
  func `a name with two endings, read, says how records stand by the inner one`(
    program: String
  ) throws {
    // By its contents alone it would be one document over two lines.
    let folder = try compressed(program, "{\n" + Sample.v2(2) + "\n")
    let script = #""$CROSSWALK" convert --to v2 --reject bad $Z"#
    let run = try folder.shell(name(program) + script)
    #expect(run.status == 1 && run.output == Sample.v2(2) + "\n", "\(run.errors)")
  }

  @Test(arguments: ["a.jsonl.gz", "a.jsonl.zst"])
  func `a file named like a compressed one, converted, is read as it is`(name: String) throws {
    let folder = try Folder()
    try folder.write(name, Sample.v2(1) + "\n")
    let run = try folder.crosswalk("convert", "--to", "v2", name)
    #expect(run.status == 0 && run.output == Sample.v2(1) + "\n", "\(run.errors)")
  }

  @Test func `every command that reads records, given a compressed file, reads it`() throws {
    let folder = try compressed("gzip", Sample.v1Lines(2))
    try folder.write("a.jsonl", Sample.v1Lines(2))
    for command in ["identify", "check", "convert --to v2 -q"] {
      let packed = try folder.shell(#"cat z.jsonl.gz | "$CROSSWALK" "# + command)
      let plain = try folder.shell(#"cat a.jsonl | "$CROSSWALK" "# + command)
      #expect(packed.output == plain.output && packed.status == plain.status, "\(command)")
    }
  }

  @Test(arguments: programs)
  func `payloads, residue and rejects that were compressed, restored, give the source`(
    program: String
  ) throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1(1) + "\n{\n" + Sample.v1(2) + "\n")
    let run = try folder.shell(
      """
      "$CROSSWALK" convert --to v2 -q -o b.jsonl --residue r --reject x a.jsonl
      \(program) -q b.jsonl r x; rm -f b.jsonl r x; ls > names
      "$CROSSWALK" restore --residue r.* --rejected x.gz b.jsonl.* 2>/dev/null \\
        || "$CROSSWALK" restore --residue r.* --rejected x.zst b.jsonl.*
      """)
    #expect(run.output == (try folder.read("a.jsonl")), "\(run.errors)")
    #expect(try folder.read("names").contains("r."))
  }

  /// How a file becomes damaged, and what is said about it; `z.jsonl.gz` or `.zst` is whole.
  static let damages: [(program: String, script: String, words: String)] = [
    ("gzip", "head -c 40 $Z > y", "unexpected end of file"),
    ("gzip", "(cat $Z; echo garbage) > y", "trailing garbage ignored"),
    ("gzip", "(head -c -8 $Z; printf 12345678) > y", "crc error"),
    ("gzip", "mv $Z y.gz; head -c 1 y.gz > y; mv y y.gz", "unexpected end of file"),
    ("gzip", ": > y.gz", "unexpected end of file"),
    ("zstd", "head -c 40 $Z > y", "premature end"),
    ("zstd", "(cat $Z; echo garbage) > y", "/*stdin*"),
    ("zstd", "(head -c -4 $Z; printf 1234) > y", "checksum"),
    ("zstd", ": > y.zst", "unexpected end of file"),
  ]

  @Test(arguments: damages)
  func `a damaged file, converted, fails in the words of its program`(
    row: (program: String, script: String, words: String)
  ) throws {
    for input in ["y*", "- < y", "- < p"] {
      let folder = try compressed(row.program, Sample.v1Lines(100))
      // Without its name, nothing says that an empty file was to be compressed.
      if input != "y*" && row.script.contains("y.") { continue }
      let feed = input == "- < p" ? "mkfifo p; cat y > p & " : ""
      let run = try folder.shell(
        name(row.program) + row.script + "; rm -f $Z; " + feed
          + #""$CROSSWALK" convert --to v2 -o b --losses l "# + input)
      #expect(run.status == 2 && run.output.isEmpty, "\(run)")
      let place = input == "y*" ? "y" : "crosswalk: error: standard input "
      #expect(run.errors.hasPrefix(place), "\(run.errors)")
      #expect(run.errors.contains("cannot be decompressed: \(row.program) ended with exit code "))
      #expect(run.errors.contains(row.words), "\(run.errors)")
      #expect(run.errors.contains("' [decompression-failed]\n  help: look at "), "\(run.errors)")
      #expect(try folder.names.allSatisfy { $0.hasPrefix("y") || $0 == "p" })
    }
  }

  @Test(arguments: programs)
  func `a program that is missing, needed, is named`(program: String) throws {
    let folder = try compressed(program, Sample.v1Lines(1))
    let run = try folder.shell(name(program) + #"PATH=/none "$CROSSWALK" identify $Z"#)
    let ending = program == "gzip" ? "gz" : "zst"
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(
      run.errors == """
        z.jsonl.\(ending): error: cannot be decompressed: the program '\(program)' is missing \
        [decompression-failed]
          help: install \(program), or decompress the file elsewhere

        """)
  }

  @Test(arguments: programs)
  func `a run that stops early, reading a compressed pipe, does not wait for its end`(
    program: String
  ) throws {
    let folder = try compressed(program, "{\n" + Sample.v1Lines(20_000))
    // The programs wait until they have read some hundred thousand bytes.
    let run = try folder.shell(
      name(program)
        + """
        (for n in 1 2 3 4 5 6 7 8 9 10; do cat $Z $Z $Z; done 2> errors; sleep 2; touch late) \
        | ("$CROSSWALK" convert --to v2 -o b; echo $?; ls late; ls b)
        """)
    #expect(run.output == "2\n" && run.errors.hasPrefix("-:2:1: error: "), "\(run.errors)")
  }

  // MARK: Files that change

  @Test func `a file that shrinks while it is read, converted, is named`() throws {
    let folder = try changing(": > a.jsonl")
    let run = try folder.read("status")
    #expect(run == "2\n")
    let errors = try folder.read("errors")
    #expect(errors.hasPrefix("a.jsonl: error: became shorter while it was read: expected "))
    #expect(errors.contains("[file-changed]\n  help: "))
  }

  @Test func `a file that grows while it is read, converted, is read to its end`() throws {
    let folder = try changing(#"echo '{"x":1}' >> a.jsonl"#)
    #expect(try folder.read("status") == "0\n")
    #expect(try folder.read("end") == "{\"x\":1}\n")
  }

  /// Changes `a.jsonl` while the program has read some of it and waits for its reader.
  private func changing(_ change: String) throws -> Folder {
    let folder = try Folder()
    try folder.write("b.jsonl", Sample.v1Lines(10_000))
    _ = try folder.shell(
      """
      for n in 1 2 3 4 5 6 7 8 9 10; do cat b.jsonl; done > a.jsonl
      ("$CROSSWALK" convert --to v2 -q --on unknown-kind=copy a.jsonl 2> errors; echo $? > status) \
      | (head -c 1 > /dev/null; \(change); tail -n 1 > end)
      """)
    return folder
  }

  // MARK: Making them

  /// A folder with `z.jsonl.gz` or `z.jsonl.zst`.
  private func compressed(_ program: String, _ text: String) throws -> Folder {
    let folder = try Folder()
    try folder.write("z.jsonl", text)
    let run = try folder.shell("\(program) -q z.jsonl; rm -f z.jsonl")
    try #require(run.errors.isEmpty, "\(run.errors)")
    return folder
  }

  private func name(_ program: String) -> String {
    "Z=z.jsonl.\(program == "gzip" ? "gz" : "zst"); "
  }
}
