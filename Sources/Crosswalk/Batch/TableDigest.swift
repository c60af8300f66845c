extension Converter {
  /// Tells the tables of one version of this package from those of another.
  ///
  /// FNV-1a over everything that the tables say about themselves.
  package static let tableDigest: String = {
    var digest = Digest()
    for mapping in Explanation.mappings {
      digest.add([mapping.older, mapping.newer, mapping.kind])
      for line in mapping.lines {
        digest.add([line.older, line.newer, line.forward, line.backward, line.absences])
      }
    }
    return String(digest.value, radix: 16)
  }()

  private struct Digest {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ texts: [String]) {
      for text in texts {
        // The byte behind each text keeps `ab`, `c` and `a`, `bc` apart.
        for byte in text.utf8 { add(byte) }
        add(0xff)
      }
    }

    private mutating func add(_ byte: UInt8) {
      value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }
  }
}
