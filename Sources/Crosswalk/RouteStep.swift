import LensCore
import OpenAIDialects

/// A dialect, and the edition if it is known.
struct SourceForm: Equatable, BitwiseCopyable, Sendable {
  let dialect: Dialect
  /// The place of the edition among those of the dialect; -1: it is not known.
  private let place: Int

  init(dialect: Dialect, edition: String? = nil) {
    self.dialect = dialect
    place = edition.flatMap { dialect.editions.firstIndex(of: $0) } ?? -1
  }

  var edition: String? { place < 0 ? nil : dialect.editions[place] }

  /// The name in reports and residues.
  var name: String { edition ?? dialect.name }
}

/// One lens in one direction, towards one edition: what a plan is compiled for.
final class RouteStep: Hashable, Sendable {
  let from: Dialect
  let to: Dialect
  let kind: PayloadKind
  /// What the payload is behind the step.
  let targetKind: PayloadKind
  let direction: Direction
  let edition: String
  let restores: Bool
  let lens: Lens

  init(
    from: Dialect,
    to: Dialect,
    kind: PayloadKind,
    targetKind: PayloadKind,
    direction: Direction,
    edition: String,
    restores: Bool,
    lens: Lens
  ) {
    self.from = from
    self.to = to
    self.kind = kind
    self.targetKind = targetKind
    self.direction = direction
    self.edition = edition
    self.restores = restores
    self.lens = lens
  }

  /// Whether the step leads through the editions of one dialect.
  var isWithinDialect: Bool { from == to }

  /// The same lens the other way, for restoring.
  func reversed(to edition: String) -> RouteStep {
    RouteStep(
      from: to,
      to: from,
      kind: targetKind,
      targetKind: kind,
      direction: direction.reversed,
      edition: edition,
      restores: true,
      lens: lens
    )
  }

  static func == (left: RouteStep, right: RouteStep) -> Bool {
    left.kind == right.kind && left.targetKind == right.targetKind && left.from == right.from
      && left.to == right.to && left.direction == right.direction
      && left.edition == right.edition && left.restores == right.restores
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(targetKind)
    hasher.combine(from)
    hasher.combine(to)
    hasher.combine(edition)
    hasher.combine(restores)
  }
}

/// The way of a payload from one dialect to another: one step for each hop.
struct Route: Sendable {
  let steps: [RouteStep]

  /// What goes in, and what comes out.
  var kind: PayloadKind { steps[0].kind }
  var targetKind: PayloadKind { steps[steps.count - 1].targetKind }
  /// Whether the route leads through the editions of one dialect only.
  var isWithinDialect: Bool { steps.allSatisfy(\.isWithinDialect) }

  /// The route between two dialects, or between two editions of one; nil if no lenses lead there.
  ///
  /// - Parameters:
  ///   - registry: The tables.
  ///   - kind: What goes in.
  ///   - source: Where it comes from.
  ///   - target: Where it goes.
  ///   - edition: The edition of the target to write.
  ///   - asked: What shall come out; nil: what usually does.
  init?(
    _ registry: Registry,
    kind: PayloadKind,
    from source: Dialect,
    to target: Dialect,
    edition: String,
    as asked: PayloadKind? = nil
  ) {
    if source == target {
      let step =
        asked == nil || asked == kind
        ? Route.editionStep(registry, kind, target, edition)
        : asked.flatMap { Route.formStep(registry, kind, $0, target) }
      guard let step else { return nil }
      steps = [step]
      return
    }
    let path = registry.path(from: source, to: target)
    guard let steps = Route.steps(registry, kind, path[...], edition, asked), !steps.isEmpty else {
      return nil
    }
    self.steps = steps
  }

  /// The steps along a path; of all that lead to what was asked for, those with the usual lenses first.
  private static func steps(
    _ registry: Registry,
    _ kind: PayloadKind,
    _ path: ArraySlice<Dialect>,
    _ edition: String,
    _ asked: PayloadKind?
  ) -> [RouteStep]? {
    guard let from = path.first, let to = path.dropFirst().first else {
      return asked == nil || asked == kind ? [] : nil
    }
    guard let found = registry.hop(from: from, to: to) else { return nil }
    let (start, end): (Side, Side) =
      found.direction == .forward ? (.older, .newer) : (.newer, .older)
    let isLast = path.count == 2
    for lens in found.hop.lenses where lens.kind(start) == kind {
      let writesEdition = isLast && !found.hop.writesNewestOnly
      let step = RouteStep(
        from: from,
        to: to,
        kind: kind,
        targetKind: lens.kind(end),
        direction: found.direction,
        edition: writesEdition ? edition : to.newest,
        restores: false,
        lens: lens
      )
      guard var rest = steps(registry, lens.kind(end), path.dropFirst(), edition, asked) else {
        continue
      }
      if isLast, found.hop.writesNewestOnly, edition != to.newest {
        guard let last = editionStep(registry, lens.kind(end), to, edition) else { continue }
        rest.append(last)
      }
      return [step] + rest
    }
    return nil
  }

  private init(_ steps: [RouteStep]) { self.steps = steps }

  /// From what a dialect stores to what is sent in it.
  private static func formStep(
    _ registry: Registry,
    _ kind: PayloadKind,
    _ asked: PayloadKind,
    _ dialect: Dialect
  ) -> RouteStep? {
    let lens = registry.forms(of: kind, in: dialect).first { $0.newerKind == asked }
    guard let lens else { return nil }
    return RouteStep(
      from: dialect,
      to: dialect,
      kind: kind,
      targetKind: asked,
      direction: .forward,
      edition: dialect.newest,
      restores: false,
      lens: lens
    )
  }

  private static func editionStep(
    _ registry: Registry,
    _ kind: PayloadKind,
    _ dialect: Dialect,
    _ edition: String
  ) -> RouteStep? {
    guard let lens = registry.editions(of: dialect)?.lens(kind) else { return nil }
    return RouteStep(
      from: dialect,
      to: dialect,
      kind: kind,
      targetKind: kind,
      direction: edition == dialect.newest ? .forward : .backward,
      edition: edition,
      restores: false,
      lens: lens
    )
  }

  /// The way back, for restoring.
  func reversed(to source: SourceForm) -> Route {
    var back: [RouteStep] = []
    for (place, step) in steps.enumerated().reversed() {
      let edition = place == 0 ? source.edition ?? step.from.newest : step.from.newest
      back.append(step.reversed(to: edition))
    }
    return Route(back)
  }
}
