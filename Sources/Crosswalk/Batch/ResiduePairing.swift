import JSONCore

/// Finds the line of each record: by number, or by key where records may have been sorted or filtered.
///
/// The lines are walked next to the records. By key, an index of the file is kept as well: sixteen bytes
/// for each line, and none of its text.
struct ResiduePairing: ~Copyable {
  private let file: ResidueFile
  private var lines: ResidueLines
  /// The line that the walk has come to.
  private var current: ResidueLine?
  private let index: KeyIndex?
  /// Whether there are known to be as many records as were written.
  private let isComplete: Bool
  /// Holds a line that was looked up.
  private var found: ResidueLines
  /// How many lines of written records found theirs.
  private(set) var used = 0

  /// Begins before the first record.
  init(_ file: ResidueFile, byKey: Bool, isComplete: Bool) throws {
    let index = byKey ? try KeyIndex(file) : nil
    var lines = ResidueLines(file.source, from: file.start)
    current = try lines.next().flatMap { view throws in try ResidueLine(view) }
    self.file = file
    self.isComplete = isComplete
    self.index = index
    self.lines = lines
    found = ResidueLines(file.source, from: file.start, chunk: 1)
  }

  /// How many lines are about written records; known by key only.
  var known: Int? { index?.count }

  private mutating func advance() throws {
    current = try lines.next().flatMap { view throws in try ResidueLine(view) }
  }

  /// Goes to the next refused record before which no more than `written` records were written.
  ///
  /// - Returns: Its line, valid until the next call; nil if there is none.
  mutating func nextRefused(upTo written: Int, behind last: ResidueLine?) throws -> ResidueLine? {
    if last != nil { try advance() }
    while let line = current {
      switch line.subject {
      case .refused(let follows): return follows <= written ? line : nil
      case .written(let out):
        if out > written { return nil }
        try advance()
      }
    }
    return nil
  }

  /// The line of the record with a number and, where records are paired by key, a key; nil if it has none.
  ///
  /// - Parameters:
  ///   - out: The number among the records written.
  ///   - key: The key that the record has.
  ///   - fits: Whether a line is that of the record as it is.
  /// - Returns: The line, valid until the next call; nil if there is none.
  /// - Throws: ``ConversionError`` if several lines have the key and none fits.
  mutating func line(
    _ out: Int,
    key: [UInt8]?,
    _ fits: (ResidueLine) -> Bool
  ) throws -> ResidueLine? {
    let sequential = try lineByNumber(out)
    guard let index, let key else { return use(sequential) }
    let offsets = index.offsets(of: key)
    if let sequential, sequential.key == key {
      if offsets.count == 1 || fits(sequential) { return use(sequential) }
    }
    return use(try lineByKey(key, offsets, fits, orElse: sequential))
  }

  private mutating func use(_ line: ResidueLine?) -> ResidueLine? {
    if line != nil { used += 1 }
    return line
  }

  private mutating func lineByNumber(_ out: Int) throws -> ResidueLine? {
    while let line = current {
      switch line.subject {
      case .refused(let follows):
        if follows >= out { return nil }
      case .written(let number):
        if number >= out { return number == out ? line : nil }
      }
      try advance()
    }
    return nil
  }

  /// Of the lines with a key, the one whose check fits; without such a one, the only one.
  ///
  /// If there are several, and no record came or went, it is the one with the record's number.
  private mutating func lineByKey(
    _ key: [UInt8],
    _ offsets: [Int],
    _ fits: (ResidueLine) -> Bool,
    orElse sequential: ResidueLine?
  ) throws -> ResidueLine? {
    var candidates: [Int] = []
    for offset in offsets {
      guard let line = try fetch(offset), line.key == key else { continue }
      if fits(line) { return line }
      candidates.append(offset)
    }
    if candidates.count > 1, isComplete, let sequential, sequential.key == key { return sequential }
    guard candidates.count < 2 else {
      throw ConversionError(
        .residueMismatch,
        "\(candidates.count) entries of the residue have the key of this record, and none fits"
      )
    }
    return try candidates.first.flatMap { offset throws in try fetch(offset) }
  }

  private mutating func fetch(_ offset: Int) throws -> ResidueLine? {
    found = ResidueLines(file.source, from: offset, chunk: 4096)
    return try found.next().flatMap { view throws in try ResidueLine(view) }
  }
}

/// Where the lines of keys are in a residue file.
struct KeyIndex {
  private var entries: [(hash: UInt64, offset: Int)] = []
  /// How many lines are about written records, with a key or without.
  private(set) var count = 0

  /// Reads the file once.
  init(_ file: ResidueFile) throws {
    var lines = ResidueLines(file.source, from: file.start)
    while let view = try lines.next(), let line = try ResidueLine(view) {
      guard case .written = line.subject else { continue }
      count += 1
      if let key = line.key { entries.append((KeyIndex.hash(key), lines.offset)) }
    }
    // By offset among equal ones: the order in which they were written.
    entries.sort { ($0.hash, $0.offset) < ($1.hash, $1.offset) }
  }

  /// Where lines may be that have a key; few others are among them.
  func offsets(of key: [UInt8]) -> [Int] {
    let hash = KeyIndex.hash(key)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return entries[low...].prefix { $0.hash == hash }.map(\.offset)
  }

  /// FNV-1a.
  private static func hash(_ key: [UInt8]) -> UInt64 {
    key.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
