import JSON
import KubernetesObjects

/// Server-side apply: what a manager wants of an object is put over what is there; fields that it wanted before and no
/// longer wants go, where nobody else manages them.
///
/// It never changes a field that another manager set to another value, unless it is forced to.
enum ServerSideApply {
  /// Applies a configuration.
  ///
  /// - Parameters:
  ///   - configuration: the manager's fields, as they were sent.
  ///   - live: the object as it is stored; nil where there is none.
  ///   - force: whether fields of others are taken over.
  ///   - subresource: the part that is applied, as `status`; empty for the object itself.
  ///   - now: seconds since the epoch.
  ///   - hasStatus: whether the kind has the subresource `status`, so that an apply of the object leaves that alone.
  /// - Returns: the object with the defaults of its schema; where the apply changes nothing, it is the live one.
  /// - Throws: `Conflict` with a cause for each field of another; `BadRequest` where the configuration names its managers.
  static func apply(
    _ configuration: JSONValue, to live: JSONValue?, manager: String, force: Bool, apiVersion: String,
    subresource: String, schema: SchemaNode, now: Int64, hasStatus: Bool = true
  ) throws(APIFailure) -> JSONValue {
    if let record = configuration.managedFields, !record.isNull {
      throw APIFailure(.badRequest, "metadata.managedFields must be nil")
    }
    if let version = configuration["apiVersion"]?.stringValue, version != apiVersion {
      let version = version.contains("/") ? version : "/\(version)"
      let kind = configuration["kind"]?.stringValue ?? ""
      throw APIFailure(.badRequest, "invalid object type: \(version), Kind=\(kind)")
    }
    if let problem = ConfigurationCheck.problems(in: configuration, schema) {
      throw failure("failed to create typed patch object (\(identity(of: configuration))): \(problem)")
    }
    let reset = ManagedFields.resetFields(of: configuration, subresource: subresource, hasStatus: hasStatus, schema)
    var base = schema.typed(live ?? [:])
    var managers = ManagedFields.read(base.managedFields)
    base.managedFields = nil
    if managers.isEmpty, live != nil {
      managers = ManagedFields.beforeFirstApply(
        base, apiVersion: apiVersion, subresource: subresource, schema, reset, now: now)
    }
    let applier = FieldManager.applier(manager, subresource: subresource)
    let fields = AppliedFields.fields(of: configuration, schema).subtractingAll(below: reset)
    let before = managers[applier]
    managers[applier] = FieldManager.Entry(
      fields: fields, apiVersion: apiVersion, time: Time(secondsSince1970: now).description)
    var object = try merged(base, configuration, schema)
    if let before { object = withoutAbandoned(object, last: before.fields, managers, schema) }
    try settleConflicts(
      &managers, from: base, to: object, applier, schema, reset, force: force,
      allowed: allowedConflicts(manager, live, schema))
    if var own = managers[applier] {
      // An apply that leaves the object as it is has no time of its own.
      if live != nil, object.isSame(as: base) { own.time = before?.time }
      let rest = ManagedFields.withoutServersFields(own.fields)
      managers[applier] = rest.isEmpty ? nil : FieldManager.Entry(fields: rest, apiVersion: apiVersion, time: own.time)
    }
    ManagedFields.limitUpdaters(&managers)
    object = schema.defaultedAfterApply(object)
    if let live, manager == LastApplied.manager, LastApplied.isThere(in: live) {
      LastApplied.set(configuration, in: &object)
    }
    object.managedFields = ManagedFields.write(managers)
    return live.map { ManagedFields.withTimes(of: schema.typed($0), whereUnchanged: object) } ?? object
  }

  private static func merged(
    _ live: JSONValue, _ configuration: JSONValue, _ schema: SchemaNode
  ) throws(APIFailure) -> JSONValue {
    do throws(ApplyProblem) {
      return try ObjectMerge.merge(live, configuration, schema) ?? .null
    } catch {
      throw failure("failed to merge config: \(error)")
    }
  }

