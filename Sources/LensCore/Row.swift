package import JSONCore

/// One row of a lens: how one field of the older dialect relates to one of the newer.
///
/// A row is data. It says nothing about directions: the engine derives both from it, together with the
/// losses, the defaults and what counts as equal. The verbs:
///
/// | verb | says |
/// |---|---|
/// | `same`, `rename` | one field on each side, the value is carried |
/// | `inside` | an object on each side, with rows of its own |
/// | `list` | a list on each side, with a case for each type of element |
/// | `bareList` | plain values on the older side, objects around them on the newer |
/// | `texts` | a map of anything on the older side, of strings on the newer |
/// | `olderOnly`, `newerOnly` | a field without a counterpart |
/// | `adapter` | all that no other verb can say |
package struct Row: Sendable {
  /// How the two fields relate.
  package enum Verb: Sendable {
    case carry
    case inside([Row], string: String?)
    case list(ListRule)
    case bareList(BareListRule)
    case texts(TextsRule)
    case oneSided
    case adapter(Adapter)
  }

  package var verb: Verb
  /// Name of the field in the older dialect.
  package var older: String?
  /// Name of the field in the newer dialect.
  package var newer: String?
  /// What is written towards the older dialect if the source says nothing.
  package var olderFill: Fill?
  /// What is written towards the newer dialect if the source says nothing.
  package var newerFill: Fill?
  /// Values, as JSON, that mean the same as no member at all.
  package var absences: [String] = []
  /// What the target allows.
  package var limits: [Limit] = []
  /// Why it is lost where it has no counterpart.
  package var loss: LossNote?
  /// The editions of a side that have the field, if not all of them do.
  package var editions: EditionCondition?
  /// The newer field that an older name means, if another row claims that field.
  package var alias: String?
}

/// Says that only some editions of one side have a field.
package struct EditionCondition: Sendable {
  /// The side whose editions differ.
  package let side: Side
  /// The editions that have the field.
  package let names: Set<String>
}

/// What is written where the source says nothing.
package struct Fill: Sendable {
  /// What a fill is for the reader of the target.
  package enum Meaning: Sendable {
    /// Means the same as nothing; never reported.
    case filler
    /// A fixed word of the dialect, such as the value of `object`; never reported.
    case marker
    /// Says something that the source did not say.
    case assumed
    /// Nothing can be written: it is left out and reported.
    case missing
  }

  package var meaning: Meaning
  /// The value as JSON; nil if nothing can be written.
  package var text: String?
  package var note: LossNote?
  /// The name under which callers may give the value (`--set`, `--context`).
  package var supply: String?
  /// Written only where the schema is to be pleased rather than the service.
  package var onlyAtSchemaLevel = false

  /// A value that means the same as nothing.
  package static func filler(_ text: String) -> Fill { Fill(meaning: .filler, text: text) }

  /// A fixed word of the dialect, as JSON.
  package static func marker(_ text: String) -> Fill { Fill(meaning: .marker, text: text) }

  /// A value that is taken and reported.
  package static func assumed(_ text: String, _ note: LossNote) -> Fill {
    Fill(meaning: .assumed, text: text, note: note)
  }

  /// A value that nobody knows.
  package static func missing(_ note: LossNote = LossNote(.valueMissing)) -> Fill {
    Fill(meaning: .missing, text: nil, note: note)
  }

  /// The same, but taken from the caller if it knows better.
  package func orSupplied(as name: String) -> Fill {
    var copy = self
    copy.supply = name
    return copy
  }

  /// The same, but only where the schema is to be pleased.
  package var atSchemaLevel: Fill {
    var copy = self
    copy.onlyAtSchemaLevel = true
    return copy
  }
}

/// Something that one side's service refuses.
package struct Limit: Sendable {
  /// What is limited.
  package enum Rule: Sendable {
    /// A string of so many code points.
    case length(ClosedRange<Int>)
    /// One of these words.
    case words([String])
    /// At most so many elements.
    case count(Int)
  }

  /// The side that has the limit.
  package let side: Side
  package let rule: Rule
  package let note: LossNote
  /// The edition that has the limit; nil: all of the side.
  package let edition: String?
  /// Whether only the service has the limit, not its published schema.
  package let isUnpublished: Bool

  /// A limit of one side, or of one of its editions.
  package init(
    _ side: Side,
    _ rule: Rule,
    _ note: LossNote,
    edition: String? = nil,
    isUnpublished: Bool = false
  ) {
    self.side = side
    self.rule = rule
    self.note = note
    self.edition = edition
    self.isUnpublished = isUnpublished
  }
}

