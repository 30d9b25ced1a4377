import JSON
import KubernetesObjects

extension APIState {
  /// Binds a pod to a node, as a scheduler does.
  mutating func bind(_ request: WriteRequest, now: Int64) throws(APIFailure) -> WriteResult {
    advance(now)
    let target = try target(request.resource, request.version)
    guard target.resource == "pods", let name = request.name else { throw APIFailure.notServed }
    let pod = try live(target, request.namespace, name)
    guard request.body["metadata"]?["name"]?.stringValue == name else {
      throw APIFailure(.badRequest, "name in URL does not match name in Binding object")
    }
    guard let node = request.body["target"]?["name"]?.stringValue, !node.isEmpty else {
      throw APIFailure(.unknown, "target.name: Required value")
    }
    if let uid = request.body["metadata"]?["uid"]?.stringValue, !uid.isEmpty, uid != pod.uid {
      throw APIFailure.conflict(
        target.type, name, "Precondition failed: UID in precondition: \(uid), UID in object meta: \(pod.uid)")
    }
    if pod.deletionTimestamp != nil {
      throw APIFailure.conflict(
        group: "", kind: "pods/binding", name, "pod \(name) is being deleted, cannot be assigned to a host")
    }
    if let bound = pod.json["spec"]?["nodeName"]?.stringValue, !bound.isEmpty {
      throw APIFailure.conflict(
        group: "", kind: "pods/binding", name, "pod \(name) is already assigned to node \"\(bound)\"")
    }
    if !request.dryRun { try commit(.modified, target.resource, bound(pod, to: node), old: pod) }
    return WriteResult(
      object: ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201],
      wasCreated: true)
  }

  private func bound(_ pod: StoredObject, to node: String) -> JSONValue {
    var bound = pod.json
    bound["spec"]?["nodeName"] = .string(node)
    let condition: JSONValue = [
      "type": "PodScheduled", "status": "True", "lastProbeTime": nil,
      "lastTransitionTime": .string(Time(secondsSince1970: now).description),
    ]
    var conditions = bound["status"]?["conditions"]?.arrayValue ?? []
    conditions.removeAll { $0["type"] == "PodScheduled" }
    if bound["status"] == nil { bound["status"] = [:] }
    bound["status"]?["conditions"] = .array(conditions + [condition])
    return bound
  }
}
