internal import Foundation
internal import LensCore
internal import OpenAIDialects

extension Command {
  /// `fields`: the field lists, for scripts that compare them with the official schemas.
  static let fields = Command(name: "fields", summary: "prints the field lists as JSON") { _ in
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    FileHandle.standardOutput.write(try encoder.encode(FieldList.all) + [UInt8(ascii: "\n")])
  }
}
