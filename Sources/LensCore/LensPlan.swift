import JSONCore

/// A lens compiled for one direction, one target edition and one choice of policies.
///
/// Flat tables of trivial values over one pool of bytes, with indices instead of references: a run
/// allocates nothing, and recursion is as deep as the plan, never as deep as the data.
@safe
package final class LensPlan: @unchecked Sendable {
  /// The lens that was compiled.
  package let lens: Lens
  package let direction: Direction
  /// Where losses can come about; events point here.
  package let sites: [LossSite]
  package let supplies: Supplies
  /// Whether the plan leads back to a source: then nothing that can be written refuses.
  let restores: Bool

  /// Whether each site refuses the record: asked for every value, so it has a table of its own.
  let refuses: Table<Bool>
  let objects: Table<ObjectPlan>
  let entries: Table<Entry>
  let tails: Table<Tail>
  let lists: Table<ListPlan>
  let bareLists: Table<BareListPlan>
  let texts: Table<TextsPlan>
  let cases: Table<CasePlan>
  let values: Table<Text>
  let limits: Table<LimitPlan>
  let groups: Table<GroupPlan>
  let folds: Table<FoldPlan>
  let markers: Table<MarkersPlan>
  let pool: ByteView
  private let bytes: ByteSink
  let adapters: [AdapterPlan]
  let moved: [MovedValues]
  let supplyNames: [String]
  let identities: [Text]
  /// Functions that find values for defaults.
  let computations: [@Sendable (TapeView, Int, Int) -> [UInt8]?]
  /// The entry of the list that is the whole payload on one side; -1: both are objects.
  let bareEntry: Int
  /// The fixed words that stand before that list, and its name.
  let bareHead: Text
  let bareKey: Text

  /// What runners begin with: see ``LensRunner/followers``.
  var followers: [UInt16] {
    var followers = Array(repeating: UInt16(0), count: 2 * entries.count + 1)
    let slices = (0..<objects.count).map { objects[$0].entries } + groupEntries
    for slice in slices {
      for (place, entry) in slice.range.enumerated() { followers[entry] = UInt16(place + 1) }
    }
    return followers
  }

  private var groupEntries: [Slice] { (0..<groups.count).map { groups[$0].entries } }

  init(_ compiler: consuming PlanCompiler) {
    lens = compiler.lens
    direction = compiler.direction
    sites = compiler.sites
    refuses = Table(compiler.sites.map(\.refuses))
    supplies = compiler.settings.supplies
    restores = compiler.settings.restores
    objects = Table(compiler.objects)
    entries = Table(compiler.entries.map(\.marked))
    tails = Table(compiler.tails)
    lists = Table(compiler.lists)
    bareLists = Table(compiler.bareLists)
    texts = Table(compiler.texts)
    cases = Table(compiler.cases)
    values = Table(compiler.values)
    limits = Table(compiler.limits)
    groups = Table(compiler.groups)
    folds = Table(compiler.folds)
    markers = Table(compiler.markers)
    computations = compiler.computations
    bareEntry = compiler.bareEntry
    bareHead = compiler.bareHead
    bareKey = compiler.bareKey
    adapters = compiler.adapters
    moved = compiler.moved
    supplyNames = compiler.supplyNames
    identities = compiler.identities
    var sink = ByteSink(capacity: compiler.pool.count)
    sink.append(compiler.pool)
    pool = sink.view
    bytes = sink
  }
}

/// A place in a plan where a loss or a refusal can come about.
package struct LossSite: Sendable {
  package let note: LossNote
  package let action: LossAction
  /// The field with `*` for indices: of the source, or of the target where the source has none.
  package let field: String
  /// Whether it refuses the record.
  package let refuses: Bool
  /// The member that is missing, if the action is `missing`.
  package let member: String?
  /// What the target allows, for messages; nil if this is no limit.
  package let limit: Limit.Rule?

  /// Declares a place.
  package init(
    note: LossNote,
    action: LossAction,
    field: String,
    refuses: Bool,
    member: String? = nil,
    limit: Limit.Rule? = nil
  ) {
    self.note = note
    self.action = action
    self.field = field
    self.refuses = refuses
    self.member = member
    self.limit = limit
  }
}

/// Trivial values in memory that never moves.
@safe
struct Table<Element: BitwiseCopyable>: @unchecked Sendable {
  /// Owns the memory; tables are copied freely.
  @safe
  private final class Storage {
    let base: UnsafeMutablePointer<Element>
    init(_ elements: [Element]) {
      unsafe base = .allocate(capacity: max(1, elements.count))
      for (index, element) in elements.enumerated() { unsafe base[index] = element }
    }
    deinit { unsafe base.deallocate() }
  }

  private let storage: Storage
  private let base: UnsafeMutablePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    storage = Storage(elements)
    unsafe base = storage.base
    count = elements.count
  }

  @inline(__always)
  subscript(index: Int) -> Element { unsafe base[index] }

  /// An element where it stands, for members of large elements without a copy.
  @inline(__always)
  func at(_ index: Int) -> Item<Element> { unsafe Item(UnsafePointer(base + index)) }
}

