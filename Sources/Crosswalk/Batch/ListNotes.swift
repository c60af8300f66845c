import JSONCore
import LensCore
import OpenAIDialects

/// What is to be told of lists beside their losses: pages that others follow, ids that come twice.
struct ListNotes {
  private(set) var incomplete: BatchSummary.Remark?
  private(set) var repeated: BatchSummary.Remark?
  private var seen = SeenTexts()

  /// Nothing noted.
  init() {}

  /// What another run noted.
  init(_ summary: BatchSummary) {
    incomplete = summary.incompleteLists
    repeated = summary.repeatedIDs
  }

  /// Looks at a payload if it is a page.
  @inline(__always)
  mutating func look(_ view: TapeView, _ record: Int, _ input: BatchInput) {
    guard let page = Page(view) else { return }
    look(page, view, record, input.name)
  }

  private mutating func look(_ page: Page, _ view: TapeView, _ record: Int, _ file: String) {
    ListNotes.count(&incomplete, page.hasMore ? 1 : 0, file, record)
    seen.removeAll()
    let repetitions = page.ids.reduce(0) { count, id in
      seen.insert(id, view) == nil ? count : count + 1
    }
    ListNotes.count(&repeated, repetitions, file, record)
  }

  /// Takes over what a later piece noted, which has nothing noted then.
  mutating func take(_ piece: inout ListNotes) {
    ListNotes.add(piece.incomplete, to: &incomplete)
    ListNotes.add(piece.repeated, to: &repeated)
    piece.incomplete = nil
    piece.repeated = nil
  }

  private static func add(
    _ later: BatchSummary.Remark?,
    to remark: inout BatchSummary.Remark?
  ) {
    guard let later else { return }
    count(&remark, later.count, later.file, later.record)
  }

  /// Looks at the envelopes of an input whose elements are records.
  mutating func end(_ reader: borrowing RecordReader, _ file: String) {
    ListNotes.count(&incomplete, reader.noticed, file, nil)
  }

  private static func count(
    _ remark: inout BatchSummary.Remark?,
    _ amount: Int,
    _ file: String,
    _ record: Int?
  ) {
    guard amount > 0 else { return }
    let known = remark ?? BatchSummary.Remark(count: 0, file: file, record: record)
    remark = known
    remark?.count += amount
  }
}
