/// An object under construction, member by member in the order of the specification.
struct ObjectDraft {
  private let wild: Bool
  private(set) var members: [Draft.Member] = []

  init(wild: Bool) { self.wild = wild }

  var draft: Draft { .object(members) }

  /// Adds a member that is there in every payload: without it nobody could tell what this is.
  mutating func always(_ name: String, _ value: Draft) {
    members.append(Draft.Member(name, value))
  }

  /// Adds a member that the schema requires; wild payloads have it null or lack it at times.
  mutating func required(
    _ name: String, nullable: Bool = false, _ choices: inout Choices,
    _ value: (inout Choices) -> Draft
  ) {
    if wild && choices.chance(1, in: 6) { return }
    let isNull = nullable ? !choices.chance(2, in: 3) : wild && choices.chance(1, in: 8)
    always(name, isNull ? .null : value(&choices))
  }

  /// Adds a member that the schema allows, or leaves it out; wild payloads have it null at times.
  mutating func optional(
    _ name: String, nullable: Bool = false, _ choices: inout Choices,
    _ value: (inout Choices) -> Draft
  ) {
    guard choices.chance(2, in: 3) else { return }
    let isNull = (nullable || wild) && choices.chance(1, in: 8)
    always(name, isNull ? .null : value(&choices))
  }

  /// Adds a member at a place that chance finds, the end being the simplest; not if the name is taken.
  mutating func stray(_ name: String, _ value: Draft, _ choices: inout Choices) {
    let place = members.count - choices.below(members.count + 1)
    // By bytes: Swift takes "é" and "e" with an accent for equal, JSON does not.
    if members.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) { return }
    members.insert(Draft.Member(name, value), at: place)
  }
}
