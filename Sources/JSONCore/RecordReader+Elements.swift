/// Elements as records: of top-level arrays, and of `data` in list envelopes.
///
/// What stands around the elements is glue, but checked: an envelope is a JSON object like any other.
/// Several arrays or envelopes may follow each other, as in files that were joined.
extension RecordReader {
  /// Where in arrays and envelopes the reader stands.
  struct Envelope {
    /// What was read last.
    enum Place: Equatable {
      /// Nothing, or a closed array or envelope.
      case outside
      /// The bracket before the first element.
      case bracket
      case element
      case elementComma
      /// The brace of an envelope.
      case brace
      case name
      case colon
      case member
      case memberComma
    }

    /// An offset in the buffer and its line.
    struct Mark {
      var offset = 0
      var lines = LineStart()
    }

    var place = Place.outside
    /// Where a refused record would begin, while what was read since is not settled.
    var mark = Mark()
    /// Whether the array `data` of this envelope was opened.
    var sawData = false
    /// Whether the name read last is `data`.
    var isData = false
    /// Whether the name read last is the one to be noticed.
    var isNoticed = false
    /// Whether elements are those of an envelope.
    var isList = false

    /// Whether everything read may be written: an envelope is given up as a whole before its array `data`,
    /// and member by member behind it.
    var isSettled: Bool {
      switch place {
      case .outside, .bracket, .element, .elementComma: true
      case .member: sawData
      case .brace, .name, .colon, .memberComma: false
      }
    }

    /// What closes the brackets whose opening is settled.
    var unclosed: String {
      switch place {
      case .outside: ""
      case .bracket, .element, .elementComma: isList ? "]}" : "]"
      default: sawData ? "}" : ""
      }
    }
  }

  mutating func nextElement() -> Step? {
    while true {
      guard skipBlanks() else {
        guard buffer.isAtEnd && envelope.place != .outside else { return finish() }
        return refuse(.truncated)
      }
      if isAtPartOfMark { return nil }
      let byte = buffer.view.byte(cursor)
      let isEmpty = envelope.place == .bracket && byte == UInt8(ascii: "]")
      let takesElement = envelope.place == .bracket || envelope.place == .elementComma
      if takesElement && !isEmpty { return element() }
      if let stop = isInArray ? stepInArray(byte) : stepInEnvelope(byte) { return stop.step }
    }
  }

  /// Why the walk over brackets and names stops: a step, or nil to read on.
  struct Stop {
    let step: Step?
  }

  private var isInArray: Bool {
    switch envelope.place {
    case .bracket, .element, .elementComma: true
    case .outside: form == .array
    default: false
    }
  }

  /// Gives the element at ``cursor``.
  private mutating func element() -> Step? {
    switch scanValue(at: cursor) {
    case .incomplete: return nil
    case .failed(let error): return refuse(error.code, at: error.offset)
    case .complete(let end):
      envelope.place = .element
      return giveRecord(cursor, end)
    }
  }

  /// Takes one bracket or comma of an array.
  private mutating func stepInArray(_ byte: UInt8) -> Stop? {
    switch (envelope.place, byte) {
    case (.outside, UInt8(ascii: "[")): take(.bracket)
    case (.outside, _): return Stop(step: refuse(.expectedArray))
    case (.element, UInt8(ascii: ",")): take(.elementComma)
    case (_, UInt8(ascii: "]")): take(envelope.isList ? .member : .outside)
    default: return Stop(step: refuse(.expectedCommaOrCloseInArray))
    }
    return nil
  }

  /// Takes one token of an envelope, or the value of a member that is not `data`.
  private mutating func stepInEnvelope(_ byte: UInt8) -> Stop? {
    switch (envelope.place, byte) {
    case (.outside, UInt8(ascii: "{")):
      envelope = Envelope()
      envelope.isList = true
      setMark()
      take(.brace)
    case (.outside, _): return Stop(step: refuse(.expectedList))
    case (.brace, UInt8(ascii: "\"")), (.memberComma, UInt8(ascii: "\"")): return name()
    case (.member, UInt8(ascii: ",")):
      if envelope.sawData { setMark() }
      take(.memberComma)
    case (.name, UInt8(ascii: ":")): take(.colon)
    case (.colon, _): return value(byte)
    case (.brace, UInt8(ascii: "}")), (.member, UInt8(ascii: "}")):
      guard envelope.sawData else { return Stop(step: refuse(.expectedList)) }
      take(.outside)
    case (.brace, _): return Stop(step: refuse(.expectedNameOrClose))
    case (.memberComma, _): return Stop(step: refuse(.expectedName))
    case (.name, _): return Stop(step: refuse(.expectedColon))
    default: return Stop(step: refuse(.expectedCommaOrCloseInObject))
    }
    return nil
  }

  /// Takes the name of a member.
  private mutating func name() -> Stop? {
    switch scanValue(at: cursor) {
    case .incomplete: return Stop(step: nil)
    case .failed(let error): return Stop(step: refuse(error.code, at: error.offset))
    case .complete(let end):
      let name = tape.view(buffer.view.part(cursor, end))
      envelope.isData = name.isText(0, "data")
      envelope.isNoticed = !noticedName.isEmpty && name.isText(0, noticedName)
      envelope.place = .name
      cursor = end
      return nil
    }
  }

  /// Opens `data`, or takes the value of another member.
  private mutating func value(_ byte: UInt8) -> Stop? {
    if envelope.isData {
      guard !envelope.sawData else { return Stop(step: refuse(.secondData)) }
      guard byte == UInt8(ascii: "[") else { return Stop(step: refuse(.expectedList)) }
      envelope.sawData = true
      take(.bracket)
      return nil
    }
    switch scanValue(at: cursor) {
    case .incomplete: return Stop(step: nil)
    case .failed(let error): return Stop(step: refuse(error.code, at: error.offset))
    case .complete(let end):
      if envelope.isNoticed, buffer.view.byte(cursor) == UInt8(ascii: "t") { noticed += 1 }
      let start = cursor
      cursor = end
      countLines(from: start)
      envelope.place = .member
      return nil
    }
  }

  private mutating func take(_ place: Envelope.Place) {
    cursor += 1
    envelope.place = place
  }

  private mutating func setMark() {
    envelope.mark = Envelope.Mark(offset: cursor, lines: here)
  }

  /// Refuses the rest of the file, from the last place up to which everything may be written.
  private mutating func refuse(_ code: JSONError.Code, at offset: Int = 0) -> Step {
    let place = cursor + offset
    let named = offset == 0 ? self.code(code, at: place) : code
    if envelope.isSettled { return refuseRest(named, at: offset, from: cursor) }
    let start = envelope.mark.offset
    here = envelope.mark.lines
    return refuseRest(named, at: place - start, from: start)
  }
}
