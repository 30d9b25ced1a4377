import JSON
import KubernetesObjects

/// Keeps the record of who manages which field of an object (`metadata.managedFields`).
enum ManagedFields {
  /// How many managers of updates are kept apart; the oldest of more are put together.
  private static let maximumUpdaters = 10
  private static let oldUpdates = "ancient-changes"
  private static let beforeFirstApply = "before-first-apply"
  /// What nobody manages.
  private static let serversFields: FieldSet = {
    var fields = FieldSet([.field("apiVersion")])
    fields.insert([.field("kind")])
    fields.insert([.field("metadata")])
    for name in [
      "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields",
      "resourceVersion",
    ] {
      fields.insert([.field("metadata"), .field(name)])
    }
    return fields
  }()

  /// The record after an object was created (`old` is nil), replaced or patched by a manager.
  ///
  /// Fields that the write changed belong to its manager alone; those that it took away belong to nobody.
  ///
  /// - Parameters:
  ///   - old: the object before, as it is stored.
  ///   - new: the object as it was written, with defaults. Where its record is empty, that of the old one goes on; one
  ///     empty entry in it forgets all managers.
  ///   - subresource: the part that was written, as `status`; empty for the object itself.
  ///   - hasStatus: whether the kind has the subresource `status`, so that a write of the object leaves that alone.
  ///   - now: seconds since the epoch.
  /// - Returns: the new object with the record.
  static func afterUpdate(
    old: JSONValue?, new: JSONValue, manager: String, apiVersion: String, subresource: String, schema: SchemaNode,
    now: Int64, hasStatus: Bool = true
  ) -> JSONValue {
    // Types of the server's own take an empty list as one that forgets.
    let isEmptied = schema.isBuiltIn && subresource.isEmpty && new.managedFields?.arrayValue?.isEmpty == true
    var managers = isEmptied ? [:] : managersBefore(old, new, subresource)
    var object = schema.typed(new)
    guard old == nil || !managers.isEmpty else {
      object.managedFields = nil
      return object
    }
    var live = old.map(schema.typed) ?? schema.zero
    live.managedFields = nil
    object.managedFields = nil
    let updater = FieldManager.updater(
      manager.isEmpty ? "unknown" : manager, apiVersion: apiVersion, subresource: subresource)
    let reset = resetFields(of: new, subresource: subresource, hasStatus: hasStatus, schema)
    update(&managers, from: live, to: object, updater, apiVersion, schema, reset, now)
    limitUpdaters(&managers)
    object.managedFields = write(managers)
    return old.map { withTimes(of: schema.typed($0), whereUnchanged: object) } ?? object
  }

  /// The newer object, with the times of the older one's record where nothing else is different: what changes nothing is
  /// not written.
  static func withTimes(of old: JSONValue, whereUnchanged new: JSONValue) -> JSONValue {
    guard isSameBesidesTimes(old.managedFields, new.managedFields) else { return new }
    var (left, right) = (old, new)
    for name in ["managedFields", "resourceVersion"] {
      left.setMetadata(name, nil)
      right.setMetadata(name, nil)
    }
    guard left == right else { return new }
    var object = new
    object.managedFields = old.managedFields
    return object
  }

  private static func isSameBesidesTimes(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
    let (left, right) = (left?.arrayValue ?? [], right?.arrayValue ?? [])
    guard left.count == right.count else { return false }
    // Another time may be another place in the list.
    var others = right.map(withoutTime)
    for entry in left.map(withoutTime) {
      guard let index = others.firstIndex(of: entry) else { return false }
      others.remove(at: index)
    }
    return true
  }

  private static func withoutTime(_ entry: JSONValue) -> JSONValue {
    var entry = entry
    entry["time"] = nil
    return entry
  }

  /// The record that a write starts from: its own, where it brings one.
  private static func managersBefore(_ old: JSONValue?, _ new: JSONValue, _ subresource: String) -> FieldManagers {
    let brought = new.managedFields?.arrayValue ?? []
    if subresource.isEmpty {
      if brought.count == 1, brought[0].objectValue?.isEmpty == true { return [:] }
      let managers = read(.array(brought))
      if !managers.isEmpty { return managers }
    }
    return read(old?.managedFields)
  }

