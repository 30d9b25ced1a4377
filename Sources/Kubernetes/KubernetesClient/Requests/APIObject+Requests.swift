import JSON
public import KubernetesObjects

extension APIObject {
  /// The request that creates this object, in the namespace that its metadata names.
  public func creation(_ options: WriteOptions = WriteOptions()) throws(RequestError) -> APIRequest {
    try Self.resource.create(json, namespace: metadata.namespace, options)
  }

  /// The request that replaces this object, or a part of it, as `status`.
  public func replacement(
    subresource: String = "", _ options: WriteOptions = WriteOptions()
  ) throws(RequestError) -> APIRequest {
    try Self.resource.update(
      json, name: metadata.name, namespace: metadata.namespace, subresource: subresource, options)
  }

  /// The request that applies this object.
  public func application(
    fieldManager: String, force: Bool = false, subresource: String = "",
    fieldValidation: WriteOptions.FieldValidation? = nil, dryRun: Bool = false
  ) throws(RequestError) -> APIRequest {
    try Self.resource.apply(
      json, name: metadata.name, namespace: metadata.namespace, subresource: subresource, fieldManager: fieldManager,
      force: force, fieldValidation: fieldValidation, dryRun: dryRun)
  }

  /// The request that deletes exactly this object as it was read: its UID and resource version are preconditions.
  ///
  /// - Throws: `RequestError` where it has none, because it was never read.
  public func deletion(
    propagation: DeleteOptions.Propagation? = nil, gracePeriodSeconds: Int? = nil, dryRun: Bool = false
  ) throws(RequestError) -> APIRequest {
    guard let uid = metadata.uid, let resourceVersion = metadata.resourceVersion else {
      throw RequestError(
        .object, "'\(metadata.name)' has no UID or no resource version: only what was read can be deleted",
        resource: Self.resource)
    }
    let options = DeleteOptions(
      uid: uid, resourceVersion: resourceVersion, propagation: propagation, gracePeriodSeconds: gracePeriodSeconds,
      dryRun: dryRun)
    return try Self.resource.delete(metadata.name, namespace: metadata.namespace, options)
  }
}

extension Pod {
  /// The request that evicts a pod: deletes it where every disruption budget allows that.
  public static func eviction(
    _ name: String, namespace: String, _ options: DeleteOptions = DeleteOptions()
  ) throws(RequestError) -> APIRequest {
    let path = try ResourcePath(resource: resource).object(name, namespace: namespace, subresource: "eviction")
    let metadata: JSONValue = ["name": .string(name), "namespace": .string(namespace)]
    let body: JSONValue = [
      "apiVersion": "policy/v1", "kind": "Eviction", "metadata": metadata, "deleteOptions": options.json,
    ]
    return APIRequest(
      method: .post, path: path, query: options.dryRun ? [QueryItem("dryRun", "All")] : [],
      headers: [HeaderField("Accept", MediaType.json), HeaderField("Content-Type", MediaType.json)],
      body: body.serialized(),
      subject: resource.subject("create", namespace: namespace, name: name, subresource: "eviction"))
  }
}
