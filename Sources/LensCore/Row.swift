package import JSONCore

/// One row of a lens: how one field of the older dialect relates to one of the newer.
///
/// A row is data. It says nothing about directions: the engine derives both from it, together with the
/// losses, the defaults and what counts as equal. The verbs:
///
/// | verb | says |
/// |---|---|
/// | `same`, `rename` | one field on each side, the value is carried |
/// | `marker` | a fixed word on each side, such as the value of `object` |
/// | `inside` | an object on each side, with rows of its own |
/// | `flat` | an object on the older side whose members stand beside it on the newer |
/// | `list` | a list on each side, with a case for each shape of element |
/// | `bareList` | plain values on the older side, objects around them on the newer |
/// | `texts` | a map of anything on the older side, of strings on the newer |
/// | `olderOnly`, `newerOnly` | a field without a counterpart |
/// | `adapter` | all that no other verb can say |
package struct Row: Sendable {
  /// How the two fields relate.
  package enum Verb: Sendable {
    case carry
    case marker(MarkerRule)
    case inside([Row], string: String?)
    case flat(FlatRule)
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
  /// Words of the newer side that the older one knows by another.
  package var folds: [Fold] = []
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
  /// Whether the value says something even if the source says the same: then losing it is reported.
  package var saysSomething = false
  /// Finds the value in the source, if a rule gives none.
  package var source: FillSource?

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

  /// The value of another member of the source's object, reported.
  package static func copy(of name: String, _ note: LossNote) -> Fill {
    var fill = Fill(meaning: .assumed, text: nil, note: note)
    fill.source = .member(name)
    return fill
  }

  /// What a function finds, a value that means nothing if it finds none.
  package static func computed(
    orElse text: String,
    _ function: @escaping @Sendable (_ source: TapeView, _ object: Int, _ holder: Int) -> [UInt8]?
  ) -> Fill {
    var fill = Fill(meaning: .filler, text: text)
    fill.source = .computed(function)
    return fill
  }

  /// The same, but reported if it is lost, even where it says what would be taken.
  package var alwaysReported: Fill {
    var copy = self
    copy.saysSomething = true
    return copy
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

/// Where a value comes from that stands elsewhere in the source.
package enum FillSource: Sendable {
  /// The value of another member of the same object.
  case member(String)
  /// What a function makes of the object and of the object whose list holds it.
  case computed(@Sendable (_ source: TapeView, _ object: Int, _ holder: Int) -> [UInt8]?)
}

/// A word of the newer side that the older one knows by another.
package struct Fold: Sendable {
  package let newer: String
  package let older: String
  package let note: LossNote

  /// Reads one word as another, and says so.
  package init(_ newer: String, as older: String, _ note: LossNote) {
    self.newer = newer
    self.older = older
    self.note = note
  }
}

/// A fixed word on each side.
package struct MarkerRule: Sendable {
  /// The words, as text.
  package var older: String
  package var newer: String
  /// Why a record with another word is refused; nil: the word decided already.
  package var otherwise: LossNote?

  /// The word of a side.
  package func word(_ side: Side) -> String { side == .older ? older : newer }
}

/// An object on the older side whose members stand beside it on the newer.
package struct FlatRule: Sendable {
  package var rows: [Row]
  /// The older member that a plain string in place of the object stands for.
  package var string: String?
  /// Whether the older side has the plain string, and reads the object only.
  package var writesString = false
  /// The parts of its text that users may have cut out.
  package var markers: MarkersRule?

  /// The row of the member that a plain string stands for.
  package var stringRow: Row? { rows.first { $0.older == string } }
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
  /// The editions of the older side that hold strings only.
  package var olderStringEditions: Set<String> = []
  /// Whether the older side has no null in place of the map.
  package var refusesNull = false
  /// Whether the newer side has no null in place of the map.
  package var newerRefusesNull = false
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
