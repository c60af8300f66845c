/// Makes a failing list of choices smaller, as long as it fails for the same reason.
///
/// Smaller means shorter, then lower from the left. Each pass tries one kind of edit at every place:
///
///     delete   3 [1 7] 0 9  ->  3 0 9        an element and the question before it
///     lower    3 0 9        ->  3 0 5        0, then halfway, then one less
///     swap     3 0 5        ->  0 3 5        the order that a person would write
///     pairs    0 3 5        ->  0 0 8        what one loses the other takes: sums
///              7 0 7        ->  2 0 2        both lose the same: equal ones, spans
///
/// Passes repeat until none finds anything or the budget of tries is used up.
struct Shrinker {
  /// The smallest failing list so far.
  private(set) var best: [Int]
  /// How many lists were tried.
  private(set) var tries = 0

  private let budget: Int
  /// Runs a list: the choices that it really made if it fails for the same reason, else nil.
  private let fails: ([Int]) -> [Int]?

  init(_ list: [Int], budget: Int, fails: @escaping ([Int]) -> [Int]?) {
    best = list
    self.budget = budget
    self.fails = fails
  }

  private var isSpent: Bool { tries >= budget }

  /// Shrinks until nothing helps.
  mutating func run() {
    var before: [Int] = []
    repeat {
      before = best
      deleteSpans()
      zeroSpans()
      lowerEach()
      lowerPairs()
    } while best != before && !isSpent
  }

  /// Keeps a candidate if it fails in the same way and is smaller.
  private mutating func attempt(_ candidate: [Int]) -> Bool {
    guard !isSpent, isSmaller(candidate, than: best) else { return false }
    tries += 1
    guard let made = fails(candidate), isSmaller(made, than: best) else { return false }
    best = made
    return true
  }

  private func isSmaller(_ list: [Int], than other: [Int]) -> Bool {
    if list.count != other.count { return list.count < other.count }
    return list.lexicographicallyPrecedes(other)
  }

  // MARK: Spans

  /// Takes out spans, long ones first, from the end: what stands late depends on what stands early.
  private mutating func deleteSpans() {
    forEachSpan { list, span in list.removeSubrange(span) }
    deleteWithQuestion()
  }

  private mutating func zeroSpans() {
    forEachSpan { list, span in
      for index in span { list[index] = 0 }
    }
  }

  private mutating func forEachSpan(_ edit: (inout [Int], Range<Int>) -> Void) {
    var length = best.count
    while length > 0 && !isSpent {
      // Short spans are tried everywhere, long ones where each overlaps the next by half.
      let step = length > 8 ? length / 2 : 1
      var end = best.count
      while end >= length && !isSpent {
        var candidate = best
        edit(&candidate, (end - length)..<end)
        // After a success the list may be shorter: go on at what is now its end.
        if attempt(candidate) { end = min(end, best.count) } else { end -= step }
      }
      length = length > 8 ? length / 2 : length - 1
    }
  }

  /// Lowers a count and takes out a span behind it at once: elements counted by one number up front.
  private mutating func deleteWithQuestion() {
    for length in 1...4 {
      var index = best.count - 1
      while index >= 0 && !isSpent {
        if index < best.count, best[index] > 0, index + length < best.count {
          var candidate = best
          candidate[index] -= 1
          candidate.removeSubrange((index + 1)...(index + length))
          if attempt(candidate) { continue }
        }
        index -= 1
      }
    }
  }

  // MARK: Single choices

  private mutating func lowerEach() {
    var index = 0
    while index < best.count && !isSpent {
      lower(index)
      index += 1
    }
  }

  /// Finds a low value for one choice: 0 or 1 if possible, else by halving the distance.
  private mutating func lower(_ index: Int) {
    for simple in [0, 1] where index < best.count && best[index] > simple {
      if attempt(replacing(index, with: simple)) { return }
    }
    var step = index < best.count ? best[index] / 2 : 0
    while step > 0 && index < best.count && !isSpent {
      let value = best[index] - step
      if value < 0 || !attempt(replacing(index, with: value)) { step /= 2 }
    }
  }

  private func replacing(_ index: Int, with value: Int) -> [Int] {
    var list = best
    list[index] = value
    return list
  }

  // MARK: Pairs

  /// Moves amounts from a choice to a later one, and swaps two that stand in the wrong order.
  private mutating func lowerPairs() {
    for distance in 1...8 {
      var index = 0
      while index + distance < best.count && !isSpent {
        lowerPair(index, index + distance)
        index += 1
      }
    }
  }

  private mutating func lowerPair(_ first: Int, _ second: Int) {
    if best[first] > best[second] {
      var candidate = best
      candidate.swapAt(first, second)
      if attempt(candidate) { return }
    }
    shift(first, second) { list, step in
      list[first] -= step
      list[second] += step
    }
    shift(first, second) { list, step in
      list[first] -= step
      list[second] -= step
    }
  }

  /// Edits two choices by a step that halves until nothing more is won.
  private mutating func shift(_ first: Int, _ second: Int, by edit: (inout [Int], Int) -> Void) {
    var step = first < best.count ? best[first] : 0
    while step > 0 && second < best.count && !isSpent {
      var candidate = best
      edit(&candidate, step)
      let isPossible = candidate[first] >= 0 && candidate[second] >= 0
      if !isPossible || !attempt(candidate) { step /= 2 }
    }
  }
}
