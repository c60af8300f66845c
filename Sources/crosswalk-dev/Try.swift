internal import Crosswalk

extension Command {
  /// Converts payloads, one a line, and shows everything that comes of it.
  static let trial = Command(
    name: "try",
    summary: "DIALECT < payloads: shows payload, losses, residue and the restored source of each line"
  ) { words in
    var options = ConversionOptions()
    options.keepsResidue = true
    options.verifies = true
    let converter = try Converter(to: words.first ?? "v2", options: options)
    while let line = readLine() {
      do {
        let result = try converter.convert(Array(line.utf8))
        print(result.source, String(decoding: result.payload, as: UTF8.self), separator: "\n")
        for loss in result.losses { print("  loss", loss) }
        guard let residue = result.residue else { continue }
        print("  residue", residue.dialect, String(decoding: residue.patch, as: UTF8.self))
        let restored = try converter.restore(result.payload, with: residue)
        print("  restored", restored == Array(line.utf8))
      } catch {
        print("  refused", error)
      }
    }
  }
}
