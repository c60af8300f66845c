/// One case of `Tests/Fixtures`: a payload on each side of a hop, and what is said in between.
///
/// The files of a case say what it is about:
///
/// | file | says |
/// |---|---|
/// | `older.json`, `newer.json` | the payload on each side |
/// | `forward.losses.json` | older becomes newer, with these losses |
/// | `backward.losses.json` | newer becomes older, with these losses |
/// | `forward.residue.json`, … | what restoring the source takes, if more than the tables know |
/// | `refused.json` | the one payload that is there has no other side, and why |
/// | `older.equal.jsonl`, … | payloads equal to the one of that side |
/// | `older.unequal.jsonl`, … | payloads that are not |
/// | `options.json` | what the caller chose |
package struct Fixture: Sendable {
  /// The folder of the hop, such as `v1-to-v2`.
  package let hop: String
  /// The folder of the kind, such as `message`.
  package let kind: String
  /// The folder of the case: a few words for what it shows.
  package let name: String
  /// The text of each file by name.
  package let files: [String: String]
  /// What the caller chose.
  package let options: FixtureOptions

  /// Where it is, for messages.
  package var place: String { "\(hop)/\(kind)/\(name)" }

  /// The ways that the case shows; for a case without results, those for which it has a payload.
  package var ways: [FixtureWay] {
    let told = FixtureWay.all.filter { files[$0.lossesFile] != nil }
    if files[Fixture.refusalFile] == nil && !told.isEmpty { return told }
    return FixtureWay.all.filter { files[$0.sourceFile] != nil }
  }

  /// The name of the file that tells a refusal.
  static let refusalFile = "refused.json"
  /// The name of the file with the caller's choices.
  static let optionsFile = "options.json"
}

/// One of the two ways through a case.
package struct FixtureWay: Sendable, Equatable {
  /// `forward` or `backward`.
  package let name: String
  /// Whether the older payload is the source.
  package let isForward: Bool

  /// Both ways.
  package static let all = [
    FixtureWay(name: "forward", isForward: true), FixtureWay(name: "backward", isForward: false),
  ]

  var sourceFile: String { isForward ? "older.json" : "newer.json" }
  var targetFile: String { isForward ? "newer.json" : "older.json" }
  var lossesFile: String { name + ".losses.json" }
  var residueFile: String { name + ".residue.json" }
}
