/// The known word that somebody may have meant.
package enum Suggestion {
  /// The word with the fewest differences, if they are few enough to be a slip.
  package static func nearest(to word: String, among known: [String]) -> String? {
    let allowed = max(1, word.count / 3)
    let distances = known.map { (word: $0, distance: distance(Array(word), Array($0))) }
    let best = distances.min { $0.distance < $1.distance }
    guard let best, best.distance <= allowed else {
      return word.count < 3 ? nil : known.first { $0.hasPrefix(word) }
    }
    return best.word
  }

  /// How many characters have to be added, removed, replaced or swapped with their neighbor.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
        var least = min(replaced, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          least = min(least, before[j - 1] + 1)
        }
        row.append(least)
      }
      before = last
      last = row
    }
    return last[right.count]
  }
}
