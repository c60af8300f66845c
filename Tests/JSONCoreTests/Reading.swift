internal import JSONCore

/// A text that is read in pieces, as a file or a pipe would be.
struct ByteSource {
  private let text: [UInt8]
  private let atMost: Int
  private var position = 0

  init(_ text: [UInt8], atMost: Int = .max) {
    self.text = text
    self.atMost = atMost
  }

  mutating func read(_ memory: UnsafeMutableRawBufferPointer) -> Int {
    let amount = min(atMost, memory.count, text.count - position)
    for index in 0..<amount { unsafe memory[index] = text[position + index] }
    position += amount
    return amount
  }
}

/// How a text is read.
struct ReadingOptions {
  var form: InputForm?
  var isJSONLines = false
  var arraysAreRecords = false
  var maximumRecord = 256 << 20
  var chunk = 4096
  var atMost = Int.max

  /// The ways to cut a text that must not make a difference.
  var cuts: [ReadingOptions] {
    let sizes: [(chunk: Int, atMost: Int)] = [
      (1, 1), (2, 2), (3, 3), (7, 7), (64, 64), (4096, 4096), (4096, 1), (64, 5), (256 << 10, .max),
    ]
    return sizes.map {
      var options = self
      options.chunk = $0.chunk
      options.atMost = $0.atMost
      return options
    }
  }
}

/// Everything that a reader says about a text.
struct Reading: Equatable {
  /// Number, offset, line and column, bytes, as in `1 @0 1:1 {"a":1}`.
  ///
  /// For a refused record also code, offset in the record and place of the error:
  /// `2 @9 2:1 trailingContent+8 2:9 {"b":2} x`.
  var records: [String] = []
  /// The bytes of the records that are documents, by number.
  var documents: [Int: String] = [:]
  /// The glue before each record, and at the end.
  var glue: [String] = []
  var form: InputForm?
  var unclosed = ""
  var hadByteOrderMark = false
  /// Glue and records, back to back.
  var all: [UInt8] = []

  init(_ text: [UInt8], _ options: ReadingOptions = ReadingOptions()) {
    var source = ByteSource(text, atMost: options.atMost)
    var reader = RecordReader(
      form: options.form, isJSONLines: options.isJSONLines,
      arraysAreRecords: options.arraysAreRecords, maximumRecord: options.maximumRecord,
      chunk: options.chunk)
    var glue: [UInt8] = []
    while true {
      let step = unsafe reader.next { memory in unsafe source.read(memory) }
      glue += reader.glue.bytes
      all += reader.glue.bytes
      if step == .glue { continue }
      self.glue.append(String(decoding: glue, as: UTF8.self))
      glue = []
      if step == .end { break }

      let place = "\(reader.number) @\(reader.offset) \(reader.line):\(reader.column)"
      var bytes = reader.bytes.bytes
      var problem = ""
      if case .malformed(let error) = step {
        let position = reader.position(of: error.offset)
        problem = " \(error.code)+\(error.offset) \(position.line):\(position.column)"
        while unsafe reader.nextPiece({ memory in unsafe source.read(memory) }) {
          bytes += reader.bytes.bytes
        }
      } else {
        documents[reader.number] = String(decoding: bytes, as: UTF8.self)
        // Of a row, one column is the document.
        let isDocument = reader.form != .copy
        precondition(!isDocument || reader.view.bytes.bytes == bytes)
        precondition(!isDocument || reader.view[0].length == bytes.count)
      }
      all += bytes
      records.append("\(place)\(problem) \(String(decoding: bytes, as: UTF8.self))")
    }
    form = reader.form
    unclosed = reader.unclosed
    hadByteOrderMark = reader.hadByteOrderMark
  }

  init(_ text: String, _ options: ReadingOptions = ReadingOptions()) {
    self.init(Array(text.utf8), options)
  }
}
