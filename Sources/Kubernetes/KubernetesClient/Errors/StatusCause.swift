/// One reason among those that the API server gives for a failure.
public struct StatusCause: Sendable, Hashable {
  /// The reason in one word: `FieldValueInvalid`, `FieldManagerConflict`, `DisruptionBudget`.
  public let reason: String
  /// The reason in words.
  public let message: String
  /// The field that it speaks of, as `spec.ports[0].port`; empty where it speaks of none.
  public let field: String

  /// A cause.
  public init(reason: String, message: String, field: String = "") {
    self.reason = reason
    self.message = message
    self.field = field
  }
}

extension StatusCause: CustomStringConvertible {
  /// The field and the message.
  public var description: String { field.isEmpty ? message : "\(field): \(message)" }
}
