import LensCore
import OpenAIDialects

/// A dialect, and the edition if it is known.
struct SourceForm: Equatable, Sendable {
  let dialect: Dialect
  let edition: String?

  /// The name in reports and residues.
  var name: String { edition ?? dialect.name }
}

/// One lens in one direction, towards one edition: what a plan is compiled for.
final class RouteStep: Hashable, Sendable {
  let kind: PayloadKind
  let direction: Direction
  let edition: String
  /// Whether the step leads through the editions of one dialect.
  let isWithinDialect: Bool
  let restores: Bool
  let lens: Lens

  /// The step between two dialects, or between two editions of one; nil if no lens leads there.
  init?(
    _ registry: Registry,
    kind: PayloadKind,
    from: Dialect,
    to: Dialect,
    edition: String,
    restores: Bool
  ) {
    self.kind = kind
    self.edition = edition
    self.restores = restores
    isWithinDialect = from == to
    if from == to {
      guard let lens = registry.editions(of: to)?.lens(kind) else { return nil }
      self.lens = lens
      direction = edition == to.newest ? .forward : .backward
    } else {
      guard let found = registry.hop(from: from, to: to), let lens = found.hop.lens(kind) else {
        return nil
      }
      self.lens = lens
      direction = found.direction
    }
  }

  private init(_ step: RouteStep, direction: Direction, edition: String) {
    kind = step.kind
    lens = step.lens
    isWithinDialect = step.isWithinDialect
    restores = true
    self.direction = direction
    self.edition = edition
  }

  /// The same lens the other way, for restoring.
  func reversed(to source: SourceForm) -> RouteStep {
    RouteStep(
      self,
      direction: direction.reversed,
      edition: source.edition ?? source.dialect.newest
    )
  }

  static func == (left: RouteStep, right: RouteStep) -> Bool {
    // Mostly it is the very step of the record before.
    if left === right { return true }
    return left.kind === right.kind && left.direction == right.direction
      && left.edition == right.edition
      && left.isWithinDialect == right.isWithinDialect && left.restores == right.restores
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(direction)
    hasher.combine(edition)
    hasher.combine(restores)
  }
}
