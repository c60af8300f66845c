extension Lens {
  /// Compiles the lens.
  ///
  /// - Parameters:
  ///   - direction: Which side is read and which is written.
  ///   - edition: The edition of the target's side to write.
  ///   - settings: Policies, strictness and values that callers gave.
  /// - Returns: The plan, which any number of runners can share.
  package func plan(_ direction: Direction, edition: String, _ settings: Settings) -> LensPlan {
    LensPlan(PlanCompiler(self, direction, edition: edition, settings))
  }
}
