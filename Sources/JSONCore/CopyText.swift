#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The text format of PostgreSQL's COPY: a row on each line, its columns between tabs.
///
/// Tabs, line ends and backslashes in a column are escaped, so that a line is a row whatever its columns
/// hold. `\N` alone is NULL, and a line `\.` says that the rows end.
///
/// - SeeAlso: PostgreSQL documentation, `COPY`, File Formats, Text Format.
package enum CopyText {
  /// Finds a column of a row.
  ///
  /// - Parameters:
  ///   - number: The column, from 1.
  ///   - row: A line without its end.
  /// - Returns: Where the column stands; nil if the row has fewer.
  package static func column(_ number: Int, of row: ByteView) -> Range<Int>? {
    var start = 0
    for _ in 1..<max(1, number) {
      guard let tab = row.separator(from: start) else { return nil }
      start = tab + 1
    }
    return start..<(row.separator(from: start) ?? row.count)
  }

  /// The number of columns of a row.
  package static func count(_ row: ByteView) -> Int {
    var count = 1
    var start = 0
    while let tab = row.separator(from: start) {
      count += 1
      start = tab + 1
    }
    return count
  }

  /// Whether a column is NULL.
  package static func isNull(_ column: ByteView) -> Bool {
    column.count == 2 && column.byte(0) == backslash && column.byte(1) == UInt8(ascii: "N")
  }

  /// Whether a line says that the rows end.
  static func isEnd(_ line: ByteView) -> Bool {
    line.count == 2 && line.byte(0) == backslash && line.byte(1) == UInt8(ascii: ".")
  }

  /// Whether a line ends inside of an escape: for PostgreSQL the next line goes on with the row.
  static func isCut(_ line: ByteView) -> Bool { line.isEscaped(line.count) }

  /// Appends the text that a column stands for.
  package static func decode(_ column: ByteView, into sink: inout ByteSink) {
    var at = 0
    while let found = column.firstByte(backslash, from: at), found + 1 < column.count {
      sink.append(column, at, found)
      let escape = column.escape(at: found)
      sink.append(escape.byte)
      at = found + escape.length
    }
    sink.append(column, at, column.count)
  }

  /// Where in a column a byte of its text stands.
  package static func place(of offset: Int, in column: ByteView) -> Int {
    var at = 0
    for _ in 0..<offset where at < column.count {
      let isEscape = column.byte(at) == backslash && at + 1 < column.count
      at += isEscape ? column.escape(at: at).length : 1
    }
    return at
  }

  /// Appends a text as a column, with the escapes that PostgreSQL writes.
  package static func encode(_ text: ByteView, into sink: inout ByteSink) {
    var at = 0
    while let found = text.firstSpecialByte(from: at) {
      sink.append(text, at, found)
      sink.append(backslash)
      sink.append(letter(of: text.byte(found)))
      at = found + 1
    }
    sink.append(text, at, text.count)
  }

  /// What stands behind the backslash for a byte that is escaped.
  private static func letter(of byte: UInt8) -> UInt8 {
    switch byte {
    case 0x08: UInt8(ascii: "b")
    case 0x09: UInt8(ascii: "t")
    case 0x0a: UInt8(ascii: "n")
    case 0x0b: UInt8(ascii: "v")
    case 0x0c: UInt8(ascii: "f")
    case 0x0d: UInt8(ascii: "r")
    default: byte
    }
  }

  /// The byte that a letter behind a backslash stands for.
  fileprivate static func byte(of letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "v"): 0x0b
    case UInt8(ascii: "f"): 0x0c
    case UInt8(ascii: "r"): 0x0d
    default: letter
    }
  }
}

private let backslash = UInt8(ascii: "\\")

extension ByteView {
  /// The offset of the first byte with a value from `start` on.
  package func firstByte(_ value: UInt8, from start: Int) -> Int? {
    guard start < count else { return nil }
    return unsafe withBytes { all -> Int? in
      guard let base = all.baseAddress,
        let found = unsafe memchr(base + start, Int32(value), all.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// The tab behind a column; one behind a backslash belongs to it.
  fileprivate func separator(from start: Int) -> Int? {
    var at = start
    while let tab = firstByte(0x09, from: at) {
      if !isEscaped(tab) { return tab }
      at = tab + 1
    }
    return nil
  }

  /// Whether an odd number of backslashes stands before an offset.
  package func isEscaped(_ offset: Int) -> Bool {
    var start = offset
    while start > 0, byte(start - 1) == backslash { start -= 1 }
    return (offset - start) & 1 == 1
  }

  /// What the escape at an offset stands for, and how many bytes it has; there are two at least.
  fileprivate func escape(at offset: Int) -> (byte: UInt8, length: Int) {
    let letter = byte(offset + 1)
    switch letter {
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      return number(from: offset + 1, digits: 3, base: 8, ifNone: letter)
    case UInt8(ascii: "x"):
      return number(from: offset + 2, digits: 2, base: 16, ifNone: letter)
    default: return (CopyText.byte(of: letter), 2)
    }
  }

  /// The byte whose number stands from `start` on, with the length of its escape.
  private func number(
    from start: Int,
    digits: Int,
    base: Int,
    ifNone letter: UInt8
  ) -> (byte: UInt8, length: Int) {
    var value = 0
    var at = start
    let escape = base == 8 ? start - 1 : start - 2
    while at < min(start + digits, count),
      let digit = Character(UnicodeScalar(byte(at))).hexDigitValue, digit < base
    {
      value = value * base + digit
      at += 1
    }
    return at > start ? (UInt8(truncatingIfNeeded: value), at - escape) : (letter, 2)
  }

  /// The offset of the first byte from `start` on that a column has as an escape.
  fileprivate func firstSpecialByte(from start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var at = start
    while at < count {
      let bytes = word(at)
      // A byte below n borrows when n is taken from it; one from 0x80 on is no control. More bytes than
      // are special are found, and looked at one by one.
      let controls = (bytes &- ones &* 0x0e) & ~bytes
      let others = bytes ^ ones &* UInt64(backslash)
      let found = (controls | (others &- ones) & ~others) & (ones &* 0x80)
      if found == 0 {
        at &+= 8
        continue
      }
      at &+= found.trailingZeroBitCount / 8
      guard at < count else { return nil }
      if byte(at) == backslash || (0x08...0x0d).contains(byte(at)) { return at }
      at &+= 1
    }
    return nil
  }
}
