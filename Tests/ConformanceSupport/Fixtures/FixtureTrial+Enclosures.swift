internal import Crosswalk
internal import LensCore
internal import OpenAIDialects

/// A payload that holds payloads of another kind: a page of messages, a thread with its messages.
///
/// What is true of a payload is true of it as an element, so every case of the inner kind is one of the outer
/// kind, too.
package struct Enclosure: Sendable, Equatable {
  /// The kind of the payload around.
  package let kind: String
  /// The member that holds the list.
  let member: String

  /// The field of the elements, such as `/data/*`.
  var field: String { "/\(member)/*" }
  /// The pointer of the one element.
  var pointer: String { "/\(member)/0" }

  func around(_ payload: String) -> String { "{\"\(member)\":[\(payload)]}" }

  /// The kinds that hold payloads of a kind, as the field lists tell.
  package static func all(of kind: String) -> [Enclosure] {
    var found: [Enclosure] = []
    for list in FieldList.all {
      for field in list.fields where field.kind == kind && field.path.hasSuffix("/*") {
        let member = String(field.path.dropFirst().dropLast(2))
        let enclosure = Enclosure(kind: list.kind, member: member)
        if !found.contains(enclosure) { found.append(enclosure) }
      }
    }
    return found
  }

  /// What a pointer or field inside says below the element; nil if it is outside.
  func inner(_ text: String?) -> String? {
    guard let text else { return nil }
    for prefix in [field, pointer] where text == prefix || text.hasPrefix(prefix + "/") {
      return String(text.dropFirst(prefix.count))
    }
    return nil
  }
}

extension FixtureTrial {
  /// What differs from the same case standing alone.
  func problemsInside() -> [String] {
    guard let enclosure else { return [] }
    switch result {
    case .failure(let error):
      let found = FixtureText.of(error, inside: enclosure)
      let told = fixture.files[Fixture.refusalFile]
      if told == found { return [] }
      return ["inside \(enclosure.kind), told \(told ?? "a payload"), found \(found)"]
    case .success(let conversion): return problems(of: conversion, in: enclosure)
    }
  }

  private func problems(of conversion: Conversion, in enclosure: Enclosure) -> [String] {
    let element = FixtureText.element(conversion.payload, enclosure.member)
    let losses = FixtureText.of(conversion.losses, inside: enclosure)
    if let refusal = fixture.files[Fixture.refusalFile] {
      // Alone, an emptied message is refused; as an element it is dropped and said so.
      let isDropped = element == nil && conversion.losses.contains { $0.code == "message-empty" }
      if isDropped && refusal.contains("\"message-empty\"") { return [] }
      return ["inside \(enclosure.kind), told a refusal, found a payload"]
    }
    let told = fixture.files[way.targetFile].map { Repetition.expand($0) }
    var problems: [String] = []
    if told != element.map({ $0 + "\n" }) {
      let found = element ?? "no element"
      problems.append("inside \(enclosure.kind), told \(told ?? ""), found \(found)")
    }
    if losses != fixture.files[way.lossesFile] {
      problems.append("inside \(enclosure.kind), found losses \(losses)")
    }
    return problems
  }
}
