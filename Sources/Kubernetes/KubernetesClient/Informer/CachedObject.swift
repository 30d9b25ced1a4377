public import KubernetesObjects

/// An object that a watch cache can hold.
public protocol CachedObject: Sendable {
  /// Its name.
  var key: ObjectKey { get }
  /// What tells it from an earlier object of the same name; empty where that is not known.
  var uid: String { get }
  /// The version of it.
  var resourceVersion: ResourceVersion { get }
  /// Removes what managers of fields have recorded, but for one manager's entries: they are a large part of an object,
  /// and nobody else's are needed.
  mutating func removeManagedFields(except manager: String?)
}

extension CachedObject where Self: KubernetesObject {
  /// The name from the object's metadata.
  public var key: ObjectKey { ObjectKey(namespace: metadata.namespace ?? "", name: metadata.name) }
  /// The UID from the object's metadata.
  public var uid: String { metadata.uid ?? "" }
  /// The version from the object's metadata.
  public var resourceVersion: ResourceVersion { ResourceVersion(metadata.resourceVersion ?? "") }

  /// Removes the entries of other managers from the object's metadata.
  public mutating func removeManagedFields(except manager: String?) {
    if metadata.managedFields.isEmpty { return }
    var kept = metadata.managedFields
    kept.removeAll { entry in
      guard let manager else { return true }
      return entry["manager"]?.stringValue != manager
    }
    metadata.managedFields = kept
  }
}
