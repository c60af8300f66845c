/// A list on each side.
package struct ListRule: Sendable {
  /// What becomes of elements that no case names.
  package enum Others: Sendable {
    case keep
    case drop(LossNote)
  }

  package var cases: [ElementCase]
  package var others: Others
  /// The type, on the older side, of the element that a plain string in place of the list stands for.
  package var stringMeans: String?
  /// The type that it stands for under the word of the context, if that is another.
  package var stringMeansUnderWord: String?
  /// The member of that element that holds the string, if no row of the element says it.
  package var stringMember: String?
  /// What is done with a plain string towards newer.
  package var string = StringForm.wrapped
  /// Whether a plain string stays one towards older.
  package var keepsOlderString = false
  /// Why the payload makes no sense if all elements were dropped.
  package var emptied: LossNote?
  /// Whether a list that was empty from the start makes no sense towards newer either.
  package var refusesEmpty = false
  /// Whether elements that lost all of their content are dropped, not refused.
  package var dropsEmptied = false
  /// What the cases differ by.
  package var context: ListContext?
  /// A second list of the older side that stands behind the first on the newer.
  package var also: SecondList?
  /// How the newer side wants its elements ordered, if that matters.
  package var order: ListOrder?

  /// A list with its cases.
  package init(
    cases: [ElementCase],
    others: Others,
    stringMeans: String?,
    emptied: LossNote?,
    dropsEmptied: Bool
  ) {
    self.cases = cases
    self.others = others
    self.stringMeans = stringMeans
    self.emptied = emptied
    self.dropsEmptied = dropsEmptied
  }
}

extension ListRule {
  /// The type of the element that a plain string stands for.
  func stringMeans(under context: ContextMask) -> String? {
    context == .word ? stringMeansUnderWord ?? stringMeans : stringMeans
  }
}

/// What is done, towards newer, with a plain string that stands for a list.
package enum StringForm: Sendable {
  /// It becomes a list.
  case wrapped
  /// It stays, unless elements of the second list have to stand behind it.
  case kept
  /// It stays; under the word of the context, a list of one plain text element becomes one, too.
  case preferred
}

/// The member of the object around a list that its cases differ by.
package struct ListContext: Sendable {
  /// The name of the member, on both sides.
  package let member: String
  /// The word that some cases ask for; others hold for all other words.
  package let word: String

  /// Cases differ by whether a member has a word.
  package init(_ member: String, _ word: String) {
    self.member = member
    self.word = word
  }
}

/// A second list of the older side.
package struct SecondList: Sendable {
  /// Its name on the older side.
  package let name: String
  /// The member that tells its elements apart, and what is said of a second element with the same.
  package let unique: String
  package let twice: LossNote
  /// What is said if the newer list has such an element before one of the first list.
  package let order: LossNote
  /// What is said of its elements if the first list is not there.
  package let alone: LossNote
  /// What is written towards older if there is none.
  package let fill: Fill?

  /// A list whose elements are told apart by a member.
  package init(
    _ name: String,
    unique: String,
    twice: LossNote,
    order: LossNote,
    alone: LossNote,
    fill: Fill? = nil
  ) {
    self.name = name
    self.unique = unique
    self.twice = twice
    self.order = order
    self.alone = alone
    self.fill = fill
  }
}

/// An order of the newer list that the older one need not have.
package struct ListOrder: Sendable {
  /// The member of the older element, a number, that rises with time.
  package let member: String
  /// What is said if the list was turned around.
  package let reversed: LossNote
  /// What is said if nothing tells the order.
  package let unknown: LossNote

  /// Oldest first, by a member.
  package init(by member: String, reversed: LossNote, unknown: LossNote) {
    self.member = member
    self.reversed = reversed
    self.unknown = unknown
  }
}

/// What tells elements of a list apart.
package struct Shape: Sendable {
  /// What a member has to be.
  package enum Test: Sendable {
    /// There, and not null.
    case present
    /// A string, and not empty.
    case string
    /// A string that begins so.
    case prefix(String)
    /// A list that is not empty and has no element of this type.
    case lacks(String)
    /// A list that is not empty.
    case filled
  }

  /// The value of `type`; nil: any, or none.
  package var tag: String?
  /// A member that has to be there.
  package var member: String?
  /// A member of that member, unless it is a string, which stands for it.
  package var inner: String?
  package var test = Test.present

  /// An object of a type, perhaps with a member.
  package static func type(
    _ tag: String,
    with member: String? = nil,
    inside inner: String? = nil,
    _ test: Test = .present
  ) -> Shape {
    Shape(tag: tag, member: member, inner: inner, test: test)
  }

  /// An object with a member.
  package static func with(_ member: String, _ test: Test = .present) -> Shape {
    Shape(tag: nil, member: member, test: test)
  }

  /// Every object.
  package static let any = Shape()
}

