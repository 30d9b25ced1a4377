import JSON
import KubernetesClient
import KubernetesObjects

extension ContractContext {
  private func place(_ resource: APIResource, _ namespace: String?) -> String? {
    resource.isNamespaced ? namespace ?? self.namespace : nil
  }

  /// The answer to a request as a value.
  @discardableResult func json(_ request: APIRequest) async throws -> JSONValue {
    try await transport.send(request).json()
  }

  @discardableResult func create(
    _ resource: APIResource, _ object: JSONValue, in namespace: String? = nil, _ options: WriteOptions = WriteOptions()
  ) async throws -> JSONValue {
    try await json(resource.create(object, namespace: place(resource, namespace), options))
  }

  @discardableResult func get(
    _ resource: APIResource, _ name: String, in namespace: String? = nil, subresource: String = ""
  ) async throws -> JSONValue {
    try await json(resource.get(name, namespace: place(resource, namespace), subresource: subresource))
  }

  /// The object, or nil where the server has none of that name.
  func find(_ resource: APIResource, _ name: String, in namespace: String? = nil) async throws -> JSONValue? {
    do { return try await get(resource, name, in: namespace) } catch let error as ClientError {
      if error.code == .notFound { return nil }
      throw error
    }
  }

  @discardableResult func list(
    _ resource: APIResource, in namespace: String? = nil, everywhere: Bool = false,
    _ options: ListOptions = ListOptions()
  ) async throws -> JSONValue {
    try await json(resource.list(namespace: everywhere ? nil : place(resource, namespace), options))
  }

  /// Replaces an object by its own name.
  @discardableResult func update(
    _ resource: APIResource, _ object: JSONValue, in namespace: String? = nil, subresource: String = "",
    _ options: WriteOptions = WriteOptions()
  ) async throws -> JSONValue {
    try await json(
      resource.update(
        object, name: object.name, namespace: place(resource, namespace), subresource: subresource, options))
  }

  /// Applies an object under its own name.
  @discardableResult func apply(
    _ resource: APIResource, _ object: JSONValue, by manager: String, force: Bool = false, subresource: String = "",
    validation: WriteOptions.FieldValidation? = nil, dryRun: Bool = false
  ) async throws -> JSONValue {
    try await json(
      resource.apply(
        object, name: object.name, namespace: place(resource, nil), subresource: subresource, fieldManager: manager,
        force: force, fieldValidation: validation, dryRun: dryRun))
  }

  @discardableResult func mergePatch(
    _ resource: APIResource, _ name: String, _ patch: JSONValue, in namespace: String? = nil, subresource: String = "",
    _ options: WriteOptions = WriteOptions()
  ) async throws -> JSONValue {
    try await json(
      resource.mergePatch(
        patch, name: name, namespace: place(resource, namespace), subresource: subresource, options))
  }

  @discardableResult func jsonPatch(
    _ resource: APIResource, _ name: String, _ operations: [JSONPatchOperation]
  ) async throws -> JSONValue {
    try await json(resource.jsonPatch(operations, name: name, namespace: place(resource, nil)))
  }

  @discardableResult func delete(
    _ resource: APIResource, _ name: String, in namespace: String? = nil, _ options: DeleteOptions = DeleteOptions()
  ) async throws -> JSONValue {
    try await json(resource.delete(name, namespace: place(resource, namespace), options))
  }

  /// A request that no resource describes.
  func answer(
    _ method: APIRequest.Method = .get, _ path: String, _ query: [QueryItem] = [],
    accept: String = MediaType.json, body: JSONValue? = nil, type: String = MediaType.json
  ) async throws -> APIAnswer {
    let verbs: [APIRequest.Method: String] = [
      .get: "get", .post: "create", .put: "update", .patch: "patch", .delete: "delete",
    ]
    var headers = [HeaderField("Accept", accept)]
    if body != nil { headers.append(HeaderField("Content-Type", type)) }
    return try await transport.send(
      APIRequest(
        method: method, path: path, query: query, headers: headers, body: body?.serialized(),
        subject: RequestSubject(verb: verbs[method] ?? "get", resource: path)))
  }

  /// The path of a resource in the case's namespace.
  func path(_ resource: APIResource, _ rest: String = "") -> String {
    let root = resource.group.isEmpty ? "/api/v1" : "/apis/\(resource.apiVersion)"
    let place = resource.isNamespaced ? "/namespaces/\(namespace)" : ""
    return "\(root)\(place)/\(resource.plural)\(rest)"
  }
}
