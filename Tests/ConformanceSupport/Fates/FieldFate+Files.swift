internal import Foundation

extension FieldFate {
  /// The fates of all files, in the order of their names.
  package static func all() throws -> [FieldFate] {
    let folder = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fates")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var fates: [FieldFate] = []
    for name in names.sorted() where name.hasSuffix(".fates") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      fates += try parse(text, file: name)
    }
    return fates
  }
}
