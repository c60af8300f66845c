// The spelling of rows in a table. Older is always written first.
extension Row {
  /// One field of the same name on both sides.
  package static func same(
    _ name: String,
    older: Fill? = nil,
    newer: Fill? = nil,
    absent: [String] = [],
    limits: [Limit] = []
  ) -> Row {
    rename(name, name, older: older, newer: newer, absent: absent, limits: limits)
  }

  /// One field with a name on each side.
  package static func rename(
    _ olderName: String,
    _ newerName: String,
    older: Fill? = nil,
    newer: Fill? = nil,
    absent: [String] = [],
    limits: [Limit] = []
  ) -> Row {
    Row(
      verb: .carry,
      older: olderName,
      newer: newerName,
      olderFill: older,
      newerFill: newer,
      absences: absent,
      limits: limits
    )
  }

  /// A fixed word on each side; a record with another word is refused for the reason given.
  package static func marker(
    _ olderName: String,
    _ olderWord: String,
    _ newerName: String,
    _ newerWord: String,
    otherwise: LossNote
  ) -> Row {
    let rule = MarkerRule(older: olderWord, newer: newerWord, otherwise: otherwise)
    return Row(
      verb: .marker(rule),
      older: olderName,
      newer: newerName,
      olderFill: .marker("\"\(olderWord)\""),
      newerFill: .marker("\"\(newerWord)\""),
      absences: ["null"]
    )
  }

  /// A fixed word that only the newer side has; a record with another word is refused for the reason given.
  package static func newerMarker(
    _ name: String,
    _ word: String,
    otherwise: LossNote
  ) -> Row {
    let rule = MarkerRule(older: word, newer: word, otherwise: otherwise)
    return Row(
      verb: .marker(rule),
      older: nil,
      newer: name,
      newerFill: .marker("\"\(word)\""),
      absences: ["null"]
    )
  }

  /// The type of an element, which decided the case already.
  static func tag(_ older: String, _ newer: String) -> Row {
    let rule = MarkerRule(older: older, newer: newer, otherwise: nil)
    return Row(
      verb: .marker(rule),
      older: "type",
      newer: "type",
      olderFill: .marker("\"\(older)\""),
      newerFill: .marker("\"\(newer)\"")
    )
  }

  /// An object on the older side whose members stand beside it on the newer.
  ///
  /// - Parameters:
  ///   - name: The name of the object.
  ///   - string: The older member that a plain string in place of the object stands for.
  ///   - writesString: Whether the older side has the plain string, and reads the object only.
  ///   - markers: The parts of its text that users may have cut out.
  ///   - rows: What is in the object.
  /// - Returns: The row.
  package static func flat(
    _ name: String,
    string: String? = nil,
    writesString: Bool = false,
    markers: MarkersRule? = nil,
    _ rows: [Row]
  ) -> Row {
    Row(
      verb: .flat(
        FlatRule(rows: rows, string: string, writesString: writesString, markers: markers)),
      older: name,
      newer: nil
    )
  }

  /// The same row, with what is written where the source says nothing.
  package func filled(older: Fill? = nil, newer: Fill? = nil) -> Row {
    var row = self
    row.olderFill = older ?? olderFill
    row.newerFill = newer ?? newerFill
    return row
  }

  /// The same row, with words of the newer side that the older one knows by another.
  package func folding(_ folds: Fold...) -> Row {
    var row = self
    row.folds = folds
    return row
  }

  /// An object on both sides; a plain string may stand for its member `string`.
  package static func inside(_ name: String, string: String? = nil, _ rows: [Row]) -> Row {
    Row(verb: .inside(rows, string: string), older: name, newer: name)
  }

  /// A list on both sides.
  package static func list(
    _ name: String,
    string: String? = nil,
    others: ListRule.Others = .keep,
    emptied: LossNote? = nil,
    dropsEmptied: Bool = false,
    fill: Fill? = nil,
    absent: [String] = [],
    _ cases: [ElementCase]
  ) -> Row {
    let rule = ListRule(
      cases: cases,
      others: others,
      stringMeans: string,
      emptied: emptied,
      dropsEmptied: dropsEmptied
    )
    return Row(
      verb: .list(rule),
      older: name,
      newer: name,
      olderFill: fill,
      newerFill: fill,
      absences: absent + (fill?.text.map { [$0] } ?? [])
    )
  }

  /// A list with a name on each side, by a rule of its own.
  package static func list(
    _ olderName: String,
    _ newerName: String,
    newer: Fill? = nil,
    absent: [String] = [],
    limits: [Limit] = [],
    _ rule: ListRule
  ) -> Row {
    Row(
      verb: .list(rule),
      older: olderName,
      newer: newerName,
      newerFill: newer,
      absences: absent,
      limits: limits
    )
  }

  /// Plain values on the older side, objects around them on the newer.
  package static func bareList(
    _ olderName: String,
    _ newerName: String,
    fill: Fill? = nil,
    _ rule: BareListRule
  ) -> Row {
    Row(
      verb: .bareList(rule),
      older: olderName,
      newer: newerName,
      olderFill: fill,
      newerFill: fill,
      absences: ["[]", "null"]
    )
  }

  /// A map of anything on the older side, of strings on the newer.
  package static func texts(_ name: String, _ rule: TextsRule) -> Row {
    Row(verb: .texts(rule), older: name, newer: name, absences: ["null", "{}"])
  }

  /// A field that only the older side has.
  package static func olderOnly(
    _ name: String,
    _ loss: LossNote = LossNote(.noNewerField),
    fill: Fill? = nil,
    absent: [String] = []
  ) -> Row {
    Row(
      verb: .oneSided,
      older: name,
      newer: nil,
      olderFill: fill,
      absences: absent,
      loss: loss
    )
  }

  /// A field that only the newer side has.
  package static func newerOnly(
    _ name: String,
    _ loss: LossNote = LossNote(.noOlderField),
    fill: Fill? = nil,
    absent: [String] = []
  ) -> Row {
    Row(
      verb: .oneSided,
      older: nil,
      newer: name,
      newerFill: fill,
      absences: absent,
      loss: loss
    )
  }

  /// What no other verb can say, about one field of the same name on both sides.
  package static func adapter(_ name: String, _ adapter: Adapter) -> Row {
    Row(verb: .adapter(adapter), older: name, newer: name)
  }

  /// An old name of a field that another row claims: read by the adapter, never written.
  package static func formerly(_ name: String, as field: String, _ adapter: Adapter) -> Row {
    Row(verb: .adapter(adapter), older: name, newer: nil, absences: ["null"], alias: field)
  }

  /// The same row, where only some editions of a side have the field.
  ///
  /// Towards an edition without it the field is lost as the note says.
  package func only(_ side: Side, in editions: [String], _ loss: LossNote) -> Row {
    var row = self
    row.editions = EditionCondition(side: side, names: Set(editions))
    row.loss = loss
    return row
  }

  /// The row as it reads towards an edition of the target's side.
  func towards(_ edition: String, _ side: Side) -> Row {
    guard let condition = editions, condition.side == side, !condition.names.contains(edition)
    else { return self }
    var row = self
    row.verb = .oneSided
    switch side {
    case .older: row.older = nil
    case .newer: row.newer = nil
    }
    return row
  }

  /// The old name of a field that another row claims; read in both directions.
  var aliasName: String? { alias == nil ? nil : older }

  /// The name of the field on a side.
  package func name(_ side: Side) -> String? { side == .older ? older : newer }

  /// What is written towards a side.
  package func fill(_ side: Side) -> Fill? { side == .older ? olderFill : newerFill }
}
