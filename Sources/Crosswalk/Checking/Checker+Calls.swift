import JSONCore
import LensCore
import OpenAIDialects

// Calls and answers: the envelope by rules of its own, the body as what it is.
extension Checker {
  /// What is not as it should be in a call or an answer.
  func findings(_ record: TapeView, _ reading: Reading, _ parts: CallParts) -> [Finding] {
    let kind = parts.kind.name
    let envelope = (forms.editions.last ?? FieldList.all.last?.edition).flatMap { edition in
      plans[PayloadForm(edition: edition, kind: kind)]
    }
    let faults = envelope.map { CheckRunner.faults(record, $0).map(Finding.init) } ?? []
    let found = faults + bodyFindings(record, parts)
    return doubts(record, reading, parts) + found.sorted { $0.offset < $1.offset }
  }

  /// What contradicts the caller; that header and body disagree is told of the body.
  private func doubts(_ record: TapeView, _ reading: Reading, _ parts: CallParts) -> [Finding] {
    let doubts = forms.doubts(reading, forms.kind ?? parts.kind.name)
      .filter { $0.id != LossCode.ambiguousKind.id }
    guard doubts.isEmpty, let named = forms.dialect, let match = parts.endpoint(record)?.match,
      named == Dialect.responses.name, match.side == .older
    else { return doubts }
    let message = "expected responses as named by the caller, found a url of \(match.path)"
    return [Finding(.dialectMismatch, message)]
  }

  /// The findings in the body, with pointers from the record.
  private func bodyFindings(_ record: TapeView, _ parts: CallParts) -> [Finding] {
    guard let body = body(record, parts) else { return [] }
    var tape = Tape()
    guard tape.scan(record.bytes, from: Int(record[body.node].start)) != nil else { return [] }
    let forms = PayloadForms(dialect: body.dialect, kind: body.kind?.name, namer: "the call")
    let place = record.pointer(to: body.node)
    return findings(tape.view(record.bytes), forms).map { $0.inside(place) }
  }

  /// What is measured besides the envelope: a value, for which dialect, and as what.
  private struct Body {
    let node: Int
    var dialect: String?
    var kind: PayloadKind?
  }

  private func body(_ record: TapeView, _ parts: CallParts) -> Body? {
    guard parts.body >= 0, record.kind(parts.body) != .null else { return nil }
    guard parts.kind == .httpRequest else {
      let isMeasured = KindDetector().answer(parts, record) != nil
      return isMeasured ? Body(node: parts.body, dialect: forms.dialect) : nil
    }
    guard let match = parts.endpoint(record)?.match else { return nil }
    let isNewer = match.side == .newer
    let said = isNewer ? Dialect.responses : BetaHeader.dialect(record, parts.headers)
    // A caller who names the other side is told so; the body is what the url makes it.
    let named = forms.dialect == Dialect.responses.name ? nil : forms.dialect
    let dialect = said?.name ?? named
    if let kind = isNewer ? match.endpoint.newerBody : match.endpoint.olderBody {
      return Body(node: parts.body, dialect: dialect, kind: kind)
    }
    guard let part = match.endpoint.part,
      let node = record.member(parts.body, named: part.member)
    else { return nil }
    return Body(node: node, dialect: dialect, kind: part.kind)
  }
}

extension Finding {
  /// The same finding in a payload around the one that it is about.
  fileprivate func inside(_ place: String) -> Finding {
    Finding(
      id: id,
      severity: severity,
      pointer: pointer.map { place + $0 },
      offset: offset,
      message: message,
      help: help
    )
  }
}
