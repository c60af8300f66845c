import Crosswalk
import JSONCore
import LensCore
import OpenAIDialects

extension Law {
  /// Law 3: what was converted without losses converts back without residue to an equal payload.
  static let honestReport = Law("honest-report") { trial in
    guard !trial.isCopied, trial.losses.isEmpty, try !trial.isMixed else { return nil }
    // From what is sent in a dialect, only restoring leads back to what was stored.
    if trial.sourceForm.hasPrefix(trial.setup.target), trial.kind != trial.targetKind { return nil }
    guard let form = EqualForm(trial) else { return "no-lens: a conversion needs a lens" }
    let way = try trial.setup.reversed(
      to: trial.identifiedForm,
      kind: trial.kind,
      from: trial.targetKind
    )
    let result: [UInt8]
    do {
      result = try trial.bench.convert(trial.target, way)
    } catch let error as ConversionError {
      // A payload as served may break the limits of its own dialect, which hold on the way back.
      if error.code == "value-missing", trial.setup.level == .schema { return nil }
      if trial.lawCase.isWild, LossCode.limits.contains(error.code) { return nil }
      return "refused: on the way back with \(error.code): \(error.message)"
    }
    guard let back = ScannedPayload(result) else { return "no-document: on the way back" }
    if try form.bytes(of: back) == form.bytes(of: trial.source) { return nil }
    return "differs: without residue came back \(String(decoding: result, as: UTF8.self))"
  }
}

/// The lens through which a record went, and the side on which it began.
struct LensEnds {
  let lens: Lens
  let side: Side

  init?(_ trial: Trial) { self.init(trial, trial.kind, trial.targetKind) }

  /// The lens of one kind, be it that of the record or that of a body in it.
  init?(_ trial: Trial, _ kind: PayloadKind, _ targetKind: PayloadKind) {
    guard let from = Registry.dialect(named: trial.sourceForm)?.dialect,
      let to = Registry.dialect(named: trial.setup.target)
    else { return nil }
    let found: Lens?
    if from == to.dialect, kind != targetKind {
      found = Registry.standard.forms(of: kind, in: from).first { $0.newerKind == targetKind }
      side = .older
    } else if from == to.dialect {
      found = Registry.editions(of: from)?.lens(kind)
      side = (to.edition ?? from.newest) == from.newest ? .older : .newer
    } else {
      // The first hop knows what means nothing on the side of the source.
      let path = Registry.standard.path(from: from, to: to.dialect)
      let route = Registry.hop(from: from, to: path[1])
      let isWhole = path.count == 2
      found = route.flatMap {
        $0.hop.lens(kind, $0.direction, as: isWhole ? targetKind : nil)
      }
      side = route?.direction == .backward ? .newer : .older
    }
    guard let found else { return nil }
    lens = found
  }
}

extension LossCode {
  /// The codes of limits: what they refuse may be kept as it is.
  fileprivate static let limits: Set<String> = {
    let codes = Registry.codes.filter { code in code.choices.contains { $0.name == "keep" } }
    return Set(codes.map(\.id))
  }()
}

extension ConversionOptions {
  /// The values that the options take for granted, as JSON by their supply name.
  var assumptions: [String: String] {
    guard let tools else { return [:] }
    let objects = tools.map { #"{"type":"\#($0)"}"# }
    return ["tools": "[\(objects.joined(separator: ","))]"]
  }
}
