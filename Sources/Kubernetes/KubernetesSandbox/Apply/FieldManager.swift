import JSON

/// Who manages fields: one entry of `managedFields` for each.
struct FieldManager: Sendable, Hashable {
  /// Which fields, since when, and in which version of the API.
  struct Entry: Sendable, Hashable {
    var fields: FieldSet
    var apiVersion: String
    /// As it is written; nil where none was.
    var time: String?
  }

  var name: String
  /// Whether the fields were applied; else they were created, updated or patched.
  var isApply: Bool
  /// What tells updates in several versions of the API from each other; empty for applies, of which there is one.
  var apiVersion: String
  /// Empty for the object itself.
  var subresource: String

  /// The manager of an apply.
  static func applier(_ name: String, subresource: String) -> FieldManager {
    FieldManager(name: name, isApply: true, apiVersion: "", subresource: subresource)
  }

  /// The manager of an update.
  static func updater(_ name: String, apiVersion: String, subresource: String) -> FieldManager {
    FieldManager(name: name, isApply: false, apiVersion: apiVersion, subresource: subresource)
  }

  /// What messages call it.
  var description: String {
    var text = JSONValue.string(name).text()
    if !subresource.isEmpty { text += " with subresource \(JSONValue.string(subresource))" }
    return isApply ? text : text + " using \(apiVersion)"
  }

  /// What the order of conflicts goes by.
  var order: String { "\(name)\u{0}\(isApply ? 0 : 1)\u{0}\(apiVersion)\u{0}\(subresource)" }
}

/// The managers of an object and what each of them owns.
typealias FieldManagers = [FieldManager: FieldManager.Entry]

extension ManagedFields {
  /// Reads `managedFields`.
  static func read(_ entries: JSONValue?) -> FieldManagers {
    var managers: FieldManagers = [:]
    for entry in entries?.arrayValue ?? [] {
      guard let operation = entry["operation"]?.stringValue, let fields = entry["fieldsV1"] else { continue }
      let version = entry["apiVersion"]?.stringValue ?? ""
      let isApply = operation == "Apply"
      let manager = FieldManager(
        name: entry["manager"]?.stringValue ?? "", isApply: isApply, apiVersion: isApply ? "" : version,
        subresource: entry["subresource"]?.stringValue ?? "")
      managers[manager] = FieldManager.Entry(
        fields: FieldSet(fieldsV1: fields), apiVersion: version, time: entry["time"]?.stringValue)
    }
    return managers
  }

  /// Writes `managedFields`, in the order of the real server; nil where nobody owns anything.
  static func write(_ managers: FieldManagers) -> JSONValue? {
    let sorted = managers.sorted { left, right in
      let (one, other) = (sortKey(left.key, left.value), sortKey(right.key, right.value))
      return one.lexicographicallyPrecedes(other) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    return sorted.isEmpty ? Optional.none : .array(sorted.map { entry($0.key, $0.value) })
  }

  private static func sortKey(_ manager: FieldManager, _ entry: FieldManager.Entry) -> [String] {
    [manager.isApply ? "Apply" : "Update", entry.time ?? "", manager.name, entry.apiVersion, manager.subresource]
  }

  private static func entry(_ manager: FieldManager, _ entry: FieldManager.Entry) -> JSONValue {
    var members: JSONObject = [
      "manager": .string(manager.name), "operation": manager.isApply ? "Apply" : "Update",
      "apiVersion": .string(entry.apiVersion),
    ]
    if let time = entry.time { members["time"] = .string(time) }
    members["fieldsType"] = "FieldsV1"
    members["fieldsV1"] = entry.fields.fieldsV1
    if !manager.subresource.isEmpty { members["subresource"] = .string(manager.subresource) }
    return .object(members)
  }
}
