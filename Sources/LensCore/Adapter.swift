/// A hand-written rule for what no row can say.
///
/// Both directions are written by hand, so an adapter is the last resort. It works on one field with
/// the same name on both sides, and reports only losses that it declares.
package struct Adapter: Sendable {
  /// Writes the value of the member, whose name is already written, and reports what is lost.
  package typealias Body =
    @Sendable (_ runner: inout LensRunner, _ place: AdapterPlace) throws(Refusal) -> Void

  /// What it does, in a few words for the mapping page.
  package let summary: String
  /// What it may report, in the order of ``AdapterPlace/sites``.
  package let losses: [AdapterLoss]
  /// What users may choose in each direction; nil: the value is carried as it is.
  package let forward: Body?
  package let backward: Body?
  /// Whether the forward direction writes what it reads and only reports: it needs no undoing.
  package let carriesForward: Bool
  /// What the target allows.
  package let limits: [Limit]
  /// Whether a plain string and one plain text element of `type` and member mean the same.
  package let stringMeans: (tag: String, member: String)?
  /// Raised with every change to what either direction writes: residues of another one do not fit.
  package let revision: Int

  /// Declares a rule.
  package init(
    _ summary: String,
    losses: [AdapterLoss],
    limits: [Limit] = [],
    stringMeans: (tag: String, member: String)? = nil,
    revision: Int = 1,
    carriesForward: Bool = false,
    forward: Body? = nil,
    backward: Body? = nil
  ) {
    self.summary = summary
    self.losses = losses
    self.limits = limits
    self.stringMeans = stringMeans
    self.revision = revision
    self.carriesForward = carriesForward
    self.forward = forward
    self.backward = backward
  }
}

/// A loss that an adapter may report.
package struct AdapterLoss: Sendable {
  package let note: LossNote
  package let action: LossAction
  /// Where below the adapter's field, such as `/*`.
  package let path: String

  /// Declares a loss.
  package init(_ note: LossNote, _ action: LossAction, at path: String = "") {
    self.note = note
    self.action = action
    self.path = path
  }
}

/// Where an adapter stands and what it may say there.
package struct AdapterPlace: Sendable {
  /// The node of the object.
  package let object: Int
  /// The node of the member's name; its value is the next one.
  package let name: Int
  /// The sites of the declared losses, in their order.
  package let sites: [UInt16]
  /// What users chose for each of them.
  package let choices: [String]
  /// The byte of the target at which the value starts.
  package let target: Int32
  /// The limits that hold towards the target.
  let limits: Slice
  /// The site that refuses a value of a type that the field never has.
  package let typeSite: UInt16

  /// The node of the member's value.
  package var value: Int { name + 1 }
}
