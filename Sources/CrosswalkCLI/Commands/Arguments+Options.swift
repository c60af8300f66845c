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

  /// How records are read, and what refused ones do.
  func batchOptions() throws(UsageError) -> BatchOptions {
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
    }
    return options
  }
}
