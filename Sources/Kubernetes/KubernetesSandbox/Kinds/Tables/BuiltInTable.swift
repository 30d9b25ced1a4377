import JSON

/// The tables of the built-in kinds, as kubectl shows them (`k8s.io/kubernetes/pkg/printers/internalversion`).
enum BuiltInTable {
  /// The columns beside the name. Events name themselves in their last one.
  static func columns(of kind: String) -> [ResourceType.Column] {
    (layouts[kind] ?? []).map { text in
      // `*` before a column that is only shown with `-o wide`; `#` for a number, `@` for a date, `?` for a boolean.
      var name = text
      var priority = 0
      if name.hasPrefix("*") {
        priority = 1
        name.removeFirst()
      }
      var type = "string"
      for (mark, marked) in [("#", "integer"), ("@", "date"), ("?", "boolean")] where name.hasPrefix(mark) {
        type = marked
        name.removeFirst()
      }
      return ResourceType.Column(
        name: name, type: type, format: name == "Name" ? "name" : "", description: "\(name) of the \(kind).",
        priority: priority, path: "")
    }
  }

  private static let templateColumns = ["*Containers", "*Images", "*Selector"]
  private static let subjectColumns = ["Role", "Age", "*Users", "*Groups", "*ServiceAccounts"]

  private static let layouts: [String: [String]] = [
    "ConfigMap": ["Data", "Age"],
    "CustomResourceDefinition": [
      "Scope", "Versions", "@Created At", "*Group", "*Kind", "*ShortNames", "*?Established",
    ],
    "ClusterRole": ["@Created At"], "ClusterRoleBinding": subjectColumns,
    "DaemonSet": ["#Desired", "#Current", "#Ready", "#Up-to-date", "#Available", "Node Selector", "Age"]
      + templateColumns,
    "Deployment": ["Ready", "Up-to-date", "Available", "Age"] + templateColumns,
    "EndpointSlice": ["AddressType", "Ports", "Endpoints", "Age"], "Endpoints": ["Endpoints", "Age"],
    "Event": [
      "Last Seen", "Type", "Reason", "Object", "*Subobject", "*Source", "Message", "*First Seen", "*Count", "*Name",
    ],
    "Ingress": ["Class", "Hosts", "Address", "Ports", "Age"], "Lease": ["Holder", "Age"],
    "Namespace": ["Status", "Age"], "NetworkPolicy": ["Pod-Selector", "Age"],
    "Node": [
      "Status", "Roles", "Age", "Version", "*Internal-IP", "*External-IP", "*OS-Image", "*Kernel-Version",
      "*Container-Runtime",
    ],
    "PersistentVolume": [
      "Capacity", "Access Modes", "Reclaim Policy", "Status", "Claim", "StorageClass", "VolumeAttributesClass",
      "Reason",
      "Age", "*VolumeMode",
    ],
    "PersistentVolumeClaim": [
      "Status", "Volume", "Capacity", "Access Modes", "StorageClass", "VolumeAttributesClass", "Age", "*VolumeMode",
    ],
    "Pod": ["Ready", "Status", "Restarts", "Age", "*IP", "*Node", "*Nominated Node", "*Readiness Gates"],
    "PodDisruptionBudget": ["Min Available", "Max Unavailable", "#Allowed Disruptions", "Age"],
    "PriorityClass": ["#Value", "?Global-Default", "Age", "PreemptionPolicy"],
    "ReplicaSet": ["#Desired", "#Current", "#Ready", "Age"] + templateColumns, "Role": ["@Created At"],
    "RoleBinding": subjectColumns, "Secret": ["Type", "Data", "Age"],
    "Service": ["Type", "Cluster-IP", "External-IP", "Port(s)", "Age", "*Selector"], "ServiceAccount": ["Age"],
    "StatefulSet": ["Ready", "Age", "*Containers", "*Images"],
    "StorageClass": ["Provisioner", "ReclaimPolicy", "VolumeBindingMode", "AllowVolumeExpansion", "Age"],
  ]

  /// The cells of an object beside its name, in the order of the columns; nil for a kind that is not built in.
  ///
  /// - Parameter now: Seconds since the epoch, for ages.
  static func cells(of object: JSONValue, kind: String, now: Int64) -> [JSONValue]? {
    let age: JSONValue = .string(TableFormat.age(since: object.at("metadata", "creationTimestamp"), now: now))
    switch kind {
    case "Pod": return PodCells.cells(of: object, age: age, now: now)
    case "Node": return ClusterCells.node(object, age: age)
    case "Event": return ClusterCells.event(object, now: now)
    case "CustomResourceDefinition": return ClusterCells.definition(object)
    case "Namespace": return [TableFormat.text(object.at("status", "phase"), or: ""), age]
    case "Role", "ClusterRole": return [object.at("metadata", "creationTimestamp") ?? .null]
    case "RoleBinding", "ClusterRoleBinding": return ClusterCells.binding(object, age: age)
    case "Lease": return [TableFormat.text(object.at("spec", "holderIdentity"), or: ""), age]
    case "PriorityClass":
      return [
        TableFormat.number(object["value"]), object["globalDefault"] ?? false, age,
        TableFormat.text(object["preemptionPolicy"], or: "PreemptLowerPriority"),
      ]
    case "Service": return NetworkCells.service(object, age: age)
    case "Endpoints": return NetworkCells.endpoints(object, age: age)
    case "EndpointSlice": return NetworkCells.slice(object, age: age)
    case "Ingress": return NetworkCells.ingress(object, age: age)
    case "NetworkPolicy": return [.string(TableFormat.selector(object.at("spec", "podSelector"))), age]
    case "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet":
      return WorkloadCells.cells(of: object, kind: kind, age: age)
    case "PodDisruptionBudget":
      return [
        TableFormat.text(object.at("spec", "minAvailable"), or: "N/A"),
        TableFormat.text(object.at("spec", "maxUnavailable"), or: "N/A"),
        TableFormat.number(object.at("status", "disruptionsAllowed")), age,
      ]
    default: return StorageCells.cells(of: object, kind: kind, age: age)
    }
  }
}
