/// The first bytes of a file: encoding and form.
extension RecordReader {
  /// Skips a byte order mark and refuses UTF-16.
  mutating func open() -> Step? {
    guard let encoding = encodingAtHand() else { return nil }
    switch encoding {
    case .utf16:
      form = form ?? (isJSONLines ? .jsonl : .json)
      return refuseRest(.utf16, from: 0)
    case .marked:
      hadByteOrderMark = true
      cursor = 3
      pending = 3
      here.start = 3
    case .plain: break
    }
    form = form ?? (isJSONLines ? .jsonl : nil)
    stage = form == nil ? .recognizing : .reading
    return form == nil ? recognize() : advanceInForm()
  }

  private enum Encoding {
    case plain
    /// UTF-8 with a byte order mark.
    case marked
    case utf16
  }

  /// What the first four bytes say; nil if they were not read and the first ones do not say it alone.
  private func encodingAtHand() -> Encoding? {
    let bytes = buffer.view
    let isWhole = buffer.isAtEnd
    guard bytes.count >= 2 || isWhole else { return nil }
    let first = bytes.byte(0)
    let second = bytes.byte(1)
    if bytes.count < 2 { return .plain }
    if first == 0xff && second == 0xfe || first == 0xfe && second == 0xff { return .utf16 }
    if first == 0xef && second == 0xbb {
      guard bytes.count >= 3 || isWhole else { return nil }
      return bytes.count >= 3 && bytes.byte(2) == 0xbf ? .marked : .plain
    }
    guard (first == 0) != (second == 0) else { return .plain }
    guard bytes.count >= 4 || isWhole else { return nil }
    let repeats = (bytes.byte(2) == 0) == (first == 0) && (bytes.byte(3) == 0) == (second == 0)
    return bytes.count < 4 || repeats ? .utf16 : .plain
  }

  /// Finds out the form from the first record.
  mutating func recognize() -> Step? {
    guard skipBlanks() else {
      // White space before the first record is held: no step comes before the form is known.
      guard buffer.isAtEnd else { return nil }
      form = .jsonl
      return finish()
    }
    if buffer.view.byte(cursor) == UInt8(ascii: "[") && !arraysAreRecords {
      form = .array
    } else {
      guard let isLine = isFirstLineDocument() else { return nil }
      form = isLine ? .jsonl : .json
    }
    skimmer = ValueSkimmer()
    stage = .reading
    return advanceInForm()
  }

  /// Whether a complete document stands alone on the line at ``cursor``; nil if that is not decided.
  ///
  /// A line above the limit counts as one: only in JSON Lines reading goes on behind it.
  private mutating func isFirstLineDocument() -> Bool? {
    let start = cursor
    guard let limit = limitOfLook(at: start) else { return nil }
    let isDecided = isDecided(at: start)
    let bytes = buffer.view
    let length = tape.scanRaw(bytes.part(start, limit), from: 0, lineBreaks: false)
    guard length < 0 else {
      let after = bytes.skip(.withinLine, from: start + length)
      if after < limit { return bytes.byte(after) == 0x0a }
      return isDecided ? true : nil
    }
    guard isUndecided(start, length, limit) else { return false }
    if isDecided { return limit - start > maximumRecord }
    skimmer.begin(bytes, at: start)
    return nil
  }
}