/// A list on each side.
package struct ListRule: Sendable {
  /// What becomes of elements that no case names.
  package enum Others: Sendable {
    case keep
    case drop(LossNote)
  }

  package var cases: [ElementCase]
  package var others: Others
  /// The type of the element that a plain string in place of the list stands for.
  package var stringMeans: String?
  /// Why the payload makes no sense if all elements were dropped.
  package var emptied: LossNote?
  /// Whether elements that lost all of their content are dropped, not refused.
  package var dropsEmptied = false
}

/// What becomes of the elements of one type.
package struct ElementCase: Sendable {
  package enum Fate: Sendable {
    /// Both sides have it.
    case both([Row])
    /// Only one side has it.
    case only(Side, LossNote, textFrom: String?)
  }

  /// The value of `type`; nil: every object.
  package let tag: String?
  package let fate: Fate

  /// Elements of a type, or all objects, and what becomes of them.
  package init(tag: String?, fate: Fate) {
    self.tag = tag
    self.fate = fate
  }

  /// Both sides have elements of this type.
  package static func when(_ tag: String, _ rows: [Row]) -> ElementCase {
    ElementCase(tag: tag, fate: .both([.same("type")] + rows))
  }

  /// Every object in the list, whatever its type.
  package static func each(_ rows: [Row]) -> ElementCase {
    ElementCase(tag: nil, fate: .both(rows))
  }

  /// Only the newer side has elements of this type.
  ///
  /// If the code offers the choice `text` and users take it, a text element with the string of the
  /// member `textFrom` is written in place of the element.
  package static func newerOnly(
    _ tag: String,
    _ note: LossNote,
    textFrom: String? = nil
  ) -> ElementCase {
    ElementCase(tag: tag, fate: .only(.newer, note, textFrom: textFrom))
  }
}

/// Plain values on the older side; on the newer, objects with the value as one member.
package struct BareListRule: Sendable {
  /// The member of the newer element that holds the value.
  package var member: String
  /// The rows of the newer element's other members.
  package var rows: [Row]
  /// Whether an empty list is left out rather than written.
  package var omitsEmpty = false
  /// Why a newer element without the value is lost.
  package var withoutValue: LossNote
  /// What is said if a value comes a second time and the older side lists it once.
  package var repeated: LossNote
  /// What is said if a payload has both lists and a value is in the losing one only.
  package var disagree: LossNote
  /// What is said if a payload has both lists and they agree.
  package var agree: LossNote
  /// The most elements the older side takes, and what is said beyond.
  package var olderMaximum: (Int, LossNote)?
  /// Further values of the older list that stand elsewhere in the newer object.
  package var moved: MovedValues?

  /// A list whose newer elements hold the value as `member`.
  package init(
    member: String,
    rows: [Row],
    withoutValue: LossNote,
    repeated: LossNote,
    disagree: LossNote,
    agree: LossNote,
    olderMaximum: (Int, LossNote)?
  ) {
    self.member = member
    self.rows = rows
    self.withoutValue = withoutValue
    self.repeated = repeated
    self.disagree = disagree
    self.agree = agree
    self.olderMaximum = olderMaximum
  }
}

/// Values that a policy moves into a bare list from another place.
package struct MovedValues: Sendable {
  /// The code whose choice `move` asks for it.
  package let code: LossCode
  /// Finds them: the indices of string nodes inside the object at a node.
  package let find: @Sendable (_ source: TapeView, _ object: Int) -> [Int]

  /// Values found by a function if users choose `move` for a code.
  package init(
    _ code: LossCode,
    find: @escaping @Sendable (_ source: TapeView, _ object: Int) -> [Int]
  ) {
    self.code = code
    self.find = find
  }
}

/// A map of names to values: anything on the older side, strings on the newer.
package struct TextsRule: Sendable {
  /// What is said about a value that became a string.
  package var retyped: LossNote
  /// The editions of the newer side that hold strings only.
  package var stringEditions: Set<String>
  /// Whether the older side has no null in place of the map.
  package var refusesNull = false
  /// The most pairs, code points of a name and code points of a value, and what is said beyond.
  package var limit: (pairs: Int, name: Int, value: Int, note: LossNote)?

  /// A map with what is said about other values and about too many.
  package init(
    retyped: LossNote,
    stringEditions: Set<String>,
    limit: (pairs: Int, name: Int, value: Int, note: LossNote)?
  ) {
    self.retyped = retyped
    self.stringEditions = stringEditions
    self.limit = limit
  }
}
