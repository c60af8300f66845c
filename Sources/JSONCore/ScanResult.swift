/// How the parts of the scanner report: an offset, or a failure as a negative number.
///
/// An `Optional` or a thrown error costs a register and a branch per token; a sign is free. A failure
/// keeps the code in the low byte and the offset above, inverted.
enum ScanResult {
  /// A failure as a negative number.
  @inline(__always)
  static func failure(_ code: JSONError.Code, _ offset: Int) -> Int {
    ~(offset &<< 8 | Int(code.rawValue))
  }

  /// The failure that a negative result stands for.
  static func error(_ result: Int) -> JSONError {
    let raw = UInt8(truncatingIfNeeded: ~result)
    return JSONError(JSONError.Code(rawValue: raw) ?? .expectedValue, at: ~result &>> 8)
  }
}
