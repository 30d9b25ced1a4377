public import JSON

extension APIResource {
  private var paths: ResourcePath { ResourcePath(resource: self) }

  private func write(
    _ method: APIRequest.Method, _ path: String, _ query: [QueryItem], _ body: JSONValue, as type: String,
    _ subject: RequestSubject
  ) -> APIRequest {
    APIRequest(
      method: method, path: path, query: query,
      headers: [HeaderField("Accept", MediaType.json), HeaderField("Content-Type", type)], body: body.serialized(),
      subject: subject)
  }

  /// Creates an object; one with a part of a name (`generateName`) gets the rest from the server.
  public func create(
    _ object: JSONValue, namespace: String? = nil, _ options: WriteOptions = WriteOptions()
  ) throws(RequestError) -> APIRequest {
    try paths.requireNamespace(namespace)
    return write(
      .post, try paths.collection(namespace: namespace), options.query, object, as: MediaType.json,
      subject("create", namespace: namespace, name: object["metadata"]?["name"]?.stringValue))
  }

  /// Replaces an object or a part of it. With the `resourceVersion` that was read, it is refused where another write
  /// came between.
  public func update(
    _ object: JSONValue, name: String, namespace: String? = nil, subresource: String = "",
    _ options: WriteOptions = WriteOptions()
  ) throws(RequestError) -> APIRequest {
    write(
      .put, try paths.object(name, namespace: namespace, subresource: subresource), options.query, object,
      as: MediaType.json, subject("update", namespace: namespace, name: name, subresource: subresource))
  }

  /// Applies an object: the fields in it become the manager's, those that it had applied before and are not there any
  /// more go. What the server keeps in `managedFields` is left out, which it asks for.
  ///
  /// - Parameters:
  ///   - force: whether fields of other managers are taken over; else they are a conflict.
  public func apply(
    _ object: JSONValue, name: String, namespace: String? = nil, subresource: String = "", fieldManager: String,
    force: Bool = false, fieldValidation: WriteOptions.FieldValidation? = nil, dryRun: Bool = false
  ) throws(RequestError) -> APIRequest {
    guard !fieldManager.isEmpty else {
      throw RequestError(.options, "an apply needs a field manager", resource: self)
    }
    guard object["apiVersion"] == .string(apiVersion), object["kind"] == .string(kind) else {
      throw RequestError(.object, "what is applied must say apiVersion \(apiVersion) and kind \(kind)", resource: self)
    }
    var body = object
    if var metadata = object["metadata"]?.objectValue {
      metadata["managedFields"] = nil
      body["metadata"] = .object(metadata)
    }
    var query = WriteOptions(fieldManager: fieldManager, fieldValidation: fieldValidation, dryRun: dryRun).query
    if force { query.append(QueryItem("force", "true")) }
    return write(
      .patch, try paths.object(name, namespace: namespace, subresource: subresource), query, body, as: MediaType.apply,
      subject("patch", namespace: namespace, name: name, subresource: subresource))
  }

  /// Changes an object by a merge patch (RFC 7386): null removes, lists are replaced whole.
  public func mergePatch(
    _ patch: JSONValue, name: String, namespace: String? = nil, subresource: String = "",
    _ options: WriteOptions = WriteOptions()
  ) throws(RequestError) -> APIRequest {
    write(
      .patch, try paths.object(name, namespace: namespace, subresource: subresource), options.query, patch,
      as: MediaType.mergePatch, subject("patch", namespace: namespace, name: name, subresource: subresource))
  }

  /// Changes an object by a JSON patch (RFC 6902): all operations, or none where one fails.
  public func jsonPatch(
    _ operations: [JSONPatchOperation], name: String, namespace: String? = nil, subresource: String = "",
    _ options: WriteOptions = WriteOptions()
  ) throws(RequestError) -> APIRequest {
    write(
      .patch, try paths.object(name, namespace: namespace, subresource: subresource), options.query,
      .array(operations.map(\.json)), as: MediaType.jsonPatch,
      subject("patch", namespace: namespace, name: name, subresource: subresource))
  }

  /// Deletes one object.
  public func delete(
    _ name: String, namespace: String? = nil, _ options: DeleteOptions = DeleteOptions()
  ) throws(RequestError) -> APIRequest {
    write(
      .delete, try paths.object(name, namespace: namespace), [], options.json, as: MediaType.json,
      subject("delete", namespace: namespace, name: name))
  }
}
