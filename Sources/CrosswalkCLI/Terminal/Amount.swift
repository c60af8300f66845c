/// Numbers as people read them.
package enum Amount {
  /// A number with a comma between thousands.
  package static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A number of bytes with three digits and its unit.
  package static func bytes(_ number: Int) -> String {
    guard number >= 1000 else { return "\(number) B" }
    var value = Double(number)
    var unit = "B"
    for larger in ["kB", "MB", "GB", "TB", "PB"] where value >= 999.5 {
      value /= 1000
      unit = larger
    }
    return "\(rounded(value)) \(unit)"
  }

  /// Three digits of a number below 1000.
  private static func rounded(_ value: Double) -> String {
    guard value < 99.95 else { return String(Int(value.rounded())) }
    let scale: Double = value < 9.995 ? 100 : 10
    let whole = Int((value * scale).rounded())
    let parts = whole.quotientAndRemainder(dividingBy: Int(scale))
    let rest = String(parts.remainder)
    let zeros = String(repeating: "0", count: (scale == 100 ? 2 : 1) - rest.count)
    return "\(parts.quotient).\(zeros)\(rest)"
  }

  /// A time with three digits.
  package static func seconds(_ seconds: Double) -> String {
    guard seconds < 60 else {
      let whole = Int(seconds.rounded())
      let (minutes, rest) = whole.quotientAndRemainder(dividingBy: 60)
      guard minutes >= 60 else { return "\(minutes) min \(rest) s" }
      return "\(minutes / 60) h \(minutes % 60) min"
    }
    return "\(rounded(seconds)) s"
  }

  /// A number with three digits behind the point.
  package static func thousandths(_ number: Double) -> String {
    let (whole, rest) = Int((number * 1000).rounded()).quotientAndRemainder(dividingBy: 1000)
    return "\(whole)." + String(repeating: "0", count: 3 - String(rest).count) + String(rest)
  }

  /// A number with the word for what is counted.
  package static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(grouped(count)) \(count == 1 ? one : many ?? one + "s")"
  }
}
