import Crosswalk
import JSONCore
import LensCore
import OpenAIDialects

// What the source is, as far as a law needs to know.
extension Trial {
  /// Whether the record is of no one dialect and edition: it has marks of several.
  ///
  /// Such a record comes back exactly by its residue; without, no target can stand for it.
  var isMixed: Bool {
    get throws { try isHybrid || hasMarksOfEditions }
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
      if hasThreadFiles { return true }
      // A payload without marks of its kind is none of a hybrid's.
      return (try? bench.identify(source, plain)) == "hybrid"
    }
  }

  /// Whether the record is an item, or holds items, with the file list of a thread's message.
  private var hasThreadFiles: Bool {
    guard lawCase.source == .responses else { return false }
    let view = source.view
    return (0..<view.count).contains { node in
      view.kind(node) == .name
        && (view.isText(node, "file_ids") || view.isText(node, "attachments"))
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
}
