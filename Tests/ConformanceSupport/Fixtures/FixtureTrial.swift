internal import Crosswalk
internal import JSONCore
internal import LensCore
package import OpenAIDialects

/// One way through a case, converted with some tables.
package struct FixtureTrial {
  let fixture: Fixture
  let way: FixtureWay
  /// The payload that surrounds the case's own; nil if it stands alone.
  let enclosure: Enclosure?
  let registry: Registry
  let hop: FixtureHop
  let converter: Converter
  let source: String
  let result: Result<Conversion, ConversionError>
  /// What restoring the result gave.
  let restored: Result<[UInt8], ConversionError>?

  /// Converts the source of a case, and restores it.
  package init(
    _ fixture: Fixture,
    _ way: FixtureWay,
    inside enclosure: Enclosure? = nil,
    registry: Registry = .standard,
    options: FixtureOptions? = nil
  ) throws {
    self.fixture = fixture
    self.way = way
    self.enclosure = enclosure
    let text = fixture.files[way.sourceFile] ?? ""
    let payload = Repetition.expand(text.last == "\n" ? String(text.dropLast()) : text)
    source = enclosure?.around(payload) ?? payload
    guard let hop = FixtureHop.all(registry).first(where: { $0.name == fixture.hop }) else {
      throw FixtureError(text: "\(fixture.hop): no such hop")
    }
    self.registry = registry
    self.hop = hop
    var made = (options ?? fixture.options).conversionOptions(fieldsBelow: enclosure?.field ?? "")
    if fixture.options.unnamed != true {
      made.source = fixture.options.from ?? hop.source(way).dialect
      let lens = hop.lens(named: fixture.kind)
      made.kind =
        enclosure?.kind ?? lens?.kind(way.isForward ? .older : .newer).name ?? fixture.kind
    }
    if let lens = hop.lens(named: fixture.kind), lens.kind != lens.newerKind {
      made.targetKind = lens.kind(way.isForward ? .newer : .older).name
    }
    let target = fixture.options.to ?? hop.target(way).target
    converter = try Converter(to: target, options: made, registry: registry)
    let result = FixtureTrial.convert(converter, Array(source.utf8))
    self.result = result
    restored = FixtureTrial.restore(converter, result)
  }

  static func convert(
    _ converter: Converter,
    _ source: [UInt8]
  ) -> Result<Conversion, ConversionError> {
    do {
      return .success(try converter.convert(source))
    } catch {
      return .failure(error)
    }
  }

  private static func restore(
    _ converter: Converter,
    _ result: Result<Conversion, ConversionError>
  ) -> Result<[UInt8], ConversionError>? {
    guard case .success(let conversion) = result, let residue = conversion.residue else {
      return nil
    }
    do {
      return .success(try converter.restore(conversion.payload, with: residue))
    } catch {
      return .failure(error)
    }
  }

  // MARK: What came out

  /// The files that this way through the case should have, its source included.
  package var files: [String: String] {
    var files = [way.sourceFile: fixture.files[way.sourceFile] ?? ""]
    switch result {
    case .failure(let error): files[Fixture.refusalFile] = FixtureText.of(error, inside: enclosure)
    case .success(let conversion):
      files[way.targetFile] = short(String(decoding: conversion.payload, as: UTF8.self)) + "\n"
      files[way.lossesFile] = FixtureText.of(conversion.losses, inside: enclosure)
      if let residue = conversion.residue, !residue.patch.isEmpty {
        files[way.residueFile] = short(String(decoding: residue.patch, as: UTF8.self)) + "\n"
      }
    }
    return files
  }

  /// What is wrong with what came out; nothing if it is as told.
  package func problems() -> [String] {
    if enclosure != nil { return problemsInside() + problemsOfRestoring() }
    return problemsAlone() + problemsOfRestoring() + problemsOfReturning()
  }

  private func problemsAlone() -> [String] {
    let files = files
    let mine = [way.lossesFile, way.residueFile, way.targetFile, Fixture.refusalFile]
    return mine.compactMap { name in
      let told = fixture.files[name]
      guard told != files[name] else { return nil }
      return "\(name): told \(excerpt(told)), found \(excerpt(files[name]))"
    }
  }

  /// Restoring gives the same tokens, and the same bytes where no white space stood between them.
  private func problemsOfRestoring() -> [String] {
    guard case .success(let back)? = restored else {
      guard case .failure(let error)? = restored else { return [] }
      return ["restoring refused: \(error.code)"]
    }
    let text = String(decoding: back, as: UTF8.self)
    guard let tokens = FixtureText.minified(source) else { return ["the source is not JSON"] }
    if FixtureText.minified(text) == tokens && (source != tokens || text == source) { return [] }
    return ["restored \(excerpt(text)), not the source"]
  }

  private func short(_ text: String) -> String {
    Repetition.collapse(text, as: fixture.files[way.sourceFile] ?? "")
  }

  private func excerpt(_ text: String?) -> String {
    text.map { String($0.prefix(600)) } ?? "no such file"
  }
}
