import JSONCore

// The usual cases: what both sides have stands in one order. They are told while both are walked, without
// lists of members, elements and pairs; what is written is what the general way would write.
extension ResidueMaker {
  /// Appends the patch of two objects with the same names in the same order, spelled alike.
  ///
  /// - Returns: False, and nothing is appended, if they are others.
  func membersInStep(_ was: Int, _ now: Int, _ sink: inout ByteSink) -> Bool {
    guard haveSameNames(was, now) else { return false }
    var patch = PatchWriter(&sink)
    var others = source.members(of: now)
    for member in back.members(of: was) {
      guard let other = others.next() else { break }
      if back.sameTokens(member.value, source, other.value) { continue }
      patch.entry("~", &sink)
      append(back, member.name, &sink)
      sink.append(UInt8(ascii: ","))
      value(member.value, other.value, &sink)
      sink.append(UInt8(ascii: "]"))
    }
    patch.endGroup(&sink)
    patch.end(&sink)
    return true
  }

  private func haveSameNames(_ was: Int, _ now: Int) -> Bool {
    var others = source.members(of: now)
    for member in back.members(of: was) {
      guard let other = others.next(), !back[member.name].hasEscape,
        back.isSameText(member.name, source, other.name), !source[other.name].hasEscape
      else { return false }
    }
    return others.next() == nil && back.repeatedName(in: was) == nil
  }

  /// Appends the patch of two arrays whose elements belong together one by one.
  ///
  /// - Returns: False, and nothing is appended, if they do not.
  func elementsInStep(_ was: Int, _ now: Int, _ sink: inout ByteSink) -> Bool {
    guard areInStep(was, now) else { return false }
    var patch = begin(was, &sink)
    var others = source.elements(of: now)
    for (place, element) in back.elements(of: was).enumerated() {
      guard let other = others.next() else { break }
      if back.sameTokens(element, source, other) { continue }
      patch.entry("~", &sink)
      sink.append(decimal: place)
      sink.append(UInt8(ascii: ","))
      value(element, other, &sink)
      sink.append(UInt8(ascii: "]"))
    }
    patch.endGroup(&sink)
    patch.end(&sink)
    return true
  }

  /// Whether each element came from the one at its place, or from nowhere while that one may have a partner.
  private func areInStep(_ was: Int, _ now: Int) -> Bool {
    var others = source.elements(of: now)
    for element in back.elements(of: was) {
      guard let other = others.next() else { return false }
      if let byte = both.firstOrigin(in: element) {
        guard byte >= Int(source[other].start), byte < Int(source[other].end) else { return false }
      } else if dropped.contains(other) {
        return false
      }
    }
    return others.next() == nil
  }

  /// Appends the patch of two arrays that differ only by neighbors that one of them has and the other lacks.
  ///
  /// Only if nothing was copied: values that a run filled in, beside those that they stand for.
  ///
  /// - Returns: False, and nothing is appended, if they differ by more.
  func elementsAround(_ was: Int, _ now: Int, _ sink: inout ByteSink) -> Bool {
    if back.elements(of: was).contains(where: { both.firstOrigin(in: $0) != nil }) { return false }
    if source.elements(of: now).contains(where: { dropped.contains($0) }) { return false }
    let before = back.count(of: was)
    let after = source.count(of: now)
    guard let same = sameAtStart(was, now, besides: before - after) else { return false }
    var patch = begin(was, &sink)
    for (place, element) in back.elements(of: was).enumerated().dropFirst(same)
      .prefix(max(0, before - after))
    {
      patch.entry("-", &sink)
      sink.append(decimal: place)
      sink.append(UInt8(ascii: ","))
      Witness.append(back, element, &sink)
      sink.append(UInt8(ascii: "]"))
    }
    patch.endGroup(&sink)
    for (place, element) in source.elements(of: now).enumerated().dropFirst(same)
      .prefix(max(0, after - before))
    {
      patch.entry("+", &sink)
      sink.append(decimal: place)
      sink.append(UInt8(ascii: ","))
      source.minify(element, into: &sink)
      sink.append(UInt8(ascii: "]"))
    }
    patch.endGroup(&sink)
    patch.end(&sink)
    return true
  }

  /// The number of equal elements at the start, if all others are equal too once the surplus of one side
  /// is skipped there.
  private func sameAtStart(_ was: Int, _ now: Int, besides surplus: Int) -> Int? {
    var same = 0
    var left = back.elements(of: was)
    var right = source.elements(of: now)
    var element = left.next()
    var other = right.next()
    while let one = element, let two = other, back.sameTokens(one, source, two) {
      same += 1
      element = left.next()
      other = right.next()
    }
    for _ in 0..<abs(surplus) {
      if surplus > 0 { element = left.next() } else { other = right.next() }
    }
    while let one = element, let two = other {
      guard back.sameTokens(one, source, two) else { return nil }
      element = left.next()
      other = right.next()
    }
    return element == nil && other == nil ? same : nil
  }
}

extension TapeView {
  /// The number of elements of an array.
  func count(of array: Int) -> Int {
    var count = 0
    for _ in elements(of: array) { count += 1 }
    return count
  }
}
