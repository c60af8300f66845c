internal import LensCore

extension MutationContext {
  /// Every change to the limits of a row.
  func limits(_ row: Row) -> [Change] {
    limits(row.limits).map { text, limits in changed(row, text) { $0.limits = limits } }
  }

  /// Every change to one of some limits.
  func limits(_ limits: [Limit]) -> [(String, [Limit])] {
    var found: [(String, [Limit])] = []
    for (index, limit) in limits.enumerated() {
      let name = "limit of \(limit.edition ?? "\(limit.side)"): "
      for (text, other) in [("drop", nil)] + changes(limit) {
        var copy = limits
        copy.replaceSubrange(index...index, with: other.map { [$0] } ?? [])
        found.append((name + text, copy))
      }
    }
    return found
  }

  private func changes(_ limit: Limit) -> [(String, Limit?)] {
    func copy(
      _ rule: Limit.Rule? = nil,
      _ note: LossNote? = nil,
      isUnpublished: Bool? = nil
    ) -> Limit {
      Limit(
        limit.side,
        rule ?? limit.rule,
        note ?? limit.note,
        edition: limit.edition,
        isUnpublished: isUnpublished ?? limit.isUnpublished
      )
    }
    return rules(limit.rule).map { text, rule in (text, copy(rule)) }
      + codes(limit.note).map { text, note in (text, copy(nil, note)) }
      + [("published: other way", copy(isUnpublished: !limit.isUnpublished))]
  }

  private func rules(_ rule: Limit.Rule) -> [(String, Limit.Rule)] {
    switch rule {
    case .length(let range):
      [
        ("one more", .length(range.lowerBound...(range.upperBound + 1))),
        ("one less", .length(range.lowerBound...(range.upperBound - 1))),
        ("also empty", .length((range.lowerBound - 1)...range.upperBound)),
        ("at least one more", .length((range.lowerBound + 1)...range.upperBound)),
      ]
    case .words(let words):
      [
        ("a word less", .words(Array(words.dropLast()))),
        ("a word more", .words(words + ["system"])),
      ]
    case .count(let count): [("one more", .count(count + 1)), ("one less", .count(count - 1))]
    }
  }
}
