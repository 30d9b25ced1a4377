public import JSON

/// Writes of objects as JSON, for kinds without a type.
extension APITransport {
  /// Creates an object.
  public func create(
    _ resource: APIResource, _ object: JSONValue, namespace: String? = nil, _ options: WriteOptions = WriteOptions(),
    within: Duration? = nil
  ) async throws(ClientError) -> JSONValue {
    try await self.object(within: within) { () throws(RequestError) in
      try resource.create(object, namespace: namespace, options)
    }
  }

  /// Replaces an object or a part of it.
  @discardableResult
  public func replace(
    _ resource: APIResource, _ object: JSONValue, name: String, namespace: String? = nil, subresource: String = "",
    _ options: WriteOptions = WriteOptions(), within: Duration? = nil
  ) async throws(ClientError) -> JSONValue {
    try await self.object(within: within) { () throws(RequestError) in
      try resource.update(object, name: name, namespace: namespace, subresource: subresource, options)
    }
  }

  /// Applies an object or a part of it.
  @discardableResult
  public func apply(
    _ resource: APIResource, _ object: JSONValue, name: String, namespace: String? = nil, subresource: String = "",
    fieldManager: String, force: Bool = false, fieldValidation: WriteOptions.FieldValidation? = nil,
    dryRun: Bool = false, within: Duration? = nil
  ) async throws(ClientError) -> JSONValue {
    try await self.object(within: within) { () throws(RequestError) in
      try resource.apply(
        object, name: name, namespace: namespace, subresource: subresource, fieldManager: fieldManager, force: force,
        fieldValidation: fieldValidation, dryRun: dryRun)
    }
  }

  /// Changes an object by a merge patch: null removes, lists are replaced whole. A patch with a `resourceVersion` is a conflict
  /// where another write came between.
  @discardableResult
  public func mergePatch(
    _ resource: APIResource, _ patch: JSONValue, name: String, namespace: String? = nil, subresource: String = "",
    _ options: WriteOptions = WriteOptions(), within: Duration? = nil
  ) async throws(ClientError) -> JSONValue {
    try await object(within: within) { () throws(RequestError) in
      try resource.mergePatch(patch, name: name, namespace: namespace, subresource: subresource, options)
    }
  }

  /// Changes an object by a JSON patch: all operations, or none where one fails.
  @discardableResult
  public func jsonPatch(
    _ resource: APIResource, _ operations: [JSONPatchOperation], name: String, namespace: String? = nil,
    subresource: String = "", _ options: WriteOptions = WriteOptions(), within: Duration? = nil
  ) async throws(ClientError) -> JSONValue {
    try await object(within: within) { () throws(RequestError) in
      try resource.jsonPatch(operations, name: name, namespace: namespace, subresource: subresource, options)
    }
  }

  /// Deletes the object of that name, whichever it is, unless the options say more.
  @discardableResult
  public func delete(
    _ resource: APIResource, _ name: String, namespace: String? = nil, _ options: DeleteOptions = DeleteOptions(),
    within: Duration? = nil
  ) async throws(ClientError) -> Deletion {
    try await deletion(within: within) { () throws(RequestError) in
      try resource.delete(name, namespace: namespace, options)
    }
  }
}

/// Patches of objects with a type.
extension APITransport {
  /// Changes an object by a merge patch, and gives it as the server has it.
  @discardableResult
  public func mergePatch<Object: APIObject>(
    _ type: Object.Type, _ patch: JSONValue, name: String, namespace: String? = nil, subresource: String = "",
    _ options: WriteOptions = WriteOptions(), within: Duration? = nil
  ) async throws(ClientError) -> Object {
    let (request, answer) = try await exchange(within: within) { () throws(RequestError) in
      try Object.resource.mergePatch(patch, name: name, namespace: namespace, subresource: subresource, options)
    }
    return try answer.object(type, of: request.subject)
  }

  /// Changes an object by a JSON patch, and gives it as the server has it.
  @discardableResult
  public func jsonPatch<Object: APIObject>(
    _ type: Object.Type, _ operations: [JSONPatchOperation], name: String, namespace: String? = nil,
    subresource: String = "", _ options: WriteOptions = WriteOptions(), within: Duration? = nil
  ) async throws(ClientError) -> Object {
    let (request, answer) = try await exchange(within: within) { () throws(RequestError) in
      try Object.resource.jsonPatch(operations, name: name, namespace: namespace, subresource: subresource, options)
    }
    return try answer.object(type, of: request.subject)
  }
}
