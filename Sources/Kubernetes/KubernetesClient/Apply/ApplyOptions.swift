/// How an object is applied.
public struct ApplyOptions: Sendable, Hashable {
  /// What is done about fields that another manager owns with another value.
  public enum Conflicts: Sendable, Hashable {
    /// They are taken over: the object is ours, and what is desired counts.
    case takeOver
    /// The server refuses the apply and names them (`APIError.fieldConflicts`).
    case refuse
  }

  /// The manager whose fields they are. One name for as long as the objects live: under another one nothing is removed
  /// that the first had applied.
  public var fieldManager: String
  /// What is done about fields of others.
  public var conflicts: Conflicts
  /// The part that is applied, as `status`; empty for the object itself.
  public var subresource: String
  /// What is done about unknown fields; nil for the server's default, `warn`.
  public var fieldValidation: WriteOptions.FieldValidation?
  /// Whether the server checks everything and keeps nothing.
  public var dryRun: Bool

  /// Options.
  public init(
    fieldManager: String, conflicts: Conflicts = .takeOver, subresource: String = "",
    fieldValidation: WriteOptions.FieldValidation? = nil, dryRun: Bool = false
  ) {
    self.fieldManager = fieldManager
    self.conflicts = conflicts
    self.subresource = subresource
    self.fieldValidation = fieldValidation
    self.dryRun = dryRun
  }
}
