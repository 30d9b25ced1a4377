import JSON
import KubernetesObjects

extension APIState {
  /// Namespaces that the whole cluster needs.
  private static let lastingNamespaces: Set<String> = ["default", "kube-system", "kube-public"]
  /// The finalizer that keeps a definition until its objects are gone.
  static let definitionFinalizer = "customresourcecleanup.apiextensions.k8s.io"

  /// Deletes an object: at once, or by marking it where finalizers or its grace keep it.
  ///
  /// - Throws: `APIFailure`; nothing has changed then.
  mutating func delete(_ request: DeleteRequest, now: Int64) throws(APIFailure) -> WriteResult {
    advance(now)
    let target = try target(request.resource, request.version)
    try Self.checkPropagation(request)
    let old = try live(target, request.namespace, request.name)
    try checkPreconditions(request, old, target)
    let left = try remove(old, target, request)
    if left.isGone, !target.storedType.strategy.returnsDeletedObject {
      return WriteResult(object: Self.success(old, target))
    }
    return WriteResult(object: left.object)
  }

  /// Deletes the objects that selectors choose, one after the other.
  ///
  /// - Throws: `APIFailure`; what was deleted before stays deleted.
  mutating func deleteCollection(_ request: DeleteRequest, now: Int64) throws(APIFailure) -> WriteResult {
    advance(now)
    let target = try target(request.resource, request.version)
    try Self.checkPropagation(request)
    let filter = try ObjectFilter(
      target.type, namespace: request.namespace, labels: request.labelSelector,
      fields: request.fieldSelector)
    let chosen = (buckets[target.resource]?.objects(in: request.namespace) ?? []).filter { filter.matches($0) }
    var items: [JSONValue] = []
    for object in chosen { items.append(try remove(object, target, request).object) }
    let list: JSONValue = [
      "kind": .string(target.type.listKind), "apiVersion": .string(target.apiVersion),
      "metadata": ["resourceVersion": .string(String(version))], "items": .array(items),
    ]
    return WriteResult(object: list)
  }

  private static func checkPropagation(_ request: DeleteRequest) throws(APIFailure) {
    guard let policy = request.propagationPolicy, DeletionPropagation(rawValue: policy) == nil else { return }
    throw APIFailure.invalid(
      group: "meta.k8s.io", kind: "DeleteOptions", "",
      [.notSupported("propagationPolicy", policy, ["Foreground", "Background", "Orphan", "nil"])])
  }

  private func checkPreconditions(
    _ request: DeleteRequest, _ old: StoredObject, _ target: WriteTarget
  ) throws(APIFailure) {
    if let uid = request.uid, uid != old.uid {
      throw APIFailure.conflict(
        group: target.type.group, kind: target.type.kind, old.name,
        "the UID in the precondition (\(uid)) does not match the UID in record (\(old.uid)). "
          + "The object might have been deleted and then recreated")
    }
    if let version = request.resourceVersion, version != String(old.version) {
      throw APIFailure.conflict(
        group: target.type.group, kind: target.type.kind, old.name,
        "the ResourceVersion in the precondition (\(version)) does not match the ResourceVersion in record "
          + "(\(old.version)). The object might have been modified")
    }
  }

  /// What a deletion left.
  struct Removal {
    /// The object as the answer shows it.
    let object: JSONValue
    /// Whether it is gone.
    let isGone: Bool
  }

  /// Deletes an object, or marks it as being deleted.
  mutating func remove(
    _ old: StoredObject, _ target: WriteTarget, _ request: DeleteRequest
  ) throws(APIFailure) -> Removal {
    let shown = target.form.shown(old).json
    if target.resource == "namespaces", Self.lastingNamespaces.contains(old.name) {
      throw APIFailure.forbidden(target.type, old.name, "this namespace may not be deleted")
    }
    let grace = grace(of: old, target, request)
    let left = old.json["metadata"]?["deletionGracePeriodSeconds"]?.intValue ?? 0
    let finalizers = finalizers(of: old, request)
    let isHeld = isHeld(old, finalizers, target)
    var marked: JSONValue?
    if old.deletionTimestamp == nil {
      // What has a grace is marked in any case, as its node must see that it ends.
      if isHeld || grace > 0 || target.storedType.strategy.deletionGrace != nil { marked = mark(old, grace, target) }
    } else if grace < left {
      // It can only be left a shorter time than before.
      marked = shorten(old, from: left, to: grace)
    }
    if finalizers != old.finalizers, isHeld || marked != nil {
      let value: JSONValue? = finalizers.isEmpty ? .none : .some(.array(finalizers.map { .string($0) }))
      marked = ObjectMetadata.with(marked ?? old.json, "finalizers", value)
    }
    let isGone = !isHeld && grace == 0
    guard !request.dryRun else {
      return Removal(object: marked.map { target.form.shown($0) } ?? shown, isGone: isGone)
    }
    var object = old
    if let marked { object = try commit(.modified, target.resource, marked, old: old) }
    if isGone { object = try commit(.deleted, target.resource, object.json, old: object) }
    return Removal(object: target.form.shown(object).json, isGone: isGone)
  }

