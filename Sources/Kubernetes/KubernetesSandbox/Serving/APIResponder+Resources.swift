import JSON

extension APIResponder {
  /// A resource with the version of the path.
  private struct Served: Sendable {
    let type: ResourceType
    let version: ResourceType.Version
    let servesGroup: Bool
  }

  func resource(
    _ path: ResourcePath, _ request: ServedRequest, by user: RequestUser
  ) async throws(APIFailure) -> ServedAnswer {
    if let review = VirtualResource.named(path) { return try await self.review(review, path, request, by: user) }
    let found = try await owner.read { state throws(APIFailure) -> (ResourceType?, Bool) in
      let isServed = state.types.values.contains { type in
        type.group == path.group && type.versions.contains { $0.name == path.version && $0.isServed }
      }
      return (state.types[path.resource], isServed)
    }
    guard let type = found.0, let version = type.versions.first(where: { $0.name == path.version && $0.isServed })
    else {
      if !found.1 { return .text(404, "404 page not found\n") }
      throw APIFailure.notServed
    }
    if type.isNamespaced == false, path.namespace != nil { throw APIFailure.notServed }
    let served = Served(type: type, version: version, servesGroup: found.1)
    guard path.name != nil else { return try await collection(path, served, request) }
    if type.isNamespaced, path.namespace == nil { throw APIFailure.notServed }
    if !path.subresource.isEmpty { return try await part(path, served, request) }
    switch request.method {
    case "GET", "HEAD":
      if request.query.flag("watch") == true { return try await watch(path, served, request) }
      return try await get(path, served, request)
    case "PUT", "PATCH": return try await write(path, served, request)
    case "DELETE":
      return try await written(.delete(try DeleteRequest(path, request)), served, request)
    default: throw Self.methodNotAllowed
    }
  }

  private func collection(
    _ path: ResourcePath, _ served: Served, _ request: ServedRequest
  ) async throws(APIFailure) -> ServedAnswer {
    switch request.method {
    case "GET", "HEAD":
      if request.query.flag("watch") == true { return try await watch(path, served, request) }
      return try await list(path, served, request)
    case "POST":
      if served.type.isNamespaced, path.namespace == nil { throw Self.methodNotAllowed }
      return try await write(path, served, request)
    case "DELETE":
      if served.type.isNamespaced, path.namespace == nil { throw Self.methodNotAllowed }
      return try await written(.deleteCollection(try DeleteRequest(path, request)), served, request)
    default: throw Self.methodNotAllowed
    }
  }

  // MARK: Reads

  private func table(_ served: Served, _ request: ServedRequest) throws(APIFailure) -> TableWriter {
    try TableWriter(
      served.type, served.version, includeObject: request.query.text("includeObject"), now: clock())
  }

  private func get(
    _ path: ResourcePath, _ served: Served, _ request: ServedRequest
  ) async throws(APIFailure) -> ServedAnswer {
    let form = try request.form(offering: [.table, .metadata])
    let read = ReadRequest(
      path.resource, version: path.version, namespace: path.namespace, name: path.name ?? "",
      subresource: path.subresource, resourceVersion: request.query.text("resourceVersion"))
    let object = try await owner.read { state throws(APIFailure) in try state.get(read) }
    return ServedAnswer(type: form.contentType, form.text(of: object, try table(served, request)))
  }

