import LensCore
import OpenAIDialects

extension Converter {
  /// Tells the tables of one version of this package from those of another.
  package static let tableDigest: String = {
    var digest = TableDigest()
    for hop in Registry.allHops { digest.add(hop) }
    for endpoint in Endpoints.all {
      let texts: [String?] = [
        endpoint.method, endpoint.older?.text, endpoint.newer?.text, endpoint.olderBody?.name,
        endpoint.newerBody?.name,
      ]
      for text in texts { digest.add(text ?? "-") }
      for parameter in endpoint.query { digest.add(parameter.name) }
    }
    return String(digest.value, radix: 16)
  }()
}
