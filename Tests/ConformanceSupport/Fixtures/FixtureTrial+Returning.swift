internal import Crosswalk
internal import JSONCore
internal import LensCore

extension FixtureTrial {
  /// What contradicts the honest report: without losses, and without residue, an equal payload comes back.
  func problemsOfReturning() -> [String] {
    guard case .success(let conversion) = result, conversion.losses.isEmpty,
      isOneDialect(conversion),
      let lens = hop.lens(named: fixture.kind),
      // From what is sent in a dialect, only restoring leads back to what was stored.
      hop.older.target != hop.newer.target || lens.kind == lens.newerKind
    else { return [] }
    let back: Conversion
    do {
      back = try returning(to: conversion.source.dialect).convert(conversion.payload)
    } catch let error as ConversionError {
      return breaksOwnLimit(error) ? [] : ["refused without residue: \(error.code)"]
    } catch {
      return ["\(error)"]
    }
    let form = NormalForm(lens, way.isForward ? .older : .newer, assumptions: assumptions)
    let told = FixtureText.normal(Array(source.utf8), form)
    if FixtureText.normal(back.payload, form) == told { return [] }
    return [
      "without residue came back \(String(decoding: back.payload, as: UTF8.self).prefix(600))"
    ]
  }

  /// The converter that leads back to what the source was found to be, with the same options.
  private func returning(to found: String) throws -> Converter {
    var options = converter.options
    options.source = hop.target(way).dialect
    let lens = hop.lens(named: fixture.kind)
    options.kind = lens?.kind(way.isForward ? .newer : .older).name
    if lens?.kind != lens?.newerKind {
      options.targetKind = lens?.kind(way.isForward ? .older : .newer).name
    }
    // Between editions the end is meant, whatever marks a payload has.
    let isWithin = hop.older.dialect == hop.newer.dialect
    let target = fixture.options.from ?? (isWithin ? hop.source(way).target : found)
    return try Converter(to: target, options: options, registry: registry)
  }

  /// Whether the source was of one dialect, and not left as it was.
  private func isOneDialect(_ conversion: Conversion) -> Bool {
    !["hybrid", "undecided", "unknown"].contains(conversion.source.dialect)
      && conversion.payload != Array(source.utf8)
  }

  /// A payload as served may break the limits of its own dialect, which hold on the way back.
  private func breaksOwnLimit(_ error: ConversionError) -> Bool {
    Explanation.codes.contains { code in
      code.id == error.code && code.choices.contains { $0.name == "keep" }
    }
  }

  /// The values that the options take for granted, as JSON by their supply name.
  private var assumptions: [String: String] {
    guard let tools = converter.options.tools else { return [:] }
    let objects = tools.map { #"{"type":"\#($0)"}"# }
    return ["tools": "[\(objects.joined(separator: ","))]"]
  }
}
