import JSONCore

/// Turns the rows of a lens into the tables of a plan.
///
/// Both directions come from the same rows: a direction only decides which side is read (`source`) and
/// which is written (`target`). Everything that depends on policies, strictness or the target's edition
/// is decided here, once.
struct PlanCompiler {
  let lens: Lens
  let direction: Direction
  let edition: String
  let settings: Settings

  var objects: [ObjectPlan] = []
  var entries: [Entry] = []
  var tails: [Tail] = []
  var lists: [ListPlan] = []
  var bareLists: [BareListPlan] = []
  var texts: [TextsPlan] = []
  var cases: [CasePlan] = []
  var values: [Text] = []
  var limits: [LimitPlan] = []
  var groups: [GroupPlan] = []
  var folds: [FoldPlan] = []
  var markers: [MarkersPlan] = []
  /// The text with markers whose rows are compiled.
  var scopeOfMarkers: MarkersScope?
  var computations: [@Sendable (TapeView, Int, Int) -> [UInt8]?] = []
  var bareEntry = -1
  var bareHead = Text()
  var bareKey = Text()
  var adapters: [AdapterPlan] = []
  var moved: [MovedValues] = []
  var sites: [LossSite] = []
  var supplyNames: [String] = []
  var identities: [Text] = []
  var pool: [UInt8] = []

  init(_ lens: Lens, _ direction: Direction, edition: String, _ settings: Settings) {
    self.lens = lens
    self.direction = direction
    self.edition = edition
    self.settings = settings
    identities = lens.identities.map { text($0) }
    _ = object(lens.rows, at: Place())
    addBareRoot()
  }

  /// Where rows stand in either payload, with `*` for indices.
  struct Place {
    var source = ""
    var target = ""

    /// A member on either side; a side without one stays where it is.
    func member(_ source: String?, _ target: String?) -> Place {
      Place(
        source: source.map { self.source + "/" + $0 } ?? self.source,
        target: target.map { self.target + "/" + $0 } ?? self.target
      )
    }

    var element: Place { Place(source: source + "/*", target: target + "/*") }
  }

  var source: Side { direction == .forward ? .older : .newer }
  var target: Side { direction == .forward ? .newer : .older }

  // MARK: Small parts

  mutating func text(_ string: String) -> Text {
    let start = pool.count
    pool += Array(string.utf8)
    return Text(offset: Int32(start), length: Int32(pool.count - start))
  }

  mutating func texts(_ strings: [String]) -> Slice {
    let first = values.count
    for string in strings { values.append(text(string)) }
    return Slice(first: Int32(first), count: Int32(strings.count))
  }

  mutating func key(_ name: String) -> Text { text("\"\(name)\":") }

  /// Registers a place where a loss can come about.
  mutating func site(
    _ note: LossNote,
    _ action: LossAction,
    _ field: String,
    member: String? = nil,
    limit: Limit.Rule? = nil
  ) -> UInt16 {
    let choice = settings.choice(note.code, at: field)
    // A limit that is let pass loses nothing, so strictness has no say.
    let tooHeavy = limit == nil && settings.isTooHeavy(note.weight, note.code, at: field)
    let refuses = !settings.restores && (choice == LossCode.Choice.fail.name || tooHeavy)
    sites.append(
      LossSite(
        note: note,
        action: action,
        field: field,
        refuses: refuses,
        member: member,
        limit: limit
      )
    )
    return UInt16(sites.count - 1)
  }

  mutating func entry(_ name: String, _ operation: Operation) -> Entry {
    var entry = Entry()
    (entry.low, entry.lowMask) = word(of: name, from: 0)
    (entry.high, entry.highMask) = word(of: name, from: 8)
    entry.name = text(name)
    entry.length = UInt32(name.utf8.count + 2)
    entry.operation = operation
    return entry
  }

  private func word(of name: String, from start: Int) -> (word: UInt64, mask: UInt64) {
    var word: UInt64 = 0
    var mask: UInt64 = 0
    for (index, byte) in name.utf8.dropFirst(start).prefix(8).enumerated() {
      word |= UInt64(byte) << UInt64(8 * index)
      mask |= 0xff << UInt64(8 * index)
    }
    return (word, mask)
  }

  // MARK: Objects

