/// White space between tokens: taken out, put in, looked at. Lexemes stay as they are.
extension TapeView {
  /// Appends a value without white space between its tokens.
  package func minify(_ node: Int, into sink: inout ByteSink) {
    forEachRun(node) { sink.append(bytes, $0, $1) }
  }

  /// Calls `body` with the longest ranges of a value that hold no white space between tokens.
  ///
  /// A value written without any is a single range.
  func forEachRun(_ node: Int, _ body: (Int, Int) -> Void) {
    var run = Int(self[node].start)
    var at = run
    // Between the nodes stand only brackets, commas, colons and white space.
    func skipGap(to end: Int) {
      while at < end {
        if bytes.byte(at) <= 0x20 {
          if run < at { body(run, at) }
          run = at + 1
        }
        at += 1
      }
    }
    for index in node..<Int(self[node].next) {
      let next = self[index]
      skipGap(to: Int(next.start))
      at = next.kind.isContainer ? Int(next.start) + 1 : Int(next.end)
    }
    skipGap(to: Int(self[node].end))
    if run < at { body(run, at) }
  }

  /// Appends a value with a line for each member and element.
  ///
  /// - Parameters:
  ///   - node: The value.
  ///   - unit: The white space that a level adds, for instance two spaces.
  ///   - sink: What to append to; no line end behind the last bracket.
  package func indent(_ node: Int, by unit: [UInt8], into sink: inout ByteSink) {
    var open: [Int] = []
    var index = node
    while index < Int(self[node].next) {
      if kind(index) == .name {
        sink.append(bytes, Int(self[index].start), Int(self[index].end))
        sink.append(": ")
        index += 1
        continue
      }
      if kind(index).isContainer && Int(self[index].next) > index + 1 {
        sink.append(bytes.byte(Int(self[index].start)))
        open.append(index)
        sink.appendLineBreak(open.count, unit)
        index += 1
        continue
      }
      minify(index, into: &sink)
      index = Int(self[index].next)
      while let container = open.last, index == Int(self[container].next) {
        open.removeLast()
        sink.appendLineBreak(open.count, unit)
        sink.append(bytes.byte(Int(self[container].end) - 1))
      }
      if !open.isEmpty {
        sink.append(UInt8(ascii: ","))
        sink.appendLineBreak(open.count, unit)
      }
    }
  }

  /// The white space that a level adds in an indented value: that of its first nested line.
  ///
  /// - Returns: Nil if no token inside the value begins a line.
  package func indentation(of node: Int) -> [UInt8]? {
    var at = Int(self[node].start)
    for index in node..<Int(self[node].next) {
      let next = self[index]
      while at < Int(next.start) {
        if bytes.byte(at) == UInt8(ascii: "\n") { return bytes.blanks(from: at + 1) }
        at += 1
      }
      at = next.kind.isContainer ? Int(next.start) + 1 : Int(next.end)
    }
    return nil
  }
}

extension ByteSink {
  fileprivate mutating func appendLineBreak(_ depth: Int, _ unit: [UInt8]) {
    append(UInt8(ascii: "\n"))
    for _ in 0..<depth { append(unit) }
  }
}

extension ByteView {
  /// The spaces and tabs from an offset on.
  fileprivate func blanks(from start: Int) -> [UInt8] {
    var end = start
    while byte(end) == UInt8(ascii: " ") || byte(end) == UInt8(ascii: "\t") { end += 1 }
    return bytes(start, end)
  }
}