/// What becomes of the elements of one shape.
package struct ElementCase: Sendable {
  package enum Fate: Sendable {
    /// Both sides have it.
    case both([Row])
    /// Only one side has it.
    case only(Side, LossNote, textFrom: String?)
  }

  /// When a case holds, by the context of its list.
  package enum Context: Sendable {
    case any
    /// Under the word of the context.
    case word
    /// Under all other words.
    case others
  }

  package var older = Shape.any
  package var newer = Shape.any
  package var fate: Fate
  package var context = Context.any
  /// Whether the older element stands in the second list.
  package var isInSecond = false
  /// Whether the element is a payload of its own, whose type is one of its rows.
  package var isPayload = false
  /// What is said when the case is read on the newer side.
  package var readNote: LossNote?
  /// Whether the case is only read on the newer side: another one is written there.
  package var isReadOnly = false
  /// Whether the older side has such elements against its rules, and might not get them back.
  package var isForeignToOlder = false
  /// The choices of a code under which the case holds.
  package var choice: (code: LossCode, among: Set<String>)?

  /// Elements of a type, or all objects, and what becomes of them.
  package init(tag: String?, fate: Fate) {
    older.tag = tag
    newer.tag = tag
    self.fate = fate
  }

  /// Elements of a shape on each side.
  package init(_ older: Shape, _ newer: Shape, fate: Fate) {
    self.older = older
    self.newer = newer
    self.fate = fate
  }

  /// The shape on a side.
  package func shape(_ side: Side) -> Shape { side == .older ? older : newer }

  /// Whether a side has such elements.
  package func exists(_ side: Side) -> Bool {
    if case .only(let owner, _, _) = fate { return owner == side }
    return true
  }
}

// The spelling of cases in a table. Older is always written first.
extension ElementCase {
  /// Both sides have elements of this type.
  package static func when(_ tag: String, _ rows: [Row]) -> ElementCase {
    ElementCase(tag: tag, fate: .both([.same("type")] + rows))
  }

  /// The type of one side is another on the other side.
  package static func when(_ older: Shape, _ newer: Shape, _ rows: [Row]) -> ElementCase {
    var type: [Row] = []
    switch (older.tag, newer.tag) {
    case (let old?, let new?) where old == new: type = [.same("type")]
    case (let old?, let new?): type = [.tag(old, new)]
    case (nil, let new?): type = [.newerOnly("type", fill: .marker("\"\(new)\""))]
    case (let old?, nil): type = [.olderOnly("type", fill: .marker("\"\(old)\""))]
    case (nil, nil): break
    }
    return ElementCase(older, newer, fate: .both(type + rows))
  }

  /// Every object in the list, whatever its type.
  package static func each(_ rows: [Row]) -> ElementCase {
    ElementCase(tag: nil, fate: .both(rows))
  }

  /// Objects whose type is written by their own rows.
  package static func each(_ older: Shape, _ newer: Shape, _ rows: [Row]) -> ElementCase {
    var element = ElementCase(older, newer, fate: .both(rows))
    element.isPayload = true
    return element
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

  /// Only the newer side has elements of this shape.
  package static func newerOnly(_ shape: Shape, _ note: LossNote) -> ElementCase {
    ElementCase(.any, shape, fate: .only(.newer, note, textFrom: nil))
  }

  /// Only the older side has elements of this shape.
  package static func olderOnly(_ shape: Shape, _ note: LossNote) -> ElementCase {
    ElementCase(shape, .any, fate: .only(.older, note, textFrom: nil))
  }

  /// The same case, for elements of the older side's second list.
  package var inSecondList: ElementCase {
    var copy = self
    copy.isInSecond = true
    return copy
  }

  /// The same case, which is read on the newer side but never written: another case is.
  package func reading(_ note: LossNote) -> ElementCase {
    var copy = self
    copy.readNote = note
    copy.isReadOnly = true
    return copy
  }

  /// The same case, with what is said when it is read on the newer side.
  package func noting(_ note: LossNote) -> ElementCase {
    var copy = self
    copy.readNote = note
    return copy
  }

  /// The same case, whose elements are of the newer side's form wherever they stand: the older one reports them.
  package var foreignToOlder: ElementCase {
    var copy = self
    copy.isForeignToOlder = true
    return copy
  }

  /// The same case, only under choices of a code.
  package func on(_ code: LossCode, _ choices: String...) -> ElementCase {
    var copy = self
    copy.choice = (code, Set(choices))
    return copy
  }
}

extension [ElementCase] {
  /// The same cases, under the word of the list's context or under all others.
  package func under(_ context: ElementCase.Context) -> [ElementCase] {
    map { element in
      var copy = element
      copy.context = context
      return copy
    }
  }
}
