import JSONCore

/// Several workers: the input is cut at line ends, and what becomes of the pieces is written in their order.
///
/// A run begins by itself, so that form, header and standard of the residue are known before there are
/// pieces. Lines that are longer than a piece are left to it as well: only one of them is in memory.
extension ConversionRun {
  /// Converts whole lines by several workers.
  ///
  /// - Parameters:
  ///   - reader: A reader at the start of a line; goes on there, or behind what was converted.
  ///   - input: Read on.
  /// - Returns: Whether the input was converted to its end; otherwise a long line follows.
  /// - Throws: The first failure in the order of the input; everything before it was written.
  mutating func convertInPieces(
    _ reader: inout RecordReader,
    _ input: BatchInput
  ) throws -> Bool {
    let lanes = lanes ?? LanePool(of: self, for: input)
    self.lanes = lanes
    // Nobody works on when the caller goes on, whatever happened.
    defer { lanes.forEachBusy { $0.wait() } }
    var place = reader.place
    var rest = ByteSink(capacity: 0)
    rest.append(reader.rest)
    while true {
      let lane = lanes.next
      if lane.isBusy { try take(lane) }
      let piece = try unsafe lane.load(
        at: place,
        behind: &rest,
        mayRead: { !input.wouldBlock() },
        { memory in
          if input.wouldBlock() { try lanes.forEachBusy { try take($0) } }
          return try unsafe input.fill(memory, &flow.streams)
        }
      )
      if piece == .partOfLine {
        try lanes.forEachBusy { try take($0) }
        reader.resume(at: place, with: rest.view)
        return false
      }
      lane.start(on: lanes.queue, input.name)
      lanes.advance()
      place = lane.end
      if piece == .lines(isLast: true) {
        try lanes.forEachBusy { try take($0) }
        return true
      }
    }
  }

  private mutating func take(_ lane: Lane) throws {
    try lane.finish { piece in try take(&piece) }
    if isCheckpointDue { try takeCheckpoint(at: lane.end) }
  }
}
