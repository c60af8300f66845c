import Dispatch
import JSONCore

/// What one worker has: a reader, the memory to convert with, and room for what comes out.
///
/// The caller of the batch fills a lane with whole lines, starts it and leaves it alone until it is done;
/// then it takes the results. So a lane is never used by two threads at once, and inputs and outputs are
/// only used by the thread that called the batch.
final class Lane: @unchecked Sendable {
  private var run: ConversionRun
  private var reader: RecordReader
  private var failure: (any Error)?
  private let isDone = DispatchSemaphore(value: 0)
  /// The place behind the last piece.
  private(set) var end = ReaderPlace(form: .jsonl, offset: 0, number: 0, line: 1, column: 1)
  /// Whether the lane was started and its results were not taken.
  private(set) var isBusy = false

  /// Makes an idle lane of a run.
  init(of whole: borrowing ConversionRun, for input: BatchInput) {
    run = ConversionRun(pieceOf: whole)
    var options = whole.flow.options
    options.chunk = options.piece
    reader = options.reader(of: input)
  }

  /// Reads the next piece; see ``RecordReader/readPiece(at:behind:upTo:mayRead:_:)``.
  ///
  /// - Returns: What was read; ``end`` is the place behind it.
  func load(
    at place: ReaderPlace,
    behind rest: inout ByteSink,
    mayRead: () -> Bool,
    _ read: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> RecordReader.Piece {
    let piece = try unsafe reader.readPiece(
      at: place,
      behind: &rest,
      upTo: run.flow.options.piece,
      mayRead: mayRead,
      read
    )
    end = reader.placeBehindPiece(place)
    return piece
  }

  /// Converts the piece on another thread.
  func start(on queue: DispatchQueue, _ name: String) {
    isBusy = true
    queue.async { [self] in
      do {
        let nothing = unsafe BatchInput(name: name) { _ in 0 }
        try run.convertPiece(&reader, of: nothing)
      } catch {
        failure = error
      }
      isDone.signal()
    }
  }

  /// Waits for the piece, and hands over what became of it; then throws what ended it.
  func finish(_ take: (inout ConversionRun) throws -> Void) throws {
    wait()
    try take(&run)
    if let failure { throw failure }
  }

  /// Waits until the worker is done.
  func wait() {
    guard isBusy else { return }
    isDone.wait()
    isBusy = false
  }
}

/// The lanes of a run, which take turns.
final class LanePool {
  let queue = DispatchQueue(label: "crosswalk.lanes", attributes: .concurrent)
  private var lanes: [Lane] = []
  private var turn = 0

  /// Makes the lanes: one more than there are workers, so that one can be filled meanwhile.
  init(of whole: borrowing ConversionRun, for input: BatchInput) {
    for _ in 0...whole.flow.options.jobs { lanes.append(Lane(of: whole, for: input)) }
  }

  /// The lane whose turn it is: it has the oldest piece, or none.
  var next: Lane { lanes[turn] }

  /// Goes to the next lane.
  func advance() { turn = (turn + 1) % lanes.count }

  /// Calls `body` with the lanes that have a piece, the oldest first.
  func forEachBusy(_ body: (Lane) throws -> Void) rethrows {
    for step in lanes.indices {
      let lane = lanes[(turn + step) % lanes.count]
      if lane.isBusy { try body(lane) }
    }
  }
}
