import Crosswalk
import JSONCore
import LensCore
import OpenAIDialects

// What the source is, as far as a law needs to know.
extension Trial {
  /// Whether the record is of no one dialect and edition: it has marks or elements of several.
  ///
  /// Such a record comes back exactly by its residue; without, no target can stand for it.
  var isMixed: Bool {
    get throws { try isHybrid || hasForeignElements || hasMarksOfEditions }
  }

  /// Whether the record has marks of more than one dialect.
  var isHybrid: Bool {
    get throws {
      let plain = LawSetup(
        target: setup.target,
        namedSource: nil,
        namedKind: nil,
        variant: .defaults,
        level: .service
      )
      // A payload without marks of its kind is none of a hybrid's.
      return (try? bench.identify(source, plain)) == "hybrid"
    }
  }

  /// The dialect or edition that the source has, by its marks or by the word of the caller.
  var identifiedForm: String {
    get throws {
      if let named = setup.namedSource, Registry.dialect(named: named)?.edition != nil {
        return named
      }
      let found = try bench.identify(source, setup)
      return Registry.dialect(named: found) == nil ? sourceForm : found
    }
  }

  private var hasMarksOfEditions: Bool {
    guard let dialect = Registry.dialect(named: sourceForm)?.dialect else { return false }
    return KindDetector().marks(source.view, kind, dialect).isSuperset(of: [.older, .newer])
  }

  /// Whether an element has a type that only the target's dialect knows.
  ///
  /// Such an element stays, and is lost on the way back, where it is known.
  private var hasForeignElements: Bool {
    guard let from = Registry.dialect(named: sourceForm)?.dialect,
      let to = Registry.dialect(named: setup.target)?.dialect
    else { return false }
    let foreign = FieldList.types(of: to).subtracting(FieldList.types(of: from))
    return (0..<source.view.count).contains { node in
      guard let type = source.view.member(node, "type"), source.view.kind(type) == .string else {
        return false
      }
      return foreign.contains(source.view.decoded(type))
    }
  }
}

extension FieldList {
  /// The words that `type` has in any edition of a dialect.
  fileprivate static func types(of dialect: Dialect) -> Set<[UInt8]> {
    let fields = all.filter { dialect.editions.contains($0.edition) }.flatMap(\.fields)
    return Set(fields.filter { $0.path.hasSuffix("/type") }.flatMap(\.words).map { Array($0.utf8) })
  }
}
