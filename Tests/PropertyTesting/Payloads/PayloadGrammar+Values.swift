/// What all objects are made of: ids, times, metadata, and members that nobody announced.
extension PayloadGrammar {
  func id(_ prefix: String, _ choices: inout Choices) -> Draft {
    .text("\(prefix)_\(choices.one(of: Vocabulary.idEnds))")
  }

  /// A file id; there are few, so that lists repeat them.
  func fileID(_ choices: inout Choices) -> String { choices.one(of: Vocabulary.fileIDs) }

  /// Seconds since 1970, in digits or as any lexeme that means the same integer.
  func timestamp(_ choices: inout Choices) -> Draft {
    choices.chance(1, in: 4)
      ? .lexeme(choices.one(of: Vocabulary.oddTimes))
      : .lexeme(String(1_699_017_614 + choices.below(100_000)))
  }

  /// An integer, rarely with an odd lexeme.
  func integer(_ number: Int, _ choices: inout Choices) -> String {
    choices.chance(1, in: 20) ? "\(number)\(choices.one(of: [".0", "e0", "E+0"]))" : "\(number)"
  }

  /// A list of elements, as many as a range allows.
  func list<Element>(
    _ choices: inout Choices, _ count: ClosedRange<Int>, _ element: (inout Choices) -> Element
  ) -> [Element] {
    var elements: [Element] = []
    while elements.count < count.lowerBound { elements.append(element(&choices)) }
    let average = choices.chance(1, in: 6) ? 8 : 2
    while elements.count < count.upperBound && choices.more(average: average) {
      elements.append(element(&choices))
    }
    return elements
  }

  /// At most 16 pairs; editions before 2025 took any value.
  func metadata(_ choices: inout Choices) -> Draft {
    let takesAny = wild || !edition.hasStringMetadata
    var object = ObjectDraft(wild: wild)
    while object.members.count < 16 && choices.more(average: 2) {
      let name = choices.one(of: Vocabulary.metadataNames)
      let isAny = takesAny && choices.chance(1, in: 8)
      let value = isAny ? anyValue(&choices) : .text(choices.text(.hostile, average: 3))
      object.stray(name, value, &choices)
    }
    return object.draft
  }

  // MARK: Unknown members

  /// Adds members that no edition knows; a schema that is open lets them pass.
  func addUnknown(to object: inout ObjectDraft, _ choices: inout Choices) {
    guard choices.chance(1, in: wild ? 8 : 20) else { return }
    let name =
      wild && choices.chance(1, in: 3)
      ? choices.text(.hostile, average: 3) : choices.one(of: Vocabulary.unknownNames)
    object.stray(name, anyValue(&choices), &choices)
  }

  /// Adds, to wild payloads, members that the other dialect or another object knows.
  func addForeign(_ names: [String], to object: inout ObjectDraft, _ choices: inout Choices) {
    guard wild, choices.chance(1, in: 12) else { return }
    if choices.chance(1, in: 2) {
      addOtherFiles(to: &object, &choices)
    } else {
      object.stray(choices.one(of: names), anyValue(&choices), &choices)
    }
  }

  /// Adds the list of files of the other dialect: a hybrid.
  private func addOtherFiles(to object: inout ObjectDraft, _ choices: inout Choices) {
    if edition.isV1 {
      object.stray("attachments", attachments(&choices, isStored: true), &choices)
    } else {
      object.stray("file_ids", fileIDs(&choices, atLeast: 0), &choices)
    }
  }

  /// Any JSON value, small; copied whole by those who do not know it, names that repeat included.
  func anyValue(_ choices: inout Choices) -> Draft {
    var json = HostileJSON(repeatsNames: wild && choices.chance(1, in: 10))
    json.depth = 2
    json.deepest = 50
    json.hugest = 20
    return json.draft(&choices)
  }
}
