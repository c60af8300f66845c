import Crosswalk
import JSONCore
import LensCore
import OpenAIDialects
import Testing

/// Looks at the rows of `check` themselves.
struct CheckPlacesTests {
  @Test func `a row's scope, looked at, names editions and kinds that go together`() {
    let known = Set(FieldList.all.flatMap { [$0.edition, dialect(of: $0.edition)] })
    let kinds = Set(FieldList.all.map(\.kind) + Checks.callKinds)
    for rule in Checks.rules {
      for place in rule.places {
        #expect(place.editions.allSatisfy(known.contains), "\(rule.id): \(place.editions)")
        #expect(place.kinds.allSatisfy(kinds.contains), "\(rule.id): \(place.kinds)")
        let isOfCalls = place.kinds.allSatisfy(Checks.callKinds.contains)
        let isUsed = FieldList.all.contains { list in
          isOfCalls
            || place.kinds.contains(list.kind)
              && place.editions.contains { $0 == list.edition || $0 == dialect(of: list.edition) }
        }
        #expect(isUsed, "\(rule.id) applies to nothing")
      }
    }
  }

  @Test(arguments: Checks.rules.filter { !$0.places.isEmpty }.map(\.id))
  func `a path of a rule, left out, is missed by a case`(id: String) throws {
    let rule = try #require(Checks.rules.first { $0.id == id })
    let cases = try CheckCase.all(of: id).filter(\.isRefused)
    for place in rule.places.indices {
      for path in rule.places[place].paths {
        let lame = rule.without(path, of: place)
        let isMissed = cases.contains { $0.finds(rule) && !$0.finds(lame) }
        #expect(isMissed, "\(id): no case needs \(path.isEmpty ? "/" : path) of place \(place + 1)")
      }
    }
  }

  private func dialect(of edition: String) -> String { String(edition.prefix { $0 != "-" }) }
}

extension CheckRule {
  /// The rule with one path less.
  fileprivate func without(_ path: String, of place: Int) -> CheckRule {
    var places = places
    let old = places[place]
    places[place] = CheckPlace(
      editions: old.editions,
      kinds: old.kinds,
      paths: old.paths.filter { $0 != path },
      old.requirement,
      severity: old.severity,
      level: old.level
    )
    return CheckRule(
      id, severity, level, message, says: says, source: source, advice: advice, places: places)
  }
}

extension CheckCase {
  /// Whether a rule alone, in all editions of the case, finds what the case says.
  fileprivate func finds(_ rule: CheckRule) -> Bool {
    guard let source = options.source, let kind = options.kind else { return false }
    var sink = ByteSink(capacity: payload.count)
    sink.append(payload)
    var tape = Tape()
    guard tape.scan(sink.view) != nil else { return false }
    let view = tape.view(sink.view)
    return Checks.editions(of: source, with: kind).allSatisfy { edition in
      let isSchema = options.level == .schema
      var maker = CheckPlanMaker(edition: edition, schema: isSchema, rules: [rule])
      return CheckRunner.faults(view, maker.plan(kind)).contains { $0.pointer == pointer }
    }
  }
}
