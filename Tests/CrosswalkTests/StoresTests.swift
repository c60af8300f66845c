import Crosswalk
import JSONCore
import PropertyTesting
import Testing

/// Streams of documents with payloads inside, and of rows.
struct StoresTests {
  @Test func `what was stored comes back byte for byte with what was refused`() throws {
    try check("stores-there-and-back", count: 300, StoredDump.generator) { (dump: StoredDump) in
      let converted = try convertStored(dump).written
      var options = BatchOptions()
      options.chunk = dump.chunk
      let restored = try restore(converted, options: options)
      return Failure.unlessEqual(
        "restored", restored.written.payloads, String(decoding: dump.text, as: UTF8.self))
    }
  }

  @Test func `what is written does not depend on the number of workers`() throws {
    try check("stores-any-jobs", count: 100, StoredDump.generator) { (dump: StoredDump) in
      let one = try convertStored(dump)
      let several = try convertStored(dump, jobs: 3)
      return Failure.unlessEqual("payloads", several.written.payloads, one.written.payloads)
        ?? Failure.unlessEqual("losses", several.written.losses, one.written.losses)
        ?? Failure.unlessEqual("residue", several.written.residue, one.written.residue)
        ?? Failure.unlessEqual("rejects", several.written.rejects, one.written.rejects)
        ?? Failure.unlessEqual("errors", several.written.rejectErrors, one.written.rejectErrors)
        ?? Failure.unlessEqual("summary", several.summary, one.summary)
    }
  }

  @Test func `a residue changes nothing else`() throws {
    try check("stores-residue-changes-nothing", count: 100, StoredDump.generator) {
      (dump: StoredDump) in
      let with = try convertStored(dump).written
      let without = try convertStored(dump, residue: false).written
      return Failure.unlessEqual("payloads", with.payloads, without.payloads)
        ?? Failure.unlessEqual("losses", with.losses, without.losses)
        ?? Failure.unlessEqual("rejects", with.rejects, without.rejects)
        ?? Failure.unlessEqual("errors", with.rejectErrors, without.rejectErrors)
    }
  }

  /// The converter of single payloads decides what a placed one must become.
  @Test func `each payload becomes what it becomes alone, and all around it stays`() throws {
    try check("stores-like-alone", count: 200, StoredDump.generator) { (dump: StoredDump) in
      let alone = try Converter(to: dump.target)
      var options = ConversionOptions()
      options.at = dump.place
      let placed = try Converter(to: dump.target, options: options)
      for record in dump.records {
        if let failure = compare(record, placed, alone) { return failure }
      }
      return nil
    }
  }

  private func compare(
    _ record: StoredDump.Record,
    _ placed: Converter,
    _ alone: Converter
  ) -> Failure? {
    var expected = record.pieces[0]
    var losses: [String] = []
    var isText = false
    do throws(ConversionError) {
      for (number, payload) in record.payloads.enumerated() {
        isText = isText || record.placed[number].first == 0x22
        let conversion = try alone.convert(minified(payload))
        losses += conversion.losses.map(\.description)
        expected += conversion.payload + record.pieces[number + 1]
      }
    } catch {
      guard (try? placed.convert(record.bytes)) != nil else { return nil }
      return Failure(id: "accepted", message: "one of the payloads is refused alone: \(error.code)")
    }
    do throws(ConversionError) {
      let conversion = try placed.convert(record.bytes)
      return Failure.unlessEqual("losses", conversion.losses.map(\.description), losses)
        ?? (isText ? nil : Failure.unlessEqual("document", conversion.payload, expected))
    } catch {
      return Failure(id: "refused", message: "no payload is refused alone: \(error)")
    }
  }

  // MARK: Tables

