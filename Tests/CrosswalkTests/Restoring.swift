import Crosswalk

/// Restores what ``convert(_:to:residue:options:conversion:)`` wrote.
func restore(
  _ written: Written,
  payloads: String? = nil,
  rejected: Bool = true,
  counts: Bool = true,
  allowsConflicts: Bool = false,
  options: BatchOptions = BatchOptions()
) throws -> (written: Written, summary: BatchSummary) {
  let restorer = try BatchRestorer(
    SeekableInput(Array(written.residue.utf8)),
    options: options,
    allowsConflicts: allowsConflicts
  )
  let restored = Written()
  let text = payloads ?? written.payloads
  let summary = try restorer.restore(
    [BatchInput(text, name: "b")],
    again: counts ? [BatchInput(text, name: "b")] : nil,
    rejected: rejected ? SeekableInput(Array(written.rejects.utf8)) : nil,
    to: restored.outputs()
  )
  restored.collect()
  return (restored, summary)
}
