package import JSONCore

/// What must hold at a place.
///
/// Each speaks of values of one form only and lets others pass: that a value has the right form is asked by
/// ``kinds(_:)``, once.
package enum CheckRequirement: Sendable {
  // Single values

  /// The value is of one of these forms.
  case kinds(ValueForms)
  /// A string is one of these words.
  case words([String])
  /// A string has so many code points.
  case length(ClosedRange<Int>)
  /// A string begins with one of these.
  case prefix([String])
  /// A string begins with none of these.
  case noPrefix([String])
  /// A string has one of these endings; letter case does not count.
  case suffix([String])
  /// A string has letters, digits, underscores and dashes only.
  case idCharacters
  /// An integer lies within these bounds.
  case range(ClosedRange<Int>)
  /// A number is spelled in digits alone: no fraction, no exponent.
  case plainDigits
  /// The value is not this literal: `null`, `true` or `false`.
  case not(ValueForms)
  /// Nothing stands here at all.
  case never
  /// A function that says what no other requirement can: it gives the value at fault, nil if there is none.
  case judged(@Sendable (_ view: TapeView, _ node: Int) -> String?)

  // Objects

  /// An object has these members.
  case members([String])
  /// An object has no members but these.
  case onlyMembers([String])
  /// At least one of these members is there and is not null.
  case anyMember([String])
  /// Exactly one of these members is there.
  case oneMember([String])
  /// No two members have the same name.
  case distinctNames
  /// The names of all members have so many code points.
  case nameLength(ClosedRange<Int>)

  // Lists

  /// An array has so many elements, an object so many members.
  case count(ClosedRange<Int>)
  /// An object has one of these words as `type`.
  case variants([String])
  /// No two elements have the same string in this member.
  case unique(String)
  /// Elements of different types do not stand in one array.
  case oneType
  /// Each element of the first types has a partner of the other types: both have the same string.
  case partners(of: [String], among: [String], by: String)
  /// Directly behind each element that passes the first test stands one that passes another.
  case followers(of: ElementTest, among: [ElementTest])
  /// If any element passes the second test, one stands before each run of those that pass the first.
  case leaders(of: [ElementTest], leader: ElementTest)

  // Annotations

  /// Spans of annotations fit the text in this member of the object.
  case spans(text: String, SpanFault)
}

/// What can be wrong with the span of an annotation.
package enum SpanFault: Sendable {
  /// The end comes before the start.
  case reversed
  /// The end, or the point, lies behind the end of the text.
  case outside
  /// The text between start and end is not the text that the annotation quotes.
  case differs
}

/// What is asked about an element, in the notation of conditions: `message,role=assistant`.
package struct ElementTest: Sendable, ExpressibleByStringLiteral {
  let conditions: [CheckPath.Condition]

  package init(stringLiteral text: String) {
    conditions = CheckPath.conditions(text[...])
  }
}

/// The forms that a JSON value can have.
package struct ValueForms: OptionSet, Sendable {
  package let rawValue: UInt8

  /// A set of forms.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let object = ValueForms(rawValue: 1)
  package static let array = ValueForms(rawValue: 2)
  package static let string = ValueForms(rawValue: 4)
  package static let number = ValueForms(rawValue: 8)
  /// A number without a fraction, however it is spelled.
  package static let integer = ValueForms(rawValue: 16)
  package static let null = ValueForms(rawValue: 32)
  package static let `true` = ValueForms(rawValue: 64)
  package static let `false` = ValueForms(rawValue: 128)
  package static let boolean: ValueForms = [.true, .false]

  /// The forms in words: `a string or an array`.
  package var phrase: String {
    let names: [(ValueForms, String)] = [
      (.string, "a string"), (.array, "an array"), (.object, "an object"),
      (.integer, "an integer"), (.number, "a number"), (.boolean, "a boolean"), (.null, "null"),
    ]
    return names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
  }
}
