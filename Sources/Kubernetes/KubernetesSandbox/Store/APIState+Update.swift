import JSON

extension APIState {
  /// Replaces an object, its `status`, its `scale` or a namespace's `finalize`.
  ///
  /// - Throws: `APIFailure`; nothing has changed then.
  mutating func update(_ request: WriteRequest, now: Int64) throws(APIFailure) -> WriteResult {
    advance(now)
    let target = try target(request.resource, request.version)
    if request.subresource == "scale" { return try updateScale(request, target) }
    try checkSubresource(request, target)
    let name = request.name ?? ""
    let received = try ReceivedObject(request.body, request, target, functions)
    try received.checkName(name)
    guard let old = buckets[target.resource]?.object(StoredObject.path(request.namespace ?? "", name)) else {
      guard target.type.strategy.allowsCreateOnUpdate, request.subresource.isEmpty else {
        throw APIFailure.notFound(target.type, name)
      }
      return try make(received, target, request, isApplied: false)
    }
    if received.object["metadata"]?["resourceVersion"]?.stringValue ?? "" == "",
      !target.type.strategy.allowsUnconditionalUpdate
    {
      throw Self.unversioned(target, name)
    }
    let uid = received.object["metadata"]?["uid"]?.stringValue ?? ""
    if !uid.isEmpty, uid != old.uid {
      throw APIFailure.conflict(
        target.type, old.name, "Precondition failed: UID in precondition: \(uid), UID in object meta: \(old.uid)")
    }
    return try replace(old, with: received, target, request, isApplied: false)
  }

  /// Refuses a subresource that the resource does not have.
  func checkSubresource(_ request: WriteRequest, _ target: WriteTarget) throws(APIFailure) {
    switch request.subresource {
    case "": return
    case "status" where target.version.hasStatus: return
    case "finalize" where target.resource == "namespaces": return
    default: throw APIFailure.notServed
    }
  }

  /// Writes the next state of an object; `isApplied`: it has its managed fields already.
  mutating func replace(
    _ old: StoredObject, with received: ReceivedObject, _ target: WriteTarget, _ request: WriteRequest, isApplied: Bool
  ) throws(APIFailure) -> WriteResult {
    let before = target.form.shown(old).json
    var (object, warnings) = (received.object, received.warnings)
    try checkVersion(object, old, target)
    restore(&object, before, target, request)
    object = functions.defaulted(target.version.schema, object)
    try target.type.strategy.fillDefaults?(&object)
    if !isApplied { object = functions.owned(before, object, writer(request, target)) }
    if request.subresource != "finalize" { warnings += try prepareForUpdate(&object, before, target) }
    count(&object, before, target)
    warnings += try check(target, object, old: before, subresource: request.subresource)
    if isUnchanged(target.stored(object), old) {
      return WriteResult(object: before, warnings: warnings)
    }
    let answer = ObjectMetadata.ordered(object)
    guard !request.dryRun else { return WriteResult(object: answer, warnings: warnings) }
    if isReleased(object, target) {
      try commit(.deleted, target.resource, old.json, old: old)
      return WriteResult(object: answer, warnings: warnings)
    }
    let written = try commit(.modified, target.resource, target.stored(object), old: old)
    return WriteResult(object: target.form.shown(written).json, warnings: warnings)
  }

  /// The refusal of a write that does not say what it replaces.
  static func unversioned(_ target: WriteTarget, _ name: String) -> APIFailure {
    .invalid(
      group: target.type.group, kind: target.type.plural, name,
      [.invalid("metadata.resourceVersion", "0", "must be specified for an update")])
  }

  private func checkVersion(_ object: JSONValue, _ old: StoredObject, _ target: WriteTarget) throws(APIFailure) {
    let version = object["metadata"]?["resourceVersion"]?.stringValue ?? ""
    if !version.isEmpty, Int(version) == nil {
      throw APIFailure(.unknown, "metadata.resourceVersion: \"\(version)\" is no number that this server gave")
    }
    if !version.isEmpty, Int(version) != old.version { throw APIFailure.modified(target.type, old.name) }
  }

