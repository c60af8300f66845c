import JSONCore

/// The parts of a text that are left out, and what is behind each of them.
struct MarkerCuts {
  /// One part, in code points of the source's text.
  struct Cut {
    let start: Int
    var end: Int
    /// How many code points are left out before it.
    var before = 0
  }

  /// The markers of the plan that they belong to; -1: none is known.
  var plan = -1
  /// Parts that do not touch, in the order of the text.
  var all: [Cut] = []
  /// The code points of the text; -1: there is no text.
  var length = -1
  /// Elements that say what they mark, and mark something else.
  var differing: Set<Int> = []

  /// How many code points are left out before a place.
  func count(before place: Int) -> Int {
    var low = 0
    var high = all.count
    while low < high {
      let half = (low + high) / 2
      if all[half].start < place { low = half + 1 } else { high = half }
    }
    guard low > 0 else { return 0 }
    let cut = all[low - 1]
    return cut.before + min(place, cut.end) - cut.start
  }

  /// Takes spans in the order of their starts; what several of them hold is left out once.
  mutating func join(_ spans: some Sequence<Range<Int>>) {
    for span in spans {
      if let last = all.last, span.lowerBound <= last.end {
        all[all.count - 1].end = max(last.end, span.upperBound)
      } else {
        let before = all.last.map { $0.before + $0.end - $0.start } ?? 0
        all.append(Cut(start: span.lowerBound, end: span.upperBound, before: before))
      }
    }
  }
}

// Texts without the markers that a list beside them names. Nothing here runs unless users asked for it.
extension LensRunner {
  /// Writes the members of an object in its place, its text without markers.
  mutating func strip(_ entry: Item<Entry>, _ name: Int, _ frame: inout Frame) throws(Refusal) {
    let outer = cuts
    defer { cuts = outer }
    findCuts(Int(entry.group), in: name &+ 1)
    try flatten(entry, name, &frame)
  }

  /// Finds what the list of an object marks in its text, in whatever order the two stand.
  private mutating func findCuts(_ index: Int, in object: Int) {
    cuts = MarkerCuts()
    cuts.plan = index
    let markers = plan.markers[index]
    let text = member(object, markers.text)
    guard text >= 0, source.kind(text) == .string else { return }
    cuts.length = source.scalarCount(text)
    let list = member(object, markers.list)
    guard list >= 0, source.kind(list) == .array else { return }
    var marked: [(element: Int, span: Range<Int>)] = []
    for element in source.elements(of: list) where isMarker(element, markers) {
      if let span = span(of: element, markers), !span.isEmpty { marked.append((element, span)) }
    }
    marked.sort { $0.span.lowerBound < $1.span.lowerBound }
    cuts.join(marked.lazy.map(\.span))
    compare(marked, text, markers)
  }

  /// Notes which elements mark something else than they say.
  private mutating func compare(
    _ marked: [(element: Int, span: Range<Int>)],
    _ text: Int,
    _ markers: MarkersPlan
  ) {
    var place = 0
    var offset = Int(source[text].start) &+ 1
    for (element, span) in marked {
      offset = source.bytes.offset(offset, movedBy: span.lowerBound - place)
      place = span.lowerBound
      let quoted = member(element, markers.quoted)
      guard quoted >= 0, source.kind(quoted) == .string else { continue }
      // Asked first, so that long spans that lie over each other are not read again and again.
      if source.scalarCount(quoted) == span.count {
        let end = source.bytes.offset(offset, movedBy: span.count)
        if source.bytes.decoded(offset, end) == source.decoded(quoted) { continue }
      }
      cuts.differing.insert(element)
    }
  }

  /// Writes a text without its markers; what stays keeps its spelling.
  mutating func cut(_ entry: Item<Entry>, _ name: Int, _ frame: inout Frame) throws(Refusal) {
    let value = name &+ 1
    try checkLimits(entry.limits, value)
    begin(entry, name, &frame)
    guard !cuts.all.isEmpty else { return copy(value) }
    let node = source[value]
    copy(node.start, node.start &+ 1)
    var place = 0
    var offset = Int(node.start) &+ 1
    for cut in cuts.all {
      let start = source.bytes.offset(offset, movedBy: cut.start - place)
      copy(UInt32(offset), UInt32(start))
      offset = source.bytes.offset(start, movedBy: cut.end - cut.start)
      place = cut.end
    }
    copy(UInt32(offset), node.end)
    try lose(plan.markers[cuts.plan].strippedSite, value, target: position - 1)
  }

  /// Writes a place in the text as it is without the markers before it.
  mutating func move(
    _ entry: Item<Entry>,
    _ element: Int,
    _ name: Int,
    _ frame: inout Frame
  ) throws(Refusal) {
    try checkLimits(entry.limits, name &+ 1)
    begin(entry, name, &frame)
    try writePlace(name, of: element)
  }

  /// Copies an element that no rows are about; places in the text move all the same.
  mutating func copyElement(_ element: Int) throws(Refusal) {
    guard !cuts.all.isEmpty, source.kind(element) == .object else { return copy(element) }
    let markers = plan.markers[cuts.plan]
    var offset = source[element].start
    for member in source.members(of: element) {
      let name = source[member.name]
      guard isText(name, markers.start) || isText(name, markers.end) else { continue }
      copy(offset, source[member.value].start)
      try writePlace(member.name, of: element)
      offset = source[member.value].end
    }
    copy(offset, source[element].end)
  }

  private mutating func writePlace(_ name: Int, of element: Int) throws(Refusal) {
    let value = name &+ 1
    let markers = plan.markers[cuts.plan]
    let isStart = isText(source[name], markers.start)
    guard span(of: element, markers) != nil else {
      copy(value)
      if isStart, !cuts.all.isEmpty || isMarker(element, markers) {
        try lose(markers.keptSite, value, target: position - 1)
      }
      return
    }
    let place = WholeNumber.read(source, value) ?? 0
    let before = cuts.count(before: place)
    if before > 0 {
      write(Array(String(place - before).utf8))
      try lose(isStart ? markers.startSite : markers.endSite, value, target: position - 1)
    } else {
      copy(value)
    }
    if isStart, cuts.differing.contains(element) {
      try lose(markers.differingSite, value, target: position - 1)
    }
  }

  /// Whether the span of an element is to be cut out.
  private mutating func isMarker(_ element: Int, _ markers: MarkersPlan) -> Bool {
    guard source.kind(element) == .object else { return false }
    let type = typeMember(element)
    return type >= 0
      && markers.types.range.contains { isString(source[type], plan.values[$0]) }
  }

  /// The code points that an element marks; nil if the text does not have them.
  ///
  /// An element with only one of the two places marks a point.
  private func span(of element: Int, _ markers: MarkersPlan) -> Range<Int>? {
    let first = member(element, markers.start)
    let last = member(element, markers.end)
    guard max(first, last) >= 0,
      let start = WholeNumber.read(source, first >= 0 ? first : last),
      let end = WholeNumber.read(source, last >= 0 ? last : first),
      0 <= start, start <= end, end <= cuts.length
    else { return nil }
    return start..<end
  }
}
