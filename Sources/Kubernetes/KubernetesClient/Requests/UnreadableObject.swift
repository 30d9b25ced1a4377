import JSON
public import KubernetesObjects

/// An object that the server has and that is not what its kind says: everything else goes on without it.
public struct UnreadableObject: Sendable, Hashable {
  /// Its name and namespace, as far as they can be read.
  public let key: ObjectKey
  /// Its resource version, as far as it can be read; a watch goes on from there.
  public let resourceVersion: String?
  /// What is wrong with it.
  public let error: ObjectError

  init(_ json: JSONValue, _ error: ObjectError) {
    let metadata = json["metadata"]
    key = ObjectKey(
      namespace: metadata?["namespace"]?.stringValue ?? "", name: metadata?["name"]?.stringValue ?? "")
    resourceVersion = metadata?["resourceVersion"]?.stringValue
    self.error = error
  }
}