  private func list(
    _ path: ResourcePath, _ served: Served, _ request: ServedRequest
  ) async throws(APIFailure) -> ServedAnswer {
    let form = try request.form(offering: [.table, .metadata])
    let query = request.query
    if query.value("sendInitialEvents") != nil {
      throw .invalidListOptions(.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"))
    }
    let page = try await owner.list(
      ListRequest(
        path.resource, version: path.version, namespace: path.namespace, labelSelector: query.text("labelSelector"),
        fieldSelector: query.text("fieldSelector"), limit: try query.integer("limit") ?? 0,
        continueToken: query.text("continue"), resourceVersion: query.text("resourceVersion"),
        resourceVersionMatch: query.text("resourceVersionMatch")))
    let text = form.text(of: page, of: served.type, version: path.version, try table(served, request))
    return ServedAnswer(type: form.contentType, text)
  }

  private func watch(
    _ path: ResourcePath, _ served: Served, _ request: ServedRequest
  ) async throws(APIFailure) -> ServedAnswer {
    let form = try request.form(offering: [.table, .metadata])
    let query = request.query
    var fields = query.text("fieldSelector")
    if let name = path.name { fields = fields.isEmpty ? "metadata.name=\(name)" : "\(fields),metadata.name=\(name)" }
    let seconds = try query.integer("timeoutSeconds")
    let feed = try await owner.watch(
      WatchRequest(
        path.resource, version: path.version, namespace: path.namespace, labelSelector: query.text("labelSelector"),
        fieldSelector: fields, resourceVersion: query.text("resourceVersion"),
        resourceVersionMatch: query.text("resourceVersionMatch"), sendInitialEvents: query.flag("sendInitialEvents"),
        allowsBookmarks: query.flag("allowWatchBookmarks") ?? false),
      form, try table(served, request), seconds: seconds.flatMap { $0 > 0 ? $0 : nil })
    return ServedAnswer(type: MediaTypes.json, feed: feed)
  }

  // MARK: Writes

  private func write(
    _ path: ResourcePath, _ served: Served, _ request: ServedRequest
  ) async throws(APIFailure) -> ServedAnswer {
    try await written(try self.write(path, served.type, request), served, request)
  }

  /// Reads a write of an object, its status or its scale.
  private func write(
    _ path: ResourcePath, _ type: ResourceType, _ request: ServedRequest
  ) throws(APIFailure) -> ClusterWrite {
    switch request.method {
    case "POST": return .create(try writeRequest(path, type, request, "CreateOptions"))
    case "PUT": return .update(try writeRequest(path, type, request, "UpdateOptions"))
    default: return try patch(path, request)
    }
  }

  private func writeRequest(
    _ path: ResourcePath, _ type: ResourceType, _ request: ServedRequest, _ kind: String
  ) throws(APIFailure) -> WriteRequest {
    let body = try RequestBody(object: request, expecting: type.kind)
    let options = try WriteOptions(request, kind: kind)
    return WriteRequest(path, body.value, options, duplicateFields: body.duplicateFields)
  }

  private func patch(_ path: ResourcePath, _ request: ServedRequest) throws(APIFailure) -> ClusterWrite {
    let isApply = request.contentType == MediaTypes.applyPatch
    let known = [MediaTypes.mergePatch, MediaTypes.strategicMergePatch, MediaTypes.jsonPatch, MediaTypes.applyPatch]
    guard known.contains(request.contentType) else {
      throw APIFailure(
        .unsupportedMediaType,
        "the body of the request was in an unknown format - accepted media types include: "
          + known.joined(separator: ", "))
    }
    let options = try WriteOptions(request, kind: "PatchOptions", isApply: isApply)
    if isApply {
      let body = try RequestBody(yaml: request.body, expecting: "a configuration")
      return .apply(WriteRequest(path, body.value, options, duplicateFields: body.duplicateFields))
    }
    let body = try RequestBody(patch: request.body).value
    var write = WriteRequest(path, body, options)
    switch request.contentType {
    case MediaTypes.jsonPatch:
      write.body = .null
      return .jsonPatch(write, try JSONPatch(body))
    case MediaTypes.strategicMergePatch: write.patchForm = .strategic
    default: break
    }
    return .patch(write)
  }

  /// Does a write, and answers with what came of it.
  private func written(
    _ write: ClusterWrite, _ served: Served, _ request: ServedRequest
  ) async throws(APIFailure) -> ServedAnswer {
    let form = try request.form(offering: [.table, .metadata])
    if case .patch(let patch) = write, patch.patchForm == .strategic, served.type.definition != nil {
      throw APIFailure(
        .unsupportedMediaType,
        "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, "
          + "application/merge-patch+json, application/apply-patch+yaml")
    }
    guard let result = try await owner.write(write) else { return .cut }
    let isObject = result.object["kind"]?.stringValue == served.type.kind
    let text = isObject ? form.text(of: result.object, try table(served, request)) : form.text(of: result.object)
    return ServedAnswer(
      status: result.wasCreated ? 201 : 200, type: form.contentType, text, warnings: result.warnings)
  }

  // MARK: Parts of objects

  private func part(
    _ path: ResourcePath, _ served: Served, _ request: ServedRequest
  ) async throws(APIFailure) -> ServedAnswer {
    switch (path.resource, path.subresource, request.method) {
    case ("pods", "log", "GET"): return try await log(path, request)
    case ("pods", "eviction", "POST"):
      return try await written(.evict(try writeRequest(path, served.type, request, "CreateOptions")), served, request)
    case ("pods", "binding", "POST"):
      return try await written(.bind(try writeRequest(path, served.type, request, "CreateOptions")), served, request)
    case ("serviceaccounts", "token", "POST"):
      let body = try RequestBody(object: request, expecting: "TokenRequest").value
      return .value(try await reviews.token(body, path, now: clock()), try request.form(), status: 201)
    case ("pods", "exec", _), ("pods", "attach", _), ("pods", "portforward", _), ("pods", "proxy", _):
      throw APIFailure(
        .notFound, "\(path.subresource) is not offered by this server: containers are processes of this machine")
    default: break
    }
    switch (path.subresource, request.method) {
    case ("status", "GET"), ("scale", "GET"): return try await get(path, served, request)
    case ("status", "PUT"), ("status", "PATCH"), ("scale", "PUT"), ("scale", "PATCH"), ("finalize", "PUT"):
      return try await write(path, served, request)
    case ("status", _), ("scale", _): throw Self.methodNotAllowed
    default: throw APIFailure.notServed
    }
  }

  private func log(_ path: ResourcePath, _ request: ServedRequest) async throws(APIFailure) -> ServedAnswer {
    let read = ReadRequest("pods", version: path.version, namespace: path.namespace, name: path.name ?? "")
    let pod = try await owner.read { state throws(APIFailure) in try state.get(read) }
    guard let podLogs else {
      throw APIFailure(.notFound, "this server has no logs: nothing here runs pods")
    }
    let feed = try await podLogs.open(try PodLogRequest(pod, path, request.query))
    return ServedAnswer(type: "text/plain; charset=utf-8", feed: feed)
  }

  private func review(
    _ review: VirtualResource, _ path: ResourcePath, _ request: ServedRequest, by user: RequestUser
  ) async throws(APIFailure) -> ServedAnswer {
    guard request.method == "POST", path.name == nil, (path.namespace != nil) == review.isNamespaced else {
      throw Self.methodNotAllowed
    }
    let body = try RequestBody(object: request, expecting: review.kind).value
    let answer = try await reviews.answer(review, body, path, by: user, now: clock())
    return .value(answer, try request.form(), status: 201)
  }
}

extension WriteRequest {
  /// A write of what a path names, with its options.
  fileprivate init(_ path: ResourcePath, _ body: JSONValue, _ options: WriteOptions, duplicateFields: [String] = []) {
    self.init(
      path.resource, version: path.version, namespace: path.namespace, name: path.name, subresource: path.subresource,
      body: body, manager: options.manager, force: options.force, dryRun: options.dryRun,
      fieldValidation: options.fieldValidation, duplicateFields: duplicateFields)
  }
}
