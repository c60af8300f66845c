import Crosswalk
import Foundation
import LensCore
import OpenAIDialects
import PropertyTesting
import Testing

/// One conversion that the laws are held against: a payload, where it goes, and what the caller says.
struct LawCase: CustomStringConvertible {
  let kind: PayloadKind
  /// The dialect that the payload was made for.
  let source: Dialect
  /// The edition of it.
  let edition: String
  /// Whether the payload is as served, not as specified.
  let isWild: Bool
  let setup: LawSetup
  /// Numbers for what a law chooses by itself, such as the leaf to be edited.
  let picks: [Int]
  let payload: [UInt8]

  var description: String {
    "\(isWild ? "wild" : "valid") \(edition) \(kind) to \(setup): "
      + String(decoding: payload, as: UTF8.self)
  }
}

/// The target and the options of a case: all that a converter is made of.
struct LawSetup: Hashable, CustomStringConvertible {
  /// What the caller chooses at every code that offers a choice.
  enum Variant: Hashable, CaseIterable {
    case defaults
    /// The first choice that converts.
    case first
    /// The second one, or the last if there are fewer.
    case second
    /// The third one, or the last if there are fewer.
    case third
    /// One tool instead of both, and values for whatever can be supplied.
    case supplied
  }

  /// A dialect or an edition.
  let target: String
  /// The dialect or edition that the caller names as the source.
  let namedSource: String?
  let namedKind: String?
  /// What the caller asks for, where there is a choice.
  var asked: String?
  let variant: Variant
  let level: Level

  var description: String {
    let source = namedSource.map { " from \($0)" } ?? ""
    let kind = namedKind.map { " as \($0)" } ?? ""
    let asked = asked.map { " for \($0)" } ?? ""
    return "\(target)\(source)\(kind)\(asked), \(variant), \(level)"
  }

  /// The options, with residue.
  var options: ConversionOptions {
    var options = ConversionOptions()
    options.source = namedSource
    options.kind = namedKind
    options.targetKind = asked
    options.level = level
    options.keepsResidue = true
    switch variant {
    case .defaults: break
    case .first: options.policies = LawSetup.policies(0)
    case .second: options.policies = LawSetup.policies(1)
    case .third: options.policies = LawSetup.policies(2)
    case .supplied:
      options.tools = ["code_interpreter"]
      for name in ["created_at", "message_id", "thread_id"] { options.values[name] = "7" }
    }
    return options
  }

  /// The same options for the way back; a choice may have written what the edition does not have.
  func reversed(to form: String, kind: PayloadKind, from targetKind: PayloadKind) -> LawSetup {
    LawSetup(
      target: form,
      namedSource: Registry.dialect(named: target)?.dialect.name,
      namedKind: targetKind.name,
      asked: kind == targetKind ? nil : kind.name,
      variant: variant,
      level: level
    )
  }

  /// For each code the choice at a place among those that convert.
  private static func policies(_ place: Int) -> [Policy] {
    Registry.codes.compactMap { code in
      let choices = code.choices.filter { $0.name != "fail" }
      guard !choices.isEmpty else { return nil }
      return Policy(code: code.id, choice: choices[min(place, choices.count - 1)].name)
    }
  }
}

/// The payloads of one kind on their way from one dialect to another, or through the editions of one.
struct LawField: CustomTestStringConvertible, Sendable {
  let kind: PayloadKind
  let source: Dialect
  let target: Dialect
  /// What the caller asks for; nil: what the kind usually becomes.
  var asked: PayloadKind?

  /// Every kind of every dialect to every other one, whatever it can become, and every dialect by itself.
  static let all: [LawField] = {
    var fields: [LawField] = []
    for source in Registry.dialects {
      for target in Registry.dialects where source != target {
        for kind in Registry.kinds {
          fields += ways(kind, Registry.standard.path(from: source, to: target))
        }
      }
    }
    let all =
      fields + calls
      + Registry.editionHops.flatMap { hop in
        hop.lenses.map { LawField(kind: $0.kind, source: hop.older, target: hop.older) }
      }
      + Registry.formHops.flatMap { hop in
        hop.lenses.map {
          LawField(kind: $0.kind, source: hop.older, target: hop.older, asked: $0.newerKind)
        }
      }
    guard let asked = ProcessInfo.processInfo.environment["CROSSWALK_WAYS"] else { return all }
    let parts = asked.split(separator: ",")
    return all.filter { field in parts.contains { field.name.contains($0) } }
  }()

