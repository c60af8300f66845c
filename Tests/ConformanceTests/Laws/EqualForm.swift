import Crosswalk
import JSONCore
import LensCore
import OpenAIDialects

/// The form in which equal sources of a trial are equal bytes.
struct EqualForm {
  private let payload: LensCore.NormalForm?
  private let dialect: Dialect

  /// Nil if the record went through no lens.
  init?(_ trial: Trial) {
    guard let dialect = Registry.dialect(named: trial.sourceForm)?.dialect else { return nil }
    self.dialect = dialect
    guard trial.kind.isCall else {
      guard let ends = LensEnds(trial) else { return nil }
      payload = EqualForm.form(ends, trial)
      return
    }
    payload = EqualForm.bodyEnds(trial, dialect).map { EqualForm.form($0, trial) }
  }

  private static func form(_ ends: LensEnds, _ trial: Trial) -> LensCore.NormalForm {
    LensCore.NormalForm(ends.lens, ends.side, assumptions: trial.setup.options.assumptions)
  }

  /// The lens of a body; the list of one item that goes around a message is not part of it.
  private static func bodyEnds(_ trial: Trial, _ dialect: Dialect) -> LensEnds? {
    guard let kind = trial.source.bodyKind(in: dialect),
      let target = Registry.dialect(named: trial.setup.target)?.dialect,
      let targetKind = trial.target.bodyKind(in: target)
    else { return nil }
    if kind == .createItemsRequest { return LensEnds(trial, .inputItem, targetKind) }
    let isWrapped = kind == .createMessageRequest && targetKind == .createItemsRequest
    return LensEnds(trial, kind, isWrapped ? .inputItem : targetKind)
  }

  /// The form of a source.
  func bytes(of source: ScannedPayload) throws -> [UInt8] {
    let view = source.view
    guard let parts = CallParts(view) else { return payload?.bytes(of: view) ?? [] }
    let plain = LensCore.NormalForm(EqualForm.plain, .older)
    var envelope = source.bytes
    var cuts = [body(source)].compactMap { $0 }.map { ($0, Array("null".utf8)) }
    if parts.headers >= 0, view.kind(parts.headers) == .object {
      cuts.append((parts.headers, EqualForm.headers(view, parts.headers)))
    }
    for (node, text) in cuts.sorted(by: { $0.0 > $1.0 }) {
      envelope.replaceSubrange(Int(view[node].start)..<Int(view[node].end), with: text)
    }
    let rest = ScannedPayload(envelope).map { plain.bytes(of: $0.view) } ?? envelope
    guard let payload, let node = body(source), let body = ScannedPayload(view.lexeme(node)) else {
      return rest
    }
    return rest + payload.bytes(of: body.view)
  }

  /// The headers without the one that is a word of the dialect.
  private static func headers(_ view: TapeView, _ headers: Int) -> [UInt8] {
    let marks = Set(BetaHeader.members(view, headers).map(\.name))
    let kept = view.members(of: headers).filter { !marks.contains($0.name) }
    let members = kept.map { view.lexeme($0.name) + [0x3a] + view.lexeme($0.value) }
    return Array("{".utf8) + members.joined(separator: [0x2c]) + Array("}".utf8)
  }

  private func body(_ source: ScannedPayload) -> Int? {
    let view = source.view
    guard payload != nil, let parts = CallParts(view), let kind = source.bodyKind(in: dialect)
    else { return nil }
    guard kind == .createItemsRequest else { return parts.body }
    return view.member(parts.body, "items").flatMap { view.elements(of: $0).first { _ in true } }
  }

  /// No row: nothing means nothing but order and spelling.
  private static let plain = Lens(.httpRequest, as: .httpRequest, source: "none", [])
}

extension ScannedPayload {
  /// What the body of a call or an answer is; nil if it stays as it is.
  fileprivate func bodyKind(in dialect: Dialect) -> PayloadKind? {
    CallParts(view).flatMap { KindDetector().bodyKind($0, view, in: dialect, .standard) }
  }
}
