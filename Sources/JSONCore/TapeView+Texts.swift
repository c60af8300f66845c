/// The exact bytes of tokens, and the texts they stand for.
extension TapeView {
  /// The bytes of a node as they stand in the payload, quotes included.
  package func lexeme(_ index: Int) -> [UInt8] {
    bytes.bytes(Int(self[index].start), Int(self[index].end))
  }

  /// The text of a string or name: without quotes, escapes resolved, in UTF-8.
  package func decoded(_ index: Int) -> [UInt8] { decoded(self[index]) }

  /// The text of a string or name that is a node of this payload.
  package func decoded(_ node: Node) -> [UInt8] {
    let start = Int(node.start) + 1
    let end = Int(node.end) - 1
    return node.hasEscape ? bytes.decoded(start, end) : bytes.bytes(start, end)
  }

  /// Whether a node is a string or name with this text, however it is written.
  @inlinable @inline(__always)
  public func isText(_ index: Int, _ text: StaticString) -> Bool {
    // Most names differ in length already: that is seen without a call.
    let node = self[index]
    if !node.hasEscape, node.length != text.utf8CodeUnitCount + 2 { return false }
    return hasText(index, text)
  }

  @inlinable @inline(never)
  func hasText(_ index: Int, _ text: StaticString) -> Bool {
    unsafe isText(
      index, UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Whether a node is a string or name with these bytes as text.
  package func isText(_ index: Int, _ text: [UInt8]) -> Bool {
    unsafe text.withUnsafeBytes { unsafe isText(index, $0) }
  }

  /// Whether a node is a string or name with the bytes of a view as text.
  package func isText(_ index: Int, _ text: ByteView) -> Bool {
    unsafe text.withBytes { unsafe isText(index, $0) }
  }

  @usableFromInline @unsafe
  func isText(_ index: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    let node = self[index]
    guard node.kind == .string || node.kind == .name else { return false }
    if node.hasEscape { return unsafe decoded(index).elementsEqual(text) }
    guard node.length == text.count + 2 else { return false }
    return unsafe bytes.equals(Int(node.start) &+ 1, text)
  }

  /// How many Unicode code points the text of a string has; an escaped surrogate pair is one.
  package func scalarCount(_ index: Int) -> Int {
    let node = self[index]
    let start = Int(node.start) + 1
    let end = Int(node.end) - 1
    if node.hasEscape { return bytes.scalarCountWithEscapes(start, end) }
    return node.hasNonASCII ? bytes.scalarCount(start, end) : end - start
  }

  /// Whether two nodes are the same tokens in the same order; only white space may differ.
  package func sameTokens(_ index: Int, _ other: TapeView, _ otherIndex: Int) -> Bool {
    if sameBytes(index, other, otherIndex) { return true }
    let length = Int(self[index].next) - index
    guard length == Int(other[otherIndex].next) - otherIndex else { return false }
    for k in 0..<length {
      let mine = self[index + k]
      let theirs = other[otherIndex + k]
      guard mine.kind == theirs.kind else { return false }
      if mine.kind.isContainer {
        let size = Int(mine.next) - index
        if size != Int(theirs.next) - otherIndex { return false }
      } else if !sameBytes(index + k, other, otherIndex + k) {
        return false
      }
    }
    return true
  }

  /// Whether bytes that nobody scanned are the tokens of the payload; only white space may differ.
  package func hasTokens(of text: ByteView) -> Bool {
    var place = 0
    var at = Int(self[0].start)
    // Between the nodes stand brackets, commas and colons, one byte each.
    func isSameGap(to end: Int) -> Bool {
      while at < end {
        let byte = bytes.byte(at)
        at &+= 1
        if byte <= 0x20 { continue }
        place = text.skip(.anywhere, from: place)
        guard place < text.count, text.byte(place) == byte else { return false }
        place &+= 1
      }
      return true
    }
    for index in 0..<count {
      let node = self[index]
      guard isSameGap(to: Int(node.start)) else { return false }
      if node.kind.isContainer { continue }
      place = text.skip(.anywhere, from: place)
      guard place &+ node.length <= text.count,
        text.equals(place, bytes, Int(node.start), length: node.length)
      else { return false }
      place &+= node.length
      at = Int(node.end)
    }
    return isSameGap(to: Int(self[0].end)) && text.skip(.anywhere, from: place) >= text.count
  }

  private func sameBytes(_ index: Int, _ other: TapeView, _ otherIndex: Int) -> Bool {
    let mine = self[index]
    let theirs = other[otherIndex]
    return mine.length == theirs.length
      && bytes.equals(Int(mine.start), other.bytes, Int(theirs.start), length: mine.length)
  }
}

/// Escapes that a scan has accepted.
extension ByteView {
  /// Whether the bytes from an offset on are these; `text` needs no padding.
  @unsafe
  func equals(_ offset: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    var k = 0
    while k &+ 8 <= text.count {
      let theirs = unsafe text.loadUnaligned(fromByteOffset: k, as: UInt64.self)
      if word(offset &+ k) != UInt64(littleEndian: theirs) { return false }
      k &+= 8
    }
    while k < text.count {
      if unsafe byte(offset &+ k) != text[k] { return false }
      k &+= 1
    }
    return true
  }

  /// The number of code points in UTF-8: its bytes without those that continue another.
  func scalarCount(_ start: Int, _ end: Int) -> Int {
    var count = end - start
    var at = start
    while at &+ 8 <= end {
      // Continuation bytes are 10xxxxxx: shifting brings the second bit under the first.
      let word = word(at)
      count &-= (word & ~(word &<< 1) & 0x8080_8080_8080_8080).nonzeroBitCount
      at &+= 8
    }
    while at < end {
      if byte(at) & 0xc0 == 0x80 { count &-= 1 }
      at &+= 1
    }
    return count
  }

  /// The number of code points that the bytes between two quotes stand for.
  func scalarCountWithEscapes(_ start: Int, _ end: Int) -> Int {
    var count = 0
    var at = start
    while at < end {
      let byte = byte(at)
      at += byte == UInt8(ascii: "\\") ? lengthOfEscape(at) : 1
      if byte & 0xc0 != 0x80 { count += 1 }
    }
    return count
  }

  /// The offset so many code points behind another one, in the bytes between two quotes.
  package func offset(_ start: Int, movedBy count: Int) -> Int {
    var at = start
    for _ in 0..<count {
      let byte = byte(at)
      if byte == UInt8(ascii: "\\") {
        at += lengthOfEscape(at)
      } else {
        at += byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      }
    }
    return at
  }

  /// The text that the bytes between two quotes stand for.
  package func decoded(_ start: Int, _ end: Int) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(end - start)
    var at = start
    while at < end {
      if byte(at) == UInt8(ascii: "\\") {
        at = decodeEscape(at, into: &text)
      } else {
        text.append(byte(at))
        at += 1
      }
    }
    return text
  }

  /// The length of the escape at an offset, both halves of a surrogate pair included.
  func lengthOfEscape(_ offset: Int) -> Int {
    guard byte(offset + 1) == UInt8(ascii: "u") else { return 2 }
    return hexadecimal(offset + 2) & 0xfc00 == 0xd800 ? 12 : 6
  }

  /// Appends what the escape at an offset stands for, and returns the offset past it.
  private func decodeEscape(_ offset: Int, into text: inout [UInt8]) -> Int {
    let length = lengthOfEscape(offset)
    switch byte(offset + 1) {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var units = [UInt16(truncatingIfNeeded: hexadecimal(offset + 2))]
      if length == 12 { units.append(UInt16(truncatingIfNeeded: hexadecimal(offset + 8))) }
      text += String(decoding: units, as: UTF16.self).utf8
    case let character: text.append(character)
    }
    return offset + length
  }
}
