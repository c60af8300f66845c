internal import JSONCore

/// A text with garbage in the padding behind it, as a buffer that was used before would have.
///
/// The block ends where the padding ends: AddressSanitizer sees each read beyond
/// (`swift test --sanitize=address --filter JSONCoreTests`).
@safe
struct PaddedText: ~Copyable {
  private let memory: UnsafeMutableRawPointer
  let bytes: ByteView

  init(_ text: [UInt8], garbage: UInt8 = UInt8(ascii: "\"")) {
    let size = text.count + ByteView.padding
    unsafe memory = .allocate(byteCount: size, alignment: 1)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: garbage, count: size)
    for (offset, byte) in text.enumerated() {
      unsafe memory.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
    }
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

/// Scans a text, and again with other garbage behind it: nil if the answer depends on that.
func answer(_ text: [UInt8], from start: Int = 0, lineBreaks: Bool = true) -> Answer? {
  var answers: [Answer] = []
  let garbage: [UInt8] = [0x22, 0x20, 0x5c, 0x00, 0x31, 0x5b, 0x5d, 0x7d, 0x80, 0xbf, 0xe2, 0x2c]
  var tape = Tape()
  for byte in garbage {
    let padded = PaddedText(text, garbage: byte)
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
