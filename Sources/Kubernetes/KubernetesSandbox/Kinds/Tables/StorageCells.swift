import JSON

/// Volumes, their classes, and what holds configuration, in a table.
enum StorageCells {
  static func cells(of object: JSONValue, kind: String, age: JSONValue) -> [JSONValue]? {
    let spec = object["spec"] ?? [:]
    switch kind {
    case "ConfigMap":
      return [.number(JSONNumber(object.members("data").count + object.members("binaryData").count)), age]
    case "Secret":
      return [TableFormat.text(object["type"], or: "Opaque"), .number(JSONNumber(object.members("data").count)), age]
    case "ServiceAccount": return [age]
    case "PersistentVolumeClaim": return claim(object, spec, age: age)
    case "PersistentVolume": return volume(object, spec, age: age)
    case "StorageClass":
      return [
        TableFormat.text(object["provisioner"], or: ""), TableFormat.text(object["reclaimPolicy"], or: "Delete"),
        TableFormat.text(object["volumeBindingMode"], or: "Immediate"), object["allowVolumeExpansion"] ?? false, age,
      ]
    default: return nil
    }
  }

  private static func claim(_ claim: JSONValue, _ spec: JSONValue, age: JSONValue) -> [JSONValue] {
    let isDeleted = claim.at("metadata", "deletionTimestamp") != nil
    let status = claim["status"] ?? [:]
    let isBound = !spec.text("volumeName").isEmpty
    return [
      isDeleted ? "Terminating" : TableFormat.text(status["phase"], or: ""),
      TableFormat.text(spec["volumeName"], or: ""),
      isBound ? TableFormat.text(status.at("capacity", "storage"), or: "") : "",
      isBound ? TableFormat.accessModes(status.elements("accessModes")).json : "",
      TableFormat.text(spec["storageClassName"], or: ""),
      TableFormat.text(spec["volumeAttributesClassName"], or: "<unset>"),
      age, TableFormat.text(spec["volumeMode"], or: "Filesystem"),
    ]
  }

  private static func volume(_ volume: JSONValue, _ spec: JSONValue, age: JSONValue) -> [JSONValue] {
    let isDeleted = volume.at("metadata", "deletionTimestamp") != nil
    let reference = spec["claimRef"]
    let claim = reference.map { "\($0.text("namespace"))/\($0.text("name"))" } ?? ""
    return [
      TableFormat.text(spec.at("capacity", "storage"), or: ""),
      TableFormat.accessModes(spec.elements("accessModes")).json,
      TableFormat.text(spec["persistentVolumeReclaimPolicy"], or: ""),
      isDeleted ? "Terminating" : TableFormat.text(volume.at("status", "phase"), or: ""), claim.json,
      TableFormat.text(spec["storageClassName"], or: ""),
      TableFormat.text(spec["volumeAttributesClassName"], or: "<unset>"),
      TableFormat.text(volume.at("status", "reason"), or: ""), age,
      TableFormat.text(spec["volumeMode"], or: "Filesystem"),
    ]
  }
}