  /// What is collected while the rows of one object are compiled.
  struct Scope {
    var entries: [Entry] = []
    var tails: [Tail] = []
    var head = ""
    var slots: UInt8 = 0
    var groups: UInt8 = 0
    var sourceNames: Set<String> = []
    var targetNames: [String] = []

    mutating func slot() -> UInt8 {
      slots += 1
      return slots - 1
    }
  }

  /// Compiles one object and returns its index.
  mutating func object(
    _ rows: [Row],
    at place: Place,
    dissolves: Bool = false
  ) -> Int32 {
    let index = objects.count
    objects.append(ObjectPlan())
    var scope = Scope()
    for row in rows {
      // Restoring keeps whatever it can, whichever edition has it.
      add(settings.restores ? row : row.towards(edition, target), to: &scope, at: place)
    }
    addClashes(to: &scope, at: place)
    var plan = objectPlan(scope, at: place)
    // What is sent must not hold unknown members at any level; an object that dissolves cannot.
    plan.keepsUnknown = !dissolves && !lens.isSendable
    plan.hasIdentity = isIdentified(rows)
    if let moved = scope.entries.firstIndex(where: hasMoved) {
      plan.movedEntry = plan.entries.first + Int32(moved)
    }
    // Strings that stand for the object are set by whoever asked for it.
    objects[index] = plan
    return Int32(index)
  }

  /// Puts what was collected into the tables.
  mutating func objectPlan(_ scope: Scope, at place: Place) -> ObjectPlan {
    precondition(scope.entries.count <= 64 && scope.slots <= 64, "an object has at most 64 rows")
    var plan = ObjectPlan()
    plan.entries = Slice(first: Int32(entries.count), count: Int32(scope.entries.count))
    entries += scope.entries
    plan.tails = Slice(first: Int32(tails.count), count: Int32(scope.tails.count))
    tails += scope.tails
    plan.head = scope.head.isEmpty ? Text() : text(scope.head)
    plan.unknownSite = site(LossNote(.unknownField), .dropped, place.source + "/*")
    plan.duplicateSite = site(LossNote(.duplicateMember), .dropped, place.source + "/*")
    return plan
  }

  /// Whether an object has the ids by which callers know it.
  private func isIdentified(_ rows: [Row]) -> Bool {
    rows.contains { row in lens.identities.contains(row.older ?? "") }
  }

  private func hasMoved(_ entry: Entry) -> Bool {
    entry.operation == .unwrapList && bareLists[Int(entry.argument)].moved >= 0
  }

  /// An unknown member must not pass under a name that the target's side knows.
  private mutating func addClashes(to scope: inout Scope, at place: Place) {
    for name in scope.targetNames where !scope.sourceNames.contains(name) {
      var clash = entry(name, .clash)
      let note = LossNote(lens.isSendable ? .unknownField : .nameClash)
      clash.site = site(note, .dropped, place.source + "/" + name)
      scope.entries.append(clash)
      scope.sourceNames.insert(name)
    }
  }

  mutating func add(_ row: Row, to scope: inout Scope, at place: Place) {
    if case .flat(let rule) = row.verb {
      return addFlat(rule, row, to: &scope, at: place)
    }
    let targetName = row.name(target)
    let isRivalTarget = isBareList(row)
    if let targetName, !isRivalTarget { scope.targetNames.append(targetName) }
    guard let sourceName = row.name(source) ?? row.aliasName ?? stayingName(row) else {
      addTail(row, slot: scope.slot(), to: &scope, at: place)
      return
    }
    precondition(scope.sourceNames.insert(sourceName).inserted, "two rows claim \(sourceName)")
    let field = place.member(sourceName, targetName)
    var entry = entry(sourceName, .keep)
    entry.absences = texts(absences(row))
    if let targetName {
      entry.slot = scope.slot()
      if targetName != sourceName {
        entry.operation = .rename
        entry.key = key(targetName)
      }
      addTail(row, slot: entry.slot, to: &scope, at: place)
    }
    if let alias = row.alias {
      entry.key = key(alias)
      entry.rival = text(alias)
    }
    entry.limits = limitPlans(row.limits, at: field.source)
    fill(&entry, from: row, field: field, parent: place, scope: &scope)
    move(&entry, named: sourceName)
    scope.entries.append(entry)
    if isRivalTarget, let targetName {
      let other = place.source + "/" + targetName
      scope.entries.append(rival(of: entry, named: targetName, field: other))
      scope.sourceNames.insert(targetName)
    }
  }

