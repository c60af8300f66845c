import PropertyTesting
import Testing

/// What generators draw from.
@Suite struct ChoicesTests {
  @Test func `a list, replayed, gives its choices and then zeros`() {
    var choices = Choices(replaying: [3, 1])
    #expect([choices.below(5), choices.below(5), choices.below(5)] == [3, 1, 0])
    #expect(choices.taken == [3, 1, 0])
    #expect(choices.list == [3, 1])
  }

  @Test func `a choice out of range, replayed, is the nearest in range`() {
    var choices = Choices(replaying: [9, -4])
    #expect([choices.below(5), choices.below(5)] == [4, 0])
  }

  @Test func `a case that makes too many choices, drawn, ends with zeros`() {
    let endless = Generator.integer(in: 1...9).array(average: 1_000_000)
    var choices = Choices(seed: 1)
    let list = endless.draw(&choices)
    #expect(list.count == Choices.limit / 2)
  }

  @Test func `random choices, replayed, give the same value`() {
    let generator = Generator.text(.hostile, average: 20).array(average: 5)
    for seed in 1...100 as ClosedRange<UInt64> {
      var fresh = Choices(seed: seed)
      let value = generator.draw(&fresh)
      var again = Choices(replaying: fresh.list)
      #expect(generator.draw(&again) == value)
    }
  }

  @Test func `weights, drawn many times, are kept`() {
    let generator = Generator.frequency([
      (9, .constant("often")), (0, .constant("never")), (1, .constant("seldom")),
    ])
    var counts: [String: Int] = [:]
    var choices = Choices(seed: 2)
    for _ in 0..<10_000 { counts[generator.draw(&choices), default: 0] += 1 }
    #expect(counts["never"] == nil)
    #expect((800...1_200).contains(counts["seldom"] ?? 0))
  }

  @Test func `the empty list, replayed, gives the simplest of everything`() {
    var choices = Choices(replaying: [])
    #expect(Generator.oneOf([.constant(1), .constant(2)]).draw(&choices) == 1)
    #expect(Generator.frequency([(1, .constant(1)), (5, .constant(2))]).draw(&choices) == 1)
    #expect(Generator.integer(in: 4...9).draw(&choices) == 4)
    #expect(Generator.integer(in: 4...9).array(of: 2...3).draw(&choices) == [4, 4])
    #expect(Generator.integer(in: 4...9).optional().draw(&choices) == nil)
    #expect(Generator.bool.draw(&choices) == false)
    #expect(Generator.text(.hostile).draw(&choices).isEmpty)
  }
}
