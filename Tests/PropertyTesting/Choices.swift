/// The choices that a generator made, or is to make: all there is to a random case.
///
/// A generator draws small integers from here and nothing else, so the list of what it drew *is* the
/// case: the same list gives the same value, and an edited list gives another value that the generator
/// could have made by itself. Shrinking edits lists and never looks at values.
///
///     var fresh = Choices(seed: 7)
///     let value = generator.draw(&fresh)
///     var again = Choices(replaying: fresh.taken)
///     generator.draw(&again) == value
///
/// Zero means the simplest choice everywhere. A choice that is missing in a replayed list is 0, and one
/// that is out of range becomes the largest in range: every list of integers is a case.
package struct Choices {
  /// How many choices one case may make; later ones are all 0, so that every generator ends.
  package static let limit = 1 << 16

  /// What was chosen so far.
  package private(set) var taken: [Int] = []

  private var source: Source

  private enum Source {
    case random(SplitMix)
    case replay([Int])
  }

  /// Makes choices by chance.
  package init(seed: UInt64) {
    source = .random(SplitMix(seed: seed))
  }

  /// Makes the choices of one of many cases: the simplest for the first, by chance for the others.
  ///
  /// Each case has a seed of its own, so that it can be made without those before it.
  package init(case number: Int, seed: UInt64) {
    var mix = SplitMix(seed: seed &+ UInt64(number) &* 0xd134_2543_de82_ef95)
    source = number == 0 ? .replay([]) : .random(SplitMix(seed: mix.next()))
  }

  /// Makes the choices of a list again.
  package init(replaying list: [Int]) {
    source = .replay(list)
  }

  /// Chooses an integer from 0 up to, not including, `bound`.
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "there is nothing to choose from")
    let choice = taken.count < Choices.limit ? next(bound) : 0
    taken.append(choice)
    return choice
  }

  private mutating func next(_ bound: Int) -> Int {
    switch source {
    case .random(var generator):
      let bits = generator.next()
      source = .random(generator)
      return Int(bits % UInt64(bound))
    case .replay(let list):
      guard taken.count < list.count else { return 0 }
      return min(max(list[taken.count], 0), bound - 1)
    }
  }

  /// What was chosen, without the zeros at the end: they are chosen anyway.
  package var list: [Int] {
    var list = taken
    while list.last == 0 { list.removeLast() }
    return list
  }
}

extension Choices {
  /// Chooses an integer of a range; its lower bound is the simplest.
  package mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// Chooses an element of a list that is not empty; the first is the simplest.
  package mutating func one<Element>(of elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// Says yes in `times` of `outOf` cases; no is the simplest.
  package mutating func chance(_ times: Int, in outOf: Int) -> Bool {
    below(outOf) >= outOf - times
  }

  /// Says whether another element follows, so that `average` of them come; no is the simplest.
  ///
  /// A question before each element, instead of one number before all, lets the shrinker take out an
  /// element together with its question.
  package mutating func more(average: Int) -> Bool {
    below(average + 1) > 0
  }
}

/// A small pseudo-random generator with a period of 2^64 (Steele, Lea, Flood: "Fast splittable
/// pseudorandom number generators", 2014).
package struct SplitMix: Sendable {
  private var state: UInt64

  /// Starts a sequence.
  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
