import JSON
import KubernetesObjects

extension APIState {
  /// Evicts a pod: deletes it where its disruption budget allows.
  mutating func evict(_ request: WriteRequest, now: Int64) throws(APIFailure) -> WriteResult {
    advance(now)
    let target = try target(request.resource, request.version)
    guard target.resource == "pods", let name = request.name else { throw APIFailure.notServed }
    let named = request.body["metadata"]?["name"]?.stringValue ?? name
    if named != name {
      throw APIFailure(.badRequest, "name in URL does not match name in Eviction object")
    }
    let pod = try live(target, request.namespace, name)
    let deletion = Self.deletion(request, name)
    let dryRun = deletion.dryRun
    if Self.isGuarded(pod), let budget = try budget(of: pod), let reserved = try reserve(budget, pod) {
      // The pod's preconditions come first: a budget is not spent on a deletion that is refused.
      try checkEviction(deletion, pod, target)
      if !dryRun { try commit(.modified, "poddisruptionbudgets.policy", reserved, old: budget) }
    }
    _ = try delete(deletion, now: now)
    return WriteResult(
      object: ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201],
      wasCreated: true)
  }

  private static func deletion(_ request: WriteRequest, _ name: String) -> DeleteRequest {
    let options = request.body["deleteOptions"]
    return DeleteRequest(
      request.resource, version: request.version, namespace: request.namespace, name: name,
      uid: options?["preconditions"]?["uid"]?.stringValue,
      resourceVersion: options?["preconditions"]?["resourceVersion"]?.stringValue,
      gracePeriodSeconds: options?["gracePeriodSeconds"]?.intValue,
      propagationPolicy: options?["propagationPolicy"]?.stringValue,
      dryRun: request.dryRun || options?["dryRun"]?.arrayValue?.contains("All") ?? false)
  }

  private mutating func checkEviction(
    _ deletion: DeleteRequest, _ pod: StoredObject, _ target: WriteTarget
  ) throws(APIFailure) {
    var attempt = deletion
    attempt.dryRun = true
    _ = try delete(attempt, now: now)
  }

  /// Whether a budget counts for a pod: it runs, and is not being deleted.
  private static func isGuarded(_ pod: StoredObject) -> Bool {
    let phase = pod.json["status"]?["phase"]?.stringValue ?? ""
    return pod.deletionTimestamp == nil && !["Succeeded", "Failed", "Pending"].contains(phase)
  }

  /// The budget whose selector matches a pod.
  private func budget(of pod: StoredObject) throws(APIFailure) -> StoredObject? {
    var found: [StoredObject] = []
    for budget in buckets["poddisruptionbudgets.policy"]?.objects(in: pod.namespace) ?? [] {
      guard let json = budget.json["spec"]?["selector"], let selector = try? LabelSelector(json: json) else { continue }
      if (try? Selector(selector).matches(pod.labels)) ?? false { found.append(budget) }
    }
    if found.count > 1 {
      throw APIFailure(
        .internalError,
        "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.")
    }
    return found.first
  }

  /// The budget with one disruption less, nil where the pod may go without; refused where none is left.
  private func reserve(_ budget: StoredObject, _ pod: StoredObject) throws(APIFailure) -> JSONValue? {
    let status = budget.json["status"]
    let (healthy, desired) = (status?["currentHealthy"]?.intValue ?? 0, status?["desiredHealthy"]?.intValue ?? 0)
    if !Self.isReady(pod) {
      if budget.json["spec"]?["unhealthyPodEvictionPolicy"] == "AlwaysAllow" { return nil }
      if healthy >= desired, desired > 0 { return nil }
    }
    let generation = budget.json["metadata"]?["generation"]?.intValue ?? 0
    guard status?["observedGeneration"]?.intValue ?? 0 >= generation else {
      throw Self.refused("The disruption budget \(budget.name) is still being processed by the server.", after: 10)
    }
    let allowed = status?["disruptionsAllowed"]?.intValue ?? 0
    guard allowed > 0 else {
      throw Self.refused(
        "The disruption budget \(budget.name) needs \(desired) healthy pods and has \(healthy) currently", after: nil)
    }
    var reserved = budget.json
    reserved["status"]?["disruptionsAllowed"] = .number(JSONNumber(allowed - 1))
    if reserved["status"]?["disruptedPods"] == nil { reserved["status"]?["disruptedPods"] = [:] }
    reserved["status"]?["disruptedPods"]?[pod.name] = .string(Time(secondsSince1970: now).description)
    return reserved
  }

  private static func isReady(_ pod: StoredObject) -> Bool {
    (pod.json["status"]?["conditions"]?.arrayValue ?? []).contains { $0["type"] == "Ready" && $0["status"] == "True" }
  }

  private static func refused(_ cause: String, after seconds: Int?) -> APIFailure {
    APIFailure(
      .tooManyRequests, "Cannot evict pod as it would violate the pod's disruption budget.",
      causes: [APIFailure.Cause("DisruptionBudget", cause)], retryAfterSeconds: seconds)
  }
}
