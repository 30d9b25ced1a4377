import JSON

/// What runs pods, in a table.
enum WorkloadCells {
  static func cells(of object: JSONValue, kind: String, age: JSONValue) -> [JSONValue] {
    let spec = object["spec"] ?? [:]
    let status = object["status"] ?? [:]
    let containers = spec.at("template", "spec")?.elements("containers") ?? []
    let names = containers.map { $0.text("name") }.joined(separator: ",").json
    let images = containers.map { $0.text("image") }.joined(separator: ",").json
    let selector = TableFormat.selector(spec["selector"]).json
    func count(_ name: String) -> JSONValue { TableFormat.number(status[name]) }
    let ready = "\(count("readyReplicas").text())/\(TableFormat.number(spec["replicas"]).text())".json
    switch kind {
    case "Deployment":
      return [ready, count("updatedReplicas"), count("availableReplicas"), age, names, images, selector]
    case "ReplicaSet":
      return [
        TableFormat.number(spec["replicas"]), count("replicas"), count("readyReplicas"), age, names, images, selector,
      ]
    case "StatefulSet": return [ready, age, names, images]
    default:
      return [
        count("desiredNumberScheduled"), count("currentNumberScheduled"), count("numberReady"),
        count("updatedNumberScheduled"), count("numberAvailable"),
        TableFormat.labels(spec.at("template", "spec", "nodeSelector")).json, age, names, images, selector,
      ]
    }
  }
}
