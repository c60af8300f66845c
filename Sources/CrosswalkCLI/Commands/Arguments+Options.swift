internal import Crosswalk

extension Arguments {
  /// Where the reasons of refusals go.
  var rejectErrors: String? { reject.map { $0 + ".errors" } }

  /// What the converter is to do.
  func conversionOptions() throws -> ConversionOptions {
    var options = conversion
    if let targetKind {
      // Between these dialects a payload keeps its kind.
      if let kind = options.kind, kind != targetKind {
        throw UsageError(
          "a payload of kind '\(kind)' cannot become '\(targetKind)'",
          help: "leave out '--as'; between v1 and v2 a payload keeps its kind"
        )
      }
      options.kind = targetKind
    }
    options.keepsResidue = residue != nil
    for path in contextFiles {
      options.context += try ContextFile.read(path)
    }
    return options
  }

  /// How records are read, and what refused ones do.
  func batchOptions() throws(UsageError) -> BatchOptions {
    var options = batch
    if reject != nil {
      if isStopNamed {
        throw UsageError(
          "'--on-error stop' and '--reject' contradict each other", help: "leave out one of them")
      }
      options.onError = .reject
    } else if options.onError == .reject {
      throw UsageError("'--on-error reject' needs '--reject'", help: "add '--reject FILE'")
    }
    return options
  }
}