  @Test func `rows keep their other columns and NULL, and refused ones go as they stood`() throws {
    let rows =
      "1\t\(old)\t\\\\x\\tä\n2\t\\N\t\n3\n4\t{\"role\":\"user\",\"content\":\"\\\\u0000\",\"file_ids\":[]}\tq\n"
      + "5\t{\"role\":\"user\",\"content\":\"a\\\\nb \\\\\"c\\\\\\\\\",\"file_ids\":[]}\tr\n\\.\n"
    let (written, summary) = try convertRows(rows)
    #expect(
      written.payloads
        == "1\t\(new)\t\\\\x\\tä\n2\t\\N\t\n"
        + "5\t{\"role\":\"user\",\"content\":\"a\\\\nb \\\\\"c\\\\\\\\\"}\tr\n\\.\n")
    #expect(
      written.rejects
        == "3\n4\t{\"role\":\"user\",\"content\":\"\\\\u0000\",\"file_ids\":[]}\tq\n")
    #expect(
      members("code", of: written.rejectErrors) == ["\"copy-columns\"", "\"column-holds-nul\""])
    #expect(members("key", of: written.rejectErrors) == ["\"3\"", "\"4\""])
    #expect((summary.records, summary.converted, summary.withoutPayload) == (5, 2, 1))
    #expect(try restore(written).written.payloads == rows)
  }

  @Test func `a row with NUL is kept where its column can hold it`() throws {
    var options = ConversionOptions()
    options.policies = [Policy(code: "column-holds-nul", choice: "keep")]
    let row = "1\t{\"role\":\"user\",\"content\":\"\\\\u0000\"}\n"
    #expect(try convertRows(row, conversion: options).written.payloads == row)
    #expect(try convertRows(row).written.rejects == row)
    // A backslash and u0000 are six characters, none of them NUL.
    let harmless = "1\t{\"role\":\"user\",\"content\":\"\\\\\\\\u0000\"}\n"
    #expect(try convertRows(harmless).written.payloads == harmless)
  }

  @Test func `rows find their residue by a column in whatever order they come`() throws {
    let rows = (1...5).map { "\($0)\t\(old.replacing("hi", with: "hi \($0)"))\n" }
    let written = try convertRows(rows.joined()).written
    let lines = written.payloads.split(separator: "\n").map { $0 + "\n" }
    let kept = [lines[4], lines[1]].joined()
    let restored = try restore(written, payloads: kept, rejected: false).written.payloads
    #expect(restored == rows[4] + rows[1])
  }

  @Test func `lines about a payload name its place and the key of the record`() throws {
    let lines = [
      "{\"id\":\"a\",\"m\":[\(bare),\(old)]}", "{\"id\":\"b\",\"m\":[\(strange)]}",
      "{\"id\":\"c\"}", "{\"id\":\"d\",\"m\":[\(broken)]}",
    ]
    var conversion = ConversionOptions()
    conversion.at = PayloadPlace("/m/*")
    var options = BatchOptions()
    options.onError = .reject
    options.key = "/id"
    let input = BatchInput(lines.map { $0 + "\n" }.joined())
    let (written, summary) = try convert([input], options: options, conversion: conversion)
    #expect(members("at", of: written.losses) == ["\"/m/1\""])
    #expect(members("key", of: written.losses) == ["\"a\""])
    #expect(members("at", of: written.rejectErrors) == ["\"/m/0\""])
    #expect(members("column", of: written.rejectErrors) == ["16", "24"])
    #expect((summary.converted, summary.withoutPayload, summary.rejected) == (1, 1, 2))
    #expect(
      members("residue", of: written.residue).first
        == "[{\"at\":\"/m/0\",\"from\":\"undecided\",\"kind\":\"create-message-request\","
        + "\"check\":\"\(hash(bare))\",\"residue\":null},"
        + "{\"at\":\"/m/1\",\"from\":\"v1\",\"kind\":\"create-message-request\","
        + "\"check\":\"\(hash(new))\",\"residue\":null}]")
    #expect(try restore(written).written.payloads == lines.map { $0 + "\n" }.joined())
  }

  @Test func `losses of payloads before a refused one are not told`() throws {
    var conversion = ConversionOptions()
    conversion.at = PayloadPlace("/*")
    let input = BatchInput("[\(old),\(strange)]\n", name: "a.jsonl")
    let (written, summary) = try convert([input], conversion: conversion)
    #expect(written.losses.isEmpty)
    #expect(summary.losses.isEmpty)
    #expect(summary.rejected == 1)
  }

  @Test func `payloads of records over several lines are laid out and come back`() throws {
    let text =
      "{\n  \"m\": {\n    \"role\": \"user\",\n    \"content\": \"hi\",\n"
      + "    \"file_ids\": [\n      \"file-1\"\n    ]\n  },\n  \"x\" : [ ]\n}\n"
    var conversion = ConversionOptions()
    conversion.at = PayloadPlace("/m")
    let written = try convert([BatchInput(text, name: "a.json")], conversion: conversion).written
    #expect(written.payloads.contains("\n    \"attachments\": [\n      {\n"))
    #expect(written.payloads.hasSuffix("\n  },\n  \"x\" : [ ]\n}\n"))
    #expect(try restore(written).written.payloads == text)
  }

  @Test func `each payload is identified, and what holds none is said to`() throws {
    var options = ConversionOptions()
    options.at = PayloadPlace("/m/*")
    let identifier = BatchIdentifier(try Converter(to: "v2", options: options))
    var found: [String] = []
    let text = "{\"m\":[\(old),null,\(strange)]}\n{}\n"
    _ = try identifier.identify([BatchInput(text)]) { finding in
      found.append("\(finding.record) \(finding.at ?? "-") \(finding.identification.dialect)")
    }
    #expect(found == ["1 /m/0 v1", "1 /m/2 unknown", "2 - none"])
  }

  @Test func `each payload is checked, with the place of the fault in the file`() throws {
    var options = CheckOptions()
    options.at = PayloadPlace("/m/*", readsText: true)
    var batch = BatchOptions()
    batch.form = .copy
    batch.column = 2
    let checker = BatchChecker(try Checker(options), options: batch)
    let text = #"{\"role\":\"user\",\"content\":\"é\",\"attachments\":[{\"file_id\":\"f\"}]}"#
    let row = "1\t{\"m\":[\(bare),\"\(text.replacing("\\", with: "\\\\"))\"]}\n2\t\\N\n"
    var found: [String] = []
    _ = try checker.check([BatchInput(row)]) { located in
      found.append(
        "\(located.record) \(located.at ?? "-") \(located.finding.pointer ?? "-") "
          + "\(located.line):\(located.column)")
    }
    #expect(found == ["1 /m/1 /attachments/0 1:106"])
  }

  // MARK: Helpers

  private func hash(_ payload: String) -> String {
    var sink = ByteSink(capacity: payload.utf8.count)
    sink.append(payload)
    var tape = Tape()
    return tape.scan(sink.view) == nil
      ? "no JSON" : String(tape.view(sink.view).tokenHash(0), radix: 16)
  }

  private func convertStored(_ dump: StoredDump, residue: Bool = true, jobs: Int = 1) throws -> (
    written: Written, summary: BatchSummary
  ) {
    var conversion = ConversionOptions()
    conversion.at = dump.place
    var options = BatchOptions()
    options.onError = .reject
    options.chunk = dump.chunk
    options.form = dump.column == nil ? .jsonl : .copy
    options.column = dump.column
    options.jobs = jobs
    options.piece = dump.chunk
    return try convert(
      [BatchInput(dump.text)], to: dump.target, residue: residue, options: options,
      conversion: conversion)
  }

  private func convertRows(
    _ rows: String,
    conversion: ConversionOptions = ConversionOptions()
  ) throws -> (written: Written, summary: BatchSummary) {
    var options = BatchOptions()
    options.onError = .reject
    options.form = .copy
    options.column = 2
    options.key = "1"
    return try convert(
      [BatchInput(rows, name: "rows")], options: options, conversion: conversion)
  }
}

extension Loss {
  fileprivate var description: String {
    "\(code) \(action) \(source ?? "-") \(target ?? "-") \(member ?? "")"
  }
}
