import JSONCore

/// Why a record of a batch was refused, and where it stands.
public struct BatchError: Error, Sendable, Equatable {
  /// The input's name.
  public let file: String
  /// The number of the record in its input, from 1.
  public let record: Int
  /// The line of the fault in the input, from 1.
  public let line: Int
  /// The byte of the line at which the fault is, from 1.
  public let column: Int
  /// Where the record starts in the input, from 0.
  public let offset: Int
  /// The stable name of the reason, such as `json-syntax` or `unknown-kind`.
  public let code: String
  /// JSON Pointer of the value at fault, from the payload on; nil if it is not one value.
  public let pointer: String?
  /// JSON Pointer of the payload in the record; nil if the record is the payload.
  public internal(set) var at: String? = nil
  /// What was expected and what was found, lower case, without a full stop.
  public let message: String
  /// What to do about it, beginning with a verb.
  public let help: String

  /// A record that is JSON and was refused.
  init(_ error: ConversionError, _ reader: borrowing RecordReader, file: String) {
    self.init(
      reader,
      file: file,
      fault: error.offset,
      code: error.code,
      pointer: error.pointer,
      texts: (error.message, error.help)
    )
    at = error.at
  }

  /// Bytes that are no JSON document.
  init(_ error: JSONError, _ reader: borrowing RecordReader, file: String) {
    let bytes = reader.text
    let found = error.offset < bytes.count ? bytes.byte(error.offset) : nil
    let place = error.place(in: bytes)
    self.init(
      reader,
      file: file,
      fault: error.offset,
      code: error.id,
      pointer: place.pointer.text,
      texts: (error.message(found: found, member: place.member), error.help)
    )
  }

  /// The error with texts that are not too long to be kept.
  var shortened: BatchError {
    var error = BatchError(
      file: file,
      record: record,
      line: line,
      column: column,
      offset: offset,
      code: code,
      pointer: pointer.map { Excerpt.text($0) },
      message: Excerpt.text(message),
      help: Excerpt.text(help)
    )
    error.at = at.map { Excerpt.text($0) }
    return error
  }

  private init(
    _ reader: borrowing RecordReader,
    file: String,
    fault: Int,
    code: String,
    pointer: String?,
    texts: (message: String, help: String)
  ) {
    let position = reader.position(of: fault)
    self.init(
      file: file,
      record: reader.number,
      line: position.line,
      column: position.column,
      offset: reader.offset,
      code: code,
      pointer: pointer,
      message: texts.message,
      help: texts.help
    )
  }

  /// Puts together what is known.
  init(
    file: String,
    record: Int,
    line: Int,
    column: Int,
    offset: Int,
    code: String,
    pointer: String?,
    message: String,
    help: String
  ) {
    self.file = file
    self.record = record
    self.line = line
    self.column = column
    self.offset = offset
    self.code = code
    self.pointer = pointer
    self.message = message
    self.help = help
  }
}
