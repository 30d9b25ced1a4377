import JSON

extension APIState {
  /// Merges a patch into an object, its `status` or its `scale`.
  ///
  /// - Throws: `APIFailure`; nothing has changed then.
  mutating func patch(_ request: WriteRequest, now: Int64) throws(APIFailure) -> WriteResult {
    advance(now)
    let target = try target(request.resource, request.version)
    guard request.body.objectValue != nil else {
      throw APIFailure(.badRequest, "a patch must be a JSON object, not \(request.body.kindDescription)")
    }
    if request.subresource == "scale" { return try patchScale(request, target) }
    try checkSubresource(request, target)
    let name = request.name ?? ""
    let old = try live(target, request.namespace, name)
    let before = target.form.shown(old).json
    let patched: JSONValue
    switch request.patchForm {
    case .merge: patched = functions.merged(request.body, before)
    case .strategic: patched = try functions.mergedByKeys(request.body, before, target.version.schema)
    }
    let received = try ReceivedObject(patched, request, target, functions)
    try received.checkName(name)
    if !target.type.strategy.allowsUnconditionalUpdate, received.object["metadata"]?["resourceVersion"] == nil {
      throw Self.unversioned(target, name)
    }
    return try replace(old, with: received, target, request, isApplied: false)
  }

  /// Applies a configuration (server-side apply) to an object, which is made where it is not there, or to its `status`.
  ///
  /// - Throws: `APIFailure`; nothing has changed then.
  mutating func apply(_ request: WriteRequest, now: Int64) throws(APIFailure) -> WriteResult {
    advance(now)
    let target = try target(request.resource, request.version)
    try checkSubresource(request, target)
    let name = request.name ?? ""
    var received = try ReceivedObject(request.body, request, target, functions, isPruned: false)
    if received.object["metadata"]?["name"] == nil { received.object["metadata"]?["name"] = .string(name) }
    try received.checkName(name)
    received.object = Self.configuration(received.object, target, request.subresource)
    let writer = writer(request, target)
    let old = buckets[target.resource]?.object(StoredObject.path(request.namespace ?? "", name))
    guard let old else {
      guard request.subresource.isEmpty else { throw APIFailure.notFound(target.type, name) }
      if let uid = received.object["metadata"]?["uid"]?.stringValue {
        throw APIFailure.conflict(
          target.type, name,
          "uid mismatch: the provided object specified uid \(uid), and no existing object was found")
      }
      received.object["metadata"]?["resourceVersion"] = nil
      received.object = try functions.applied(received.object, nil, writer, request.force)
      return try make(received, target, request, isApplied: true)
    }
    let configuration = received.object
    received.object = try functions.applied(configuration, target.form.shown(old).json, writer, request.force)
    for key in ["uid", "resourceVersion"] {
      received.object["metadata"]?[key] = configuration["metadata"]?[key]
    }
    return try replace(old, with: received, target, request, isApplied: true)
  }

  /// The part of a configuration that the subresource can write: nobody comes to own more.
  private static func configuration(_ object: JSONValue, _ target: WriteTarget, _ subresource: String) -> JSONValue {
    var part = object
    guard subresource == "status" else {
      if target.version.hasStatus { part["status"] = nil }
      return part
    }
    var metadata = JSONObject()
    for key in ["name", "namespace", "uid", "resourceVersion"] { metadata[key] = object["metadata"]?[key] }
    part = ["apiVersion": object["apiVersion"] ?? "", "kind": object["kind"] ?? "", "metadata": .object(metadata)]
    part["status"] = object["status"]
    return part
  }
}
