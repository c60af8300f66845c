import Crosswalk

/// What a batch wrote, in memory.
final class Written {
  var payloads = ""
  var losses = ""
  var residue = ""
  var rejects = ""
  var rejectErrors = ""
  var files = ""

  private var bytes: [[UInt8]] = Array(repeating: [], count: 6)

  /// Outputs that write here.
  func outputs(residue wantsResidue: Bool = true) -> BatchOutputs {
    var outputs = BatchOutputs()
    unsafe outputs.payloads = { [self] in unsafe bytes[0] += $0 }
    unsafe outputs.losses = { [self] in unsafe bytes[1] += $0 }
    if wantsResidue { unsafe outputs.residue = { [self] in unsafe bytes[2] += $0 } }
    unsafe outputs.rejects = { [self] in unsafe bytes[3] += $0 }
    unsafe outputs.rejectErrors = { [self] in unsafe bytes[4] += $0 }
    unsafe outputs.files = { [self] in unsafe bytes[5] += $0 }
    return outputs
  }

  /// Begins with what another run wrote before a checkpoint.
  func begin(like other: Written, at lengths: BatchCheckpoint.Lengths) {
    let counts = [
      lengths.payloads, lengths.losses, lengths.residue, lengths.rejects, lengths.rejectErrors,
    ]
    for (place, count) in counts.enumerated() {
      bytes[place] = Array(other.bytes[place].prefix(count))
    }
  }

  /// Makes texts of the bytes.
  func collect() {
    let texts = bytes.map { String(decoding: $0, as: UTF8.self) }
    (payloads, losses, residue) = (texts[0], texts[1], texts[2])
    (rejects, rejectErrors, files) = (texts[3], texts[4], texts[5])
  }

  var payloadBytes: Int { bytes[0].count }
}

extension BatchInput {
  /// An input in memory.
  init(_ text: String, name: String = "a.jsonl", isJSONLines: Bool? = nil) {
    self.init(Array(text.utf8), name: name, isJSONLines: isJSONLines)
  }

  init(
    _ bytes: [UInt8],
    name: String = "a.jsonl",
    isJSONLines: Bool? = nil,
    blocks: Bool = false,
    beforeRead: @escaping () -> Void = {}
  ) {
    var rest = bytes[...]
    unsafe self.init(
      name: name,
      isJSONLines: isJSONLines ?? name.hasSuffix(".jsonl"),
      wouldBlock: { blocks },
      read: { memory in
        beforeRead()
        let part = rest.prefix(memory.count)
        unsafe memory.copyBytes(from: part)
        rest = rest.dropFirst(part.count)
        return part.count
      }
    )
  }
}

extension SeekableInput {
  /// Stored bytes in memory.
  init(_ bytes: [UInt8]) {
    unsafe self.init(size: bytes.count) { offset, memory in
      let part = bytes.dropFirst(offset).prefix(memory.count)
      unsafe memory.copyBytes(from: part)
      return part.count
    }
  }
}

/// Converts texts to v2, setting refused records aside.
func convert(
  _ inputs: [BatchInput],
  to target: String = "v2",
  residue: Bool = true,
  options: BatchOptions? = nil,
  conversion: ConversionOptions = ConversionOptions()
) throws -> (written: Written, summary: BatchSummary) {
  let written = Written()
  var batchOptions = options ?? BatchOptions()
  if options == nil { batchOptions.onError = .reject }
  let batch = BatchConverter(
    try Converter(to: target, options: conversion),
    options: batchOptions
  )
  let summary = try batch.convert(inputs, to: written.outputs(residue: residue))
  written.collect()
  return (written, summary)
}