  /// The name of a field that only the target has but the source may have as well.
  ///
  /// A record need not be of one edition throughout: what it has of the target's edition already stays.
  private func stayingName(_ row: Row) -> String? {
    lens.joinsEditions ? row.name(target) : nil
  }

  private func isBareList(_ row: Row) -> Bool {
    if case .bareList = row.verb { return true }
    return false
  }

  /// Values that are dropped without a word: what means nothing, and what is written when missing.
  private func absences(_ row: Row) -> [String] {
    var all = row.absences
    guard row.fill(source)?.saysSomething != true else { return all }
    if let text = fillText(row.fill(source)), !all.contains(text) { all.append(text) }
    return all
  }

  private func fillText(_ fill: Fill?) -> String? {
    guard let fill else { return nil }
    if let supply = fill.supply, let given = settings.assumptions[supply] { return given }
    return fill.text
  }

  private mutating func fill(
    _ entry: inout Entry,
    from row: Row,
    field: Place,
    parent: Place,
    scope: inout Scope
  ) {
    switch row.verb {
    case .carry: carry(&entry, row, at: field.source)
    case .marker(let rule): marker(rule, &entry, row, at: field.source)
    case .flat: preconditionFailure("an object that dissolves is no member of the target")
    case .oneSided:
      // Between editions, a field that is restored came from the source, or the residue takes it away.
      let stays = settings.restores && lens.joinsEditions
      if row.name(target) == nil && !stays {
        entry.operation = .drop
        entry.site = site(row.loss ?? LossNote(.unknownField), .dropped, field.source)
      }
    case .inside(let rows, let string):
      entry.operation = .inside
      entry.argument = object(rows, at: field)
      entry.site = site(LossNote(.unexpectedType), .dropped, field.source)
      if let string { wrapString(string, rows, plan: Int(entry.argument)) }
    case .list(let rule):
      entry.operation = .list
      // A null that the target's side may have as well stays.
      let isFilled = row.fill(target) != nil || target == .older
      entry.argument = list(
        rule, isFilled ? row.absences : [], at: field, parent: parent, scope: &scope)
      lists[Int(entry.argument)].limits = entry.limits
      entry.site = site(LossNote(.unexpectedType), .dropped, field.source)
    case .bareList(let rule):
      addBareList(rule, row, &entry, field: field.source, path: parent.source)
    case .texts(let rule):
      entry.operation = .texts
      entry.argument = textsPlan(rule, at: field.source)
    case .adapter(let adapter): addAdapter(adapter, &entry, field: field.source)
    }
  }

  private mutating func carry(_ entry: inout Entry, _ row: Row, at field: String) {
    if source == .newer, !row.folds.isEmpty {
      entry.operation = .fold
      entry.argument = Int32(folds.count)
      for fold in row.folds {
        let site = site(fold.note, .changed, field)
        folds.append(
          FoldPlan(from: text("\"\(fold.newer)\""), to: text("\"\(fold.older)\""), site: site)
        )
      }
      // The last one has no successor.
      folds.append(FoldPlan())
      entry.absences = texts(row.absences)
      return
    }
    guard entry.operation == .keep || entry.operation == .rename, let absence = unwanted(row) else {
      return
    }
    entry.operation = .keepUnlessAbsent
    entry.absences = texts([absence])
  }

  private mutating func marker(
    _ rule: MarkerRule,
    _ entry: inout Entry,
    _ row: Row,
    at field: String
  ) {
    entry.operation = .marker
    if let name = row.name(target) {
      entry.key = text("\"\(name)\":\"\(rule.word(target))\"")
    }
    entry.absences = rule.otherwise == nil ? Slice() : texts(["\"\(rule.word(source))\""])
    entry.site = site(rule.otherwise ?? LossNote(.unexpectedType), .dropped, field)
  }

  /// A value that a field on both sides is not carried with.
  ///
  /// That is null where the target wants something else in its place; and, when restoring, what the
  /// conversion assumed for a field that the restored edition does not have.
  private func unwanted(_ row: Row) -> String? {
    if settings.restores {
      guard let condition = row.editions, condition.side == target,
        !condition.names.contains(edition), row.fill(source)?.meaning == .assumed
      else { return nil }
      return row.fill(source)?.text
    }
    guard row.absences.contains("null"), let fill = row.fill(target), let text = fill.text,
      text != "null", !fill.onlyAtSchemaLevel || settings.pleasesSchema
    else { return nil }
    return "null"
  }

