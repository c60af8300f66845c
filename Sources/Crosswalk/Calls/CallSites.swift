import LensCore
import OpenAIDialects

/// The places at which the envelope of a call can lose something; those of its body come behind them.
struct CallSites: Sendable {
  let sites: [LossSite]
  let idNotMapped: UInt16
  let unknownField: UInt16
  private let parameters: [String: UInt16]
  private let otherParameter: UInt16

  /// Makes the places for the policies and strictness of a caller.
  init(_ settings: Settings) {
    var sites: [LossSite] = []
    func add(_ note: LossNote, _ action: LossAction, at field: String) -> UInt16 {
      let isTooHeavy = settings.isTooHeavy(note.weight, note.code, at: field)
      let refuses = settings.choice(note.code, at: field) == "fail" || isTooHeavy
      sites.append(
        LossSite(note: note, action: action, field: field, refuses: refuses && !settings.restores)
      )
      return UInt16(sites.count - 1)
    }
    func dropped(_ words: String) -> UInt16 {
      let note = LossNote(.queryNotInDialect, nil, "the target's endpoint takes no " + words)
      return add(note, .changed, at: "/url")
    }
    idNotMapped = add(LossNote(.idNotMapped), .changed, at: "/url")
    unknownField = add(LossNote(.unknownField), .dropped, at: "/body/*")
    let names = Set(Endpoints.all.flatMap { $0.query.map(\.name) }).sorted()
    var parameters: [String: UInt16] = [:]
    for name in names { parameters[name] = dropped("query parameter '\(name)'") }
    otherParameter = dropped("query parameter of this name; no published form knows it")
    self.parameters = parameters
    self.sites = sites
  }

  /// The place at which a parameter of the query is dropped.
  func parameter(_ name: [UInt8]) -> UInt16 {
    parameters[String(decoding: name, as: UTF8.self)] ?? otherParameter
  }
}

extension LossSite {
  /// The same place in a payload that stands inside another.
  func inside(_ pointer: String) -> LossSite {
    LossSite(
      note: note,
      action: action,
      field: pointer + field,
      refuses: refuses,
      member: member,
      limit: limit
    )
  }
}
