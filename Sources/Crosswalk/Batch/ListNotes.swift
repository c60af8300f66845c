import JSONCore
import LensCore
import OpenAIDialects

/// What is to be told of lists beside their losses: pages that others follow, ids that come twice.
struct ListNotes {
  /// The member with which a page says that there are others.
  static let moreToCome = Array("has_more".utf8)

  private(set) var incomplete: BatchSummary.Remark?
  private(set) var repeated: BatchSummary.Remark?
  private var seen = SeenTexts()

  /// Looks at a record if it is a list.
  mutating func look(_ view: TapeView, _ kind: String, _ record: Int, _ file: String) {
    guard kind == PayloadKind.messageList.name || kind == PayloadKind.itemList.name else { return }
    if let more = view.member(0, ListNotes.moreToCome), view.kind(more) == .true {
      ListNotes.count(&incomplete, 1, file, record)
    }
    if let data = view.member(0, "data") {
      ListNotes.count(&repeated, repeatedIDs(view, data), file, record)
    }
  }

  /// Looks at the envelopes of an input whose elements are records.
  mutating func look(_ reader: borrowing RecordReader, _ file: String) {
    ListNotes.count(&incomplete, reader.noticed, file, nil)
  }

  private mutating func repeatedIDs(_ view: TapeView, _ list: Int) -> Int {
    seen.removeAll()
    var count = 0
    for element in view.elements(of: list) {
      guard let id = view.member(element, "id"), view.kind(id) == .string else { continue }
      if seen.insert(id, view) != nil { count += 1 }
    }
    return count
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
