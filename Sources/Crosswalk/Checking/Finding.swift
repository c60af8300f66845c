import LensCore

/// One remark of a ``Checker``: a rule that a payload does not keep.
public struct Finding: Sendable, Equatable {
  /// How bad it is.
  public enum Severity: String, Sendable, CaseIterable {
    /// The service refuses the payload, or never made it.
    case error
    /// The payload passes, but hardly as it was meant.
    case warning
  }

  /// The stable name of the rule, such as `assistant-part`.
  public let id: String
  /// How bad it is.
  public let severity: Severity
  /// JSON Pointer to the value, or to the object in which a member is missing; nil if it is not one value.
  public let pointer: String?
  /// Where the value starts in the payload, in bytes from 0.
  public let offset: Int
  /// What is wrong and, where it is known, what the service says to it.
  public let message: String
  /// What to do about it, beginning with a verb.
  public let help: String
}

extension Finding {
  init(_ fault: CheckRunner.Fault) {
    self.init(
      id: fault.rule.id,
      severity: fault.severity == .error ? .error : .warning,
      pointer: fault.pointer,
      offset: fault.offset,
      message: fault.message,
      help: fault.rule.advice
    )
  }

  /// A payload that cannot be looked at as what it was named.
  init(_ code: LossCode, _ message: String, help: String? = nil) {
    self.init(
      id: code.id,
      severity: .error,
      pointer: "",
      offset: 0,
      message: message,
      help: help ?? code.remedy.asHelp
    )
  }
}