  /// The resources whose nodes write labels and annotations together with the status.
  private static let labelledByStatus: Set<String> = ["pods", "nodes"]

  /// Puts back what the write may not change.
  private func restore(
    _ object: inout JSONValue, _ before: JSONValue, _ target: WriteTarget, _ request: WriteRequest
  ) {
    var sent = object["metadata"] ?? [:]
    if sent["managedFields"] == nil { sent["managedFields"] = before["metadata"]?["managedFields"] }
    switch request.subresource {
    case "status":
      let status = object["status"]
      object = before
      object["status"] = status
      if Self.labelledByStatus.contains(target.resource) {
        for key in ["labels", "annotations"] { object["metadata"]?[key] = sent[key] }
      }
      object["metadata"]?["managedFields"] = sent["managedFields"]
    case "finalize":
      let finalizers = object["spec"]?["finalizers"]
      object = before
      object["spec"]?["finalizers"] = finalizers
    default:
      var metadata = sent
      for key in [
        "namespace", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation",
        "resourceVersion", "selfLink",
      ] {
        metadata[key] = before["metadata"]?[key]
      }
      // Another UID than the object's is told as a change that is not allowed.
      if metadata["uid"] == nil { metadata["uid"] = before["metadata"]?["uid"] }
      object["metadata"] = metadata
      if target.version.hasStatus { object["status"] = before["status"] }
    }
  }

  private func prepareForUpdate(
    _ object: inout JSONValue, _ before: JSONValue, _ target: WriteTarget
  ) throws(APIFailure) -> [String] {
    guard let prepare = target.type.strategy.prepareForUpdate else { return [] }
    let warnings = WarningCollector()
    try prepare(&object, before, context(warnings))
    return warnings.all
  }

  /// Counts the generation on where more than metadata and status changed.
  private func count(_ object: inout JSONValue, _ before: JSONValue, _ target: WriteTarget) {
    guard target.type.strategy.hasGeneration else { return }
    let content = ObjectMetadata.content(object, withoutStatus: target.version.hasStatus)
    var isChanged = content != ObjectMetadata.content(before, withoutStatus: target.version.hasStatus)
    // Of a Deployment the annotations count, too: those of its revisions.
    if target.resource == "deployments.apps", object["metadata"]?["annotations"] != before["metadata"]?["annotations"] {
      isChanged = true
    }
    guard isChanged else { return }
    let generation = before["metadata"]?["generation"]?.intValue ?? 0
    object["metadata"]?["generation"] = .number(JSONNumber(generation + 1))
  }

  /// Whether a write would change nothing but the times at which fields were written.
  private func isUnchanged(_ stored: JSONValue, _ old: StoredObject) -> Bool {
    if stored == old.json { return true }
    return Self.withoutTimes(stored) == Self.withoutTimes(old.json)
  }

  private static func withoutTimes(_ object: JSONValue) -> JSONValue {
    guard let entries = object["metadata"]?["managedFields"]?.arrayValue else { return object }
    let timeless = entries.map { entry in
      var entry = entry
      entry["time"] = nil
      return entry
    }
    return ObjectMetadata.with(object, "managedFields", .array(timeless))
  }

  /// Whether an object goes with this write: it is being deleted, and nothing holds it any longer.
  private func isReleased(_ object: JSONValue, _ target: WriteTarget) -> Bool {
    guard object["metadata"]?["deletionTimestamp"] != nil, StoredObject.finalizers(of: object).isEmpty,
      object["metadata"]?["deletionGracePeriodSeconds"]?.intValue ?? 0 == 0
    else { return false }
    return target.resource != "namespaces" || object["spec"]?["finalizers"]?.arrayValue?.isEmpty ?? true
  }
}
