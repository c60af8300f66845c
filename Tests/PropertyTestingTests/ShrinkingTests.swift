import PropertyTesting
import Testing

/// Shrinking finds what a person would call the smallest case.
@Suite struct ShrinkingTests {
  private let numbers = Generator.integer(in: 0...1_000).array(average: 8)

  private func smallest<Value>(
    _ generator: Generator<Value>, _ isBad: @escaping (Value) -> Bool, seed: UInt64
  ) throws -> Value? {
    try counterexample(seed: seed, generator) { value in
      isBad(value) ? Failure(id: "bad", message: "") : nil
    }?.value
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a list whose sum is over 100, shrunk, is one number`(seed: UInt64) throws {
    #expect(try smallest(numbers, { $0.reduce(0, +) > 100 }, seed: seed) == [101])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a list of small numbers whose sum is over 100, shrunk, has the fewest`(seed: UInt64) throws
  {
    let small = Generator.integer(in: 0...60).array(average: 12)
    #expect(try smallest(small, { $0.reduce(0, +) > 100 }, seed: seed) == [41, 60])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `an unsorted list, shrunk, is 1 0`(seed: UInt64) throws {
    #expect(try smallest(numbers, { $0 != $0.sorted() }, seed: seed) == [1, 0])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a list with two certain numbers, shrunk, has them in order`(seed: UInt64) throws {
    let few = Generator.integer(in: 0...20).array(average: 12)
    #expect(try smallest(few, { $0.contains(12) && $0.contains(7) }, seed: seed) == [7, 12])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a list with a repeated number, shrunk, is 0 0`(seed: UInt64) throws {
    let few = Generator.integer(in: 0...50).array(average: 12)
    #expect(try smallest(few, { Set($0).count < $0.count }, seed: seed) == [0, 0])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a number over a border, shrunk, is the one behind it`(seed: UInt64) throws {
    let large = Generator.integer(in: 0...1_000_000_000)
    #expect(try smallest(large, { $0 >= 123_457 }, seed: seed) == 123_457)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a list counted up front, shrunk, loses elements too`(seed: UInt64) throws {
    let counted = Generator.integer(in: 0...20).flatMap { count in
      Generator { choices in (0..<count).map { _ in choices.below(100) } }
    }
    #expect(try smallest(counted, { $0.contains { $0 > 41 } }, seed: seed) == [42])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a text with a scalar outside of ASCII, shrunk, is that scalar`(seed: UInt64) throws {
    let text = Generator.text(.hostile, average: 10)
    let found = try smallest(text, { $0.utf8.contains { $0 >= 0x80 } }, seed: seed)
    #expect(found == "\u{80}")
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `two equal halves, shrunk, are the simplest halves`(seed: UInt64) throws {
    let pair = Generator.integer(in: 0...3).array(of: 2...2)
    #expect(try smallest(pair, { $0[0] == $0[1] && $0[0] > 0 }, seed: seed) == [1, 1])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `what stands behind a counted list, shrunk, keeps its place`(seed: UInt64) throws {
    let counted = Generator { choices in
      (0..<choices.below(20)).map { _ in choices.below(100) } + [choices.below(1_000)]
    }
    #expect(try smallest(counted, { ($0.last ?? 0) > 641 }, seed: seed) == [642])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `four equal numbers, shrunk, become 0 at once`(seed: UInt64) throws {
    let five = Generator.integer(in: 0...3).array(of: 4...4).flatMap { list in
      Generator { choices in list + [choices.below(100)] }
    }
    let found = try smallest(five, { Set($0.prefix(4)).count == 1 && $0[4] > 50 }, seed: seed)
    #expect(found == [0, 0, 0, 0, 51])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a case with two faults, shrunk, keeps the fault that was seen first`(seed: UInt64) throws {
    var first: String?
    let found = try counterexample(seed: seed, numbers) { list in
      var failure: Failure?
      if list.contains(where: { $0 > 900 }) { failure = Failure(id: "large", message: "") }
      if list.count > 3 { failure = Failure(id: "long", message: "") }
      first = first ?? failure?.id
      return failure
    }
    #expect(found?.report.failure.id == first)
    #expect(found?.value == (first == "large" ? [901] : [0, 0, 0, 0]))
  }
}
