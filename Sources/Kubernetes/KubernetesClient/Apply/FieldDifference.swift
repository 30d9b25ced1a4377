/// A field that an apply would change, or would take for its manager. It holds no value: the field may be a secret.
public struct FieldDifference: Sendable, Hashable {
  /// What is different.
  public enum Kind: String, Sendable, Hashable {
    /// It is to be there, and is not.
    case added
    /// It was applied before and is no longer; it goes, unless others have it as well.
    case removed
    /// This manager owns it, and its value is to be another.
    case changed
    /// The items are the right ones in another order.
    case reordered
    /// It has another value, which this manager does not own: another one's, or nobody's.
    case takenOver
    /// Its value is right, but this manager is not recorded as its owner.
    case unclaimed
  }

  /// Where it is.
  public let path: FieldPath
  /// What is different.
  public let kind: Kind

  /// A difference.
  public init(_ kind: Kind, at path: FieldPath) {
    self.kind = kind
    self.path = path
  }
}

extension FieldDifference: CustomStringConvertible {
  /// `spec.replicas changed`.
  public var description: String { "\(path) \(kind.rawValue)" }
}
