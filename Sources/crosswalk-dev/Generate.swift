internal import Foundation
internal import PropertyTesting

extension Command {
  /// Prints random payloads of one kind and edition, a line each: for scripts that ask official schemas
  /// and SDKs about them.
  ///
  /// The same words give the same lines. `list` instead of a kind prints kinds and editions.
  static let generate = Command(
    name: "generate",
    summary: "prints random payloads: KIND EDITION COUNT SEED [--wild], or: list"
  ) { arguments in
    if arguments == ["list"] {
      for edition in Payloads.editions {
        for kind in Payloads.kinds(of: edition) { print(kind, edition) }
      }
      return
    }
    let (generator, count, seed) = try order(arguments)
    var lines = Data()
    for number in 0..<count {
      var choices = Choices(case: number, seed: seed)
      lines += generator.draw(&choices) + [UInt8(ascii: "\n")]
    }
    FileHandle.standardOutput.write(lines)
  }
}

/// Reads the words that say what to generate.
private func order(_ arguments: [String]) throws -> (Generator<[UInt8]>, Int, UInt64) {
  let words = arguments.filter { $0 != "--wild" }
  guard words.count == 4, let count = Int(words[2]), count >= 0, let seed = UInt64(words[3]),
    Payloads.kinds(of: words[1]).contains(words[0])
  else { throw MalformedOrder(words: arguments) }
  let generator = Payloads.generator(
    kind: words[0], edition: words[1], wild: arguments.contains("--wild"), lineBreaks: false)
  return (generator, count, seed)
}

private struct MalformedOrder: Error, CustomStringConvertible {
  let words: [String]

  var description: String {
    "expected KIND EDITION COUNT SEED [--wild], found '\(words.joined(separator: " "))'"
  }
}
