import JSONCore

/// A residue file that is to be read: its first and its last line, and where the others are.
struct ResidueFile {
  /// The last line.
  struct Totals {
    let records: Int
    let written: Int
    let rejected: Int
    let form: InputForm?
  }

  /// No totals are longer.
  private static let longestTotals = 4096

  let source: SeekableInput
  let header: ResidueHeader
  let totals: Totals
  /// Where the lines between the first and the last one begin.
  let start: Int

  /// Reads the first and the last line.
  init(_ source: SeekableInput) throws {
    self.source = source
    var lines = ResidueLines(source, from: 0)
    guard let first = try lines.next() else { throw ResidueError.incomplete }
    header = try ResidueHeader(first)
    start = lines.offset + first.bytes.count
    totals = try ResidueFile.totals(source)
  }

  private static func totals(_ source: SeekableInput) throws -> Totals {
    var tail = ByteSink(capacity: longestTotals)
    let start = max(0, source.size - longestTotals)
    try source.append(from: start, count: source.size - start, to: &tail)
    let bytes = tail.view
    guard bytes.count > 1, bytes.byte(bytes.count - 1) == 0x0a else {
      throw ResidueError.incomplete
    }
    var lineStart = bytes.count - 1
    while lineStart > 0, bytes.byte(lineStart - 1) != 0x0a { lineStart -= 1 }
    var tape = Tape()
    guard tape.scan(bytes.part(lineStart, bytes.count)) != nil,
      let totals = Totals(tape.view(bytes.part(lineStart, bytes.count)))
    else { throw ResidueError.incomplete }
    return totals
  }
}

extension ResidueFile.Totals {
  /// The totals of a line; nil if it is another one.
  init?(_ view: TapeView) {
    guard let records = view.integer("records"), let written = view.integer("written"),
      let rejected = view.integer("rejected")
    else { return nil }
    self.init(
      records: records,
      written: written,
      rejected: rejected,
      form: view.text("form").flatMap { InputForm(rawValue: $0) }
    )
  }
}

/// Reading.
extension ResidueHeader {
  /// The header of a line.
  init(_ view: TapeView) throws(ResidueError) {
    guard view.text("format") == ResidueHeader.format, let target = view.text("target") else {
      throw .format("the first line is not that of a residue file")
    }
    guard let version = view.integer("version"), version == ResidueHeader.version else {
      throw .format("the residue has a format that this version does not know")
    }
    self.target = target
    key = view.text("key")
    at = view.text("at").map { PayloadPlace($0, readsText: view.integer("at_text") == 1) }
    column = view.integer("column")
    tables = view.text("tables") ?? ""
    if let options = view.member(0, "options"), let asked = view.member(options, "as"),
      view.kind(asked) == .string
    {
      targetKind = String(decoding: view.decoded(asked), as: UTF8.self)
    }
    if let dialect = view.text("from"), let kind = view.text("kind") { standard = (dialect, kind) }
  }
}

/// Lines of a residue file, one after another.
struct ResidueLines: ~Copyable {
  private let source: SeekableInput
  private let start: Int
  private var position: Int
  private var reader: RecordReader

  /// Begins at a line.
  init(_ source: SeekableInput, from start: Int, chunk: Int = 64 << 10) {
    self.source = source
    self.start = start
    position = start
    reader = RecordReader(
      form: .jsonl, isJSONLines: true, maximumRecord: 4_000_000_000, chunk: chunk)
  }

  /// Where the last line begins in the file.
  var offset: Int { start + reader.offset }

  /// The next line, valid until the one after it; nil at the end.
  mutating func next() throws -> TapeView? {
    while true {
      switch try source.step(&reader, at: &position) {
      case .record: return reader.view
      case .glue, .null: continue
      case .end: return nil
      case .malformed: throw ResidueError.format("line \(reader.line) of the residue is no JSON")
      }
    }
  }
}

extension TapeView {
  /// The whole number that a member of the payload has.
  func integer(_ name: StaticString) -> Int? { member(0, name).flatMap { integer($0) } }

  /// The whole number that a node is.
  func integer(_ node: Int) -> Int? {
    kind(node) == .number ? Int(String(decoding: lexeme(node), as: UTF8.self)) : nil
  }

  /// The text that a member of the payload has.
  func text(_ name: StaticString) -> String? {
    guard let node = member(0, name), kind(node) == .string else { return nil }
    return String(decoding: decoded(node), as: UTF8.self)
  }
}
