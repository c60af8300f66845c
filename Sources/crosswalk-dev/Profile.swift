internal import Crosswalk
internal import Foundation
internal import JSONCore

extension Command {
  /// Converts a JSON Lines file in memory, again and again: something for a profiler to look at.
  static let profile = Command(
    name: "profile",
    summary: "DIALECT FILE [ROUNDS] [--losses] [--residue]: megabytes a second, in memory"
  ) { words in
    guard words.count >= 2 else { throw UsageError(text: "profile DIALECT FILE [ROUNDS]") }
    var options = ConversionOptions()
    options.keepsResidue = words.contains("--residue")
    let converter = try Converter(to: words[0], options: options)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: words[1])))
    let rounds = words.count > 2 ? Int(words[2]) ?? 5 : 5
    var input = ByteSink(capacity: bytes.count)
    input.append(bytes)
    var best = [Double](repeating: .infinity, count: 2)
    for _ in 0..<rounds {
      best[0] = min(best[0], seconds { _ in scanAll(input.view) })
      best[1] = min(
        best[1],
        seconds { _ in convertAll(input.view, converter, tellsLosses: words.contains("--losses")) }
      )
    }
    let megabytes = Double(bytes.count) / 1e6
    print("scan \(Int(megabytes / best[0])) MB/s, convert \(Int(megabytes / best[1])) MB/s")
  }

  private static func seconds(_ body: (Int) -> Void) -> Double {
    let start = clock()
    body(0)
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }

  private static func scanAll(_ bytes: ByteView) {
    var tape = Tape()
    var start = 0
    while start < bytes.count, let end = tape.scan(bytes, from: start, lineBreaks: false) {
      start = end + 1
    }
  }

  private static func convertAll(_ bytes: ByteView, _ converter: Converter, tellsLosses: Bool) {
    var tape = Tape()
    var worker = ConversionWorker(converter)
    var output = ByteSink(capacity: 1 << 18)
    var start = 0
    var refused = 0
    var losses = 0
    while start < bytes.count, let end = tape.scan(bytes, from: start, lineBreaks: false) {
      do {
        _ = try worker.convert(tape.view(bytes), into: &output)
        if tellsLosses { worker.losses(output) { losses += $0.field.utf8.count } }
      } catch {
        refused += 1
      }
      if output.count > 1 << 17 { output.truncate(to: 0) }
      start = end + 1
    }
    if refused > 0 { print("refused", refused) }
  }
}
