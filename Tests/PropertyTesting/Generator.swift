/// A way to make values from choices.
///
///     let pair = Generator.integer(in: 0...9).array(average: 2)
///     let words = Generator.oneOf([.text(.ascii), .constant("")])
///
/// Of all choices, 0 gives the simplest value: put the simplest alternative first.
package struct Generator<Value>: Sendable {
  private let body: @Sendable (inout Choices) -> Value

  /// Makes a generator of a function that draws all its variety from the choices.
  package init(_ body: @escaping @Sendable (inout Choices) -> Value) {
    self.body = body
  }

  /// Makes one value.
  package func draw(_ choices: inout Choices) -> Value { body(&choices) }

  /// Changes each value.
  package func map<Other>(_ change: @escaping @Sendable (Value) -> Other) -> Generator<Other> {
    Generator<Other> { choices in change(draw(&choices)) }
  }

  /// Goes on with a generator that depends on the value.
  package func flatMap<Other>(
    _ next: @escaping @Sendable (Value) -> Generator<Other>
  ) -> Generator<Other> {
    Generator<Other> { choices in next(draw(&choices)).draw(&choices) }
  }

  /// Makes arrays with `average` elements in the mean and at most `limit`.
  package func array(average: Int, limit: Int = .max) -> Generator<[Value]> {
    Generator<[Value]> { choices in
      var elements: [Value] = []
      while elements.count < limit && choices.more(average: average) {
        elements.append(draw(&choices))
      }
      return elements
    }
  }

  /// Makes arrays whose number of elements is in a range.
  package func array(of count: ClosedRange<Int>) -> Generator<[Value]> {
    Generator<[Value]> { choices in
      var elements: [Value] = []
      while elements.count < count.upperBound {
        // Elements that must come need no question.
        let isAsked = elements.count >= count.lowerBound
        if isAsked && !choices.more(average: max(1, count.count / 2)) { break }
        elements.append(draw(&choices))
      }
      return elements
    }
  }

  /// Makes nothing half of the time.
  package func optional() -> Generator<Value?> {
    Generator<Value?> { choices in choices.chance(1, in: 2) ? draw(&choices) : nil }
  }
}

extension Generator where Value: Sendable {
  /// Always makes the same value.
  package static func constant(_ value: Value) -> Generator {
    Generator { _ in value }
  }

  /// Makes one of some values; the first is the simplest.
  package static func element(of values: [Value]) -> Generator {
    Generator { choices in choices.one(of: values) }
  }
}

extension Generator {
  /// Uses one of some generators, each as often; the first is the simplest.
  package static func oneOf(_ generators: [Generator]) -> Generator {
    Generator { choices in choices.one(of: generators).draw(&choices) }
  }

  /// Uses one of some generators as often as its weight says; the first is the simplest.
  package static func frequency(_ weighted: [(weight: Int, generator: Generator)]) -> Generator {
    let total = weighted.reduce(0) { $0 + $1.weight }
    return Generator { choices in
      var rest = choices.below(total)
      var index = 0
      while rest >= weighted[index].weight {
        rest -= weighted[index].weight
        index += 1
      }
      return weighted[index].generator.draw(&choices)
    }
  }
}

extension Generator<Int> {
  /// Makes integers of a range; the lower bound is the simplest.
  package static func integer(in range: ClosedRange<Int>) -> Generator {
    Generator { choices in choices.integer(in: range) }
  }
}

extension Generator<Bool> {
  /// Makes true and false; false is the simplest.
  package static var bool: Generator { Generator { choices in choices.chance(1, in: 2) } }
}