  /// An object whose deletion begins.
  private func mark(_ object: StoredObject, _ grace: Int, _ target: WriteTarget) -> JSONValue {
    var marked = object.json
    marked["metadata"]?["deletionTimestamp"] = .string(Time(secondsSince1970: now + Int64(grace)).description)
    // These two are marked by rules of their own.
    switch target.resource {
    case "namespaces":
      if marked["status"] == nil { marked["status"] = [:] }
      marked["status"]?["phase"] = "Terminating"
      return marked
    case StoreResource.definitions:
      markDefinition(&marked)
      return marked
    default: break
    }
    marked["metadata"]?["deletionGracePeriodSeconds"] = .number(JSONNumber(grace))
    if let generation = object.json["metadata"]?["generation"]?.intValue, generation > 0 {
      marked["metadata"]?["generation"] = .number(JSONNumber(generation + 1))
    }
    return marked
  }

  /// An object that is left less time than its deletion said; the time counts from when that was asked for.
  private func shorten(_ object: StoredObject, from old: Int, to grace: Int) -> JSONValue {
    var marked = object.json
    if let text = object.deletionTimestamp, let end = try? Time(text) {
      let time = Time(secondsSince1970: end.secondsSince1970 - Int64(old) + Int64(grace))
      marked["metadata"]?["deletionTimestamp"] = .string(time.description)
    }
    marked["metadata"]?["deletionGracePeriodSeconds"] = .number(JSONNumber(grace))
    return marked
  }

  /// The seconds that an object is left.
  private func grace(of object: StoredObject, _ target: WriteTarget, _ request: DeleteRequest) -> Int {
    guard let usual = target.storedType.strategy.deletionGrace?(object.json), usual > 0 else { return 0 }
    // A negative grace means the shortest one.
    guard let asked = request.gracePeriodSeconds else {
      return object.json["metadata"]?["deletionGracePeriodSeconds"]?.intValue ?? min(usual, Self.longestGrace)
    }
    return asked < 0 ? 1 : min(asked, Self.longestGrace)
  }

  /// The seconds that an object is left at most: 68 years. Times further away could not be counted.
  private static let longestGrace = Int(Int32.max)

  /// The finalizers of an object once its deletion is asked for.
  private func finalizers(of object: StoredObject, _ request: DeleteRequest) -> [String] {
    guard let policy = request.propagationPolicy.flatMap({ DeletionPropagation(rawValue: $0) }) else {
      return object.finalizers
    }
    return policy.finalizers(object.finalizers)
  }

  private func isHeld(_ object: StoredObject, _ finalizers: [String], _ target: WriteTarget) -> Bool {
    if !finalizers.isEmpty { return true }
    switch target.resource {
    case "namespaces": return !(object.json["spec"]?["finalizers"]?.arrayValue ?? []).isEmpty
    case StoreResource.definitions:
      return buckets[object.name]?.objects.isEmpty == false && types[object.name]?.definition == object.name
    default: return false
    }
  }

  /// Keeps a definition until its objects are gone, and says so.
  private func markDefinition(_ definition: inout JSONValue) {
    let finalizers = definition["metadata"]?["finalizers"]?.arrayValue ?? []
    if !finalizers.contains(.string(Self.definitionFinalizer)) {
      definition["metadata"]?["finalizers"] = .array(finalizers + [.string(Self.definitionFinalizer)])
    }
    let condition: JSONValue = [
      "type": "Terminating", "status": "True", "reason": "InstanceDeletionPending",
      "message": "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
      "lastTransitionTime": .string(Time(secondsSince1970: now).description),
    ]
    var conditions = definition["status"]?["conditions"]?.arrayValue ?? []
    conditions.removeAll { $0["type"] == "Terminating" }
    if definition["status"] == nil { definition["status"] = [:] }
    definition["status"]?["conditions"] = .array(conditions + [condition])
  }

  /// What is answered for an object that is gone.
  static func success(_ object: StoredObject, _ target: WriteTarget) -> JSONValue {
    var details: JSONObject = ["name": .string(object.name)]
    if !target.type.group.isEmpty { details["group"] = .string(target.type.group) }
    details["kind"] = .string(target.type.plural)
    details["uid"] = .string(object.uid)
    return [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "details": .object(details),
    ]
  }
}
