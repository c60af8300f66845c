/// The grammar of numbers (RFC 8259, section 6); nothing is converted.
///
/// Each byte is checked against the end: a number may be the last thing in the bytes, and numbers are too
/// few and too short for that to show in a measurement.
extension ByteView {
  /// The offset past the number at `start`, or a failure.
  func endOfNumber(_ start: Int) -> Int {
    var at = start
    if isByte(at, UInt8(ascii: "-")) { at &+= 1 }
    guard isDigit(at) else {
      return ScanResult.failure(at == start ? .expectedValue : .badNumber, at)
    }
    if byte(at) == UInt8(ascii: "0") {
      at &+= 1
      if isDigit(at) { return ScanResult.failure(.leadingZero, at) }
    } else {
      at = endOfDigits(at)
    }
    if isByte(at, UInt8(ascii: ".")) {
      at &+= 1
      if !isDigit(at) { return ScanResult.failure(.badNumber, at) }
      at = endOfDigits(at)
    }
    return endOfExponent(at)
  }

  @inline(__always)
  private func endOfExponent(_ start: Int) -> Int {
    guard isByte(start, UInt8(ascii: "e")) || isByte(start, UInt8(ascii: "E")) else { return start }
    var at = start &+ 1
    if isByte(at, UInt8(ascii: "+")) || isByte(at, UInt8(ascii: "-")) { at &+= 1 }
    return isDigit(at) ? endOfDigits(at) : ScanResult.failure(.badNumber, at)
  }

  @inline(__always)
  private func endOfDigits(_ start: Int) -> Int {
    var at = start
    while isDigit(at) { at &+= 1 }
    return at
  }

  @inline(__always)
  private func isDigit(_ at: Int) -> Bool { at < count && byte(at) &- UInt8(ascii: "0") < 10 }

  @inline(__always)
  private func isByte(_ at: Int, _ wanted: UInt8) -> Bool { at < count && byte(at) == wanted }
}