  // MARK: Defaults

  mutating func addTail(_ row: Row, slot: UInt8, to scope: inout Scope, at place: Place) {
    guard let fill = row.fill(target), let name = row.name(target) else { return }
    addTail(fill, name, isOneSided: row.name(source) == nil, slot: slot, to: &scope, at: place)
  }

  mutating func addTail(
    _ fill: Fill,
    _ name: String,
    isOneSided: Bool,
    slot: UInt8,
    to scope: inout Scope,
    at place: Place
  ) {
    let path = place.target
    if fill.onlyAtSchemaLevel && !settings.pleasesSchema { return }
    // What the source did not say need not be taken away again. Tools are what a source usually says.
    if settings.restores && fill.meaning == .assumed && fill.supply == nil { return }
    let value = fillText(fill)
    if fill.meaning == .marker {
      if isOneSided, let value {
        scope.head += (scope.head.isEmpty ? "" : ",") + "\"\(name)\":" + value
        return
      }
    }
    var tail = Tail()
    tail.slot = slot
    tail.key = key(name)
    if let value { tail.text = text("\"\(name)\":\(value)") }
    switch fill.meaning {
    case .filler, .marker: tail.meaning = .filler
    case .assumed: tail.meaning = .assumed
    case .missing: tail.meaning = .missing
    }
    if let source = fill.source { find(source, for: &tail) }
    tail.reports = fill.meaning == .assumed
    if let note = fill.note {
      let isMissing = fill.meaning == .missing
      let member = isMissing ? name : nil
      tail.site = site(note, isMissing ? .missing : .assumed, path + "/" + name, member: member)
      if isMissing && settings.pleasesSchema { refuse(tail.site) }
    }
    if let supply = fill.supply {
      tail.supply = supplyIndex(supply)
      tail.suppliedSite = site(LossNote(.valueSupplied), .assumed, path + "/" + name)
    }
    scope.tails.append(tail)
  }

  private mutating func find(_ source: FillSource, for tail: inout Tail) {
    switch source {
    case .member(let name):
      tail.copied = text(name)
      tail.meaning = .copy
    case .computed(let function):
      tail.computation = Int16(computations.count)
      computations.append(function)
      tail.meaning = .computed
    }
  }

  /// Where the schema is to be pleased, a required value that nobody knows refuses the record.
  private mutating func refuse(_ index: UInt16) {
    let site = sites[Int(index)]
    sites[Int(index)] = LossSite(
      note: site.note,
      action: site.action,
      field: site.field,
      refuses: !settings.restores,
      member: site.member,
      limit: site.limit
    )
  }

  private mutating func supplyIndex(_ name: String) -> Int16 {
    if let known = supplyNames.firstIndex(of: name) { return Int16(known) }
    supplyNames.append(name)
    return Int16(supplyNames.count - 1)
  }

  // MARK: Limits

  mutating func limitPlans(_ all: [Limit], at field: String) -> Slice {
    let mine = active(all)
    let first = limits.count
    for limit in mine {
      var plan = LimitPlan()
      let drops = settings.choice(limit.note.code, at: field) == "drop-message"
      plan.drops = drops
      plan.site = site(limit.note, drops ? .dropped : .changed, field, limit: limit.rule)
      switch limit.rule {
      case .length(let range):
        plan.minimum = Int32(range.lowerBound)
        plan.maximum = Int32(clamping: range.upperBound)
      case .words(let words): plan.words = texts(words)
      case .count(let count):
        plan.maximum = Int32(count)
        plan.isCount = true
      }
      limits.append(plan)
    }
    return Slice(first: Int32(first), count: Int32(mine.count))
  }

  /// The limits that hold towards the target; none when restoring.
  func active(_ all: [Limit]) -> [Limit] {
    if settings.restores { return [] }
    return all.filter { limit in
      limit.side == target && (limit.edition == nil || limit.edition == edition)
        && !(limit.isUnpublished && settings.pleasesSchema)
    }
  }
}
