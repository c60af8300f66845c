package import JSONCore

// Reading what ``BatchSummary/json`` wrote.
extension BatchSummary {
  /// Reads a summary; nil if the bytes are none.
  public init?(json: [UInt8]) {
    var sink = ByteSink(capacity: json.count)
    sink.append(json)
    var tape = Tape()
    guard tape.scan(sink.view) != nil else { return nil }
    self.init(tape.view(sink.view), 0)
  }

  /// Reads a summary that is a value of a larger document; nil if it is none.
  package init?(_ view: TapeView, _ node: Int) {
    let object = StoredObject(view, node)
    guard let records = object.number("records"), let converted = object.number("converted"),
      let copied = object.number("copied"), let undecided = object.number("undecided"),
      let unknown = object.number("unknown"), let rejected = object.number("rejected"),
      let bytesRead = object.number("bytes_read"),
      let bytesWritten = object.number("bytes_written"),
      let kinds = object.list("kinds", KindCount.init),
      let losses = object.list("fields", LossCount.init),
      let refusals = object.list("refusals", RejectCount.init),
      let rejects = object.list("rejects", BatchError.init),
      let markedFiles = object.list("marked_files", { $0.text })
    else { return nil }
    self.records = records
    self.converted = converted
    self.copied = copied
    self.undecided = undecided
    self.unknown = unknown
    self.rejected = rejected
    self.bytesRead = bytesRead
    self.bytesWritten = bytesWritten
    withoutPayload = object.number("without_payload") ?? 0
    self.kinds = kinds
    self.losses = losses
    rejectedByCode = refusals
    self.rejects = rejects
    self.markedFiles = markedFiles
    incompleteLists = object.member("incomplete_lists").flatMap(Remark.init)
    repeatedIDs = object.member("repeated_ids").flatMap(Remark.init)
  }
}

extension BatchSummary.KindCount {
  fileprivate init?(_ object: StoredObject) {
    guard let dialect = object.text("dialect"), let kind = object.text("kind"),
      let targetDialect = object.text("target_dialect"),
      let targetKind = object.text("target_kind"), let count = object.number("count")
    else { return nil }
    self.init(
      dialect: dialect,
      kind: kind,
      targetDialect: targetDialect,
      targetKind: targetKind,
      count: count
    )
  }
}

extension BatchSummary.LossCount {
  fileprivate init?(_ object: StoredObject) {
    guard let code = object.text("code"), let field = object.text("field"),
      let weight = object.text("weight").flatMap(LossWeight.init),
      let action = object.text("action"), let message = object.text("message"),
      let count = object.number("count")
    else { return nil }
    self.init(
      code: code,
      field: field,
      weight: weight,
      action: action,
      message: message,
      count: count,
      example: object.member("example").flatMap(BatchSummary.LossExample.init)
    )
  }
}

extension BatchSummary.LossExample {
  fileprivate init?(_ object: StoredObject) {
    guard let file = object.text("file"), let record = object.number("record") else { return nil }
    self.init(
      file: file,
      record: record,
      source: object.text("source"),
      target: object.text("target"),
      member: object.text("member"),
      sourceValue: object.text("source_value"),
      targetValue: object.text("target_value")
    )
  }
}

extension BatchSummary.RejectCount {
  fileprivate init?(_ object: StoredObject) {
    guard let code = object.text("code"), let count = object.number("count") else { return nil }
    self.init(code: code, count: count)
  }
}

extension BatchSummary.Remark {
  fileprivate init?(_ object: StoredObject) {
    guard let count = object.number("count"), let file = object.text("file") else { return nil }
    self.init(count: count, file: file, record: object.number("record"))
  }
}

extension BatchError {
  fileprivate init?(_ object: StoredObject) {
    guard let file = object.text("file"), let record = object.number("record"),
      let line = object.number("line"), let column = object.number("column"),
      let offset = object.number("offset"), let code = object.text("code"),
      let message = object.text("message"), let help = object.text("help")
    else { return nil }
    self.init(
      file: file,
      record: record,
      line: line,
      column: column,
      offset: offset,
      code: code,
      pointer: object.text("pointer"),
      message: message,
      help: help
    )
    at = object.text("at")
  }
}

/// A value of a stored document, read by the names of its members.
private struct StoredObject {
  private let view: TapeView
  private let node: Int

  init(_ view: TapeView, _ node: Int) {
    self.view = view
    self.node = node
  }

  func member(_ name: String) -> StoredObject? {
    view.member(node, named: name).map { StoredObject(view, $0) }
  }

  /// The text of a member; nil if it is no string.
  func text(_ name: String) -> String? { member(name)?.text }

  /// The whole number that a member is.
  func number(_ name: String) -> Int? { member(name).flatMap { view.integer($0.node) } }

  /// The elements of a member, if all can be read.
  func list<Element>(_ name: String, _ read: (StoredObject) -> Element?) -> [Element]? {
    guard let list = member(name), view.kind(list.node) == .array else { return nil }
    let elements = view.elements(of: list.node).map { read(StoredObject(view, $0)) }
    let read = elements.compactMap { $0 }
    return read.count == elements.count ? read : nil
  }

  /// The text, if this is a string.
  var text: String? {
    guard view.kind(node) == .string else { return nil }
    return String(decoding: view.decoded(node), as: UTF8.self)
  }
}
