internal import JSONCore

/// Reads integers however they are spelled: `12`, `12.0`, `1.2e1`.
enum WholeNumber {
  /// The integer that a number is, the nearest one that an `Int` holds if it is too large; nil if it has a
  /// fraction.
  static func read(_ view: TapeView, _ node: Int) -> Int? {
    guard view.kind(node) == .number else { return nil }
    var lexeme = view.lexeme(node)[...]
    let isNegative = lexeme.first == UInt8(ascii: "-")
    if isNegative { lexeme = lexeme.dropFirst() }
    let (mantissa, exponent) = split(lexeme)
    var digits = mantissa.digits
    var scale = exponent - mantissa.fraction
    while digits.last == 0 {
      digits.removeLast()
      scale += 1
    }
    if digits.isEmpty { return 0 }
    guard scale >= 0 else { return nil }
    let size = magnitude(digits, scale)
    return isNegative ? -size : size
  }

  /// The digits, how many of them stand behind the point, and the exponent.
  private static func split(
    _ lexeme: ArraySlice<UInt8>
  ) -> (mantissa: (digits: [UInt8], fraction: Int), exponent: Int) {
    let end = lexeme.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? lexeme.endIndex
    let head = lexeme[..<end]
    let point = head.firstIndex(of: UInt8(ascii: ".")) ?? head.endIndex
    let digits = head.filter { $0 != UInt8(ascii: ".") }.map { $0 - UInt8(ascii: "0") }
    let tail = String(decoding: lexeme[end...].dropFirst(), as: UTF8.self)
    // No digit of a record moves further than this: what is beyond decides the sign of the scale alone.
    let most = 1 << 40
    let exponent = Int(tail).map { min(max($0, -most), most) }
    let isDown = tail.hasPrefix("-")
    return (
      (digits, max(0, head.endIndex - point - 1)),
      exponent ?? (tail.isEmpty ? 0 : isDown ? -most : most)
    )
  }

  private static func magnitude(_ digits: [UInt8], _ scale: Int) -> Int {
    guard digits.count + scale < 20 else { return .max }
    var size = 0
    for digit in digits + Array(repeating: 0, count: scale) {
      let (tenfold, isOver) = size.multipliedReportingOverflow(by: 10)
      let (sum, isAlsoOver) = tenfold.addingReportingOverflow(Int(digit))
      if isOver || isAlsoOver { return .max }
      size = sum
    }
    return size
  }
}
