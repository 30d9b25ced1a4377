import JSON
import KubernetesObjects

/// What the server does by itself, as the controllers of a cluster do.
extension APIState {
  /// When `tick` has something to do, in seconds since the epoch: `now` or earlier where it has already.
  var nextDeadline: Int64? { agenda.isDue ? now : agenda.nextExpiry }

  /// Collects garbage, ends namespaces and definitions, releases claims, and forgets events that are old.
  mutating func tick(now: Int64) {
    advance(now)
    for (path, version) in agenda.expired(now) {
      if let event = buckets["events"]?.object(path), event.version == version { discard("events", event) }
    }
    // One end can be what another waits for; every round but the last writes something.
    var isSettled = false
    for _ in 0..<10 where !isSettled {
      let before = version
      propagateDeletions()
      collectGarbage()
      releaseClaims()
      endNamespaces()
      endDefinitions()
      isSettled = version == before
    }
    // What takes more rounds goes on at the next tick.
    agenda.isDirty = !isSettled
  }

  /// Takes an object away, whatever holds it.
  mutating func discard(_ resource: String, _ object: StoredObject) {
    // Deletions are refused by nothing.
    _ = try? commit(.deleted, resource, object.json, old: object)
  }

  /// Writes the next state of an object; from here it cannot be too large.
  mutating func rewrite(_ resource: String, _ object: StoredObject, _ json: JSONValue) {
    _ = try? commit(.modified, resource, json, old: object)
  }

  /// Deletes an object as a controller does.
  mutating func deleteInBackground(
    _ resource: String, _ object: StoredObject, _ propagation: DeletionPropagation? = nil
  ) {
    guard object.deletionTimestamp == nil, let type = types[resource],
      let target = try? target(resource, type.storageVersion.name)
    else { return }
    let request = DeleteRequest(
      resource, namespace: object.namespace, name: object.name, propagationPolicy: propagation?.rawValue)
    _ = try? remove(object, target, request)
  }

  // MARK: Garbage

  private mutating func collectGarbage() {
    let batch = agenda.garbage.prefix(limits.garbageCount)
    agenda.garbage.removeFirst(batch.count)
    for address in batch {
      guard let object = buckets[address.resource]?.object(address.path) else { continue }
      let references = object.json["metadata"]?["ownerReferences"]?.arrayValue ?? []
      let kept = references.filter { isThere($0, for: object) }
      if kept.count == references.count { continue }
      if kept.isEmpty {
        deleteInBackground(address.resource, object)
      } else {
        rewrite(address.resource, object, ObjectMetadata.with(object.json, "ownerReferences", .array(kept)))
      }
    }
  }

  /// Whether an owner is there, or it cannot be known whether it is.
  private func isThere(_ reference: JSONValue, for object: StoredObject) -> Bool {
    guard let uid = reference["uid"]?.stringValue else { return true }
    guard let address = agenda.addresses[uid] else { return !isServed(reference) }
    guard let owner = buckets[address.resource]?.object(address.path) else { return false }
    return owner.namespace.isEmpty || object.namespace.isEmpty || owner.namespace == object.namespace
  }

  private func isServed(_ reference: JSONValue) -> Bool {
    let (apiVersion, kind) = (reference["apiVersion"]?.stringValue, reference["kind"]?.stringValue)
    return types.values.contains { type in
      type.kind == kind && type.versions.contains { type.apiVersion($0.name) == apiVersion }
    }
  }

  // MARK: Claims

  /// Keeps a claim while a pod uses it.
  private static let claimFinalizer = "kubernetes.io/pvc-protection"

  private mutating func releaseClaims() {
    for path in (agenda.ending["persistentvolumeclaims"] ?? []).sorted() where agenda.users[path] == nil {
      release(StoreAddress(resource: "persistentvolumeclaims", path: path), Self.claimFinalizer)
    }
  }

  // MARK: Namespaces

  private mutating func endNamespaces() {
    for name in (agenda.ending["namespaces"] ?? []).sorted() {
      guard let namespace = buckets["namespaces"]?.object(name) else { continue }
      for resource in namespacedResources {
        for object in Array(buckets[resource]?.objects(in: name) ?? []) { deleteInBackground(resource, object) }
      }
      var remains = NamespaceRemains()
      for resource in namespacedResources {
        guard let type = types[resource] else { continue }
        for object in buckets[resource]?.objects(in: name) ?? [] { remains.add(object, type) }
      }
      if remains.isEmpty { finish(namespace) } else { describe(namespace, remains) }
    }
  }

  private var namespacedResources: [String] {
    types.values.filter { $0.isNamespaced && $0.strategy.alias == nil }.map(\.qualifiedName).sorted()
  }

  /// Takes the namespace's own finalizer away; it goes where no other holds it.
  private mutating func finish(_ namespace: StoredObject) {
    let finalizers = namespace.json["spec"]?["finalizers"]?.arrayValue ?? []
    let left = finalizers.filter { $0 != "kubernetes" }
    if left.isEmpty, namespace.finalizers.isEmpty { return discard("namespaces", namespace) }
    guard left != finalizers else { return }
    var json = namespace.json
    json["spec"]?["finalizers"] = .array(left)
    rewrite("namespaces", namespace, json)
  }

  /// Says what is left in a namespace.
  private mutating func describe(_ namespace: StoredObject, _ remains: NamespaceRemains) {
    let known = namespace.json["status"]?["conditions"]?.arrayValue ?? []
    let conditions = remains.conditions(known, at: Time(secondsSince1970: now).description)
    guard conditions != known else { return }
    var json = namespace.json
    if json["status"] == nil { json["status"] = [:] }
    json["status"]?["conditions"] = .array(conditions)
    rewrite("namespaces", namespace, json)
  }

  // MARK: Definitions

  private mutating func endDefinitions() {
    for name in (agenda.ending[StoreResource.definitions] ?? []).sorted() {
      for object in buckets[name]?.objects ?? [] { deleteInBackground(name, object) }
      // What these owned is looked at while their kind is still known.
      collectGarbage()
      guard buckets[name]?.objects.isEmpty ?? true else { continue }
      release(StoreAddress(resource: StoreResource.definitions, path: name), Self.definitionFinalizer)
    }
  }
}
