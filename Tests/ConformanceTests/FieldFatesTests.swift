import ConformanceSupport
import LensCore
import OpenAIDialects
import Testing

/// Checks that the fates are complete and well written; that they come true is another suite.
@Suite struct FieldFatesTests {
  let fates: [FieldFate]

  init() throws { fates = try FieldFate.all() }

  /// The dialects that the payloads of a dialect go to.
  static let targets = [
    "v1": ["v2", "responses"],
    "v2": ["v1", "responses"],
    "responses": ["v2"],
  ]

  /// Kinds that no other dialect has: their items are told under the kinds that hold items.
  static let withoutCounterpart = ["input", "create-items-request"]

  @Test func `every field of every edition, on its way to another dialect, has a fate`() throws {
    for list in FieldList.all where !Self.withoutCounterpart.contains(list.kind) {
      let dialect = String(list.edition.prefix { $0 != "-" })
      for target in try #require(Self.targets[dialect]) {
        let told = fates.filter {
          $0.kind == list.kind && $0.from.contains(list.edition) && $0.to.contains(target)
        }
        for field in list.fields {
          let isTold = told.contains { $0.fields.contains { tells($0, of: field.path) } }
          #expect(isTold, "\(list) \(field.path) to \(target)")
        }
      }
    }
  }

  @Test func `every field that a fate names, looked up, is listed in its editions`() {
    for fate in fates {
      for edition in fate.from {
        let list = FieldList.all.first { $0.edition == edition && $0.kind == fate.kind }
        let paths = list?.fields.map(\.path) ?? []
        for field in fate.fields {
          #expect(paths.contains { tells(field, of: $0) }, "\(fate.place) \(field) in \(edition)")
        }
      }
    }
  }

  @Test func `every payload of a fate, scanned, is one JSON document`() {
    for fate in fates {
      for payload in [fate.source] + fate.outcomes.compactMap(\.payload) {
        #expect(TokenForm.of(payload) != nil, "\(fate.place)\n\(payload.prefix(300))")
      }
    }
  }

  @Test func `every fate, read, has a kind, editions, targets and an outcome`() {
    #expect(fates.count > 100)
    let kinds = Set(FieldList.all.map(\.kind))
    let editions = Set(FieldList.all.map(\.edition))
    for fate in fates {
      #expect(kinds.contains(fate.kind), "\(fate.place)")
      #expect(!fate.from.isEmpty && editions.isSuperset(of: fate.from), "\(fate.place)")
      #expect(!fate.to.isEmpty && editions.union(Self.targets.keys).isSuperset(of: fate.to))
      #expect(!fate.outcomes.isEmpty && !fate.source.isEmpty, "\(fate.place)")
    }
  }

  @Test func `two fates, compared, have different places and sources or targets`() {
    let sentences = fates.map { "\($0.kind) \($0.from) \($0.to) \($0.name)" }
    #expect(Set(sentences).count == fates.count)
  }

  /// Whether a path of a fate means a listed field.
  private func tells(_ path: String, of field: String) -> Bool {
    guard path.hasSuffix("/**") else { return path == field }
    let root = path.dropLast(3)
    return field == root || field.hasPrefix("\(root)/") || field.hasPrefix("\(root)[")
  }
}
