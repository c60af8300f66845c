internal import JSONCore

/// A text with garbage in the padding behind it, as a buffer that was used before would have.
///
/// The block ends where the padding ends: AddressSanitizer sees each read beyond
/// (`swift test --sanitize=address --filter JSONCoreTests`).
@safe
struct PaddedText: ~Copyable {
  private let memory: UnsafeMutableRawPointer
  let bytes: ByteView

  init(_ text: [UInt8], garbage: [UInt8] = Array(repeating: 0x22, count: ByteView.padding)) {
    precondition(garbage.count == ByteView.padding, "the padding is garbage from end to end")
    unsafe memory = .allocate(byteCount: text.count + garbage.count, alignment: 1)
    let block = unsafe UnsafeMutableRawBufferPointer(
      start: memory,
      count: text.count + garbage.count
    )
    unsafe block.copyBytes(from: text + garbage)
    bytes = unsafe ByteView(base: UnsafeRawPointer(memory), count: text.count)
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

  deinit { unsafe memory.deallocate() }
}

/// What a scan answered.
enum Answer: Equatable {
  case value(end: Int)
  case failure(JSONError.Code, Int)
}

/// What stands behind the end: each could complete a token, or lead a careless scanner further on.
private let garbages: [[UInt8]] = {
  let texts: [String] = [
    "\"", " ", "\\", "\u{0}", "1", "[", "]", "}", ",", "é ", "x\\ud83d\\ude00", "xx\\ud83d\\ude00",
    "\":", "e5",
  ]
  let patterns: [[UInt8]] = texts.map { Array($0.utf8) } + [[0x80], [0xbf], [0xe2], [0xc2, 0x80]]
  return patterns.map { pattern in
    (0..<ByteView.padding).map { pattern[$0 % pattern.count] }
  }
}()

/// Scans a text, and again with other garbage behind it: nil if the answer depends on that.
func answer(_ text: [UInt8], from start: Int = 0, lineBreaks: Bool = true) -> Answer? {
  var answers: [Answer] = []
  var tape = Tape()
  for garbage in garbages {
    let padded = PaddedText(text, garbage: garbage)
    if let end = tape.scan(padded.bytes, from: start, lineBreaks: lineBreaks) {
      answers.append(.value(end: end))
    } else {
      answers.append(.failure(tape.error.code, tape.error.offset))
    }
  }
  return answers.allSatisfy { $0 == answers[0] } ? answers[0] : nil
}

func answer(_ text: String, lineBreaks: Bool = true) -> Answer? {
  answer(Array(text.utf8), lineBreaks: lineBreaks)
}

/// Scans a text that is JSON and calls `body` with its view.
func withTape<Result>(_ text: [UInt8], _ body: (TapeView) -> Result) -> Result? {
  let padded = PaddedText(text)
  var tape = Tape()
  guard tape.scan(padded.bytes) != nil else { return nil }
  return body(tape.view(padded.bytes))
}

func withTape<Result>(_ text: String, _ body: (TapeView) -> Result) -> Result? {
  withTape(Array(text.utf8), body)
}

extension String {
  /// A text of bytes that the tests know to be UTF-8.
  init(_ bytes: [UInt8]) { self.init(decoding: bytes, as: UTF8.self) }
}
