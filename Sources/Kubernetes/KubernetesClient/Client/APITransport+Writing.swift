import KubernetesObjects

extension APITransport {
  /// Creates an object, in the namespace that its metadata names, and gives it as the server has it.
  public func create<Object: APIObject>(
    _ object: Object, _ options: WriteOptions = WriteOptions(), within: Duration? = nil
  ) async throws(ClientError) -> Object {
    try await written(within: within) { () throws(RequestError) in try object.creation(options) }
  }

  /// Replaces an object, and gives it as the server has it. With the `resourceVersion` that was read it is a conflict where
  /// another write came between.
  @discardableResult
  public func replace<Object: APIObject>(
    _ object: Object, _ options: WriteOptions = WriteOptions(), within: Duration? = nil
  ) async throws(ClientError) -> Object {
    try await written(within: within) { () throws(RequestError) in try object.replacement(options) }
  }

  /// Replaces an object's status; nothing else in the object counts.
  @discardableResult
  public func replaceStatus<Object: APIObject>(
    _ object: Object, _ options: WriteOptions = WriteOptions(), within: Duration? = nil
  ) async throws(ClientError) -> Object {
    try await written(within: within) { () throws(RequestError) in
      try object.replacement(subresource: "status", options)
    }
  }

  /// Applies an object: the fields in it become the manager's, those that it had applied before and are not there any more go.
  ///
  /// - Parameters:
  ///   - force: whether fields of other managers are taken over; else they are a conflict.
  ///   - subresource: the part that is applied, as `status`.
  @discardableResult
  public func apply<Object: APIObject>(
    _ object: Object, fieldManager: String, force: Bool = false, subresource: String = "",
    fieldValidation: WriteOptions.FieldValidation? = nil, dryRun: Bool = false, within: Duration? = nil
  ) async throws(ClientError) -> Object {
    try await written(within: within) { () throws(RequestError) in
      try object.application(
        fieldManager: fieldManager, force: force, subresource: subresource, fieldValidation: fieldValidation,
        dryRun: dryRun)
    }
  }

  /// Deletes exactly this object as it was read: with another UID or another resource version it is a conflict.
  @discardableResult
  public func delete<Object: APIObject>(
    _ object: Object, propagation: DeleteOptions.Propagation? = nil, gracePeriodSeconds: Int? = nil,
    dryRun: Bool = false, within: Duration? = nil
  ) async throws(ClientError) -> Deletion {
    try await deletion(within: within) { () throws(RequestError) in
      try object.deletion(propagation: propagation, gracePeriodSeconds: gracePeriodSeconds, dryRun: dryRun)
    }
  }

  /// Deletes the object of that name, whichever it is, unless the options say more.
  @discardableResult
  public func delete<Object: APIObject>(
    _ type: Object.Type, _ name: String, namespace: String? = nil, _ options: DeleteOptions = DeleteOptions(),
    within: Duration? = nil
  ) async throws(ClientError) -> Deletion {
    try await delete(Object.resource, name, namespace: namespace, options, within: within)
  }

  /// Evicts a pod: deletes it where every disruption budget allows that. Where one does not, the error's
  /// `apiError?.isDisruptionBudget` says so; it is not tried again.
  public func evict(
    _ name: String, namespace: String, _ options: DeleteOptions = DeleteOptions(), within: Duration? = nil
  ) async throws(ClientError) {
    _ = try await exchange(within: within) { () throws(RequestError) in
      try Pod.eviction(name, namespace: namespace, options)
    }
  }

  private func written<Object: APIObject>(
    within: Duration?, _ make: () throws(RequestError) -> APIRequest
  ) async throws(ClientError) -> Object {
    let (request, answer) = try await exchange(within: within, make)
    return try answer.object(Object.self, of: request.subject)
  }
}