  /// Calls and answers, which have no lenses of their own: everywhere, and through the editions.
  private static var calls: [LawField] {
    Registry.kinds.filter(\.isCall).flatMap { kind in
      Registry.dialects.flatMap { source in
        Registry.dialects.map { LawField(kind: kind, source: source, target: $0) }
      }
    }
  }

  /// What a kind can become at the end of a path.
  private static func ways(_ kind: PayloadKind, _ path: [Dialect]) -> [LawField] {
    guard let source = path.first, let target = path.last else { return [] }
    var here = kind
    for (from, to) in zip(path, path.dropFirst()) {
      guard let found = Registry.hop(from: from, to: to) else { return [] }
      let (start, end): (Side, Side) =
        found.direction == .forward ? (.older, .newer) : (.newer, .older)
      let mine = found.hop.lenses.filter { $0.kind(start) == here }
      guard let usual = mine.first else { return [] }
      if to == target {
        return mine.enumerated().map { place, lens in
          LawField(
            kind: kind, source: source, target: target, asked: place == 0 ? nil : lens.kind(end))
        }
      }
      here = usual.kind(end)
    }
    return []
  }

  /// The name of the check, and of its file in `Tests/Regressions`.
  var name: String {
    "laws.\(kind).\(source)-to-\(target)" + (asked.map { ".\($0)" } ?? "")
  }

  var testDescription: String {
    "\(kind), \(source) to \(target)" + (asked.map { " as \($0)" } ?? "")
  }

  /// The editions for which payloads can be made.
  var editions: [String] {
    source.editions.filter { Payloads.kinds(of: $0).contains(kind.name) }
  }

  /// Payloads with targets and options; the newest edition and no options are the simplest.
  var generator: Generator<LawCase> {
    let editions = Array(editions.reversed())
    return Generator { choices in
      let isWild = choices.chance(1, in: 2)
      let edition = choices.one(of: editions)
      let setup = setup(edition, &choices)
      let picks = (0..<4).map { _ in choices.below(1 << 12) }
      let payloads = Payloads.generator(kind: kind.name, edition: edition, wild: isWild)
      return LawCase(
        kind: kind,
        source: source,
        edition: edition,
        isWild: isWild,
        setup: setup,
        picks: picks,
        payload: payloads.draw(&choices)
      )
    }
  }

  private func setup(_ edition: String, _ choices: inout Choices) -> LawSetup {
    LawSetup(
      target: choices.one(of: [target.name] + target.editions),
      namedSource: choices.one(of: [nil, source.name, edition]),
      // Nothing marks an input: a string may be anything.
      namedKind: kind == .input ? kind.name : choices.one(of: [nil, kind.name]),
      asked: asked?.name,
      variant: choices.one(of: LawSetup.Variant.allCases),
      level: choices.one(of: [.service, .schema])
    )
  }
}

extension LawCase {
  /// A case with a literal payload, which says itself what it is.
  init(_ payload: String, _ setup: LawSetup, picks: [Int] = [0, 0, 0, 0]) throws {
    let converter = try Converter(to: setup.target, options: setup.options)
    let found = try converter.identify(Array(payload.utf8))
    let dialect = Registry.dialect(named: found.dialect) ?? Registry.dialect(named: setup.target)
    self.init(
      kind: try #require(Registry.kind(named: found.kind)),
      source: try #require(dialect?.dialect),
      edition: dialect?.edition ?? dialect?.dialect.newest ?? "",
      isWild: true,
      setup: setup,
      picks: picks,
      payload: Array(payload.utf8)
    )
  }
}
