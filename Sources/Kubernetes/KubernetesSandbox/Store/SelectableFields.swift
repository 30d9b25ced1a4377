import JSON

/// The fields that field selectors may name, and where their values are.
enum SelectableFields {
  /// Those of built-in resources, by the qualified name of the resource.
  private static let builtIn: [String: [String]] = [
    "pods": [
      "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
      "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName",
    ],
    "events": [
      "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
      "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
      "reportingComponent", "source", "type",
    ],
    "events.events.k8s.io": [
      "regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid", "regarding.apiVersion",
      "regarding.resourceVersion", "regarding.fieldPath", "reason", "reportingController", "type",
    ],
    "secrets": ["type"], "namespaces": ["status.phase", "name"], "nodes": ["spec.unschedulable"],
    "services": ["spec.clusterIP", "spec.type"], "replicasets.apps": ["status.replicas"],
    "replicationcontrollers": ["status.replicas"], "jobs.batch": ["status.successful"],
  ]

  /// Whether a resource offers a field.
  static func offers(_ field: String, _ type: ResourceType) -> Bool {
    field == "metadata.name" || field == "metadata.namespace" || type.selectableFields.contains(field)
      || (builtIn[type.qualifiedName]?.contains(field) ?? false)
  }

  /// Why a resource does not offer a field.
  static func refusal(of field: String, _ type: ResourceType) -> String {
    type.definition == nil && builtIn[type.qualifiedName] == nil
      ? "\"\(field)\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
      : "field label not supported: \(field)"
  }

  /// The text of a field; empty where it is not there.
  static func value(of field: String, in object: StoredObject) -> String {
    switch field {
    case "metadata.name", "name": return object.name
    case "metadata.namespace": return object.namespace
    case "source": return text(at: "source.component", in: object.json)
    case "spec.hostNetwork", "spec.unschedulable":
      let value = text(at: field, in: object.json)
      return value.isEmpty ? "false" : value
    case "status.podIPs":
      let addresses = object.json["status"]?["podIPs"]?.arrayValue ?? []
      return addresses.compactMap { $0["ip"]?.stringValue }.joined(separator: ",")
    default: return text(at: field, in: object.json)
    }
  }

  private static func text(at path: String, in json: JSONValue) -> String {
    var value = json
    for part in path.split(separator: ".") {
      guard let next = value[String(part)] else { return "" }
      value = next
    }
    switch value {
    case .string(let text): return text
    case .number(let number): return number.text
    case .bool(let flag): return flag ? "true" : "false"
    case .null, .array, .object: return ""
    }
  }
}