/// An element of a table, read in place: `list.limits` reads one member, and nothing is copied.
///
/// It must not outlive the plan. Optimized, a member by its name is one load.
@safe
@dynamicMemberLookup
struct Item<Element: BitwiseCopyable>: BitwiseCopyable {
  private let element: UnsafePointer<Element>

  @inline(__always) @unsafe
  init(_ element: UnsafePointer<Element>) { unsafe self.element = element }

  @inline(__always)
  subscript<Value>(dynamicMember member: KeyPath<Element, Value>) -> Value {
    unsafe element.pointee[keyPath: member]
  }
}

/// Bytes in the pool of a plan.
struct Text: BitwiseCopyable {
  var offset: Int32 = 0
  var length: Int32 = -1
  /// Whether there is a text at all; an empty one is one.
  @inline(__always) var exists: Bool { length >= 0 }
}

/// A run of elements of a table.
struct Slice: BitwiseCopyable {
  var first: Int32 = 0
  var count: Int32 = 0
  @inline(__always) var range: Range<Int> { Int(first)..<Int(first &+ count) }
}

/// What is done with one member of the source.
enum Operation: UInt8 {
  case keep
  /// Keeps the value unless it is an absence value.
  case keepUnlessAbsent
  case rename
  /// Writes a fixed word for another.
  case marker
  /// Keeps the value or writes another word for it.
  case fold
  /// Keeps a string; nothing else is taken in its place.
  case string
  case inside
  /// Writes the members of an object in its place.
  case flatten
  /// Writes the members of an object in its place, without the markers in its text.
  case strip
  /// Writes a text without its markers.
  case cut
  /// Writes a place in a text without markers.
  case move
  /// Writes an object around members that stand side by side in the source.
  case group
  case list
  /// A list that stands behind another one in the target.
  case second
  case wrapList
  case unwrapList
  case texts
  case drop
  case clash
  case rival
  case adapter
}

/// One member name of the source.
struct Entry: BitwiseCopyable {
  /// The name in two words with masks, so that most names are compared with two loads.
  var low: UInt64 = 0
  var lowMask: UInt64 = 0
  var high: UInt64 = 0
  var highMask: UInt64 = 0
  var name = Text()
  /// The name of the target as it is written, `"name":`; none if it is the source's.
  var key = Text()
  /// Length of the name with its quotes.
  var length: UInt32 = 0
  /// The name of today for a field that is read by an old name; it wins if both stand there.
  var rival = Text()
  /// Index in the table that belongs to the operation.
  var argument: Int32 = -1
  var absences = Slice()
  var limits = Slice()
  var site: UInt16 = 0
  /// The object that is written around the member, as an index into the groups; where markers are cut out of
  /// a text, the index of these.
  var group: Int16 = -1
  var operation = Operation.keep
  /// The target member that it produces, as a bit number; 255: none.
  var slot: UInt8 = Entry.noSlot

  /// Whether the member is carried as it is and nothing is asked about it.
  var isPlain = false

  static let noSlot: UInt8 = 255

  /// The entry as runners read it: what is asked for each member is one byte.
  var marked: Entry {
    var entry = self
    entry.isPlain = operation == .keep && limits.count == 0
    return entry
  }
}

/// What is written at the end of an object if its slot was not produced.
struct Tail: BitwiseCopyable {
  /// `"name":value`, or `"name":` if the value is looked up.
  var text = Text()
  var key = Text()
  var site: UInt16 = 0
  var suppliedSite: UInt16 = 0
  var supply: Int16 = -1
  var computation: Int16 = -1
  /// The member whose value is written.
  var copied = Text()
  /// Whether the value is reported, for meanings that do not decide it.
  var reports = false
  var slot: UInt8 = 0
  var meaning: TailMeaning = .filler
}

enum TailMeaning: UInt8 {
  case filler
  /// The value of another member of the source.
  case copy
  /// What a function finds.
  case computed
  case assumed
  case missing
}

/// The members of one object.
struct ObjectPlan: BitwiseCopyable {
  var entries = Slice()
  var tails = Slice()
  /// Fixed members of the target that come first.
  var head = Text()
  var unknownSite: UInt16 = 0
  var duplicateSite: UInt16 = 0
  var keepsUnknown = true
  /// Whether context is looked up by the ids of this object.
  var hasIdentity = false
  /// Whether the source may say nothing at all here; else that is a loss.
  var emptySite: UInt16 = 0
  /// The entry of a list that values are moved into, or -1.
  var movedEntry: Int32 = -1
  /// The member that a plain string stands for: what is written around it.
  var stringOpen = Text()
  var stringClose = Text()
}

enum CaseMode: UInt8 {
  case rows
  case drop
  case asText
  /// Only the target's dialect has such elements: one that came too early.
  case early
}

/// What a member has to be for a case to fit.
enum MemberTest: UInt8 {
  case none
  case present
  case string
  case prefix
  case lacks
  case filled
}

