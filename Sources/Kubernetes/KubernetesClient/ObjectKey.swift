/// The name of an object within its kind.
public struct ObjectKey: Sendable, Hashable {
  /// The namespace; empty for objects that belong to the whole Kubernetes cluster.
  public let namespace: String
  /// The name.
  public let name: String

  /// A key.
  public init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
  }
}
