import JSON
import KubernetesObjects

extension APIState {
  /// Makes an object, or asks for what a subresource does: `eviction`, `binding`.
  ///
  /// - Throws: `APIFailure`; nothing has changed then.
  mutating func create(_ request: WriteRequest, now: Int64) throws(APIFailure) -> WriteResult {
    advance(now)
    switch request.subresource {
    case "": break
    case "eviction": return try evict(request, now: now)
    case "binding": return try bind(request, now: now)
    default: throw APIFailure.notServed
    }
    let target = try target(request.resource, request.version)
    let received = try ReceivedObject(request.body, request, target, functions)
    return try make(received, target, request, isApplied: false)
  }

  /// Makes an object that was received; `isApplied`: it has its managed fields already.
  mutating func make(
    _ received: ReceivedObject, _ target: WriteTarget, _ request: WriteRequest, isApplied: Bool
  ) throws(APIFailure) -> WriteResult {
    var (object, warnings) = (received.object, received.warnings)
    let type = target.type
    if type.definition != nil, let definition = type.definition,
      buckets[StoreResource.definitions]?.object(definition)?.deletionTimestamp != nil
    {
      throw APIFailure.forbidden(
        type, object["metadata"]?["name"]?.stringValue ?? "",
        "create not allowed while custom resource definition is terminating")
    }
    try checkNamespace(target, request.namespace, object["metadata"]?["name"]?.stringValue ?? "")
    nameAndNumber(&object, target, isApplied: isApplied)
    object = functions.defaulted(target.version.schema, object)
    try type.strategy.fillDefaults?(&object)
    // What the server fills in by itself belongs to nobody.
    if !isApplied { object = functions.owned(nil, object, writer(request, target)) }
    warnings += try prepareForCreate(&object, target)
    warnings += try check(target, object, old: nil, subresource: "")
    let (namespace, name) = (request.namespace ?? "", object["metadata"]?["name"]?.stringValue ?? "")
    if buckets[target.resource]?.object(StoredObject.path(namespace, name)) != nil {
      throw APIFailure.alreadyExists(type, name)
    }
    if object["metadata"]?["resourceVersion"] != nil {
      throw APIFailure(.unknown, "resourceVersion should not be set on objects to be created")
    }
    guard !request.dryRun else {
      return WriteResult(object: ObjectMetadata.ordered(object), wasCreated: true, warnings: warnings)
    }
    let written = try commit(.added, target.resource, target.stored(object), old: nil)
    return WriteResult(object: target.form.shown(written).json, wasCreated: true, warnings: warnings)
  }

  /// Writes what the server alone sets.
  private mutating func nameAndNumber(_ object: inout JSONValue, _ target: WriteTarget, isApplied: Bool) {
    var metadata = object["metadata"] ?? [:]
    if metadata["resourceVersion"]?.stringValue?.isEmpty ?? true { metadata["resourceVersion"] = nil }
    if metadata["name"]?.stringValue?.isEmpty ?? true, let base = metadata["generateName"]?.stringValue, !base.isEmpty {
      let namespace = metadata["namespace"]?.stringValue ?? ""
      var name = generator.name(base)
      // As often as the real server tries.
      for _ in 0..<8 where buckets[target.resource]?.object(StoredObject.path(namespace, name)) != nil {
        name = generator.name(base)
      }
      metadata["name"] = .string(name)
    }
    var uid = generator.uid()
    while agenda.addresses[uid] != nil { uid = generator.uid() }
    metadata["uid"] = .string(uid)
    metadata["creationTimestamp"] = .string(Time(secondsSince1970: now).description)
    for key in ["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"] { metadata[key] = nil }
    if !isApplied { metadata["managedFields"] = nil }
    metadata["generation"] = target.type.strategy.hasGeneration ? .some(1) : .none
    object["metadata"] = metadata
    if target.version.hasStatus, !target.type.strategy.keepsStatusOnCreate { object["status"] = nil }
  }

  private func prepareForCreate(_ object: inout JSONValue, _ target: WriteTarget) throws(APIFailure) -> [String] {
    guard let prepare = target.type.strategy.prepareForCreate else { return [] }
    let warnings = WarningCollector()
    try prepare(&object, context(warnings))
    return warnings.all
  }

  /// Who a request writes as.
  func writer(_ request: WriteRequest, _ target: WriteTarget) -> FieldWriter {
    FieldWriter(
      manager: request.manager, apiVersion: target.apiVersion, subresource: request.ownedAs ?? request.subresource,
      schema: target.version.schema, now: now)
  }
}
