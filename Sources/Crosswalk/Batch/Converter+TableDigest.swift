import LensCore
import OpenAIDialects

extension Converter {
  /// Tells the tables of one version of this package from those of another.
  package static let tableDigest: String = {
    var digest = TableDigest()
    for hop in Registry.hops + Registry.editionHops { digest.add(hop) }
    return String(digest.value, radix: 16)
  }()
}
