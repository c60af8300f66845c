// Summaries of pieces.
extension BatchSummary {
  /// Adds the summary of what came directly behind.
  ///
  /// Merging the summaries of consecutive pieces in their order gives that of one run over all of them.
  public mutating func merge(_ later: BatchSummary) {
    records += later.records
    converted += later.converted
    copied += later.copied
    undecided += later.undecided
    unknown += later.unknown
    withoutPayload += later.withoutPayload
    rejected += later.rejected
    bytesRead += later.bytesRead
    bytesWritten += later.bytesWritten
    markedFiles += later.markedFiles
    for count in later.rejectedByCode { self.count(count) }
    for error in later.rejects { keep(error) }
    for count in later.kinds { self.count(count) }
    for count in later.losses { self.count(count) }
    BatchSummary.merge(later.incompleteLists, into: &incompleteLists)
    BatchSummary.merge(later.repeatedIDs, into: &repeatedIDs)
    sort()
  }

  private static func merge(_ later: Remark?, into remark: inout Remark?) {
    guard let later else { return }
    if remark == nil { remark = later } else { remark?.count += later.count }
  }
}
