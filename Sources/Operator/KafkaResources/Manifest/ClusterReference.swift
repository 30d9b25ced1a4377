import JSON

/// Which cluster a topic or a user belongs to.
public struct ClusterReference: Sendable, Hashable {
  /// The cluster's name.
  public let name: String
  /// Its namespace, where it is said; else it is that of the object that refers to it.
  public let namespace: String?

  init(_ object: ManifestObject?) {
    name = object?.string("name") ?? ""
    namespace = object?.nonEmptyString("namespace")
  }
}
