import JSONCore
import LensCore
package import OpenAIDialects

/// Converts payloads to one dialect, restores them and says what they are.
///
/// ```swift
/// let converter = try Converter(to: "v2")
/// let result = try converter.convert(Array(#"{"role":"user","content":"hi","file_ids":["file-1"]}"#.utf8))
/// print(String(decoding: result.payload, as: UTF8.self))
/// for loss in result.losses { print(loss.code, loss.target ?? "") }
/// ```
///
/// Bytes that no row touches are copied unchanged: member order, number lexemes and string spelling
/// survive, and so do members that no published form knows, where the target may hold them. A converter is
/// immutable and can be shared; each call brings its own memory. Programs that convert many records use a
/// ``BatchConverter``.
public struct Converter: Sendable {
  /// The name of the target: a dialect such as `v2`, or an edition such as `v2-2024-04`.
  public let target: String
  /// What was asked for.
  public let options: ConversionOptions

  let dialect: Dialect
  let edition: String?
  let source: SourceForm?
  let kind: PayloadKind?
  /// What shall come out; nil: what usually does.
  let asked: PayloadKind?
  let settings: Settings
  /// Finds the payloads of documents that hold more; nil if the document is the payload.
  let finder: PayloadFinder?
  /// New ids for old ones.
  let ids: IDMap
  let registry: Registry

  /// Makes a converter to a dialect.
  ///
  /// - Parameters:
  ///   - target: A dialect, whose newest edition is then written, or one of its editions.
  ///   - options: Policies, strictness and what only the caller knows.
  /// - Throws: ``ConfigurationError`` if a name in the arguments is unknown.
  public init(
    to target: String,
    options: ConversionOptions = ConversionOptions()
  ) throws(ConfigurationError) {
    try self.init(to: target, options: options, registry: .standard)
  }

  /// Makes a converter that works with tables of its own.
  package init(
    to target: String,
    options: ConversionOptions,
    registry: Registry
  ) throws(ConfigurationError) {
    let names = Names(registry)
    let found = try names.dialect(target)
    self.target = target
    self.options = options
    self.registry = registry
    dialect = found.dialect
    edition = found.edition
    let named = try Names.optional(options.source, names.dialect)
    source = named.map { SourceForm(dialect: $0.dialect, edition: $0.edition) }
    kind = try Names.optional(options.kind, names.kind)
    asked = try Names.optional(options.targetKind, names.kind)
    if let asked {
      try KindWays(registry, to: found.dialect).check(asked, from: kind, of: source?.dialect)
    }
    settings = try Settings(options, names)
    ids = try IDMap(options.idMap)
    finder = try .optional(options.at, kind: options.kind)
  }

  /// A converter for the bodies of calls, whose kinds the calls say.
  private init(bodiesOf whole: Converter) {
    target = whole.target
    registry = whole.registry
    dialect = whole.dialect
    edition = whole.edition
    source = whole.source
    kind = nil
    asked = nil
    ids = whole.ids
    finder = nil
    settings = whole.settings.forBodies
    var options = whole.options
    options.kind = nil
    options.targetKind = nil
    self.options = options
  }

  /// A converter for the bodies of calls.
  var forBodies: Converter { Converter(bodiesOf: self) }

  /// The target in words: its name, and what was asked for.
  var targetName: String { target + (asked.map { " as \($0.name)" } ?? "") }

  /// Converts one payload.
  ///
  /// - Parameter payload: One JSON document in UTF-8, less than 4 GiB, perhaps with white space around it;
  ///   with ``ConversionOptions/at``, a document that holds payloads.
  /// - Returns: The payload in the target's dialect, the losses, and the residue if it was asked for.
  /// - Throws: ``ConversionError`` if the payload is not JSON, is of no known kind, cannot be told apart, or
  ///   breaks a limit of the target; never for a loss, unless the options ask for that.
  /// - Complexity: O(*n*) in the bytes of the payload.
  public func convert(_ payload: [UInt8]) throws(ConversionError) -> Conversion {
    var tape = Tape()
    var input = ByteSink(capacity: payload.count)
    let view = try scan(payload, &input, &tape)
    if let finder { return try convert(view, finder) }
    var worker = ConversionWorker(self)
    var output = ByteSink(capacity: payload.count)
    let outcome = try worker.convert(view, into: &output)
    var losses: [Loss] = []
    worker.losses(output) { losses.append($0) }
    return Conversion(
      payload: output.view.bytes,
      losses: losses,
      residue: options.keepsResidue ? worker.residue(of: outcome, output) : nil,
      source: worker.identification(of: outcome, view)
    )
  }

  /// Restores the payload from which a conversion was made.
  ///
  /// - Parameters:
  ///   - payload: What ``convert(_:)`` gave, perhaps edited since.
  ///   - residue: The residue that it gave.
  /// - Returns: The source: the same tokens in the same order, except where `payload` was edited.
  /// - Throws: ``ConversionError`` with the code `residue-conflict` if an edit contradicts the residue.
  public func restore(
    _ payload: [UInt8],
    with residue: Residue
  ) throws(ConversionError) -> [UInt8] {
    var tape = Tape()
    var input = ByteSink(capacity: payload.count)
    let view = try scan(payload, &input, &tape)
    var patchTape = Tape()
    var patchInput = ByteSink(capacity: residue.patch.count)
    let patch = residue.patch.isEmpty ? nil : try scan(residue.patch, &patchInput, &patchTape)
    if let finder { return try restore(view, patch, finder) }
    var worker = ConversionWorker(self)
    var output = ByteSink(capacity: payload.count)
    var conflicts: [String] = []
    try worker.restore(
      view,
      dialect: residue.dialect,
      kind: residue.kind,
      patch: patch,
      allowsConflicts: false,
      into: &output,
      conflicts: &conflicts
    )
    return output.view.bytes
  }

  /// Says which dialect and kind a payload has, and why.
  ///
  /// - Throws: ``ConversionError`` if the payload is not JSON or looks like no known kind.
  public func identify(_ payload: [UInt8]) throws(ConversionError) -> Identification {
    var tape = Tape()
    var input = ByteSink(capacity: payload.count)
    let view = try scan(payload, &input, &tape)
    if let finder { return try identify(view, finder) }
    var worker = ConversionWorker(self)
    return try worker.identify(view)
  }

  /// Copies a payload behind which bytes can be read, and scans it.
  private func scan(
    _ payload: [UInt8],
    _ input: inout ByteSink,
    _ tape: inout Tape
  ) throws(ConversionError) -> TapeView {
    input.append(payload)
    let bytes = input.view
    guard var end = tape.scan(bytes) else { throw ConversionError(tape.error, in: bytes) }
    while end < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes.byte(end)) { end += 1 }
    guard end == bytes.count else {
      throw ConversionError(JSONError(.trailingContent, at: end), in: bytes)
    }
    return tape.view(bytes)
  }
}
