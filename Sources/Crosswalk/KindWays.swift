import LensCore
import OpenAIDialects

/// What can become what on the way to one dialect.
struct KindWays {
  /// A kind of one dialect, and what it can become; the first is what it usually does.
  private struct Way {
    let source: Dialect
    let kind: PayloadKind
    let targets: [PayloadKind]

    /// Whether the payload may change its kind.
    var leadsElsewhere: Bool { targets.contains { $0 != kind } }
  }

  private let target: Dialect
  private let ways: [Way]

  /// Looks through all hops that lead to a dialect.
  init(_ registry: Registry, to target: Dialect) {
    self.target = target
    ways = registry.dialects.flatMap { source in
      let path = registry.path(from: source, to: target)[...]
      return registry.kinds.compactMap { kind in
        let isOwn = registry.counterpart(of: kind, in: source) == kind
        var targets = isOwn ? KindWays.targets(registry, kind, path) : []
        if source == target {
          targets += registry.forms(of: kind, in: source).map(\.newerKind)
        }
        return targets.isEmpty ? nil : Way(source: source, kind: kind, targets: targets)
      }
    }
  }

  private static func targets(
    _ registry: Registry,
    _ kind: PayloadKind,
    _ path: ArraySlice<Dialect>
  ) -> [PayloadKind] {
    guard let from = path.first, let to = path.dropFirst().first else { return [kind] }
    guard let (hop, direction) = registry.hop(from: from, to: to) else { return [] }
    let (start, end): (Side, Side) = direction == .forward ? (.older, .newer) : (.newer, .older)
    var found: [PayloadKind] = []
    for lens in hop.lenses where lens.kind(start) == kind {
      for target in targets(registry, lens.kind(end), path.dropFirst())
      where !found.contains(target) {
        found.append(target)
      }
    }
    return found
  }

  /// Checks that something can become what is asked for.
  ///
  /// - Parameters:
  ///   - asked: What shall come out.
  ///   - kind: What goes in, if that is said.
  ///   - source: Where it comes from, if that is said.
  /// - Throws: ``ConfigurationError`` that names what can become what.
  func check(
    _ asked: PayloadKind,
    from kind: PayloadKind?,
    of source: Dialect?
  ) throws(ConfigurationError) {
    let possible = ways.filter { way in
      (kind == nil || way.kind == kind) && (source == nil || way.source == source)
    }
    if possible.contains(where: { $0.targets.contains(asked) }) { return }
    let what = kind.map { "a payload of kind '\($0.name)'" } ?? "no payload"
    let from = source.map { " of \($0.name)" } ?? ""
    let can = kind == nil ? "can" : "cannot"
    throw ConfigurationError(
      message: "\(what)\(from) \(can) become '\(asked.name)' in \(target.name)",
      help: KindWays.help(possible) + (kind.flatMap { elementwise($0, asked) } ?? "")
    )
  }

  /// What to do about a payload that cannot become what was asked for.
  func help(for kind: PayloadKind, of source: Dialect, as asked: PayloadKind?) -> String? {
    let found = ways.filter { $0.kind == kind && $0.source == source }
    guard !found.isEmpty else { return nil }
    return KindWays.help(found) + (asked.flatMap { elementwise(kind, $0) } ?? "")
  }

  /// The way through the elements of a page, if they can become what was asked for.
  private func elementwise(_ kind: PayloadKind, _ asked: PayloadKind) -> String? {
    let elements: [PayloadKind: PayloadKind] = [.messageList: .message, .itemList: .item]
    let isMade = ways.contains { $0.kind == elements[kind] && $0.targets.contains(asked) }
    return isMade ? "; with --input list each element is one by itself" : nil
  }

  /// Ways in words, those of kinds with the same names once.
  private static func help(_ ways: [Way]) -> String {
    var texts: [String] = []
    for way in ways where way.leadsElsewhere {
      let text = "\(way.kind.name) to " + way.targets.map(\.name).joined(separator: " or ")
      if !texts.contains(text) { texts.append(text) }
    }
    if texts.isEmpty { return "leave out --as: such payloads keep their kind" }
    return "known: " + texts.joined(separator: ", ")
  }
}