  /// Takes out what the manager applied last and does not apply now, unless another manages it.
  private static func withoutAbandoned(
    _ merged: JSONValue, last: FieldSet, _ managers: FieldManagers, _ schema: SchemaNode
  ) -> JSONValue {
    if last.isEmpty { return merged }
    let last = last.withNamedFields(of: schema)
    let all = AppliedFields.fields(of: merged, schema).withNamedFields(of: schema)
    var owned = FieldSet()
    for entry in managers.values { owned = owned.union(entry.fields) }
    owned = owned.withNamedFields(of: schema)
    let bare = FieldRemoval.remove(last, from: merged, schema)
    let kept = AppliedFields.fields(of: bare, schema).withNamedFields(of: schema).union(owned)
    let pruned = FieldRemoval.remove(all.subtracting(kept), from: merged, schema)
    let left = AppliedFields.fields(of: pruned, schema).withNamedFields(of: schema)
    // What went although the manager had not applied it is put back.
    return FieldRemoval.remove(all.subtracting(left).intersection(last), from: merged, schema)
  }

  private static func settleConflicts(
    _ managers: inout FieldManagers, from old: JSONValue, to new: JSONValue, _ applier: FieldManager,
    _ schema: SchemaNode, _ reset: FieldSet, force: Bool, allowed: FieldSet
  ) throws(APIFailure) {
    var comparison = ObjectComparison(old, new, schema)
    comparison.exclude(reset)
    let changed = comparison.modified.union(comparison.added)
    if !force {
      var conflicts: [(manager: FieldManager, path: [FieldStep])] = []
      for (manager, entry) in managers where manager != applier {
        for path in entry.fields.intersection(changed).subtracting(allowed).paths { conflicts.append((manager, path)) }
      }
      if !conflicts.isEmpty { throw conflict(conflicts.sorted { $0.manager.order < $1.manager.order }) }
    }
    ManagedFields.take(changed.union(comparison.removed), from: &managers, except: applier)
  }

  private static func conflict(_ conflicts: [(manager: FieldManager, path: [FieldStep])]) -> APIFailure {
    func text(_ path: [FieldStep]) -> String { path.map(\.description).joined() }
    let causes = conflicts.map { conflict in
      APIFailure.Cause(
        "FieldManagerConflict", "conflict with \(conflict.manager.description)", field: text(conflict.path))
    }
    if conflicts.count == 1 {
      return APIFailure(
        .conflict,
        "Apply failed with 1 conflict: conflict with \(conflicts[0].manager.description): \(text(conflicts[0].path))",
        causes: causes)
    }
    var lines: [String] = []
    var current: FieldManager?
    for conflict in conflicts {
      if conflict.manager != current { lines.append("conflicts with \(conflict.manager.description):") }
      current = conflict.manager
      lines.append("- \(text(conflict.path))")
    }
    return APIFailure(
      .conflict, "Apply failed with \(conflicts.count) conflicts: \(lines.joined(separator: "\n"))", causes: causes)
  }

  /// kubectl may take over what it had applied by itself before, in the client, and what nobody changed since.
  private static func allowedConflicts(_ manager: String, _ live: JSONValue?, _ schema: SchemaNode) -> FieldSet {
    guard manager == LastApplied.manager, let live, let last = LastApplied.configuration(of: live) else {
      return FieldSet()
    }
    let comparison = ObjectComparison(last, schema.typed(live), schema)
    return AppliedFields.fields(of: last, schema).subtracting(comparison.modified).subtracting(comparison.added)
      .subtracting(comparison.removed)
  }

  private static func failure(_ message: String) -> APIFailure { APIFailure(.unknown, message) }

  /// `default/a; apps/v1, Kind=Deployment`.
  private static func identity(of object: JSONValue) -> String {
    let name = object["metadata"]?["name"]?.stringValue ?? ""
    let namespace = object["metadata"]?["namespace"]?.stringValue ?? ""
    let version = object["apiVersion"]?.stringValue ?? ""
    let group = version.contains("/") ? version : "/\(version)"
    return "\(namespace)/\(name); \(group), Kind=\(object["kind"]?.stringValue ?? "")"
  }
}
