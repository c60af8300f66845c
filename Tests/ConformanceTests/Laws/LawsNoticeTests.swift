import Crosswalk
import LensCore
import PropertyTesting
import Testing

/// Shows that laws can fail: each is held against a conversion that was spoiled on purpose.
@Suite struct LawsNoticeTests {
  /// Attachments whose tools and second mention are lost towards v1.
  private static let older =
    #"{"role":"user","content":"a","attachments":[{"file_id":"1","tools":[]},{"file_id":"2"}]}"#

  private func trial(_ payload: String = older, to target: String = "v1") throws -> Trial {
    let setup = LawSetup(
      target: target,
      namedSource: nil,
      namedKind: nil,
      variant: .defaults,
      level: .service
    )
    return try Bench().trial(try LawCase(payload, setup))
  }

  private func reason(_ law: Law, _ trial: Trial) throws -> String? { try law.failure(trial)?.id }

  @Test func `identity, a copy with another byte, is broken`() throws {
    let trial = try trial(#"{"role":"user","content":"a","file_ids":["1"]}"#)
    #expect(try reason(.identity, trial) == nil)
    let spoiled = try trial.with(target: #"{"role":"user","content":"b","file_ids":["1"]}"#)
    #expect(try reason(.identity, spoiled) == "identity/copied-but-changed")
  }

  @Test func `there and back, a residue without its patch, is broken`() throws {
    let trial = try trial()
    #expect(try reason(.thereAndBack, trial) == nil)
    let spoiled = trial.with(residue: [])
    #expect(try reason(.thereAndBack, spoiled) == "there-and-back/tokens-differ")
  }

  @Test func `the size of a residue, a long one for a short loss, is broken`() throws {
    let trial = try trial()
    #expect(try reason(.residueSize, trial) == nil)
    let long = String(repeating: "a", count: 999)
    let spoiled = trial.with(residue: Array(#"["=","\#(long)"]"#.utf8))
    #expect(try reason(.residueSize, spoiled) == "residue-size/too-large")
  }

  @Test func `conservation, a run without its notes, is broken`() throws {
    let trial = try trial()
    #expect(try reason(.conservation, trial) == nil)
    let spoiled = try trial.withNotes { events, segments in (Array(events.dropLast()), segments) }
    #expect(try reason(.conservation, spoiled) == "conservation/unaccounted")
    let torn = try trial.withNotes { events, segments in (events, Array(segments.dropFirst())) }
    #expect(try reason(.conservation, torn) == "conservation/unaccounted")
  }

  @Test func `the order of elements, two of them exchanged, is broken`() throws {
    let trial = try trial(#"{"role":"user","content":"a","file_ids":["1","1"]}"#, to: "v2")
    #expect(try reason(.order, trial) == nil)
    let spoiled = try trial.withNotes { events, segments in
      // Equal ids: only the notes tell which of them stands where.
      let ids = segments.indices.filter { segments[$0].count == 3 }
      try #require(ids.count == 2)
      var exchanged = segments
      exchanged[ids[0]] = segments[ids[0]].moved(to: segments[ids[1]].target)
      exchanged[ids[1]] = segments[ids[1]].moved(to: segments[ids[0]].target)
      return (events, exchanged)
    }
    #expect(try reason(.order, spoiled) == "order/reversed")
  }

  @Test func `the report, pointers of another record, is broken`() throws {
    let trial = try trial(#"{"role":"user","content":"a","file_ids":["1"]}"#, to: "v2")
    #expect(try reason(.report, trial) == nil)
    let spoiled = trial.with(losses: try self.trial().losses)
    #expect(try reason(.report, spoiled) == "report/source")
  }

  @Test func `the honest report, losses that nobody tells, is broken`() throws {
    let trial = try trial()
    #expect(try reason(.honestReport, trial) == nil)
    #expect(try reason(.honestReport, trial.with(losses: [])) == "honest-report/differs")
  }

  @Test func `validity, a target without a required member, is broken`() throws {
    let trial = try trial(#"{"role":"user","content":"a","file_ids":["1"]}"#, to: "v2")
    #expect(try reason(.validity, trial) == nil)
    let spoiled = try trial.with(target: #"{"role":"user","attachments":[]}"#)
    #expect(try reason(.validity, spoiled) == "validity/missing")
  }

  @Test func `edits, a residue that puts the old value back, are broken`() throws {
    let trial = try trial(#"{"role":"user","content":"a","file_ids":["1"]}"#, to: "v2")
    #expect(try reason(.edits, trial) == nil)
    let fixed = #"{"~":[["content",["=","a","a"]],["file_ids",["=",["1"],["1"]]]]}"#
    #expect(try reason(.edits, trial.with(residue: Array(fixed.utf8))) == "edits/refused")
  }

  @Test func `moved elements, a residue that does not look, are broken`() throws {
    let trial = try trial()
    #expect(try reason(.movedElements, trial) == nil)
    let patch = String(decoding: trial.residue.patch, as: UTF8.self)
    let blind = patch.replacing(/"m":\[[^\]]*\],/, with: "")
    #expect(blind != patch)
    let spoiled = trial.with(residue: Array(blind.utf8))
    #expect(try reason(.movedElements, spoiled) == "moved-elements/swapped")
  }

  /// What an assistant said in v1, with a file and metadata that v2 has to retype.
  private static let early =
    #"{"id":"m","object":"thread.message","role":"assistant","content":"#
    + #"[{"type":"text","text":{"value":"a","annotations":[]}}],"#
    + #""file_ids":["f"],"metadata":{"a":1}}"#

  @Test func `composition, a report that says more or less than both hops, is broken`() throws {
    let trial = try trial(LawsNoticeTests.early, to: "responses")
    #expect(try reason(.composition, trial) == nil)
    let less = Array(trial.losses.dropLast())
    #expect(try reason(.composition, trial.with(losses: less)) == "composition/loss-lacking")
    let twice = trial.losses + trial.losses.prefix(1)
    #expect(try reason(.composition, trial.with(losses: twice)) == "composition/loss-unfounded")
    let spoiled = try trial.with(target: #"{"role":"assistant"}"#)
    #expect(try reason(.composition, spoiled) == "composition/bytes-differ")
  }

  @Test func `composition, a refusal of no hop, is broken`() throws {
    let setup = LawSetup(
      target: "responses",
      namedSource: "v1",
      namedKind: nil,
      variant: .defaults,
      level: .service
    )
    let bench = Bench()
    let fine = try LawCase(LawsNoticeTests.early, setup)
    let twice = try LawCase(
      #"{"object":"thread.message","role":"user","role":"user","content":[],"file_ids":[]}"#,
      setup
    )
    let retyped = try LawCase(
      #"{"object":"thread.message","role":"user","content":[],"file_ids":1}"#,
      setup
    )
    let error = try #require(throws: ConversionError.self) { try bench.trial(twice) }
    #expect(try Law.compositionFailure(twice, error, bench) == nil)
    let accepted = try Law.compositionFailure(fine, error, bench)
    #expect(accepted?.id == "composition/accepted-alone")
    let other = try Law.compositionFailure(retyped, error, bench)
    #expect(other?.id == "composition/other-refusal")
  }

  @Test func `composition, what the hops report of one record, is told as the contract says`()
    throws
  {
    let whole = try trial(LawsNoticeTests.early, to: "responses")
    let hops = try #require(TwoHops(whole.setup, from: whole.sourceForm, whole.kind))
    let (first, second) = try hops.run(whole.lawCase, whole.bench)
    #expect(
      first.report == [
        "assumed null -> /assistant_id value-assumed",
        "assumed null -> /attachments/0/tools tools-assumed",
        "assumed null -> /run_id value-assumed",
        "changed /metadata/a -> /metadata/a metadata-retyped",
      ])
    #expect(
      second.report == [
        "assumed null -> /status value-assumed",
        "dropped /attachments/0 -> null attachment-not-sent",
        "dropped /metadata -> null no-newer-field",
      ])
    // Assumed and then dropped never was; changed and then dropped is dropped.
    #expect(
      ComposedReport(first, second).losses.map(\.description).sorted() == [
        "assumed null -> /status value-assumed",
        "dropped /file_ids/0 -> null attachment-not-sent",
        "dropped /metadata -> null no-newer-field",
      ])
  }

  @Test func `stability, another output, is broken`() throws {
    let trial = try trial()
    #expect(try reason(.stability, trial) == nil)
    #expect(try reason(.stability, trial.with(losses: [])) == "stability/losses-differ")
  }
}

extension Trial {
  /// The same conversion with some of its results replaced.
  fileprivate func with(
    losses: [Loss]? = nil,
    residue patch: [UInt8]? = nil
  ) -> Trial {
    Trial(
      bench: bench,
      lawCase: lawCase,
      source: source,
      target: target,
      outcome: outcome,
      targetKind: targetKind,
      losses: losses ?? self.losses,
      provenance: provenance,
      residue: Residue(
        dialect: residue.dialect,
        kind: residue.kind,
        check: residue.check,
        patch: patch ?? residue.patch
      ),
      leaves: leaves
    )
  }

  /// The same conversion with another output.
  fileprivate func with(target text: String) throws -> Trial {
    Trial(
      bench: bench,
      lawCase: lawCase,
      source: source,
      target: try #require(ScannedPayload(Array(text.utf8))),
      outcome: outcome,
      targetKind: targetKind,
      losses: losses,
      provenance: provenance,
      residue: residue,
      leaves: leaves
    )
  }

  /// The same conversion with other notes about its bytes.
  fileprivate func withNotes(
    _ change: ([LossEvent], [Segment]) throws -> ([LossEvent], [Segment])
  ) throws -> Trial {
    let found = try #require(provenance)
    let (events, segments) = try change(found.events, found.segments)
    let notes = Provenance(sites: found.sites, events: events, segments: segments)
    return Trial(
      bench: bench,
      lawCase: lawCase,
      source: source,
      target: target,
      outcome: outcome,
      targetKind: targetKind,
      losses: losses,
      provenance: notes,
      residue: residue,
      leaves: LeafMap(source.view, target.view, notes)
    )
  }
}

extension Trial {
  fileprivate var report: [String] { losses.map { ReportedLoss($0).description }.sorted() }
}

extension Segment {
  /// The same bytes of the source elsewhere in the target.
  fileprivate func moved(to target: Int32) -> Segment {
    Segment(source: source, target: target, count: count)
  }
}
