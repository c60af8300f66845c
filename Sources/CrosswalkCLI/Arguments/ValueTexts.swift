internal import Crosswalk

/// A number of bytes as users write it: `65536`, `64k`, `256m`.
enum ByteAmount {
  /// A record is smaller than 4 GiB: offsets in it have 32 bits.
  private static let most = 4 << 30

  static func parse(_ text: String) -> Int? {
    let units: [Character: Int] = ["k": 10, "m": 20, "g": 30]
    let shift = text.lowercased().last.flatMap { units[$0] }
    let digits = shift == nil ? text[...] : text.dropLast()
    guard digits.allSatisfy(\.isASCIIDigit), let number = Int(digits) else { return nil }
    let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: 1 << (shift ?? 0))
    return isTooLarge || bytes < 1 || bytes > most ? nil : bytes
  }
}

/// A policy as users write it: `parts-joined=newline`, `tools-lost:/attachments/*=fail`.
enum PolicyText {
  static func parse(_ text: String) throws(UsageError) -> Policy {
    guard let equals = text.lastIndex(of: "="), equals > text.startIndex else {
      throw UsageError(
        "expected CODE=CHOICE after '--on', found '\(text)'",
        help: "see 'crosswalk explain' for the codes and their choices"
      )
    }
    let place = text[..<equals].split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return Policy(
      code: String(place[0]),
      field: place.count > 1 ? String(place[1]) : nil,
      choice: String(text[text.index(after: equals)...])
    )
  }
}

/// A limit of refused records as users write it: `100`, `5%`, `0.1%`.
enum RejectLimitText {
  static func parse(_ text: String) throws(UsageError) -> RejectLimit {
    if text.hasSuffix("%") {
      let number = text.dropLast()
      let isNumber = number.allSatisfy { $0.isASCIIDigit || $0 == "." }
      if isNumber, let percent = Double(number), percent <= 100 {
        return RejectLimit(percent: percent)
      }
    } else if text.allSatisfy(\.isASCIIDigit), let records = Int(text) {
      return RejectLimit(records: records)
    }
    throw UsageError(
      "expected a number of records or a percentage after '--reject-limit', found '\(text)'",
      help: "write a limit such as 100 or 5%"
    )
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
