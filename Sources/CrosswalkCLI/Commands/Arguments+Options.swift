internal import Crosswalk

extension Arguments {
  /// Where the reasons of refusals go.
  var rejectErrors: String? { reject.map { $0 + ".errors" } }

  /// What the converter is to do.
  func conversionOptions() throws -> ConversionOptions {
    var options = conversion
    for named in namedPolicies { try checkAgrees(named) }
    // In front of others: who names a field as well means that field.
    options.policies = namedPolicies.map(\.policy) + options.policies
    options.keepsResidue = residue != nil
    options.at = place
    for path in contextFiles {
      options.context += try GivenLines.read(path, id: "context", ContextEntry.init)
    }
    for path in idMaps {
      options.idMap += try GivenLines.read(path, id: "id-map", MappedID.init)
    }
    return options
  }

  /// Refuses two different answers to one question, none of which is more special.
  private func checkAgrees(_ named: NamedPolicy) throws(UsageError) {
    let other = conversion.policies.first {
      $0.code == named.policy.code && $0.field == nil && $0.choice != named.policy.choice
    }
    guard let other else { return }
    throw UsageError(
      "'--\(named.option) \(named.policy.choice)' and '--on \(other.code)=\(other.choice)' "
        + "contradict each other",
      help: "leave out one of them"
    )
  }

  /// The files of records: those on the command line, then those in lists; none means standard input.
  ///
  /// - Throws: ``FileError`` if a list cannot be read.
  func inputNames() throws(FileError) -> [InputName] {
    if operands.isEmpty && filesFrom.isEmpty { return [InputName(path: "-")] }
    var names = operands.map { InputName(path: $0) }
    for list in filesFrom { names += try InputName.list(list) }
    return names
  }

  /// The directory in which each input has an output of its own; nil if all go to one.
  func outputTree() throws(UsageError) -> OutputTree? {
    guard let outputFolder else { return nil }
    if namedOutput != nil {
      throw UsageError(
        "'--output' and '--output-dir' contradict each other", help: "leave out one of them")
    }
    return OutputTree(folder: outputFolder)
  }

  /// How records are read.
  func inputOptions() throws(UsageError) -> BatchOptions {
    if batch.form == .copy, batch.column == nil {
      throw UsageError(
        "'--input copy' needs '--column'",
        help: "say which column has the payload, such as '--column 2'"
      )
    }
    if batch.column != nil, batch.form != .copy {
      throw UsageError("'--column' needs '--input copy'", help: "add '--input copy'")
    }
    return batch
  }

  /// How records are read, and what refused ones do.
  func batchOptions() throws(UsageError) -> BatchOptions {
    _ = try inputOptions()
    return try refusalOptions()
  }

  /// What refused records do, where the residue says how records are read.
  func refusalOptions() throws(UsageError) -> BatchOptions {
    var options = batch
    options.jobs = jobs ?? Process.cores
    if reject != nil {
      if isStopNamed {
        throw UsageError(
          "'--on-error stop' and '--reject' contradict each other", help: "leave out one of them")
      }
      options.onError = .reject
    } else if options.onError == .reject {
      throw UsageError("'--on-error reject' needs '--reject'", help: "add '--reject FILE'")
    } else if options.rejectLimit != nil {
      throw UsageError("'--reject-limit' needs '--reject'", help: "add '--reject FILE'")
    }
    return options
  }
}