/// The contexts in which a case holds, as bits.
struct ContextMask: OptionSet, BitwiseCopyable {
  let rawValue: UInt8
  static let others = ContextMask(rawValue: 1)
  static let word = ContextMask(rawValue: 2)
  static let any: ContextMask = [.others, .word]
}

/// What becomes of the elements of one shape.
struct CasePlan: BitwiseCopyable {
  var tag = Text()
  /// The member whose string is written in place of the element.
  var text = Text()
  /// The member that has to be there, and what it has to be.
  var member = Text()
  var inner = Text()
  var testText = Text()
  var test = MemberTest.none
  var plan: Int32 = -1
  var site: UInt16 = 0
  var mode = CaseMode.rows
  var context = ContextMask.any
  /// Whether the element stands, or will stand, in the second list.
  var isInSecond = false
  /// Whether the site reports that the type was read as another.
  var isRetagged = false
  /// Whether the site reports that the element is of a form that only the target's dialect has.
  var isForeign = false
}

/// An object around members that stand side by side in the source.
struct GroupPlan: BitwiseCopyable {
  /// The opening `"name":{`, with fixed words behind it.
  var open = Text()
  var hasHead = false
  /// The member that is written alone, as `"name":`, if the others say nothing.
  var string = Text()
  var stringKey = Text()
  /// The members, in a table of their own.
  var entries = Slice()
  var tails = Slice()
  var slot: UInt8 = Entry.noSlot
  var number: UInt8 = 0
}

/// A word that is written for another.
struct FoldPlan: BitwiseCopyable {
  var from = Text()
  var to = Text()
  var site: UInt16 = 0
}

/// What is written around a plain string that stands for a list.
struct StringWrap: BitwiseCopyable {
  var open = Text()
  var close = Text()
}

struct ListPlan: BitwiseCopyable {
  var cases = Slice()
  /// What is written around an element's string, under the word of the context and under others.
  var wrap = StringWrap()
  var wrapUnderWord = StringWrap()
  /// The member that tells contexts apart, and its word.
  var contextMember = Text()
  var contextWord = Text()
  /// The member of the text element whose string may stand for the whole list.
  var preferredTag = Text()
  var preferredMember = Text()
  var preferredInner = Text()
  /// Members beside it that say nothing if they are empty.
  var preferredEmpty = Slice()
  /// The second list: its name in the source, and as it is written in the target.
  var second = Text()
  var secondKey = Text()
  var unique = Text()
  /// The member that tells the order, where the target wants one.
  var orderMember = Text()
  var otherSite: UInt16 = 0
  var foreignSite: UInt16 = 0
  var emptiedSite: UInt16 = 0
  var elementSite: UInt16 = 0
  var twiceSite: UInt16 = 0
  var aloneSite: UInt16 = 0
  var orderSite: UInt16 = 0
  var reversedSite: UInt16 = 0
  var unorderedSite: UInt16 = 0
  var limits = Slice()
  /// Types that only the target has.
  var foreign = Slice()
  var secondSlot: UInt8 = Entry.noSlot
  var keepsOthers = true
  var refusesEmptied = false
  var refusesEmpty = false
  var dropsEmptied = false
  var dropsNull = false
  var wrapsString = false
  var keepsString = false
  var prefersString = false
  /// Whether the target's elements are ordered by time: not, as users say, or by what is found.
  var ordering = Ordering.none
}

enum Ordering: UInt8 {
  case none
  case found
  case reversed
  case kept
}

struct BareListPlan: BitwiseCopyable {
  /// The element's object: its tails forward, its entries backward.
  var plan: Int32 = -1
  var member = Text()
  /// `{"member":`, forward.
  var open = Text()
  /// The name of the list in the source.
  var own = Text()
  /// The name of the list in the target: the rival of this one if a payload has both.
  var rival = Text()
  var withoutValueSite: UInt16 = 0
  var repeatedSite: UInt16 = 0
  var disagreeSite: UInt16 = 0
  var agreeSite: UInt16 = 0
  var agreeElementSite: UInt16 = 0
  var keptSite: UInt16 = 0
  var maximumSite: UInt16 = 0
  var maximum: Int32 = -1
  var moved: Int32 = -1
  var movedSite: UInt16 = 0
  var omitsEmpty = false
  /// Whether elements beyond the maximum are dropped rather than refused.
  var cutsAtMaximum = false
}

struct TextsPlan: BitwiseCopyable {
  var retypedSite: UInt16 = 0
  var limitSite: UInt16 = 0
  var pairs: Int32 = -1
  var name: Int32 = 0
  var value: Int32 = 0
  /// Whether values that are no strings become strings.
  var retypes = false
  /// Whether null in place of the map is left out.
  var dropsNull = false
}

/// A limit of the target.
struct LimitPlan: BitwiseCopyable {
  var words = Slice()
  var minimum: Int32 = 0
  var maximum: Int32 = -1
  var site: UInt16 = 0
  /// Whether the message that breaks it is left out of its list.
  var drops = false
  /// Whether elements are counted, not characters.
  var isCount = false
}

struct AdapterPlan: Sendable {
  let body: Adapter.Body
  let sites: [UInt16]
  let rivalSite: UInt16
  let choices: [String]
}
