/// The path of a resource, of one of its objects, or of a part of one.
struct ResourcePath: Sendable, Hashable {
  let group: String
  let version: String
  /// Nil for all namespaces, and for resources of the cluster.
  let namespace: String?
  let plural: String
  /// Nil for the collection.
  let name: String?
  /// `status`, `log`; empty for the object itself.
  let subresource: String

  /// What stands behind the version; nil where that is no path of a resource.
  init?(group: String, version: String, _ parts: [String]) {
    self.group = group
    self.version = version
    var parts = parts[...]
    var namespace: String?
    // A namespace has parts of its own, which are no resources in it.
    let isPartOfNamespace = parts.count == 3 && ["status", "finalize"].contains(parts[parts.startIndex + 2])
    if parts.first == "namespaces", parts.count > 2, !(group.isEmpty && isPartOfNamespace) {
      namespace = parts[parts.startIndex + 1]
      parts = parts.dropFirst(2)
    }
    guard let plural = parts.popFirst() else { return nil }
    self.namespace = namespace
    self.plural = plural
    name = parts.popFirst()
    subresource = parts.joined(separator: "/")
  }

  /// The resource as the store knows it: `pods`, `deployments.apps`.
  var resource: String { group.isEmpty ? plural : "\(plural).\(group)" }
}
