import JSON
import KubernetesObjects

/// The subresource `scale`: the count of replicas alone.
extension APIState {
  /// The resources that have it; their counts are where Deployments have them.
  private static let scaled: Set<String> = ["deployments.apps", "statefulsets.apps", "replicasets.apps"]

  /// The `Scale` of an object.
  func scale(of object: StoredObject, _ target: WriteTarget) throws(APIFailure) -> JSONValue {
    guard Self.scaled.contains(target.resource) else { throw APIFailure.notServed }
    var metadata = JSONObject()
    for key in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
      metadata[key] = object.json["metadata"]?[key]
    }
    let replicas = object.json["spec"]?["replicas"] ?? 1
    var status: JSONObject = ["replicas": object.json["status"]?["replicas"] ?? 0]
    if let json = object.json["spec"]?["selector"], let selector = try? LabelSelector(json: json),
      let text = try? Selector(selector).description
    {
      status["selector"] = .string(text)
    }
    return [
      "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": .object(metadata),
      // A count of 0 is left out, as the real server does.
      "spec": replicas == 0 ? [:] : ["replicas": replicas], "status": .object(status),
    ]
  }

  /// Replaces the scale of an object.
  mutating func updateScale(_ request: WriteRequest, _ target: WriteTarget) throws(APIFailure) -> WriteResult {
    let old = try live(target, request.namespace, request.name ?? "")
    return try write(request.body, old, request, target)
  }

  /// Merges a patch into the scale of an object.
  mutating func patchScale(_ request: WriteRequest, _ target: WriteTarget) throws(APIFailure) -> WriteResult {
    let old = try live(target, request.namespace, request.name ?? "")
    return try write(functions.merged(request.body, try scale(of: old, target)), old, request, target)
  }

  private mutating func write(
    _ scale: JSONValue, _ old: StoredObject, _ request: WriteRequest, _ target: WriteTarget
  ) throws(APIFailure) -> WriteResult {
    let known = try self.scale(of: old, target)
    guard let replicas = scale["spec"]?["replicas"]?.intValue ?? (scale["spec"]?["replicas"] == nil ? 0 : nil),
      replicas >= 0
    else {
      throw APIFailure.invalid(
        group: "autoscaling", kind: "Scale", old.name,
        [.invalid("spec.replicas", scale["spec"]?["replicas"]?.text() ?? "", "must be greater than or equal to 0")])
    }
    var changed = target.form.shown(old).json
    changed["spec"]?["replicas"] = .number(JSONNumber(replicas))
    for key in ["uid", "resourceVersion"] {
      changed["metadata"]?[key] = scale["metadata"]?[key] ?? known["metadata"]?[key]
    }
    var whole = request
    whole.subresource = ""
    whole.ownedAs = "scale"
    let received = try ReceivedObject(changed, whole, target, functions)
    let written = try replace(old, with: received, target, whole, isApplied: false)
    let object = StoredObject(
      written.object, version: Int(written.object["metadata"]?["resourceVersion"]?.stringValue ?? "") ?? version)
    return WriteResult(object: try self.scale(of: object, target), warnings: written.warnings)
  }
}
