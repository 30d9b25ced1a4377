public import JSON

/// Holds custom resources against rules that the server cannot evaluate by itself: those of whoever embeds it.
public struct ObjectValidator: Sendable {
  /// What is said of an object.
  public enum Verdict: Sendable, Hashable {
    /// The rules were looked at: what is wrong, nothing where all is right.
    case problems([APIFailure.Cause])
    /// There is nobody here who knows this kind's rules.
    case cannotEvaluate
  }

  /// Gives the verdict on an object: its group, its kind, itself, and the object that it replaces, nil for a new one.
  public let validate: @Sendable (_ group: String, _ kind: String, _ object: JSONValue, _ old: JSONValue?) -> Verdict

  /// A validator.
  public init(
    _ validate: @escaping @Sendable (_ group: String, _ kind: String, _ object: JSONValue, _ old: JSONValue?) -> Verdict
  ) {
    self.validate = validate
  }

  /// Knows no rules.
  public static let none = ObjectValidator { _, _, _, _ in .cannotEvaluate }
}
