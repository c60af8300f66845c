/// A way in which files are compressed, and the program that knows it.
///
/// The program is the system's own: it runs beside this one, and there is nothing to keep up to date here.
enum Compression: String, CaseIterable, Sendable {
  case gzip
  case zstd

  /// The name of the program.
  var program: String { rawValue }

  /// What names of such files end in.
  var ending: String {
    switch self {
    case .gzip: ".gz"
    case .zstd: ".zst"
    }
  }

  /// The words that decompress what comes in.
  var decompressing: [String] {
    switch self {
    case .gzip: ["gzip", "-dc"]
    // Also what needs much memory, as large dumps do.
    case .zstd: ["zstd", "-dcq", "--long=31"]
    }
  }

  /// The words that compress what comes in, to the same bytes at any time.
  var compressing: [String] {
    switch self {
    case .gzip: ["gzip", "-nc"]
    case .zstd: ["zstd", "-cq", "-T1"]
    }
  }

  /// The compression that the ending of a name says.
  static func named(by path: String) -> Compression? {
    let name = path.lowercased()
    return allCases.first { name.hasSuffix($0.ending) }
  }

  /// A name without the ending that says how the file is compressed.
  static func innerName(_ path: String) -> Substring {
    guard let compression = named(by: path) else { return path[...] }
    return path.dropLast(compression.ending.count)
  }
}

/// Recognizing files by their first bytes.
extension Compression {
  /// How many first bytes tell.
  static let markLength = 4

  /// What the first bytes of a file can be; nil stands for any byte.
  private var marks: [[ClosedRange<UInt8>]] {
    switch self {
    case .gzip: [[0x1f...0x1f, 0x8b...0x8b]]
    // A frame, or one to be skipped, with which files of several frames begin.
    case .zstd:
      [
        [0x28...0x28, 0xb5...0xb5, 0x2f...0x2f, 0xfd...0xfd],
        [0x50...0x5f, 0x2a...0x2a, 0x4d...0x4d, 0x18...0x18],
      ]
    }
  }

  /// What is known about a file.
  enum Recognition: Equatable {
    case plain
    case compressed(Compression)
    /// The first bytes may be the beginning of a mark.
    case undecided
  }

  /// Recognizes a file by as many of its first bytes as are known.
  static func recognize(_ first: [UInt8]) -> Recognition {
    var result = Recognition.plain
    for compression in allCases {
      for mark in compression.marks where zip(mark, first).allSatisfy({ $0.contains($1) }) {
        if first.count >= mark.count { return .compressed(compression) }
        result = .undecided
      }
    }
    return result
  }

  /// How a file is compressed; its first bytes decide, whatever its name says.
  ///
  /// - Parameters:
  ///   - first: The first bytes, all of them if they do not make a mark.
  ///   - path: If it ends early, before it shows a mark, its name decides: a program is to complain.
  /// - Returns: Nil if it is not compressed.
  static func of(_ first: [UInt8], path: String) -> Compression? {
    switch recognize(first) {
    case .compressed(let compression): compression
    case .plain: nil
    case .undecided: named(by: path)
    }
  }
}

extension FileError {
  /// A program that decompresses could not be started, or failed.
  static func notDecompressed(
    _ path: String,
    by compression: Compression,
    _ reason: String
  ) -> FileError {
    let command = compression.program + " -t"
    return FileError(
      path: path, message: "cannot be decompressed: \(reason)", id: "decompression-failed",
      help: path == "-"
        ? "look at its source with '\(command)', and fetch it again if it is damaged"
        : "look at it with '\(command) \(path)', and fetch it again if it is damaged")
  }

  /// A program that compresses could not be started, or failed.
  static func notCompressed(
    _ path: String,
    by compression: Compression,
    _ reason: String,
    isClosedPipe: Bool = false
  ) -> FileError {
    FileError(
      path: path, message: "cannot be compressed: \(reason)", id: "compression-failed",
      help: "check that the directory has room, or name a file that does not end in "
        + compression.ending,
      isClosedPipe: isClosedPipe)
  }

  /// The program that is needed is not there.
  static func missing(_ compression: Compression, path: String, isRead: Bool) -> FileError {
    let program = compression.program
    return FileError(
      path: path,
      message:
        "cannot be \(isRead ? "decompressed" : "compressed"): the program '\(program)' is missing",
      id: isRead ? "decompression-failed" : "compression-failed",
      help: "install \(program), or "
        + (isRead
          ? "decompress the file elsewhere"
          : "name a file that does not end in \(compression.ending)"))
  }
}

extension ChildProgram {
  /// How the program failed, in its own words if it said some.
  func failure(_ compression: Compression, _ ending: Ending) -> String {
    let words = words
    let program = compression.program
    if words.isEmpty { return "\(program) ended with \(ending.text)" }
    return "\(program) ended with \(ending.text) and says '\(words)'"
  }
}
