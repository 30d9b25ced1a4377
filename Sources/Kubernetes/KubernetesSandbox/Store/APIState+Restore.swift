import JSON

extension APIState {
  /// Takes over what a file holds; the state must be new, and begin at the version of the file's state.
  ///
  /// - Throws: `APIFailure` where a definition cannot be read, or writes do not go with each other.
  mutating func restore(_ contents: StoreContents) throws(APIFailure) {
    var found: [String: [StoredObject]] = [:]
    for entry in contents.entries {
      found[entry.resource, default: []].append(
        StoredObject(entry.object, version: Int(entry.object["metadata"]?["resourceVersion"]?.stringValue ?? "") ?? 0))
    }
    for definition in found[StoreResource.definitions] ?? [] {
      try take(.added, StoreResource.definitions, definition, old: nil)
    }
    found[StoreResource.definitions] = nil
    for (resource, objects) in found { adopt(resource, objects) }
    for write in contents.writes {
      let object = StoredObject(write.object, version: write.version)
      let old = buckets[write.resource]?.object(object.path)
      guard (old == nil) == (write.kind == .added) else {
        throw APIFailure(
          .internalError, "write \(write.version), of \(write.resource) \(object.path), does not go with what was there"
        )
      }
      advance(version: write.version)
      try take(write.kind, write.resource, object, old: old)
    }
    finishRestoring()
  }

  /// Makes the namespaces that every cluster has, where they are not there.
  ///
  /// - Throws: `APIFailure` where the strategy of namespaces refuses them.
  mutating func makeNamespaces(now: Int64) throws(APIFailure) {
    for name in ["default", "kube-node-lease", "kube-public", "kube-system"]
    where types["namespaces"] != nil && buckets["namespaces"]?.object(name) == nil {
      let body: JSONValue = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]]
      _ = try create(WriteRequest("namespaces", body: body, manager: "kube-apiserver"), now: now)
    }
  }
}