  /// The record of an object that nobody has applied so far, and whose managers are not known.
  static func beforeFirstApply(
    _ live: JSONValue, apiVersion: String, subresource: String, _ schema: SchemaNode, _ reset: FieldSet, now: Int64
  ) -> FieldManagers {
    var managers: FieldManagers = [:]
    let manager = FieldManager.updater(beforeFirstApply, apiVersion: apiVersion, subresource: subresource)
    update(&managers, from: schema.zero, to: live, manager, apiVersion, schema, reset, now)
    return managers
  }

  private static func update(
    _ managers: inout FieldManagers, from old: JSONValue, to new: JSONValue, _ manager: FieldManager,
    _ apiVersion: String, _ schema: SchemaNode, _ reset: FieldSet, _ now: Int64
  ) {
    var comparison = ObjectComparison(old, new, schema)
    comparison.exclude(reset)
    let changed = comparison.modified.union(comparison.added)
    take(changed.union(comparison.removed), from: &managers)
    let fields = withoutServersFields(changed)
    if fields.isEmpty { return }
    let before = managers[manager]?.fields ?? FieldSet()
    managers[manager] = FieldManager.Entry(
      fields: before.union(fields), apiVersion: apiVersion,
      // The real server knows no time of what was written as a scale.
      time: manager.subresource == "scale" ? nil : Time(secondsSince1970: now).description)
  }

  /// Takes fields from all managers but one; a manager of nothing goes.
  static func take(_ fields: FieldSet, from managers: inout FieldManagers, except own: FieldManager? = nil) {
    for (manager, entry) in managers {
      var entry = entry
      if manager != own { entry.fields = entry.fields.subtracting(fields) }
      managers[manager] = entry.fields.isEmpty ? nil : entry
    }
  }

  static func withoutServersFields(_ fields: FieldSet) -> FieldSet { fields.subtracting(serversFields) }

  /// What a write of that part leaves as it is, whatever it says.
  static func resetFields(
    of object: JSONValue, subresource: String, hasStatus: Bool, _ schema: SchemaNode
  ) -> FieldSet {
    guard subresource == "status" else {
      return subresource.isEmpty && hasStatus ? FieldSet([.field("status")]) : FieldSet()
    }
    var fields = FieldSet([.field("spec")])
    guard schema.isBuiltIn else {
      fields.insert([.field("metadata")])
      return fields
    }
    switch object["kind"]?.stringValue {
    case "Deployment": fields.insert([.field("metadata"), .field("labels")])
    case "Pod":
      fields.insert([.field("metadata"), .field("deletionTimestamp")])
      fields.insert([.field("metadata"), .field("ownerReferences")])
    case "Node", "CustomResourceDefinition": fields.insert([.field("metadata")])
    default: break
    }
    return fields
  }

  /// Puts the oldest updates of each version of the API together, where there are too many.
  static func limitUpdaters(_ managers: inout FieldManagers) {
    let updaters = managers.filter { !$0.key.isApply }.sorted { left, right in
      let (one, other) = (left.value.time ?? "", right.value.time ?? "")
      return one == other ? left.key.order < right.key.order : one < other
    }
    var count = updaters.count
    var first: [String: FieldManager] = [:]
    for (manager, entry) in updaters {
      if count <= maximumUpdaters { return }
      let bucket = FieldManager.updater(oldUpdates, apiVersion: entry.apiVersion, subresource: "")
      guard let one = first[entry.apiVersion] else {
        first[entry.apiVersion] = manager
        continue
      }
      if managers[bucket] == nil {
        managers[bucket] = managers[one]
        managers[one] = nil
      }
      guard let old = managers[bucket]?.fields else { continue }
      managers[manager] = nil
      managers[bucket] = FieldManager.Entry(
        fields: entry.fields.union(old), apiVersion: entry.apiVersion, time: entry.time)
      count -= 1
    }
  }
}

extension JSONValue {
  /// The record of managers.
  var managedFields: JSONValue? {
    get { self["metadata"]?["managedFields"] }
    set { setMetadata("managedFields", newValue) }
  }

  /// Sets a member of `metadata`, which is not made to take one away.
  mutating func setMetadata(_ name: String, _ value: JSONValue?) {
    guard var metadata = self["metadata"]?.objectValue else {
      if let value { self["metadata"] = [name: value] }
      return
    }
    metadata[name] = value
    self["metadata"] = .object(metadata)
  }
}
